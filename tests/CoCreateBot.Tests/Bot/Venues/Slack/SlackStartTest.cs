using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Slack.Start;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Something is started in a dialog, by whoever would not type.</summary>
public sealed class SlackStartTest
{
    const string Channel = "C0GENERAL";
    const string What = "What would you like to start?";

    static readonly string[] All =
    [
        "Start a session", "Start a check-in", "Start a vote", "Ask an open question", "Start a brainwriting", "Start 5 Whys", "Start a warm-up",
        "Plan what comes again",
    ];

    [Fact]
    public async Task The_command_alone_opens_a_dialog_whose_form_starts_what_was_chosen_and_its_starter_gets_the_console()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel);

        var choice = await story.Ann.OpenStartAsync(Channel);
        var form = await story.Ann.NextAsync(choice, (What, "Start a vote"));
        await story.Ann.SubmitAsync(form, ("Question", "Which first?"), ("What to choose from", "Paint\nGarden\nBus stop"));

        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann has her console");
        Assert.True(channel.Root.Says("Which first?") && channel.Root.Says("Bus stop"), channel.Root.Shown);
        Assert.False(choice.IsOpen || form.IsOpen);
        await story.Ann.PressAsync(story.Slack.Whispers[0].Message, "Close");
        await story.Slack.UntilAsync(() => channel.Root.Shows("Nobody voted."), "her console steers it");
        Assert.Equal((story.Ann.Id, 0), (story.Slack.Whispers[0].User, story.Count("chat.postEphemeral")));
    }

    [Theory]
    [InlineData("Paint | Garden | Bus stop")]
    [InlineData("Paint|Garden|Bus stop |\n")]
    public async Task Options_may_stand_between_bars_as_where_they_are_typed(string options)
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel);
        var form = await story.Ann.NextAsync(await story.Ann.OpenStartAsync(Channel), (What, "Start a vote"));

        await story.Ann.SubmitAsync(form, ("Question", "Which first?"), ("What to choose from", options));

        await story.Slack.UntilAsync(() => channel.Messages.Count == 1 && channel.Root.Says("Which first?"), "it is open");
        Assert.All(["A: ", "Paint", "B: ", "Garden", "C: ", "Bus stop"], text => Assert.True(channel.Root.Says(text), channel.Root.Shown));
        Assert.False(channel.Root.Says("D: "), channel.Root.Shown);
    }

    [Fact]
    public async Task It_offers_what_a_room_of_the_web_offers_in_the_language_of_whoever_asks()
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel(Channel);
        story.Slack.Locales[story.Bob.Id] = "de-DE";

        var english = await story.Ann.OpenStartAsync(Channel);
        var german = await story.Bob.OpenStartAsync(Channel);

        Assert.Equal(All.Order(StringComparer.Ordinal), Offers(english).Order(StringComparer.Ordinal));
        Assert.Equal("Was möchten Sie beginnen?", (string?)german.Content["blocks"]![0]!["label"]!["text"]);
        Assert.Contains("Eine Abstimmung beginnen", Offers(german));
        Assert.Equal(Offers(english).Count, Offers(german).Count);
    }

    [Fact]
    public async Task A_question_and_a_brainwriting_begin_with_what_their_forms_propose()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel);
        var asked = await story.Ann.NextAsync(await story.Ann.OpenStartAsync(Channel), (What, "Ask an open question"));
        await story.Ann.SubmitAsync(asked, ("Question", "What would help?"));
        await story.Slack.UntilAsync(() => channel.Messages.Count == 1 && channel.Root.Says("What would help?"), "it is asked");

        var written = await story.Ann.NextAsync(await story.Ann.OpenStartAsync(Channel), (What, "Start a brainwriting"));
        await story.Ann.SubmitAsync(written, ("Question", "How might we meet?"));
        await story.Slack.UntilAsync(() => channel.Messages.Any(message => message.Says("How might we meet?")), "it is open");
        Assert.Contains(channel.Messages, message => message.Shows("Round 1 of"));
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("de-DE")]
    public async Task Each_offer_has_its_form_that_Slack_takes(string locale)
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel(Channel);
        story.Slack.Locales[story.Ann.Id] = locale;
        var choice = await story.Ann.OpenStartAsync(Channel);

        foreach (var offer in Offers(choice))
        {
            var form = await story.Ann.NextAsync(choice, ((string)choice.Content["blocks"]![0]!["label"]!["text"]!, offer));

            Assert.NotNull(form.Content["submit"]);
            Assert.DoesNotContain(PretendSlack.TextsIn(form.Content), text => text.EndsWith('…')); // nothing was cut
        }
    }

    // A language that somebody may have chosen is waited for, and no longer than that. No more time passes than a trigger lives, however slow the machine is.
    static async Task<PretendView> OpenedAsync(SlackStory story, Task<PretendView> opens)
    {
        for (var step = 0; step < 8 && !opens.IsCompleted; step++)
        {
            story.Slack.Time.Pass(TimeSpan.FromSeconds(0.25));
            await Task.WhenAny(opens, story.Slack.NextCallAsync(TimeSpan.FromSeconds(1)));
        }

        return await opens;
    }

    [Fact]
    public async Task It_opens_although_the_store_hangs()
    {
        var never = new TaskCompletionSource();
        await using var store = new MisbehavingStore(new MemoryStore()) { Otherwise = async (_, _) => await never.Task };
        await using var story = await SlackStory.BeginAsync(store: store);
        story.Slack.Channel(Channel);

        var choice = await OpenedAsync(story, story.Ann.OpenStartAsync(Channel));
        var form = await OpenedAsync(story, story.Ann.NextAsync(choice, (What, "Start a vote")));

        Assert.True(form.Shows("What to choose from"));
        Assert.Equal(0, story.Count("views.update"));
        never.SetException(new StoreUnavailableException(StoreTrouble.Unreachable, "it hung"));
    }

    [Theory]
    [InlineData("Start a vote", "What to choose from", "Only one", "options", "at least 2 options")]
    [InlineData("Start a session", "What is it about?", "How might we meet less?", "until", "no moment on the calendar")]
    [InlineData("Plan what comes again", "At what time", "noonish", "time", "at what time")]
    public async Task What_is_wrong_is_said_beside_its_input_and_nothing_typed_is_lost(string offer, string label, string value, string input, string says)
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel);
        var form = await story.Ann.NextAsync(await story.Ann.OpenStartAsync(Channel), (What, offer));

        (string, string)[] given = input == "until" ? [(label, value), ("Until when?", "some day")] : [(label, value)];
        await story.Ann.SubmitAsync(form, given);

        var error = Assert.Single(form.Errors);
        Assert.Equal(input, error.Key);
        Assert.Contains(says, error.Value, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("/cocreate", error.Value, StringComparison.Ordinal); // one is in a form
        Assert.True(form.IsOpen);
        Assert.Empty(channel.Messages);
    }

    [Fact]
    public async Task Where_nobody_could_see_it_the_form_stays_and_says_so_and_the_same_form_starts_it_after_the_invitation()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel, hasBot: false, isPrivate: true);
        var form = await story.Ann.NextAsync(await story.Ann.OpenStartAsync(Channel), (What, "Start a check-in"));

        await story.Ann.SubmitAsync(form);
        Assert.Contains("/invite @CoCreate", Assert.Single(form.Errors).Value, StringComparison.Ordinal);
        channel.HasBot = true;
        await story.Ann.SubmitAsync(form);

        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann has her console");
        Assert.False(form.IsOpen);
        Assert.Single(channel.Messages);
        var entries = await story.Store.Directory.InVenueAsync(SlackIds.Venue(PretendSlack.Team, Channel), 9, CancellationToken.None);
        Assert.Single(entries, entry => entry.ClosedAt is null);
    }

    [Fact]
    public async Task What_could_not_be_saved_stays_in_the_form()
    {
        await using var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SlackStory.BeginAsync(store: store);
        var channel = story.Slack.Channel(Channel);
        var form = await story.Ann.NextAsync(await story.Ann.OpenStartAsync(Channel), (What, "Start a check-in"));

        store.IsDown = true;
        await story.Ann.SubmitAsync(form);
        Assert.Contains("This could not be saved just now", Assert.Single(form.Errors).Value, StringComparison.Ordinal);
        store.IsDown = false;
        await story.Ann.SubmitAsync(form);

        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann has her console");
        Assert.Single(channel.Messages);
    }

    [Fact]
    public async Task The_same_hand_in_twice_starts_one_session()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel);
        var form = await story.Ann.NextAsync(await story.Ann.OpenStartAsync(Channel), (What, "Start a check-in"));
        var trigger = story.Slack.NewTrigger(story.Ann.Id);

        await story.Ann.SendSubmitAsync(form, trigger);
        await story.Ann.SendSubmitAsync(form, trigger);

        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 2, "both are answered");
        Assert.Single(channel.Messages);
    }

    [Fact]
    public async Task A_start_that_takes_longer_than_Slack_waits_is_told_when_it_is_done()
    {
        await using var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SlackStory.BeginAsync(store: store);
        var channel = story.Slack.Channel(Channel);
        var form = await story.Ann.NextAsync(await story.Ann.OpenStartAsync(Channel), (What, "Start a check-in"));
        var gate = store.HoldNext(StoreCall.LogAppend);

        var handing = story.Ann.SubmitAsync(form);
        await gate.Reached;
        await story.PassUntilAsync(handing);
        Assert.True(form.Shows("This takes longer than usual."), form.Shown);
        gate.Open();

        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann gets her console");
        Assert.NotNull(PretendSlackMember.Button(story.Slack.Whispers[0].Message, "Close"));
        Assert.Single(channel.Messages);
    }

    [Fact]
    public async Task A_start_that_fails_late_has_its_form_again_with_all_that_was_written()
    {
        await using var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SlackStory.BeginAsync(store: store);
        var channel = story.Slack.Channel(Channel);
        var form = await story.Ann.NextAsync(await story.Ann.OpenStartAsync(Channel), (What, "Start a vote"));
        var gate = store.HoldNext(StoreCall.DirectoryRead);

        var handing = story.Ann.SubmitAsync(form, ("Question", "Which first?"), ("What to choose from", "Paint | Garden"));
        await gate.Reached;
        await story.PassUntilAsync(handing);
        Assert.True(form.Shows("This takes longer than usual."), form.Shown);
        store.IsDown = true;
        gate.Open();

        await story.PassUntilAsync(story.Slack.UntilAsync(() => form.Shows("This could not be saved just now"), form.Shown));
        Assert.True(form.IsOpen);
        Assert.Contains("Which first?", form.Content.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("Paint | Garden", form.Content.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(story.Slack.Whispers);
        Assert.Empty(channel.Messages);
    }

    [Fact]
    public async Task Where_the_address_of_the_command_has_run_out_the_console_comes_into_the_channel_for_their_eyes_alone()
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel(Channel);
        var form = await story.Ann.NextAsync(await story.Ann.OpenStartAsync(Channel), (What, "Start a check-in"));
        story.Slack.Time.Pass(TimeSpan.FromMinutes(31));

        await story.Ann.SubmitAsync(form);

        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann gets her console");
        Assert.Equal((story.Ann.Id, 1), (story.Slack.Whispers[0].User, story.Count("chat.postEphemeral")));
    }

    [Fact]
    public async Task A_dialog_that_Slack_does_not_open_leaves_a_sentence()
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel(Channel);
        story.Slack.Trouble("views.open", new PretendTrouble.Says("expired_trigger_id"));

        await story.Ann.SendCommandAsync(Channel, " ", story.Slack.NewTrigger(story.Ann.Id));

        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann is told");
        Assert.True(story.Slack.Whispers[0].Message.Shows("/cocreate help"));
    }

    [Fact]
    public async Task Whoever_steers_something_there_can_have_it_played_and_reads_its_minutes()
    {
        await using var story = await SlackStory.BeginAsync();
        await story.StartAsync("checkin “How was the week?”");
        var choice = await story.Ann.OpenStartAsync(Channel);
        await story.Slack.UntilAsync(() => choice.Shows("Try it with pretend people"), "the offer is filled in");

        var form = await story.Ann.NextAsync(choice, (What, "Try it with pretend people"));
        await story.PassUntilAsync(story.Ann.SubmitAsync(form, ("How many", "3")));

        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count > 0, "Ann reads the minutes");
        Assert.True(story.Slack.Whispers[0].Message.Says("How was the week?"), story.Slack.Whispers[0].Message.Shown);
        Assert.DoesNotContain("Try it with pretend people", Offers(await story.Bob.OpenStartAsync(Channel)));
    }

    [Theory]
    [InlineData("T0PRETEND", "C0GENERAL", "https://hooks.slack.com/x|y")]
    [InlineData("T0PRETEND", "C0GENERAL", null)]
    [InlineData(null, null, null)]
    public void What_a_view_carries_is_read_as_it_was_written(string? team, string? channel, string? url)
    {
        var ticket = new StartTicket("vote", team is null ? null : SlackIds.Venue(team, channel!), url);

        Assert.True(StartTicket.TryDecode(ticket.Encode(), out var read));
        Assert.Equal(ticket, read);
    }

    [Fact]
    public void What_a_view_carries_is_never_too_long()
    {
        var id = new string('X', SlackRequest.IdMax);

        Assert.InRange(new StartTicket(new string('v', 40), SlackIds.Venue(id, id), new string('u', SlackRequest.UrlMax)).Encode().Length, 1, 3000);
    }

    [Theory]
    [InlineData("~start")]
    [InlineData("~start|vote")]
    [InlineData("~start|vote|T0|")]
    [InlineData("~start|vote|T0/C0/D0|")]
    [InlineData("~start|vote|T0/<!channel>|")]
    [InlineData("~home||T0/C0|")]
    [InlineData("")]
    [InlineData(null)]
    public void What_was_not_written_here_is_not_read(string? text) => Assert.False(StartTicket.TryDecode(text, out _));

    [Fact]
    public async Task A_dialog_of_another_workspace_starts_nothing()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel);
        var form = await story.Ann.NextAsync(await story.Ann.OpenStartAsync(Channel), (What, "Start a check-in"));

        await story.Member("U0EVE", "eve", team: "T0OTHER").SubmitAsync(form);

        Assert.True(form.Shows("of another workspace"), form.Shown);
        Assert.Empty(channel.Messages);
    }

    static List<string> Offers(PretendView choice) =>
        [.. choice.Content["blocks"]![0]!["element"]!["options"]!.AsArray().Select(option => (string)option!["text"]!["text"]!)];
}
