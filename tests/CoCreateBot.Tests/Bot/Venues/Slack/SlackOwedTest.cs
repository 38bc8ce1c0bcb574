using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>"Erase me" that is taken up again: it takes what was there when it was asked for, and nobody else has to wait for it.</summary>
public sealed class SlackOwedTest : IDisposable
{
    const string Bob = $"slack:{PretendSlack.Team}/U0BOB";

    readonly PretendSlack slack = new(new ManualTime());
    readonly MemoryStore kept = new();
    readonly MisbehavingStore store;

    public SlackOwedTest() => store = new(kept);

    public void Dispose() => slack.Dispose();

    [Fact]
    public async Task What_is_over_takes_nothing_of_what_somebody_does_afterwards()
    {
        await using var story = await SlackStory.BeginAsync(slack, store);
        await CheckInAsync(story, "C0");
        await story.Bob.OpenHomeAsync();
        slack.Homeless.Add("U0ZED");
        await store.People.OweAsync(new OwedErasing($"slack:{PretendSlack.Team}/U0ZED", "1"), default); // comes after Bob
        var own = store.HoldNext(StoreCall.DirectoryRead);
        await story.Bob.SubmitAsync(await story.Bob.OpenFromHomeAsync("Erase me"));
        await own.Reached;
        var sweep = store.HoldNextAnswer(StoreCall.ErasingsRead);
        await story.PassUntilAsync(sweep.Reached);
        own.Open();
        await slack.UntilAsync(() => story.Bob.Home.Shows("Done: "), story.Bob.Home.Shown);
        await UntilAsync(async () => (await store.People.OwedAsync("slack:", 9, default)).All(one => one.Person != Bob));

        var id = await CheckInAsync(story, "C1");
        sweep.Open();

        await UntilAsync(async () => (await store.People.OwedAsync("slack:", 9, default)).IsEmpty);
        Assert.True(await RemembersAsync(story, id));
    }

    [Fact]
    public async Task A_bug_in_the_erasing_of_one_holds_up_nobody_behind_them()
    {
        var before = await SlackStory.BeginAsync(slack, store);
        var id = await CheckInAsync(before, "C0");
        slack.Homeless.Add("U0AAA");
        await store.People.OweAsync(new OwedErasing($"slack:{PretendSlack.Team}/U0AAA", "1"), default);
        await store.People.OweAsync(new OwedErasing(Bob, "1"), default);
        store.BreakNext(StoreCall.ErasingsPut);

        await using var story = await before.RestartAsync(); // its first look; no time passes for a second one

        await UntilAsync(async () => (await store.People.OwedAsync("slack:", 9, default)).All(one => one.Person != Bob));
        Assert.False(await RemembersAsync(story, id));
        Assert.Contains("U0AAA", Assert.Single(await store.People.OwedAsync("slack:", 9, default)).Person, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_does_while_it_goes_on_stays()
    {
        await using var story = await SlackStory.BeginAsync(slack, store);
        var before = await CheckInAsync(story, "C0");
        await story.Bob.OpenHomeAsync();
        var view = await story.Bob.OpenFromHomeAsync("Erase me");
        store.FailNext(StoreCall.DirectoryRead); // after what they joined was gone through
        await story.Bob.SubmitAsync(view);
        await slack.UntilAsync(() => story.Bob.Home.Shows("Not everything could be erased"), story.Bob.Home.Shown);
        Assert.False(await RemembersAsync(story, before));

        await story.Bob.TypeAsync("C0", "checkin green"); // they come back
        var cameBack = await RemembersAsync(story, before);
        var after = await CheckInAsync(story, "C2");

        await story.PassUntilAsync(UntilAsync(async () => (await store.People.OwedAsync("slack:", 9, default)).IsEmpty));
        Assert.True(await RemembersAsync(story, after));
        Assert.Equal(cameBack, await RemembersAsync(story, before));
        Assert.Contains(after, (await store.Members.SessionsOfAsync(Bob, 9, default)).Select(one => one.Session));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_somebody_sets_after_it_was_removed_stays(bool isUnset)
    {
        await kept.People.PutAsync(Bob, new("de", null), default);
        await kept.People.OweAsync(new(Bob, new AskedErasing(slack.Time.GetUtcNow(), isUnset, "1").Written()), default);

        await using var story = await SlackStory.BeginAsync(slack, store);

        await UntilAsync(async () => (await store.People.OwedAsync("slack:", 9, default)).IsEmpty);
        Assert.Equal(isUnset, await store.People.FindAsync(Bob, default) is not null);
    }

    [Theory]
    [InlineData("111.222.xxx")]
    [InlineData("1 3 3")]
    [InlineData("9999999999999999999 1 x")]
    [InlineData("")]
    public void A_row_that_does_not_say_when_was_asked_for_until_now(string written)
    {
        var now = DateTimeOffset.UnixEpoch.AddTicks(7);

        Assert.Equal(new(now, false, written), AskedErasing.Read(written, now));
        Assert.Equal(new(now, true, written), AskedErasing.Read(new AskedErasing(now, true, written).Written(), DateTimeOffset.MaxValue));
        var forgotten = new AskedErasing(now, true, written) { IsForgotten = true };
        Assert.Equal(forgotten, AskedErasing.Read(forgotten.Written(), DateTimeOffset.MaxValue));
    }

    [Theory]
    [InlineData("7 0 1.x", false, false)]
    [InlineData("7 1 1.x", true, false)]
    [InlineData("7 2 1.x", true, true)]
    public void How_a_row_says_what_is_done_stays_as_it_is(string written, bool isUnset, bool isForgotten) => Assert.Equal(
        written, new AskedErasing(new DateTimeOffset(7, TimeSpan.Zero), isUnset, "1.x") { IsForgotten = isForgotten }.Written());

    [Fact]
    public async Task What_cannot_be_ended_is_tried_again_less_and_less_often()
    {
        store.Otherwise = (call, work) => call == StoreCall.ErasingsPut ? Task.FromException(new InvalidOperationException("A bug.")) : work();
        await kept.People.OweAsync(new OwedErasing(Bob, "1"), default);
        await using var story = await SlackStory.BeginAsync(slack, store);
        int Tries() => store.Calls.Count(call => call == StoreCall.ErasingsPut);
        await UntilAsync(() => Task.FromResult(Tries() == 1));

        for (var minute = 0; minute < 16; minute++)
        {
            var looks = store.Calls.Count(call => call == StoreCall.ErasingsRead);
            slack.Time.Pass(TimeSpan.FromMinutes(1));
            await UntilAsync(() => Task.FromResult(store.Calls.Count(call => call == StoreCall.ErasingsRead) > looks));
        }

        Assert.InRange(Tries(), 2, 5); // after 1, 2, 4 and 8 minutes
    }

    async Task<SessionId> CheckInAsync(SlackStory story, string channel)
    {
        slack.Channel(channel);
        await story.Ann.TypeAsync(channel, "checkin for 2h");
        await story.Bob.TypeAsync(channel, "checkin green");
        var id = (await store.Directory.InVenueAsync(new VenueId($"slack:{PretendSlack.Team}/{channel}"), 1, default))[0].Session;
        Assert.True(await RemembersAsync(story, id));
        return id;
    }

    static Task UntilAsync(Func<Task<bool>> isSo) => PretendPlatform.LookUntilAsync(isSo, "it is done in the end");

    static async Task<bool> RemembersAsync(SlackStory story, SessionId id) =>
        (await story.Services.GetRequiredService<SessionHosts>().LookAsync(id, default))!.Remembers(new Person(Bob, null)); // ! it was started
}
