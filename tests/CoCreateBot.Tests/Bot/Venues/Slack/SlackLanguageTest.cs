using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>What one person alone reads is in their language; what all read is in the server's.</summary>
public sealed class SlackLanguageTest : IDisposable
{
    const string OnlyFacilitator = "Only the person who started this session can do that.";
    const string OnlyFacilitatorInGerman = "Das kann nur, wer diese Sitzung begonnen hat.";

    readonly PretendSlack slack = new(new ManualTime());

    public void Dispose() => slack.Dispose();

    [Fact]
    public async Task Help_and_the_console_are_in_the_person_s_language_and_the_card_in_the_server_s()
    {
        slack.Locales["U0ANN"] = "de-AT";
        await using var story = await SlackStory.BeginAsync(slack);
        var (channel, console) = await story.StartAsync("checkin");

        Assert.True(console.Shows("Es ist offen."), console.Shown);
        Assert.NotNull(PretendSlackMember.Button(console, "Schließen und"));
        Assert.NotNull(PretendSlackMember.Button(channel.Root, "● Green"));
        Assert.True((await story.Ann.TypeAsync(channel.Id, "help")).Shows("Was man zuerst braucht"));
        Assert.True((await story.Bob.TypeAsync(channel.Id, "help")).Shows("What one needs first"));
        Assert.Equal(2, story.Count("users.info"));
    }

