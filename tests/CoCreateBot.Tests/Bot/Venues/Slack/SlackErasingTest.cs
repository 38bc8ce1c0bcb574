using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>"Erase me" at home: in all channels of the workspace, also where nobody had joined by name; asked first, and told how it ended.</summary>
public sealed class SlackErasingTest : IDisposable
{
    const string Bob = $"slack:{PretendSlack.Team}/U0BOB";

    static readonly (string Start, string Answer)[] Told =
        [("checkin for 2h", "checkin green"), ("steps for 2h", "steps \"Call\" by me"), ("ask \"Why?\" anonymous for 2h", "ask Because")];

    readonly PretendSlack slack = new(new ManualTime());

    public void Dispose() => slack.Dispose();

    [Fact]
    public async Task All_of_somebody_goes_in_all_channels_and_all_of_others_stays()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var ids = await PlayAsync(story);
        await story.Store.People.PutAsync(Bob, new("en", null), default);
        await story.Bob.OpenHomeAsync();

        var view = await story.Bob.OpenFromHomeAsync("Erase me");
        Assert.True(view.Shows("There is no way back."), view.Shown);
        Assert.Equal(2, (await story.Store.Members.SessionsOfAsync(Bob, 9, default)).Length); // it was only asked
        await SubmitAsync(story, view);

