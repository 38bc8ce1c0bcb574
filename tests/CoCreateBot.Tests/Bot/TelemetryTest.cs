using System.Globalization;
using System.Text.RegularExpressions;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Bot.Venues.Slack;
using CoCreateBot.Tests.Bot.Venues.Teams;
using CoCreateBot.Tests.Bot.Venues.Web;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Tidy;
using Activity = System.Diagnostics.Activity;

namespace CoCreateBot.Tests.Bot;

/// <summary>Whoever runs the bot sees what happens, by the names in docs/metrics.md, and never whose or what it was.</summary>
[Collection(Alone.Name)]
public sealed partial class TelemetryTest
{
    const string Question = "What keeps you awake?";

    [Fact]
    public async Task A_tap_a_refusal_a_posted_card_and_a_failed_post_are_counted()
    {
        using var seen = new SeenTelemetry();
        await using var story = await SlackStory.BeginAsync();
        await PlayAsync(story);
        await seen.UntilAsync(all => all.Sum("cocreate.slack.calls", ("method", "chat.postMessage")) == 2);

        Assert.Equal(1, seen.Sum("cocreate.wishes", ("kind", "ready"), ("outcome", "done")));
        Assert.Equal(2, seen.Sum("cocreate.wishes", ("kind", "pressed"), ("outcome", "done")));
        Assert.Equal(1, seen.Sum("cocreate.wishes", ("kind", "pressed"), ("outcome", "refused"), ("reason", "Session.ActivityClosed")));
        Assert.Equal(3, seen.Sum("cocreate.slack.requests", ("kind", "Pressed")));
        Assert.Equal(2, seen.Sum("cocreate.slack.calls", ("method", "chat.postMessage"), ("outcome", "ok"))); // the card, and the minutes
        Assert.Equal(0, seen.Sum("cocreate.slack.calls", ("method", "chat.postMessage"), ("outcome", "is_archived")));

        story.Slack.Trouble("chat.postMessage", new PretendTrouble.Says("is_archived"));
        await story.Ann.TypeAsync(story.Slack.Channel("C0OTHER").Id, "checkin");
        Assert.Equal(1, seen.Sum("cocreate.slack.calls", ("method", "chat.postMessage"), ("outcome", "is_archived")));
    }

    [Fact]
    public async Task A_tap_that_finds_no_store_is_counted_as_such()
    {
        using var seen = new SeenTelemetry();
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        house.Store.FailNext(Tests.Storage.StoreCall.LogAppend);
        await ann.PressAsync(ann.Button("answer", "red"));

        Assert.Equal(1, seen.Sum("cocreate.wishes", ("kind", "pressed"), ("outcome", "unavailable")));
    }

    [Fact]
    public async Task The_trace_of_a_tap_has_a_span_of_the_request_and_in_it_one_of_the_wish()
    {
        using var seen = new SeenTelemetry();
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        seen.Forget();
        await story.Bob.PressAsync(channel.Root, "● Green");
        await ann.PressAsync(ann.Button("answer", "red"));
        await seen.UntilAsync(all => all.Spans.Count(span => span.DisplayName.StartsWith("POST /", StringComparison.Ordinal)) == 2);

        Assert.Equal(
            ["POST /r/{code}/press 303 > wish pressed done", "POST /slack/events 200 > wish pressed done"],
            seen.Spans.Where(span => span.OperationName == "wish")
                .Select(span => $"{Shown(span.Parent)} > wish {span.GetTagItem("kind")} {span.GetTagItem("outcome")}")
                .Order(StringComparer.Ordinal));
        Assert.All(seen.Spans, span => Assert.NotEqual(TimeSpan.Zero, span.Duration));
    }

    [Fact]
    public async Task No_tag_holds_a_person_a_session_a_place_or_words()
    {
        using var seen = new SeenTelemetry();
        await using var story = await SlackStory.BeginAsync();
        await PlayAsync(story);
        await using var house = await WebHouse.OpenAsync();
        var guest = await house.HostAsync("Wilhelmine");
        await guest.TypeAsync($"checkin word “{Question}”");
        await guest.PressAsync(guest.Button("note"), ("answer", "restless"), ("note", "the moon"));
        await guest.TypeAsync("close now please");
        await guest.TypeAsync("nonsense of mine");

        var session = guest.Button("close").Session;
        Assert.True(SessionId.IsId(session));
        string[] secrets =
        [
            "Wilhelmine", "U0ANN", "U0BOB", "bob", session, guest.Room[3..], "C0GENERAL", PretendSlack.Team, PretendSlack.Token, PretendSlack.Secret,
            Question, "awake", "restless", "the moon", "nonsense", "now please",
        ];
        var said = seen.Texts;
        Assert.Contains("Session.ActivityClosed", said);
        Assert.All(secrets, secret => Assert.DoesNotContain(said, text => text.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task The_page_on_metrics_names_all_there_are_with_their_tags_and_no_others()
    {
        using var seen = new SeenTelemetry();
        await using var story = await SlackStory.BeginAsync();
        await PlayAsync(story);
        await using var teams = await TeamsStory.BeginAsync();
        await teams.Bob.PressAsync(teams.Channel, await teams.StartAsync("checkin"), "Green");
        var rows = Checkout.Lines("docs/metrics.md").Select(line => Row.Match(line)).Where(row => row.Success).ToList();

        Assert.Equal(seen.Names.Order(StringComparer.Ordinal), rows.Select(row => row.Groups["name"].Value).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.All(
            seen.TagsOf(row.Groups["name"].Value), tag => Assert.Contains($"`{tag}`", row.Groups["tags"].Value, StringComparison.Ordinal)));
    }

    // A card, a tap, a close, and a tap that comes too late.
    static async Task PlayAsync(SlackStory story)
    {
        var (channel, console) = await story.StartAsync($"checkin “{Question}”");
        var green = PretendSlackMember.Button(channel.Root, "● Green").DeepClone();
        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Ann.PressAsync(console, "Close");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count == 2, "the minutes are there"));
        await story.Bob.SendPressAsync(channel.Root, green, story.Slack.NewTrigger());
    }

    static string Shown(Activity? span) => string.Create(
        CultureInfo.InvariantCulture, $"{span?.DisplayName} {span?.GetTagItem("http.response.status_code")}");

    [GeneratedRegex(@"^\| `(?<name>cocreate\.[a-z._]+)` \|[^|]*\|(?<tags>[^|]*)\|$", RegexOptions.ExplicitCapture, 10_000)]
    static partial Regex Row { get; }
}

/// <summary>Meters and traces are of the whole process: what looks at them runs while nothing else does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
