using CoCreateBot.Bot;
using Microsoft.Extensions.Configuration;

namespace CoCreateBot.Tests.Bot;

/// <summary>Settings are checked before anything starts, and each problem says how to get it right.</summary>
public sealed class OptionsTest
{
    [Fact]
    public void With_nothing_set_everything_has_a_value()
    {
        var options = Read();

        Assert.Empty(options.Problems);
        Assert.Equal(Path.Combine("data", "cocreate.db"), options.StoragePath);
        Assert.Equal(("en", "Etc/UTC"), (options.Language, options.Zone));
        Assert.Null(options.PublicUrl);
        Assert.Null(options.StoragePagesMax);
        Assert.True(options.Slack.IsOff);
    }

    [Fact]
    public void What_is_set_is_used()
    {
        var options = Read(
            ("Bot:Language", "de"), ("Bot:Zone", "Europe/Vienna"), ("Storage:Path", "here.db"), ("Storage:PagesMax", "100"),
            ("Web:PublicUrl", "https://cocreate.example.org/bot"));

        Assert.Empty(options.Problems);
        Assert.Equal(("de", "Europe/Vienna", "here.db", 100), (options.Language, options.Zone, options.StoragePath, options.StoragePagesMax));
        Assert.Equal(new Uri("https://cocreate.example.org/bot"), options.PublicUrl);
    }

    [Theory]
    [InlineData("Bot:Language", "fr", "one of en, de")]
    [InlineData("Bot:Language", "DE", "one of en, de")]
    [InlineData("Bot:Zone", "Vienna", "IANA name")]
    [InlineData("Bot:Zone", "W. Europe Standard Time", "IANA name")]
    [InlineData("Storage:PagesMax", "99", "at least 100")]
    [InlineData("Storage:PagesMax", "-100", "at least 100")]
    [InlineData("Storage:PagesMax", "many", "at least 100")]
    [InlineData("Web:PublicUrl", "cocreate.example.org", "the address under which")]
    [InlineData("Web:PublicUrl", "ftp://cocreate.example.org", "the address under which")]
    [InlineData("Web:PublicUrl", "https://cocreate.example.org/?room=1", "the address under which")]
    [InlineData("Web:PublicUrl", "https://me:secret@cocreate.example.org/", "the address under which")]
    public void A_bad_setting_is_named_with_what_would_be_right(string name, string value, string right)
    {
        var problem = Assert.Single(Read((name, value)).Problems);

        Assert.StartsWith(name, problem);
        Assert.Contains(right, problem);
        Assert.EndsWith(".", problem);
    }

    [Fact]
    public void Every_problem_is_said_at_once() =>
        Assert.Equal(3, Read(("Bot:Language", "xx"), ("Bot:Zone", "xx"), ("Storage:PagesMax", "xx")).Problems.Length);

    [Theory]
    [InlineData("Bot:Language")]
    [InlineData("Bot:Zone")]
    [InlineData("Storage:Path")]
    [InlineData("Storage:PagesMax")]
    [InlineData("Web:PublicUrl")]
    public void An_empty_setting_is_none(string name) => Assert.Equivalent(Read(), Read((name, "")));

    static BotOptions Read(params (string Name, string Value)[] settings) => BotOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build());
}
