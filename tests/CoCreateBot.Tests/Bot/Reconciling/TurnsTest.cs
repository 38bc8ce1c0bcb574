namespace CoCreateBot.Tests.Bot.Reconciling;

/// <summary>Who is next stands in the thread in which it is played, in one message.</summary>
public sealed class TurnsTest
{
    static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);

    [Fact]
    public void One_message_in_the_thread_says_whose_turn_it_is_and_is_edited_to_the_end() => World.Play(async world =>
    {
        var id = await world.OpenAsync("warmup story turns rounds 2");
        await world.PassAsync(Moment);
        Assert.Empty(world.Slack.InThread(World.Channel));

        await world.SayAsync(World.Bo, "join");
        await world.PassAsync(Moment);
        var said = Assert.Single(world.Slack.InThread(World.Channel)).Card;
        Assert.Contains("turn, until", said.FallbackText, StringComparison.Ordinal);

        await world.SayAsync(World.Ann, "warmup Once there was a bus.");
        await world.PassAsync(Moment);
        var next = Assert.Single(world.Slack.InThread(World.Channel));
        Assert.NotEqual(said.FallbackText, next.Card.FallbackText);
        Assert.Equal((1, 0), (next.Edits, next.Card.Mentions.Length));

        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(Moment);
        Assert.Contains(world.Slack.InThread(World.Channel), post => post.Card.FallbackText == "The turns are over.");
    });
}
