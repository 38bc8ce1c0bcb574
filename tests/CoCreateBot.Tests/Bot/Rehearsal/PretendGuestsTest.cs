using System.Globalization;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Sessions;

namespace CoCreateBot.Tests.Bot.Rehearsal;

/// <summary>Pretend people in a web room: they come when they are called, act like people, and go when told.</summary>
public sealed class PretendGuestsTest
{
    static readonly Person Ann = new("web:ann", "Ann");
    static readonly Person Bo = new("web:bo", "Bo");

    /// <summary>Long enough also for somebody who looked, found nothing to do, and rested twice before they looked again.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(6);

    [Fact]
    public void They_answer_one_after_the_other_under_names_that_say_what_they_are() => World.Play(async world =>
    {
        var id = await OpenAsync(world);
        await SayAsync(world, "rehearse 5");
        await world.PassAsync(TimeSpan.FromSeconds(10));
        Assert.InRange((await world.StateAsync(id)).Agenda[0].State.Contributors, 0, 4);
        await world.PassAsync(Soon);

        var state = await world.StateAsync(id);
        Assert.Equal(5, state.Agenda[0].State.Contributors);
        Assert.Equal(["Ann", "Pretend 1", "Pretend 2", "Pretend 3", "Pretend 4", "Pretend 5"], state.People.Values.Select(person => person.Name).Order());
    });

    [Fact]
    public void Card_and_minutes_say_that_they_are_made_up() => World.Play(async world =>
    {
        var id = await OpenAsync(world);
        await SayAsync(world, "rehearse 5");
        var words = world.Here.Lexicon.In("en");
        var line = words.Count("Session.Rehearsal", 5);
        Assert.Contains(line, Said.In(SessionCards.Root(await world.StateAsync(id), words)));

        await SayAsync(world, "rehearse stop");
        await SayAsync(world, "close");
        Assert.Contains(line, Said.In(SessionCards.MinutesSoFar(await world.StateAsync(id), words)));
    });

    [Fact]
    public void Told_to_go_they_do_nothing_more() => World.Play(async world =>
    {
        var id = await OpenAsync(world);
        await SayAsync(world, "rehearse 5");
        await SayAsync(world, "rehearse stop");
        await world.PassAsync(Soon);

        Assert.Equal(0, (await world.StateAsync(id)).Agenda[0].State.Contributors);
        Assert.True((await world.SayAsync(Ann, "rehearse stop", World.Room)).IsProblem);
    });

    [Theory]
    [InlineData("checkin for 1h", "checkin green")]
    [InlineData("vote \"Which?\" A | B | C for 1h", "vote A")]
    public void Where_others_have_joined_they_come_only_if_that_is_fine(string line, string answer) => World.Play(async world =>
    {
        var id = await OpenAsync(world, line);
        Assert.False((await world.SayAsync(Ann, answer, World.Room)).IsProblem); // the facilitator is no stranger
        Assert.False((await world.SayAsync(Bo, answer, World.Room)).IsProblem);

        Assert.Equal("Rehearsal.OthersAreIn", (await world.SayAsync(Ann, "rehearse 5", World.Room)).Key);
        Assert.Equal(0, (await world.StateAsync(id)).Pretend);
        await SayAsync(world, "rehearse 5 yes");
        await world.PassAsync(Soon);
        Assert.Equal(7, (await world.StateAsync(id)).Agenda[0].State.Contributors);
    });

    [Fact]
    public void Whoever_real_comes_later_sends_them_away() => World.Play(async world =>
    {
        var id = await OpenAsync(world);
        await SayAsync(world, "rehearse 5");
        Assert.False((await world.SayAsync(Bo, "checkin green", World.Room)).IsProblem);
        await world.PassAsync(Soon);

        Assert.Equal(1, (await world.StateAsync(id)).Agenda[0].State.Contributors);
        Assert.Equal("Rehearsal.NobodyThere", (await world.SayAsync(Ann, "rehearse stop", World.Room)).Key);
    });

    [Fact]
    public void Only_the_facilitator_calls_them_and_only_in_a_web_room() => World.Play(async world =>
    {
        await OpenAsync(world);
        Assert.Equal("Session.NotFacilitator", (await world.SayAsync(Bo, "rehearse 5", World.Room)).Key);

        var id = await world.OpenAsync(venue: World.Room, who: Bo);
        await world.AskAsync(id, Bo, new Command.AddVenue(World.Channel));
        Assert.Equal("Rehearsal.OnlyInRooms", (await world.SayAsync(Bo, "rehearse 5", World.Room)).Key);
    });

