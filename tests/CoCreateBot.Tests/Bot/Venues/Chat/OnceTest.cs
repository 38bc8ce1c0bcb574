using System.Net;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Bot.Venues.Slack;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Chat;

/// <summary>Platforms tell of one message many times.</summary>
public sealed class OnceTest
{
    static readonly DoorAnswer Twice = DoorAnswer.Ok with { Status = 201 };

    [Fact]
    public async Task A_mention_is_acted_on_once_under_the_same_id_and_under_ten_others()
    {
        var (once, done) = (new Once(), 0);

        for (var told = 0; told < 11; told++)
        {
            var answer = await DoAsync(once, Mention("1.1", $"Ev{told / 2}"), () => Do(() => done++), () => Twice);

            Assert.Same(told == 0 ? DoorAnswer.Ok : Twice, answer);
        }

        Assert.Equal(1, done);
    }

    [Fact]
    public async Task Another_message_of_the_same_moment_elsewhere_is_another_mention()
    {
        var (once, done) = (new Once(), 0);

        await DoAsync(once, Mention("1.1", "Ev1"), () => Do(() => done++), () => Twice);
        await DoAsync(once, Mention("1.1", "Ev2") with { Venue = new VenueId("slack:T1/C2") }, () => Do(() => done++), () => Twice);
        await DoAsync(once, Mention("1.2", "Ev3"), () => Do(() => done++), () => Twice);

        Assert.Equal(3, done);
    }

    [Fact]
    public async Task What_could_not_be_done_is_done_when_Slack_tells_again()
    {
        var (once, tries) = (new Once(), 0);
        var mention = Mention("1.1", "Ev1");

        await DoAsync(once, mention, () => Task.FromResult(DoorAnswer.Ok with { Status = 503 }), () => Twice);
        await Assert.ThrowsAsync<TimeoutException>(() => DoAsync(once, mention, () => throw new TimeoutException(), () => Twice));
        await DoAsync(once, mention, () => Do(() => tries++), () => Twice);

        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task While_it_is_being_done_it_is_not_done_again()
    {
        var (once, working) = (new Once(), new TaskCompletionSource<DoorAnswer>());

        var first = DoAsync(once, Mention("1.1", "Ev1"), () => working.Task, () => Twice);
        Assert.Same(Twice, await DoAsync(once, Mention("1.1", "Ev2"), () => throw new TimeoutException(), () => Twice));

        working.SetResult(DoorAnswer.Ok);
        Assert.Same(DoorAnswer.Ok, await first);
    }

    [Theory]
    [InlineData(200, 201)]
    [InlineData(503, 503)]
    public async Task While_it_is_being_done_the_same_event_is_answered_as_the_first_will_be(int first, int then)
    {
        var (once, working) = (new Once(), new TaskCompletionSource<DoorAnswer>());
        var doing = DoAsync(once, Mention("1.1", "Ev1"), () => working.Task, () => Twice);

        var again = DoAsync(once, Mention("1.1", "Ev1"), () => throw new TimeoutException(), () => Twice);
        Assert.False(again.IsCompleted, "It is acknowledged although nothing is kept yet.");
        working.SetResult(DoorAnswer.Ok with { Status = first });

        Assert.Equal((first, then), ((await doing).Status, (await again).Status));
    }

    [Fact]
    public async Task The_same_event_that_waited_for_a_bug_is_not_acknowledged()
    {
        var (once, working) = (new Once(), new TaskCompletionSource<DoorAnswer>());
        var doing = DoAsync(once, Mention("1.1", "Ev1"), () => working.Task, () => Twice);
        var again = DoAsync(once, Mention("1.1", "Ev1"), () => throw new TimeoutException(), () => Twice);

        working.SetException(new InvalidOperationException("A bug."));

        await Assert.ThrowsAsync<InvalidOperationException>(() => doing);
        Assert.Equal(503, (await again).Status);
    }

    [Fact]
    public void What_was_taken_out_and_comes_again_is_the_youngest()
    {
        var marks = new RecentMarks<int>(3);
        marks.TryAdd(1);
        marks.TryAdd(2);
        marks.Remove(1);
        marks.TryAdd(1);
        marks.TryAdd(3);

        Assert.Equal([true, true, true], new[] { 1, 2, 3 }.Select(marks.Contains));
    }

    [Fact]
    public void So_many_are_remembered_and_the_oldest_is_forgotten_first()
    {
        var marks = new RecentMarks<int>(3);

        Assert.Equal([true, true, true, true, false], new[] { 1, 2, 3, 4, 4 }.Select(marks.TryAdd));
        Assert.Equal([false, true, true, true], new[] { 1, 2, 3, 4 }.Select(marks.Contains));
    }

    [Fact]
    public async Task A_mention_in_a_sessions_thread_is_no_reply_whichever_of_its_two_events_comes_first()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What would make this channel worth your time?”");
        foreach (var (ts, kinds) in new[] { ("100.1", new[] { "message", "app_mention" }), ("100.2", ["app_mention", "message"]) })
        {
            foreach (var kind in kinds)
            {
                var told = new JsonObject
                {
                    ["type"] = kind,
                    ["user"] = story.Bob.Id,
                    ["ts"] = ts,
                    ["thread_ts"] = channel.Root.Ts,
                    ["channel"] = channel.Id,
                    ["text"] = $"<@{PretendSlack.BotUser}> help",
                };
                Assert.Equal(HttpStatusCode.OK, (await story.Bob.SendEventAsync(told, $"Ev-{ts}-{kind}")).StatusCode);
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await story.Ann.SendReplyAsync(channel.Root, "200.1", "A reply", "Ev2")).StatusCode);

        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Root.Shows("1 reply"), "the card has one reply"));
        Assert.False(channel.Root.Says("help"), channel.Root.Shown);
    }

    static Task<DoorAnswer> DoAsync(Once once, SlackRequest.Mentioned mention, Func<Task<DoorAnswer>> act, Func<DoorAnswer> twice) =>
        once.DoAsync(mention.Event, mention.Delivery, act, twice);

    static SlackRequest.Mentioned Mention(string ts, string id) =>
        new(new Person("slack:T1/U1", null), new VenueId("slack:T1/C1"), null, ts, "help", id);

    static Task<DoorAnswer> Do(Action act)
    {
        act();
        return Task.FromResult(DoorAnswer.Ok);
    }
}
