using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Reconciling;

/// <summary>An edited card rings no bell, so each activity after the first has one post in the thread.</summary>
public sealed class BellTest
{
    static readonly TimeSpan AWhile = TimeSpan.FromMinutes(3);

    [Fact]
    public void Each_activity_after_the_first_is_one_post_in_the_thread_that_mentions_who_joined() => World.Play(async world =>
    {
        var id = await OpenAsync(world, World.Bo, World.Cem);
        Assert.Empty(world.Slack.InThread(World.Channel));
        await world.AskAsync(id, World.Ann, "next");
        await world.PassAsync(AWhile);
        await world.AskAsync(id, World.Ann, "next"); // without ideas there is nothing to group or to vote on
        await world.PassAsync(AWhile);

        Assert.Single(world.Slack.InChannel(World.Channel));
        Assert.Equal(2, world.Slack.InThread(World.Channel).Length);
        Assert.All(world.Slack.InThread(World.Channel), bell => Assert.Equal([World.Ann.Key, World.Bo.Key, World.Cem.Key], bell.Card.Mentions));
        Assert.Empty(world.Slack.Private);
    });

    [Fact]
    public void Of_more_than_thirty_thirty_are_mentioned() => World.Play(async world =>
    {
        var id = await OpenAsync(world, [.. Enumerable.Range(0, 40).Select(n => new Person($"slack:T1/U{n}", null))]);
        await world.AskAsync(id, World.Ann, "next");
        await world.PassAsync(AWhile);

        Assert.Equal(Limits.MentionedMax, Assert.Single(world.Slack.InThread(World.Channel)).Card.Mentions.Length);
    });

    [Fact]
    public void A_bell_whose_words_change_is_edited_and_rings_nobody() => World.Play(async world =>
    {
        var id = await OpenAsync(world, World.Bo);
        await world.AskAsync(id, World.Ann, "next");
        await world.PassAsync(AWhile);
        await world.AskAsync(id, World.Ann, "reword 2 \"What would help?\"");
        await world.AskAsync(id, World.Cem, "join");
        await world.PassAsync(AWhile);

        var bell = Assert.Single(world.Slack.InThread(World.Channel));
        Assert.Equal((1, 0), (bell.Edits, bell.Card.Mentions.Length));
        Assert.Contains("What would help?", bell.Card.FallbackText, StringComparison.Ordinal);
    });

    [Fact]
    public void A_bell_is_of_whole_sentences_although_its_prompt_has_no_end() => World.Play(async world =>
    {
        var id = await OpenAsync(world, World.Bo);
        await world.AskAsync(id, World.Ann, "reword 2 \"What helps in October\"");
        await world.AskAsync(id, World.Ann, "next");
        await world.PassAsync(AWhile);

        var bell = Assert.Single(world.Slack.InThread(World.Channel));
        Assert.EndsWith(
            ". The card above is where you take part. What helps in October", bell.Card.Body.OfType<TextBlock>().First().Inlines.Plain(),
            StringComparison.Ordinal);
    });

    [Fact]
    public void A_bell_that_could_not_ring_while_its_activity_was_open_rings_no_more() => World.Play(async world =>
    {
        var id = await OpenAsync(world, World.Bo);
        world.Slack.Mood = call => call == VenueCall.Post ? Misbehaviour.IsUnavailable : Misbehaviour.None;
        await world.AskAsync(id, World.Ann, "next");
        await world.PassAsync(TimeSpan.FromSeconds(10));
        await world.AskAsync(id, World.Ann, "cancel yes");
        world.Slack.Mood = _ => Misbehaviour.None;
        await world.PassAsync(AWhile);

        Assert.Empty(world.Slack.InThread(World.Channel));
    });

    [Fact]
    public void Who_was_to_join_and_did_not_is_not_mentioned() => World.Play(async world =>
    {
        var id = await OpenAsync(world, World.Bo);
        await world.Inner.Members.PutAsync(id, World.Cem.Key, default); // as a commit that failed leaves it
        await world.AskAsync(id, World.Ann, "next");
        await world.PassAsync(AWhile);

        Assert.Equal([World.Ann.Key, World.Bo.Key], Assert.Single(world.Slack.InThread(World.Channel)).Card.Mentions);
    });

    static async Task<SessionId> OpenAsync(World world, params Person[] joining)
    {
        var id = await world.OpenAsync("session \"Which way?\" ideas for 10h");
        foreach (var person in joining)
        {
            await world.AskAsync(id, person, "join");
        }

        await world.PassAsync(AWhile);
        return id;
    }
}
