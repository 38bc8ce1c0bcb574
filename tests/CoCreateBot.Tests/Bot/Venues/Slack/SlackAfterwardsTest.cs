using System.Net;
using System.Text;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>What follows an answer keeps neither the request nor, for long, the stop of the process.</summary>
public sealed class SlackAfterwardsTest
{
    readonly Gate gate = new();

    [Fact]
    public async Task The_request_is_over_while_what_follows_it_still_runs_and_a_stop_waits_for_that()
    {
        await using var story = await SlackStory.BeginAsync();

        var response = await PressOldCardAsync(story);
        await gate.Reached;
        var stopping = story.StopAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(stopping.IsCompleted);
        gate.Open();
        await stopping;

        Assert.DoesNotContain("were left", story.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_does_not_wait_longer_than_it_may()
    {
        await using var story = await SlackStory.BeginAsync();
        await PressOldCardAsync(story);
        await gate.Reached;
        var before = story.Slack.Time.GetUtcNow();

        await story.PassUntilAsync(story.StopAsync());

        Assert.InRange(story.Slack.Time.GetUtcNow() - before, Afterwards.StopWithin, Afterwards.StopWithin + TimeSpan.FromSeconds(1));
        Assert.Contains("At the stop 1 things", story.Log.Text, StringComparison.Ordinal);
        gate.Open();
    }

    [Fact]
    public async Task Beyond_so_many_at_once_a_request_waits_for_its_own()
    {
        var afterwards = new Afterwards(new ManualTime(), NullLogger<Afterwards>.Instance);
        for (var one = 0; one < Afterwards.RunningMax; one++)
        {
            Assert.True(afterwards.FollowAsync(gate.PassAsync).IsCompleted);
        }

        var oneMore = afterwards.FollowAsync(gate.PassAsync);
        Assert.False(oneMore.IsCompleted);
        gate.Open();
        await oneMore;
    }

    // Not through the member's client, which takes its answer and leaves: this one waits for the end of the request.
    async Task<HttpResponseMessage> PressOldCardAsync(SlackStory story)
    {
        story.Slack.Trouble("response_url", new PretendTrouble.Held(gate, "{}"));
        var url = story.Slack.NewResponseUrl("C0GENERAL", "U0BOB", null);
        var payload = $$"""
            {"type":"block_actions","user":{"id":"U0BOB","name":"bob"},"team":{"id":"{{PretendSlack.Team}}"},"trigger_id":"1","response_url":"{{url}}",
            "actions":[{"action_id":"a","value":"of an old card"}]}
            """;
        var body = Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(payload));
        return await story.Http.SendAsync(story.Bob.Signed(body, "application/x-www-form-urlencoded"));
    }
}
