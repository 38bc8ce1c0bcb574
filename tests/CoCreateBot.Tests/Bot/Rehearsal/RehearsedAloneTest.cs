using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Bot.Venues.Slack;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Rehearsal;

/// <summary>A rehearsal in a channel: its facilitator reads it, and nobody else sees anything.</summary>
public sealed class RehearsedAloneTest
{
    const string Line = "rehearse session \"How might we make the square ours?\" ideas live people 6";

    static readonly VenueId Venue = new($"slack:{PretendSlack.Team}/C0GENERAL");

    [Fact]
    public async Task The_whole_session_comes_to_minutes_for_one_reader_and_nothing_is_posted_or_kept()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("C0GENERAL");

        var pages = await ReadAsync(story, Line);

        Assert.True(pages[0].Says("A rehearsal: all of this is made up. 6 pretend people played it"), pages[0].Shown);
        Assert.Contains(pages, page => page.Says("How might we make the square ours?"));
        Assert.Contains(pages, page => page.Says("Pretend 2"));
        Assert.Empty(channel.Messages);
        Assert.DoesNotContain(story.Slack.Called, method => method.StartsWith("chat.", StringComparison.Ordinal));
        Assert.Empty(await story.Store.Directory.InVenueAsync(Venue, 9, CancellationToken.None));
        Assert.Empty(await story.Store.Due.UpToAsync(DateTimeOffset.MaxValue, 9, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_minutes_and_another_one_others()
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel("C0GENERAL");

        var (one, same, other) = (await ReadAsync(story, Line), await ReadAsync(story, Line + " seed 1"), await ReadAsync(story, Line + " seed 2"));

        Assert.Equal(one.Select(page => page.Shown), same.Select(page => page.Shown));
        Assert.NotEqual(one.Select(page => page.Shown), other.Select(page => page.Shown));
    }

    [Fact]
    public async Task Of_the_session_that_one_facilitates_the_agenda_is_played_and_the_session_stays_as_it_was()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("session \"Why was the report late?\" root-cause for 3d");
        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Root.Updates > 0, "the card shows it"));
        var (before, updates) = (channel.Root.Shown, channel.Root.Updates);

        var pages = await ReadAsync(story, "rehearse 5");

        Assert.True(pages[0].Says("5 pretend people played it"), pages[0].Shown);
        Assert.Contains(pages, page => page.Says("Why was the report late?"));
        Assert.All(pages, page => Assert.DoesNotMatch(@"(?i)\b(U0)?bob\b", page.Shown));
        Assert.Single(channel.Messages);
        Assert.Equal((before, updates), (channel.Root.Shown, channel.Root.Updates));
    }

    [Theory]
    [InlineData("rehearse session \"How are we?\" check-in")]
    [InlineData("rehearse session \"Which?\" prioritise A | B | C people 3")]
    [InlineData("rehearse session \"What is missing?\" ask for 2d people 30")]
    [InlineData("rehearse vote \"Which first?\" Paint | Garden for 10m people 4")]
    [InlineData("rehearse why \"The report was late three times\" people 4")]
    [InlineData("rehearse warmup people 4")]
    public async Task Whatever_could_be_started_can_be_rehearsed(string line)
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("C0GENERAL");

        var pages = await ReadAsync(story, line);

        Assert.True(pages[0].Says("A rehearsal: all of this is made up."), pages[0].Shown);
        Assert.Empty(channel.Messages);
    }

    [Theory]
    [InlineData("rehearse", "Rehearsal.HowAlone")]
    [InlineData("rehearse 5", "Rehearsal.HowAlone")]
    [InlineData("rehearse stop", "Rehearsal.HowAlone")]
    [InlineData("rehearse all of it", "Rehearsal.HowAlone")]
    [InlineData("rehearse close", "Rehearsal.HowAlone")]
    [InlineData("rehearse 0 session \"How are we?\" check-in", "Rehearsal.HowAlone")]
    [InlineData("rehearse session \"How are we?\" check-in people 31", "Rehearsal.HowAlone")]
    [InlineData("rehearse session \"How are we?\" check-in people 0", "Rehearsal.HowAlone")]
    [InlineData("rehearse session \"How are we?\" dance", "Session.NoSuchRecipe")]
    [InlineData("rehearse session \"How are we?\" check-in people many", "Session.NoSuchRecipe")]
    [InlineData("rehearse session ideas", "Session.PurposeMissing")]
    [InlineData("rehearse session \"How are we?\" check-in until 31 February 10:00", "Session.BadMoment")]
    public void A_wrong_line_says_what_to_write(string line, string refused) => World.Play(async world =>
    {
        var reply = await world.SayAsync(World.Ann, line);

        Assert.Equal((true, refused), (reply.IsProblem, reply.Key));
    });

    [Fact]
    public void Only_who_facilitates_a_session_plays_its_agenda() => World.Play(async world =>
    {
        await world.OpenAsync("session \"How are we?\" check-in");

        Assert.Equal("Session.NotFacilitator", (await world.SayAsync(World.Bo, "rehearse")).Key);
    });

    [Theory]
    [InlineData("session \"?\" ideas", 6, 1, "session \"?\" ideas")]
    [InlineData("", 6, 1, "")]
    [InlineData("5", 5, 1, "")]
    [InlineData("5 #2", 5, 1, "#2")]
    [InlineData("people 4 seed 9", 4, 9, "")]
    [InlineData("session \"?\" ideas seed 9 people 4", 4, 9, "session \"?\" ideas")]
    [InlineData("vote \"For how many people\" 5 | 6", 6, 1, "vote \"For how many people\" 5 | 6")]
    public void People_and_seed_stand_before_or_behind_what_is_played(string typed, int people, int seed, string rest) =>
        Assert.Equal(new RehearsalWords(people, seed, rest), RehearsalWords.Read(typed));

    [Fact]
    public async Task One_is_played_at_a_time_and_none_for_longer_than_somebody_waits()
    {
        var time = new ManualTime();
        var plays = new PrivatePlays(time);

        var first = plays.PlayAsync(Long, CancellationToken.None);
        var second = await plays.PlayAsync(Long, CancellationToken.None);
        Assert.Equal("Rehearsal.OneAtATime", second.Refusal?.Key);
        time.Pass(PrivatePlays.EndsWithin);
        Assert.Equal("Rehearsal.TooLong", (await first).Refusal?.Key);

        var third = plays.PlayAsync(Long, CancellationToken.None);
        time.Pass(PrivatePlays.EndsWithin);
        Assert.Equal("Rehearsal.TooLong", (await third).Refusal?.Key);
    }

    [Fact]
    public async Task Whoever_waits_no_longer_ends_it()
    {
        using var stop = new CancellationTokenSource();
        var play = new PrivatePlays(new ManualTime()).PlayAsync(Long, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => play);
    }

    static RehearsalOptions Long => new("ideas", Scenario.All.Single(known => known.Name == "async30"), PrivatePlays.PeopleMax, 1, "en");

    // The first page is the answer, where it is there in time; the others follow.
    static async Task<IReadOnlyList<PretendMessage>> ReadAsync(SlackStory story, string line)
    {
        var told = story.Slack.Whispers.Count;
        var first = await story.Ann.TypeAsync("C0GENERAL", line);
        for (var quiet = 0; quiet < 2; quiet++)
        {
            var before = story.Slack.Whispers.Count;
            await story.Slack.NextCallAsync(TimeSpan.FromMilliseconds(500));
            quiet = story.Slack.Whispers.Count > before ? -1 : quiet;
        }

        return [first, .. story.Slack.Whispers.Skip(told).Select(whisper => whisper.Message)];
    }
}
