using System.Collections.Immutable;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Reconciling;

/// <summary>Who was to be asked or reminded and could not be: whoever steers reads how often, and why, and not whose message it was.</summary>
public sealed class UntoldTest
{
    static readonly TimeSpan AWhile = TimeSpan.FromMinutes(2);

    [Fact]
    public void Whoever_steers_reads_how_many_private_messages_were_refused_and_no_name() => World.Play(async world =>
    {
        var id = await OpenAsync(world);
        world.Slack.Next(VenueCall.Tell, Misbehaviour.Refuses);
        await AskedAsync(world, id, "steps \"Call the city\" by Bo");
        var line = Assert.Single(await LinesAsync(world, id));
        Assert.StartsWith("1 private message", line, StringComparison.Ordinal);
        Assert.Contains("Slack does not let me write to whoever it was for", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Bo", line, StringComparison.Ordinal);

        await AskedAsync(world, id, "steps \"Buy paint\" by Bo");
        Assert.Single(world.Slack.Private); // it was not said again, and what came next was said
        world.Slack.Next(VenueCall.Tell, Misbehaviour.Refuses);
        await AskedAsync(world, id, "steps \"Borrow a ladder\" by Bo");
        await world.CrashAsync();
        await world.PassAsync(AWhile);

        Assert.StartsWith("2 private messages", Assert.Single(await LinesAsync(world, id)), StringComparison.Ordinal);
        Assert.StartsWith("2 private Nachrichten", Assert.Single(await LinesAsync(world, id, "de")), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(Misbehaviour.Throttles)]
    [InlineData(Misbehaviour.LosesTheAnswer)]
    [InlineData(Misbehaviour.None)]
    public void What_came_later_or_may_have_come_is_not_counted(Misbehaviour what) => World.Play(async world =>
    {
        var id = await OpenAsync(world);
        world.Slack.Next(VenueCall.Tell, what);
        await AskedAsync(world, id, "steps \"Call the city\" by Bo");

        Assert.Empty(await LinesAsync(world, id));
        Assert.Single(world.Slack.Private);
    });

    [Theory]
    [InlineData("channel_not_found")]
    [InlineData("user_not_found")]
    [InlineData("is_archived")]
    [InlineData("messages_tab_disabled")]
    [InlineData("missing_scope")]
    [InlineData("missing_scope", "im:write")]
    [InlineData("token_revoked")]
    [InlineData("invalid_blocks")]
    [InlineData("restricted_action")]
    public void Each_reason_of_Slack_is_said_in_each_language(string code, string? scope = null) =>
        AssertSaid(Assert.IsType<VenueRefusedException>(SlackErrors.Of(code, null, scope)), scope);

    [Fact]
    public void Where_it_is_not_installed_that_is_said_too() => AssertSaid(new VenueRefusedException(SlackTokens.NotInstalled, "not_installed"), null);

    [Theory]
    [InlineData(401, "x")]
    [InlineData(413, "x")]
    [InlineData(403, "InvalidBotApiHost")]
    [InlineData(403, "BotDisabledByAdmin")]
    [InlineData(403, "ConversationBlockedByUser")]
    [InlineData(403, "BotNotInConversationRoster")]
    [InlineData(404, "ConversationNotFound")]
    [InlineData(400, "x")]
    public void Each_reason_of_Teams_is_said_in_each_language(int status, string code) =>
        AssertSaid(Assert.IsType<VenueRefusedException>(ConnectorErrors.Of((System.Net.HttpStatusCode)status, code, null)), null);

    static void AssertSaid(VenueRefusedException why, string? detail) => World.Play(async world =>
    {
        var id = await OpenAsync(world);
        await world.Inner.Posts.PutAsync(new(id, World.Channel, "remind-1-due-x", Guid.NewGuid(), null, "", why.Reason), default);

        foreach (var language in Lexicon.Languages)
        {
            var line = Assert.Single(await LinesAsync(world, id, language));
            Assert.DoesNotContain(".private", line, StringComparison.Ordinal);
            Assert.Contains(detail ?? "", line, StringComparison.Ordinal);
        }
    });

    static async Task<SessionId> OpenAsync(World world)
    {
        var id = await world.OpenAsync("steps for 20d");
        await world.AskAsync(id, World.Bo, "join");
        await world.PassAsync(AWhile);
        return id;
    }

    static async Task AskedAsync(World world, SessionId id, string step)
    {
        Assert.IsType<CoCreateBot.Bot.Hosting.Answer.Done>(await world.AskAsync(id, World.Ann, step));
        await world.PassAsync(AWhile);
    }

    static async Task<ImmutableArray<string>> LinesAsync(World world, SessionId id, string language = "en")
    {
        var lines = await Undelivered.LinesAsync(world.Inner.Posts, await world.FoldAsync(id), world.Here.Lexicon.In(language), default);
        return [.. lines.Select(line => ((TextBlock)line).Inlines.Plain())];
    }
}
