using CoCreateBot.Bot.Venues.Slack;
using Microsoft.Extensions.Configuration;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

public sealed class SlackOptionsTest
{
    static readonly SlackOptions Right = new("secret", "xoxb-1-2", "");

    [Fact]
    public void Without_any_setting_Slack_is_off_and_nothing_is_missing()
    {
        var options = From([]);

        Assert.True(options.IsOff);
        Assert.Empty(options.Problems());
    }

    [Fact]
    public void With_both_secrets_it_can_start_against_Slack_itself()
    {
        var options = From([("Slack:SigningSecret", " secret "), ("Slack:BotToken", "xoxb-1-2")]);

        Assert.False(options.IsOff);
        Assert.Empty(options.Problems());
        Assert.Equal("secret", options.SigningSecret);
        Assert.Equal(new Uri("https://slack.com/api/"), options.ApiBase);
    }

    [Theory]
    [InlineData("Slack:BotToken", "xoxb-1", "Slack:AppToken is missing, or Slack:SigningSecret: on api.slack.com/apps")]
    [InlineData("Slack:SigningSecret", "s", "Slack:BotToken is missing: on api.slack.com/apps")]
    public void A_missing_setting_is_named_with_the_way_to_get_it(string set, string value, string problem) =>
        Assert.StartsWith(problem, Assert.Single(From([(set, value)]).Problems()), StringComparison.Ordinal);

    [Theory]
    [InlineData("Slack:ClientId", "Slack:ClientSecret is missing")]
    [InlineData("Slack:ClientSecret", "Slack:ClientId is missing")]
    public void To_be_installed_by_many_it_needs_a_name_and_a_secret(string set, string problem) =>
        Assert.StartsWith(problem, Assert.Single(From([("Slack:SigningSecret", "s"), (set, "1.2")]).Problems()), StringComparison.Ordinal);

    [Fact]
    public void With_a_name_and_a_secret_no_token_is_set_and_one_that_is_stands_in_the_way()
    {
        (string, string)[] many = [("Slack:SigningSecret", "s"), ("Slack:ClientId", "1.2"), ("Slack:ClientSecret", "c")];

        Assert.Empty(From(many).Problems());
        Assert.Contains("exclude each other", Assert.Single(From([.. many, ("Slack:BotToken", "xoxb-1")]).Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_comes_back_from_Slack_needs_an_address()
    {
        (string Key, string Value)[] many = [("Slack:SigningSecret", "s"), ("Slack:ClientId", "1.2"), ("Slack:ClientSecret", "c")];
        var settings = new ConfigurationBuilder().AddInMemoryCollection(many.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();

        Assert.StartsWith("Web:PublicUrl is missing", Assert.Single(CoCreateBot.Bot.BotOptions.Read(settings).Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "", 1)]
    [InlineData("UseDevelopmentStorage=true", "/keys", 0)]
    [InlineData("", "", 0)]
    public void Where_servers_share_a_store_they_need_to_be_told_where_their_keys_lie(string tables, string keys, int problems)
    {
        (string Key, string Value)[] many =
        [
            ("Slack:SigningSecret", "s"), ("Slack:ClientId", "1.2"), ("Slack:ClientSecret", "c"), ("Web:PublicUrl", "https://cocreate.example.org"),
            ("Storage:ConnectionString", tables), ("Slack:KeysPath", keys),
        ];
        var settings = new ConfigurationBuilder().AddInMemoryCollection(many.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();

        var said = CoCreateBot.Bot.BotOptions.Read(settings).Problems;

        Assert.Equal(problems, said.Length);
        Assert.All(said, problem => Assert.StartsWith("Slack:KeysPath is missing", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void An_address_alone_lacks_both_secrets() =>
        Assert.Equal(2, From([("Slack:ApiUrl", "http://127.0.0.1:9200/api/")]).Problems().Length);

    [Theory]
    [InlineData("xoxb-1", true)]
    [InlineData("xoxe.xoxb-1", true)]
    [InlineData("xoxp-1", false)]
    [InlineData("xapp-1", false)]
    [InlineData("xoxb-1 2", false)]
    [InlineData("xoxb-1\r\nX: y", false)]
    public void Another_kind_of_token_is_no_bot_token(string token, bool isRight) =>
        Assert.Equal(isRight, (Right with { BotToken = token }).Problems().IsEmpty);

    [Theory]
    [InlineData("https://slack.com/api/", true)]
    [InlineData("http://127.0.0.1:9200/api", true)]
    [InlineData("slack.com/api", false)]
    [InlineData("ftp://slack.com/api", false)]
    [InlineData("/api", false)]
    public void The_address_is_absolute(string url, bool isRight) =>
        Assert.Equal(isRight, (Right with { ApiUrl = url }).Problems().IsEmpty);

    [Fact]
    public void With_an_app_token_neither_an_address_nor_a_signing_secret_is_needed()
    {
        var options = From([("Slack:AppToken", " xapp-1-2 "), ("Slack:BotToken", "xoxb-1-2")]);

        Assert.Equal((true, false, false), (options.IsSocket, options.IsSigned, options.IsOff));
        Assert.Empty(options.Problems());
        Assert.DoesNotContain("xapp-1-2", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xoxb-1")]
    [InlineData("xapp-1 2")]
    [InlineData("app-1")]
    public void Another_kind_of_token_is_no_app_token(string token)
    {
        var problem = Assert.Single(From([("Slack:AppToken", token), ("Slack:BotToken", "xoxb-1-2")]).Problems());

        Assert.StartsWith("Slack:AppToken is not an app-level token", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(token, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_app_token_alone_lacks_the_bots() => Assert.StartsWith(
        "Slack:BotToken is missing", Assert.Single(From([("Slack:AppToken", "xapp-1")]).Problems()), StringComparison.Ordinal);

    [Fact]
    public void The_address_may_leave_out_its_last_slash() =>
        Assert.Equal(new Uri("http://127.0.0.1:9200/api/"), (Right with { ApiUrl = "http://127.0.0.1:9200/api" }).ApiBase);

    [Fact]
    public void No_secret_is_ever_said()
    {
        var options = new SlackOptions("signing-secret", "xoxp-token", "x");

        Assert.DoesNotContain("signing-secret", options + string.Join(' ', options.Problems()), StringComparison.Ordinal);
        Assert.DoesNotContain("xoxp-token", options + string.Join(' ', options.Problems()), StringComparison.Ordinal);
    }

    static SlackOptions From((string Key, string Value)[] settings) => SlackOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());
}
