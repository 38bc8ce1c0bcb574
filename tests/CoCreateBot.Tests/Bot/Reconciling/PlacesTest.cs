using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Reconciling;

/// <summary>One session in several places: each shows the same, and nothing is settled before all do.</summary>
public sealed class PlacesTest
{
    static readonly VenueId Elsewhere = new("slack:T2/C9");
    static readonly Person Dee = new("slack:T2/dee", "Dee");
    static readonly TimeSpan AWhile = TimeSpan.FromMinutes(3);

    [Fact]
    public void A_session_in_a_channel_and_a_web_room_is_shown_in_both() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin for 50m");
        await world.AskAsync(id, World.Ann, new Command.AddVenue(World.Room));
        await world.PassAsync(AWhile);
        using var watch = world.Here.Signals.Look(World.Room);
        await world.AskAsync(id, World.Bo, "checkin green");
        await world.PassAsync(AWhile);

        Assert.True(watch.Pulses.Count > 0);
        Assert.Single(await world.Inner.Directory.InVenueAsync(World.Room, 9, default));
        await world.AssertShownAsync(id);
        Assert.Equal((await world.FoldAsync(id)).NextDue, await world.DueOfAsync(id));
    });

    [Fact]
    public void In_two_workspaces_each_has_its_card_its_bells_and_its_minutes() => World.Play(async world =>
    {
        var id = await OpenInTwoAsync(world);
        await world.AskAsync(id, World.Ann, "next");
        await world.PassAsync(AWhile);
        await world.AskAsync(id, World.Ann, "close yes");
        await world.PassAsync(AWhile);

        await AssertBothAsync(world, id);
        Assert.All([World.Channel, Elsewhere], place => Assert.Equal(2, world.Slack.InThread(place).Length));
        Assert.Equal([World.Ann.Key, World.Bo.Key], world.Slack.InThread(World.Channel)[0].Card.Mentions);
        Assert.Equal([Dee.Key], world.Slack.InThread(Elsewhere)[0].Card.Mentions);
    });

    [Fact]
    public void In_two_workspaces_each_person_is_reminded_once() => World.Play(async world =>
    {
        await OpenInTwoAsync(world);
        await world.PassAsync(TimeSpan.FromMinutes(90)); // of 100

        var silent = world.Slack.Private.Where(told => told.Card.FallbackText.StartsWith("You have not answered", StringComparison.Ordinal));
        Assert.Equal([World.Ann.Key, World.Bo.Key, Dee.Key], silent.Select(told => told.Person).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void It_is_settled_only_when_the_last_place_shows_it() => World.Play(async world =>
    {
        var id = await OpenInTwoAsync(world);
        world.Slack.Before = (_, venue) => venue == Elsewhere ? throw new CoCreateBot.Bot.Venues.VenueUnavailableException("timeout") : Task.CompletedTask;
        await world.AskAsync(id, World.Bo, "checkin green");
        await world.PassAsync(AWhile);
        var next = (await world.FoldAsync(id)).NextDue;

        await world.AssertShownAsync(id);
        Assert.True(await world.DueOfAsync(id) < next);
        world.Slack.Before = (_, _) => Task.CompletedTask;
        await world.PassAsync(AWhile);
        await AssertBothAsync(world, id);
        Assert.Equal(next, await world.DueOfAsync(id));
    });

    [Fact]
    public void After_a_crash_the_place_that_was_behind_is_caught_up_with() => World.Play(async world =>
    {
        var id = await OpenInTwoAsync(world);
        world.Slack.Before = (_, venue) => venue == Elsewhere ? new TaskCompletionSource().Task : Task.CompletedTask;
        await world.AskAsync(id, World.Bo, "checkin green");
        await world.PassAsync(TimeSpan.FromSeconds(10));
        await world.CrashAsync();
        world.Slack.Before = (_, _) => Task.CompletedTask;
        await world.PassAsync(AWhile);

        await AssertBothAsync(world, id);
        Assert.Equal((await world.FoldAsync(id)).NextDue, await world.DueOfAsync(id));
    });

    static async Task<SessionId> OpenInTwoAsync(World world)
    {
        var id = await world.OpenAsync("session \"Which way?\" ideas for 10h");
        await world.AskAsync(id, World.Ann, new Command.AddVenue(Elsewhere));
        await world.AskAsync(id, World.Bo, "join");
        await world.AskAsync(id, Dee, "join");
        await world.PassAsync(AWhile);
        return id;
    }

    static async Task AssertBothAsync(World world, SessionId id)
    {
        var state = await world.FoldAsync(id);
        var root = ShownSession.HashOf(SessionCards.Root(state, world.Here.Lexicon.In("en")));
        Assert.All([World.Channel, Elsewhere], place => Assert.Equal(root, ShownSession.HashOf(Assert.Single(world.Slack.InChannel(place)).Card)));
    }

    [Fact]
    public void In_two_channels_of_one_workspace_each_has_its_card_and_each_person_is_reminded_once() => World.Play(async world =>
    {
        var other = new VenueId("slack:T1/C2");
        var id = await world.OpenAsync("session \"Which way?\" ideas for 10h");
        await world.AskAsync(id, World.Ann, new Command.AddVenue(other));
        await world.AskAsync(id, World.Bo, "join");
        await world.PassAsync(AWhile);

        var root = ShownSession.HashOf(SessionCards.Root(await world.FoldAsync(id), world.Here.Lexicon.In("en")));
        Assert.All([World.Channel, other], place => Assert.Equal(root, ShownSession.HashOf(Assert.Single(world.Slack.InChannel(place)).Card)));
        await world.CrashAsync();
        await world.PassAsync(TimeSpan.FromMinutes(90)); // of 100
        var silent = world.Slack.Private.Where(told => told.Card.FallbackText.StartsWith("You have not answered", StringComparison.Ordinal));
        Assert.Equal([World.Ann.Key, World.Bo.Key], silent.Select(told => told.Person).Order(StringComparer.Ordinal));
    });
}