    [Theory]
    [InlineData("rehearse 30", null)]
    [InlineData("rehearse 31", "Rehearsal.How")]
    [InlineData("rehearse 0", "Rehearsal.How")]
    [InlineData("rehearse", "Rehearsal.How")]
    [InlineData("rehearse 5 perhaps", "Rehearsal.How")]
    [InlineData("rehearse all", "Rehearsal.How")]
    public void So_many_come_at_most(string line, string? refused) => World.Play(async world =>
    {
        await OpenAsync(world);
        Assert.Equal(refused, (await world.SayAsync(Ann, line, World.Room)).Key);
    });

    [Fact]
    public void So_many_sessions_have_some_at_once() => World.Play(async world =>
    {
        for (var n = 0; n <= PretendGuests.SessionsMax; n++)
        {
            var room = new VenueId(string.Create(CultureInfo.InvariantCulture, $"web:room{n}"));
            await world.OpenAsync("checkin for 1h", Ann, room);
            Assert.Equal(n < PretendGuests.SessionsMax ? null : "Rehearsal.TooMany", (await world.SayAsync(Ann, "rehearse 1", room)).Key);
        }
    });

    [Fact]
    public void Nobody_has_to_send_them_home() => World.Play(async world =>
    {
        await OpenAsync(world, "checkin for 1d");
        await SayAsync(world, "rehearse 2");
        await world.PassAsync(PretendGuests.StayMax + TimeSpan.FromMinutes(1));

        Assert.Equal("Rehearsal.NobodyThere", (await world.SayAsync(Ann, "rehearse stop", World.Room)).Key);
    });

    [Fact]
    public void They_play_a_workshop_from_its_start_to_its_minutes() => World.Play(async world =>
    {
        var id = await OpenAsync(world, "session \"How might we meet less?\" ideas live");
        await SayAsync(world, "rehearse 6");
        for (var session = await world.StateAsync(id); session.IsOpen; session = await world.StateAsync(id))
        {
            await world.PassAsync(TimeSpan.FromMinutes(1));
            if (session.OpenItem is null)
            {
                await SayAsync(world, "next");
            }
        }

        var end = await world.StateAsync(id);
        Assert.All(end.Agenda, item => Assert.Equal(ActivityStatus.Closed, item.Status));
        Assert.Equal(6, end.Agenda[0].State.Contributors);
        Assert.Equal(6, end.Agenda[1].State.Contributors);
        Assert.Equal(6, end.Agenda[3].State.Contributors);
    });

    [Fact]
    public void They_play_an_activity_that_nobody_told_them_of() => World.Play(
        async world =>
        {
            var id = await OpenAsync(world, "applaud \"How was the day?\"");
            await SayAsync(world, "rehearse 4");
            await world.PassAsync(Soon);
            Assert.Equal(4, ((Applause)(await world.StateAsync(id)).Agenda[0].State).Claps.Count);
        },
        new Activities([.. Activities.BuiltIn.All, new ApplauseActivity()]));

    [Theory]
    [InlineData("checkin weather")]
    [InlineData("checkin mood")]
    [InlineData("checkin rose")]
    [InlineData("checkin free")]
    [InlineData("warmup worst live")]
    [InlineData("warmup truths live")]
    public void They_play_each_game_and_each_way_to_check_in(string line) => World.Play(async world =>
    {
        var id = await OpenAsync(world, line + " for 1h");
        await SayAsync(world, "rehearse 4");
        await world.PassAsync(Soon);
        Assert.Equal(4, (await world.StateAsync(id)).Agenda[0].State.Contributors);
    });

    [Fact]
    public void They_wait_for_their_turn() => World.Play(async world =>
    {
        var id = await OpenAsync(world, "warmup worst for 1h");
        await SayAsync(world, "rehearse 4");
        await world.PassAsync(Soon);
        await SayAsync(world, "warmup pass");
        await world.PassAsync(4 * Soon);
        Assert.Equal(4, (await world.StateAsync(id)).Agenda[0].State.Contributors);
    });

    static Task<SessionId> OpenAsync(World world, string line = "checkin for 1h") => world.OpenAsync(line, Ann, World.Room);

    static async Task SayAsync(World world, string line)
    {
        var reply = await world.SayAsync(Ann, line, World.Room);
        Assert.False(reply.IsProblem, reply.Text);
    }
}
