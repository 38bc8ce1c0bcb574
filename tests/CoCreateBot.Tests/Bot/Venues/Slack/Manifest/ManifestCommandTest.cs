using CoCreateBot.Bot.Venues;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Bot.Venues.Slack.Manifest;

/// <summary><c>manifest slack</c>, as typed behind the program's name.</summary>
public sealed class ManifestCommandTest
{
    [Theory]
    [InlineData("manifest.json", "slack --url https://cocreate.example.org")]
    [InlineData("manifest.json", "slack --url https://cocreate.example.org/")]
    [InlineData("manifest.socket.json", "slack --socket")]
    [InlineData("manifest.socket.json", "slack")]
    public async Task The_manifests_in_the_repository_are_what_it_prints(string file, string typed)
    {
        var (code, printed, said) = await RunAsync(typed);

        Assert.Equal((0, ""), (code, said));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "manifest", "slack", file)), printed);
    }

    [Fact]
    public async Task An_address_below_a_path_keeps_it() =>
        Assert.Contains("\"https://example.org/bot/slack/events\"", (await RunAsync("slack --url https://example.org/bot/")).Printed, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "platform")]
    [InlineData("discord", "no manifest for \"discord\"")]
    [InlineData("slack --url http://example.org", "--url is \"http://example.org\"")]
    [InlineData("slack --url example.org", "--url is \"example.org\"")]
    [InlineData("slack --url https://example.org?a=b", "--url is")]
    [InlineData("slack --url https://me@example.org", "--url is")]
    [InlineData("slack --url", "--url")]
    [InlineData("slack --url https://example.org --socket", "exclude each other")]
    [InlineData("slack --nonsense", "--nonsense")]
    [InlineData("slack nonsense", "nonsense")]
    public async Task What_cannot_be_printed_is_said_in_one_sentence(string typed, string why)
    {
        var (code, printed, said) = await RunAsync(typed);

        Assert.Equal((2, ""), (code, printed));
        Assert.Contains(why, Assert.Single(said.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_says_what_can_be_typed() => Assert.Contains("--socket", (await RunAsync("--help")).Printed, StringComparison.Ordinal);

    static async Task<(int Code, string Printed, string Said)> RunAsync(string typed)
    {
        using var output = new StringWriter();
        using var problems = new StringWriter();
        var code = await ManifestCommand.RunAsync(typed.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, problems);
        return (code, output.ToString(), problems.ToString());
    }
}