    [Fact]
    public async Task A_time_is_read_in_the_person_s_zone()
    {
        await using var story = await SlackStory.BeginAsync(slack); // Slack says that Ann lives in Vienna
        var (channel, _) = await story.StartAsync("checkin until 9:30");

        var until = long.Parse(channel.Root.Content.ToJsonString().Split("!date^")[1].Split('^')[0], System.Globalization.CultureInfo.InvariantCulture);
        var there = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTimeOffset.FromUnixTimeSeconds(until), "Europe/Vienna");
        Assert.Equal(new TimeSpan(9, 30, 0), there.TimeOfDay);
    }

    [Fact]
    public async Task A_refusal_is_in_the_language_of_the_one_who_pressed()
    {
        slack.Locales["U0BOB"] = "de-DE";
        await using var story = await SlackStory.BeginAsync(slack);
        var (_, console) = await story.StartAsync("checkin");

        await story.Bob.PressAsync(console, "Close");
        await story.Slack.UntilAsync(() => slack.Whispers.Count == 1, "Bob is told");

        Assert.True(slack.Whispers[0].Message.Shows(OnlyFacilitatorInGerman), slack.Whispers[0].Message.Shown);
    }

    [Fact]
    public async Task A_dialog_and_what_is_wrong_in_it_are_in_the_person_s_language()
    {
        slack.Locales["U0BOB"] = "de-DE";
        await using var story = await SlackStory.BeginAsync(slack);
        var (channel, _) = await story.StartAsync("vote “Which first?” Paint | Garden | Bus stop | Lights");

        var ballot = await story.Bob.OpenAsync(channel.Root, "Vote");
        await story.Bob.SubmitAsync(ballot, ("A.", "1 Punkt"), ("B.", "1 Punkt"), ("C.", "1 Punkt"));

        Assert.Contains("2 Punkte", Assert.Single(ballot.Errors).Value, StringComparison.Ordinal);
        Assert.Equal(2, story.Count("users.info")); // Ann's and Bob's
    }

    [Fact]
    public async Task A_language_that_we_do_not_speak_is_answered_in_the_server_s()
    {
        slack.Locales["U0BOB"] = "fr-FR";
        await using var story = await SlackStory.BeginAsync(slack);
        var (_, console) = await story.StartAsync("checkin");

        await story.Bob.PressAsync(console, "Close");
        await story.Slack.UntilAsync(() => slack.Whispers.Count == 1, "Bob is told");

        Assert.True(slack.Whispers[0].Message.Shows(OnlyFacilitator));
    }

    [Fact]
    public async Task Where_the_scope_is_missing_everybody_is_answered_in_the_server_s_language_and_the_log_says_so_once()
    {
        slack.Locales["U0ANN"] = slack.Locales["U0BOB"] = "de-DE";
        slack.Trouble("users.info", new PretendTrouble.Says("missing_scope"), new PretendTrouble.Says("missing_scope"));
        await using var story = await SlackStory.BeginAsync(slack);
        var (channel, console) = await story.StartAsync("checkin");
        Assert.True(console.Shows("It is open."));
        slack.Time.Pass(SlackLanguages.PauseWithoutScope - TimeSpan.FromSeconds(10));
        Assert.True((await story.Bob.TypeAsync(channel.Id, "oops")).Shows("is no command"));
        Assert.Equal(1, story.Count("users.info"));

        slack.Time.Pass(TimeSpan.FromSeconds(10));
        Assert.True((await story.Bob.TypeAsync(channel.Id, "oops")).Shows("is no command"));
        Assert.Equal(2, story.Count("users.info"));
        Assert.Equal(2, story.Log.Text.Split("users:read").Length);
        slack.Time.Pass(SlackLanguages.PauseWithoutScope);
        Assert.False((await story.Bob.TypeAsync(channel.Id, "oops")).Shows("is no command"));
    }

    [Fact]
    public async Task An_answer_waits_only_so_long_for_the_language_which_is_learned_for_the_next_time()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var channel = slack.Channel("C0GENERAL");
        var gate = new Gate();
        slack.Trouble("users.info", new PretendTrouble.Held(gate, """{"ok":true,"user":{"locale":"de-DE"}}"""));

        var typing = story.Ann.TypeAsync(channel.Id, "oops");
        await gate.Reached;
        await story.PassUntilAsync(typing);
        Assert.True((await typing).Shows("is no command"), (await typing).Shown);

        gate.Open();
        Assert.False((await story.Ann.TypeAsync(channel.Id, "oops")).Shows("is no command"));
        Assert.Equal(1, story.Count("users.info"));
    }

    [Fact]
    public async Task So_many_are_asked_for_at_once_and_one_more_is_answered_in_the_server_s_language_right_away()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var channel = slack.Channel("C0GENERAL");
        var gate = new Gate();
        var held = new PretendTrouble.Held(gate, """{"ok":true,"user":{"locale":"de-DE"}}""");
        slack.Trouble("users.info", [.. Enumerable.Repeat(held, SlackLanguages.AskingMax + 1)]);
        var asking = Enumerable.Range(0, SlackLanguages.AskingMax)
            .Select(n => story.Member($"U{n}", "someone").SendCommandAsync(channel.Id, "oops", slack.NewTrigger())).ToList();
        await slack.UntilAsync(() => story.Count("users.info") == SlackLanguages.AskingMax, "they are asked for");

        Assert.True((await story.Bob.TypeAsync(channel.Id, "oops")).Shows("is no command"));
        Assert.Equal(SlackLanguages.AskingMax, story.Count("users.info"));
        gate.Open();
        await story.PassUntilAsync(Task.WhenAll(asking));
    }

    [Fact]
    public async Task A_language_is_asked_for_again_when_it_is_a_day_old()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var channel = slack.Channel("C0GENERAL");
        slack.Locales["U0ANN"] = "en-GB";
        await story.Ann.TypeAsync(channel.Id, "oops");
        slack.Locales["U0ANN"] = "de-DE";
        slack.Time.Pass(SlackLanguages.KnownFor - TimeSpan.FromSeconds(10));

        Assert.True((await story.Ann.TypeAsync(channel.Id, "oops")).Shows("is no command"));
        slack.Time.Pass(TimeSpan.FromSeconds(10));
        Assert.False((await story.Ann.TypeAsync(channel.Id, "oops")).Shows("is no command"));
    }

    [Fact]
    public async Task A_tap_that_counts_asks_for_nobody_s_language()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var (channel, _) = await story.StartAsync("checkin");

        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => channel.Root.Shows("bob"), "it counts");

        Assert.Equal(1, story.Count("users.info")); // Ann's, who typed
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    public void What_was_used_lately_is_kept_and_never_more_than_there_is_room_for(int people)
    {
        var recent = new RecentlyUsed<int, int>(10);
        for (var one = 0; one < people; one++)
        {
            recent.Put(one, one);
            Assert.True(recent.TryGet(0, out _), "Who is heard of all the time is not forgotten.");
            Assert.InRange(recent.Count, 1, 10);
        }

        Assert.True(recent.TryGet(people - 1, out var last));
        Assert.Equal(people - 1, last);
    }
}
