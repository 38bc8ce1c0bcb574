using CoCreateBot.Bot.Venues.Chat.Home;
using CoCreateBot.Bot.Venues.Slack.Home;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Each person's own place: what is theirs stands there, and nothing of anybody else's.</summary>
public sealed class SlackHomeTest : IDisposable
{
    readonly PretendSlack slack = new(new ManualTime());

    public void Dispose() => slack.Dispose();

    [Fact]
    public async Task Who_takes_part_in_nothing_reads_what_this_place_is_for()
    {
        await using var story = await SlackStory.BeginAsync(slack);

        var home = await story.Bob.OpenHomeAsync();

        Assert.True(home.Shows("You take part in none yet. Start one in a channel with /cocreate session"), home.Shown);
        Assert.True(home.Shows("Quiet hours: none."), home.Shown);
        Assert.Equal(1, story.Count("views.publish"));
    }

    [Fact]
    public async Task A_session_stands_there_with_its_channel_what_is_open_until_when_and_the_way_to_its_card()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var (channel, _) = await story.StartAsync("vote \"Which first?\" Paint | Garden for 2h");

        var home = await story.Ann.OpenHomeAsync();

        Assert.True(home.Shows("Which first?"), home.Shown);
        Assert.Contains("\"channel_id\":\"C0GENERAL\"", home.Shown, StringComparison.Ordinal);
        Assert.True(home.Shows("Dot-vote") && home.Shows(" is open until "), home.Shown);
        Assert.True(home.Shows("You facilitate."), home.Shown);
        Assert.Contains($"https://pretend.slack.com/archives/C0GENERAL/p{channel.Root.Ts.Replace(".", "", StringComparison.Ordinal)}", home.Shown, StringComparison.Ordinal);
        await story.Ann.OpenHomeAsync();
        Assert.Equal(1, story.Count("chat.getPermalink"));
    }

    [Fact]
    public async Task What_waits_for_somebody_opens_its_dialog_from_there_and_is_gone_when_they_gave()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        await story.StartAsync("vote \"Which first?\" Paint | Garden for 2h");
        var home = await story.Ann.OpenHomeAsync();
        Assert.True(home.Shows("Waiting for you") && !home.Shows("Nothing waits for you."), home.Shown);

        var view = await story.Ann.OpenFromHomeAsync("Vote");
        await story.Ann.SubmitFromHomeAsync(view, ("Your choice", "A. Paint"));

        Assert.True(story.Ann.Home.Shows("Nothing waits for you."), story.Ann.Home.Shown);
    }

    [Fact]
    public async Task What_closed_meanwhile_says_so_in_the_dialog_as_there_is_no_message_to_say_it_beside()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var (_, console) = await story.StartAsync("vote \"Which first?\" Paint | Garden for 2h");
        await story.Ann.OpenHomeAsync();
        await story.Ann.PressAsync(console, "Close");

        var view = await story.Ann.OpenFromHomeAsync("Vote");

        Assert.Null(view.Content["submit"]);
        Assert.True(view.Shows("closed"), view.Shown);
    }

    [Theory]
    [InlineData("Vote")]
    [InlineData("Change")]
    [InlineData("Erase me")]
    public async Task A_dialog_that_Slack_does_not_open_is_told_there(string button)
    {
        await using var story = await SlackStory.BeginAsync(slack);
        await story.StartAsync("vote \"Which first?\" Paint | Garden for 2h");
        await story.Ann.OpenHomeAsync();
        slack.Trouble("views.open", new PretendTrouble.Says("expired_trigger_id"), new PretendTrouble.NoConnection());

        await story.Ann.PressHomeAsync(button);
        Assert.True(story.Ann.Home.Shows("Slack waited too long to open the dialog."), story.Ann.Home.Shown);
        await story.Ann.PressHomeAsync(button);
        Assert.True(story.Ann.Home.Shows("Slack did not open the dialog."), story.Ann.Home.Shown);

        Assert.NotNull((await story.Ann.OpenFromHomeAsync(button)).Content["submit"]);
        Assert.DoesNotContain("no_response_url", story.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_cannot_be_read_are_no_silence()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SlackStory.BeginAsync(slack, store);
        await story.Ann.OpenHomeAsync();
        store.FailNext(StoreCall.PeopleRead);

        await story.Ann.PressHomeAsync("Change");

        Assert.True(story.Ann.Home.Shows("press the button again"), story.Ann.Home.Shown);
        Assert.Equal(0, story.Count("views.open"));
    }

    [Fact]
    public async Task Who_is_to_do_something_is_asked_by_message_and_says_yes_there_and_done_at_home()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var (channel, _) = await StepAsync(story);

        var asked = Assert.Single(slack.ChannelOf("U0BOB").Messages);
        Assert.True(asked.Says("“Call the city” (no date yet). Will you?"), asked.Shown);
        Assert.True((await story.Bob.OpenHomeAsync()).Shows("You are asked: "), story.Bob.Home.Shown);
        await story.Bob.PressAsync(new PretendMessage("D0BOB", asked.Ts, null, asked.Content), "I accept");
        await slack.UntilAsync(() => asked.Says("You do this, as you have said in “Who does what by when?”: “Call the city” (no date yet)."), asked.Shown);
        Assert.DoesNotContain("I accept", asked.Shown, StringComparison.Ordinal);
        Assert.NotNull(PretendSlackMember.Button(asked, "It is done"));
        await UntilShownAsync(story, channel, "does it");

        var home = await story.Bob.OpenHomeAsync();
        Assert.True(home.Shows("Call the city") && !home.Shows("You are asked: "), home.Shown);
        await story.Bob.PressHomeAsync("It is done");

        Assert.True(story.Bob.Home.Shows("Noted. It counts.") && story.Bob.Home.Shows("You have no open next steps."), story.Bob.Home.Shown);
        Assert.Single(slack.ChannelOf("U0BOB").Messages);
    }

    [Fact]
    public async Task A_question_that_was_answered_keeps_no_button_and_an_old_one_is_answered_with_how_it_stands()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        await StepAsync(story);
        var asked = Assert.Single(slack.ChannelOf("U0BOB").Messages);
        var old = new PretendMessage("D0BOB", asked.Ts, null, (System.Text.Json.Nodes.JsonObject)asked.Content.DeepClone());

        await story.Bob.PressAsync(new PretendMessage("D0BOB", asked.Ts, null, asked.Content), "I decline");
        await slack.UntilAsync(() => asked.Says("You have declined this in “Who does what by when?”: “Call the city”."), asked.Shown);
        Assert.DoesNotContain("\"button\"", asked.Shown, StringComparison.Ordinal);

        await story.Bob.PressAsync(old, "I decline");
        await slack.UntilAsync(() => slack.Whispers[^1].Message.Says("Step 1 is not asked of you"), slack.Whispers[^1].Message.Shown);
        await story.Bob.PressAsync(old, "I accept"); // it is free
        await slack.UntilAsync(() => slack.Whispers[^1].Message.Says("You do this"), slack.Whispers[^1].Message.Shown);
        await story.Bob.PressAsync(new PretendMessage("D0BOB", asked.Ts, null, slack.Whispers[^1].Message.Content), "It is done");
        await slack.UntilAsync(() => slack.Whispers[^1].Message.Says("Done, from"), slack.Whispers[^1].Message.Shown);
        await story.Bob.PressAsync(old, "I accept");
        await slack.UntilAsync(() => slack.Whispers.Count == 5, "an old button says how it stands");
        Assert.True(slack.Whispers[^1].Message.Says("Done, from"), slack.Whispers[^1].Message.Shown);
        Assert.All(slack.Whispers, told => Assert.True(told.Replaces));
    }

    [Fact]
    public async Task Two_people_see_their_own_and_nothing_of_each_other()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        await StepAsync(story);

        var ann = await story.Ann.OpenHomeAsync();
        var bob = await story.Bob.OpenHomeAsync();
        var eve = await story.Member("U0EVE", "eve").OpenHomeAsync();

        Assert.True(bob.Shows("Call the city"), bob.Shown);
        Assert.False(ann.Shows("Call the city"), ann.Shown);
        Assert.False(eve.Shows("Call the city") || eve.Shows("C0GENERAL"), eve.Shown);
    }

    [Fact]
    public async Task Something_is_started_from_here_in_a_channel_that_is_chosen()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("C0GENERAL");
        await story.Ann.OpenHomeAsync();

        var form = await story.Ann.NextAsync(await story.Ann.OpenFromHomeAsync("Start something"), ("What would you like to start?", "Start a check-in"));
        await story.Ann.SubmitAsync(form, ("In which channel?", channel.Id));

        await story.Slack.UntilAsync(() => channel.Messages.Count == 1, "it is open there");
    }

    [Fact]
    public async Task The_place_is_in_the_language_that_somebody_chose_and_so_is_all_that_they_alone_read()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var (channel, _) = await story.StartAsync("checkin");
        await story.Ann.OpenHomeAsync();

        await story.Ann.SubmitFromHomeAsync(await story.Ann.OpenFromHomeAsync("Change"), ("Language", "German"), ("Quiet from", "22:00"), ("Quiet until", "7:30"));

        Assert.True(story.Ann.Home.Shows("Ihre Einstellungen sind gespeichert."), story.Ann.Home.Shown);
        Assert.True(story.Ann.Home.Shows("Ruhezeit: 22:00 bis 07:30 (Europe/Vienna)."), story.Ann.Home.Shown);
        Assert.True((await story.Ann.TypeAsync(channel.Id, "help")).Shows("Was man zuerst braucht"));
        await story.Ann.SubmitFromHomeAsync(await story.Ann.OpenFromHomeAsync("Einst"), ("Sprache", "Wie in Slack"), ("Ruhezeit von", ""), ("Ruhezeit bis", ""));
        Assert.True(story.Ann.Home.Shows("Quiet hours: none."), story.Ann.Home.Shown);
        Assert.Null(await story.Store.People.FindAsync($"slack:{PretendSlack.Team}/U0ANN", default));
    }

    [Theory]
    [InlineData("late", "7:30", "no time of the day")]
    [InlineData("22:00", "", "no time of the day")]
    [InlineData("22:00", "22:00", "last 20 hours at most")]
    [InlineData("9:00", "5:01", "last 20 hours at most")]
    public async Task Quiet_hours_that_are_none_are_refused_beside_their_field(string from, string to, string why)
    {
        await using var story = await SlackStory.BeginAsync(slack);
        await story.Ann.OpenHomeAsync();
        var view = await story.Ann.OpenFromHomeAsync("Change");

        await story.Ann.SubmitAsync(view, ("Quiet from", from), ("Quiet until", to));

        Assert.Contains(why, Assert.Single(view.Errors).Value, StringComparison.Ordinal);
        Assert.Null(await story.Store.People.FindAsync($"slack:{PretendSlack.Team}/U0ANN", default));
    }

    [Fact]
    public async Task A_thousand_sessions_are_cut_to_what_is_looked_at_and_it_is_said()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        slack.Channel("C0GENERAL");
        for (var n = 0; n < HomeGathering.SessionsMax + 3; n++)
        {
            slack.Channel($"C{n}");
            await story.Ann.TypeAsync($"C{n}", $"checkin \"How is number {n}?\" for 20d");
        }

        var home = await story.Ann.OpenHomeAsync();

        Assert.True(home.Shows($"Only your {HomeGathering.SessionsMax} newest sessions"), home.Shown);
        Assert.True(home.Shows($"{HomeGathering.SessionsMax - HomeCards.OpenMax} more are not shown here."), home.Shown);
        Assert.InRange(story.Count("chat.getPermalink"), 1, SlackGathering.LinksMax);
        Assert.False(home.Shows("How is number 0?"), home.Shown);
    }

    [Fact]
    public async Task The_other_tab_draws_nothing()
    {
        await using var story = await SlackStory.BeginAsync(slack);

        await story.Bob.SendHomeOpenedAsync("messages");
        await story.Bob.OpenHomeAsync();

        Assert.Equal(1, story.Count("views.publish"));
    }

    [Fact]
    public async Task What_another_process_has_put_there_is_drawn_over_once_from_how_things_stand()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        await story.Ann.OpenHomeAsync();
        slack.Homes["U0ANN"].Hash = "hash.of.another";

        await story.Ann.SendHomeOpenedAsync();
        await slack.UntilAsync(() => story.Count("views.publish") == 3 && slack.Homes["U0ANN"].Hash != "hash.of.another", "it is drawn over");
    }

    [Fact]
    public async Task Who_is_gone_gets_none_and_nothing_breaks()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        slack.Homeless.Add("U0BOB");

        await story.Bob.SendHomeOpenedAsync();
        await slack.UntilAsync(() => story.Count("views.publish") == 1, "it was tried");
        await story.Ann.OpenHomeAsync();

        await PretendPlatform.LookUntilAsync(() => Task.FromResult(story.Log.Text.Contains("user_not_found", StringComparison.Ordinal)), "it is logged");

        Assert.Equal(2, story.Count("views.publish"));
        Assert.DoesNotContain("Critical", story.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_takes_long_has_something_light_first()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SlackStory.BeginAsync(slack, store);
        var gate = store.HoldNext(StoreCall.MembersRead);
        await story.Ann.SendHomeOpenedAsync();
        await story.PassUntilAsync(slack.UntilAsync(() => slack.Homes.ContainsKey("U0ANN"), "something light"));
        Assert.True(story.Ann.Home.Shows("One moment."), story.Ann.Home.Shown);

        gate.Open();

        await slack.UntilAsync(() => story.Ann.Home.Shows("My settings"), "all of it");
    }

    [Fact]
    public async Task A_new_opening_takes_the_place_of_one_that_is_still_under_way()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SlackStory.BeginAsync(slack, store);
        var gate = store.HoldNext(StoreCall.MembersRead);
        await story.Ann.SendHomeOpenedAsync();
        await gate.Reached; // or it might be the second that is held
        await story.Ann.SendHomeOpenedAsync();
        await slack.UntilAsync(() => story.Count("views.publish") == 1, "the second one is there");

        gate.Open();
        await story.Ann.OpenHomeAsync();

        Assert.Equal(2, story.Count("views.publish"));
    }

    [Fact]
    public async Task What_is_erased_or_removed_is_no_longer_anybody_s()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var (channel, _) = await StepAsync(story);
        Assert.True((await story.Bob.OpenHomeAsync()).Shows("C0GENERAL"), story.Bob.Home.Shown);

        await story.Bob.TypeAsync(channel.Id, "forget me yes");

        Assert.True((await story.Bob.OpenHomeAsync()).Shows("You take part in none yet."), story.Bob.Home.Shown);
    }

    [Fact]
    public async Task Where_the_store_would_not_it_says_so()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SlackStory.BeginAsync(slack, store);
        await story.Ann.OpenHomeAsync();
        store.FailNext(StoreCall.MembersRead);

        Assert.True((await story.Ann.OpenHomeAsync()).Shows("cannot be shown just now"), story.Ann.Home.Shown);
        Assert.True((await story.Ann.OpenHomeAsync()).Shows("My settings"), story.Ann.Home.Shown);
    }

    /// <summary>Ann puts down a step for Bob, who has joined.</summary>
    async Task<(PretendChannel Channel, PretendMessage Console)> StepAsync(SlackStory story)
    {
        slack.Channel("U0BOB");
        var started = await story.StartAsync("steps for 20d");
        await story.Bob.TypeAsync(started.Channel.Id, "join");
        await story.Ann.TypeAsync(started.Channel.Id, "steps \"Call the city\" by bob");
        await story.PassUntilAsync(slack.UntilAsync(() => slack.ChannelOf("U0BOB").Messages.Count > 0, "Bob is asked"));
        return started;
    }

    async Task UntilShownAsync(SlackStory story, PretendChannel channel, string text) =>
        await story.PassUntilAsync(slack.UntilAsync(() => channel.Root.Shows(text), text));
}