        await slack.UntilAsync(() => story.Bob.Home.Shows("Done: 3 sessions have forgotten you"), story.Bob.Home.Shown);
        Assert.True(story.Bob.Home.Shows("its key is destroyed") && story.Bob.Home.Shows("You take part in none yet."), story.Bob.Home.Shown);
        Assert.Null(await story.Store.People.FindAsync(Bob, default));
        Assert.Empty(await story.Store.Members.SessionsOfAsync(Bob, 9, default));
        foreach (var id in ids)
        {
            Assert.False((await LookAsync(story, id)).Remembers(new Person(Bob, null)), "Bob is still known");
            Assert.True((await LookAsync(story, id)).Remembers(new Person($"slack:{PretendSlack.Team}/U0ANN", null)), "Ann is forgotten, too");
        }
    }

    [Fact]
    public async Task Where_the_store_breaks_off_it_is_said_and_the_next_time_goes_on()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SlackStory.BeginAsync(slack, store);
        await PlayAsync(story);
        await story.Bob.OpenHomeAsync();
        store.FailNext(StoreCall.PeopleRemove);
        await SubmitAsync(story, await story.Bob.OpenFromHomeAsync("Erase me"));
        await slack.UntilAsync(() => story.Bob.Home.Shows("Not everything could be erased just now."), story.Bob.Home.Shown);

        await SubmitAsync(story, await story.Bob.OpenFromHomeAsync("Erase me"));

        await slack.UntilAsync(() => story.Bob.Home.Shows("No session of this workspace knows anything of you"), story.Bob.Home.Shown);
    }

    [Theory]
    [InlineData(StoreCall.DirectoryRead)]
    [InlineData(StoreCall.PeopleRemove)]
    public async Task What_the_end_of_the_process_breaks_off_the_next_one_does_and_says_once(StoreCall at)
    {
        var kept = new MemoryStore();
        var hung = new MisbehavingStore(kept);
        var before = await SlackStory.BeginAsync(slack, hung);
        await PlayAsync(before);
        await before.Bob.OpenHomeAsync();
        var never = new TaskCompletionSource();
        hung.Otherwise = (call, work) => call == at ? never.Task : work(); // whoever else may look just then
        await SubmitAsync(before, await before.Bob.OpenFromHomeAsync("Erase me"));
        Assert.Equal(Bob, Assert.Single(await kept.People.OwedAsync("slack:", 9, default)).Person);
        var store = new MisbehavingStore(kept);
        store.FailNext(StoreCall.ErasingsRead); // the first look of the next process

        await using var story = await before.RestartAsync(store);

        await story.PassUntilAsync(slack.UntilAsync(() => story.Bob.Home.Shows("Done: you asked to be erased."), story.Bob.Home.Shown));
        Assert.Empty(await store.Members.SessionsOfAsync(Bob, 9, default));
        await UntilSettledAsync(store);
        await story.Bob.OpenHomeAsync();
        Assert.False(story.Bob.Home.Shows("Done: you asked"), story.Bob.Home.Shown);
    }

    [Fact]
    public async Task What_is_done_is_told_as_soon_as_Slack_takes_it_and_then_no_row_is_left()
    {
        var store = new MisbehavingStore(new MemoryStore());
        var before = await SlackStory.BeginAsync(slack, store);
        await PlayAsync(before);
        await before.Bob.OpenHomeAsync();
        slack.Trouble("views.publish", new PretendTrouble.NoConnection());
        await SubmitAsync(before, await before.Bob.OpenFromHomeAsync("Erase me"));
        await slack.UntilAsync(() => before.Count("views.publish") > 1, "it is tried");
        Assert.True(Assert.Single(await store.People.OwedAsync("slack:", 9, default)).IsDone);

        await using var story = await before.RestartAsync();

        await slack.UntilAsync(() => story.Bob.Home.Shows("Done: you asked to be erased."), story.Bob.Home.Shown);
        await UntilSettledAsync(store);
    }

    [Fact]
    public async Task Whom_Slack_knows_no_more_is_forgotten_and_not_told_for_ever()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SlackStory.BeginAsync(slack, store);
        await PlayAsync(story);
        await story.Bob.OpenHomeAsync();
        var view = await story.Bob.OpenFromHomeAsync("Erase me");
        slack.Homeless.Add(story.Bob.Id);

        await SubmitAsync(story, view);

        await UntilSettledAsync(store);
        Assert.Empty(await store.Members.SessionsOfAsync(Bob, 9, default));
    }

    [Fact]
    public async Task What_cannot_be_stored_has_not_begun_and_says_so()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SlackStory.BeginAsync(slack, store);
        await PlayAsync(story);
        await story.Bob.OpenHomeAsync();
        var view = await story.Bob.OpenFromHomeAsync("Erase me");
        store.FailNext(StoreCall.ErasingsPut);

        await story.Bob.SubmitAsync(view);

        Assert.True(view.Shows("could not be saved"), view.Shown);
        Assert.Equal(2, (await store.Members.SessionsOfAsync(Bob, 9, default)).Length);
        await SubmitAsync(story, await story.Bob.OpenFromHomeAsync("Erase me"));
        await slack.UntilAsync(() => story.Bob.Home.Shows("Done: 3 sessions"), story.Bob.Home.Shown);
    }

    [Fact]
    public async Task Of_who_is_a_stranger_there_is_nothing_to_erase()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        await PlayAsync(story);
        var eve = story.Member("U0EVE", "eve");
        await eve.OpenHomeAsync();
        await SubmitAsync(story, await eve.OpenFromHomeAsync("Erase me"), eve);

        await slack.UntilAsync(() => eve.Home.Shows("No session of this workspace knows anything of you"), eve.Home.Shown);
        Assert.Equal(2, (await story.Store.Members.SessionsOfAsync(Bob, 9, default)).Length);
    }

    static Task UntilSettledAsync(MisbehavingStore store) =>
        PretendPlatform.LookUntilAsync(async () => (await store.People.OwedAsync("slack:", 9, default)).IsEmpty, "nothing is owed any more");

    // It closes no dialog: what begins is said in the same one.
    static async Task SubmitAsync(SlackStory story, PretendView view, PretendSlackMember? who = null)
    {
        await (who ?? story.Bob).SubmitAsync(view);
        Assert.True(view.Shows("This has begun."), view.Shown);
    }

    /// <summary>Bob joins in two channels by name, and gives something without one in a third.</summary>
    async Task<List<SessionId>> PlayAsync(SlackStory story)
    {
        var ids = new List<SessionId>();
        foreach (var (n, (start, answer)) in Told.Index())
        {
            slack.Channel($"C{n}");
            await story.Ann.TypeAsync($"C{n}", start);
            var answered = await story.Bob.TypeAsync($"C{n}", answer);
            Assert.False(answered.Says("Please"), answered.Shown);
            ids.Add((await story.Store.Directory.InVenueAsync(new VenueId($"slack:{PretendSlack.Team}/C{n}"), 1, default))[0].Session);
        }

        return ids;
    }

    static async Task<LoadedSession> LookAsync(SlackStory story, SessionId id) =>
        (await story.Services.GetRequiredService<SessionHosts>().LookAsync(id, default))!; // ! it was started
}
