using System.Text.RegularExpressions;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>"invite channel" gives a code, "join K7QF-2MXD" shows the session in one more place.</summary>
public sealed partial class PlaceCodesTest
{
    static readonly VenueId Partners = new("slack:T2/C9");
    static readonly VenueId Beside = new("slack:T1/C2");
    static readonly Person Dee = new("slack:T2/dee", "Dee");
    static readonly TimeSpan AWhile = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData("invite channel")]
    [InlineData("invite")]
    [InlineData("INVITE Channel")]
    public void A_code_of_the_facilitator_shows_the_session_in_another_channel_of_another_workspace(string typed) => World.Play(async world =>
    {
        var id = await world.OpenAsync("session \"Which way?\" ideas for 10h");
        var given = await world.SayAsync(World.Ann, typed);
        var reply = await JoinAsync(world, Dee, CodeIn(given), Partners);
        await world.PassAsync(AWhile);

        Assert.Contains("within 24 hours", given.Text, StringComparison.Ordinal);
        Assert.Equal(
            "This channel shows the session now, too: Which way?. All here can take part. Their answers count with those from its other places and are "
            + "seen there, too, with names where the question shows names.",
            reply.Text);
        var state = await world.FoldAsync(id);
        Assert.Equal([World.Channel, Partners], state.Venues);
        var root = ShownSession.HashOf(SessionCards.Root(state, world.Here.Lexicon.In("en").Typed(world.Slack.CommandPrefix)));
        Assert.All(state.Venues, place => Assert.Equal(root, ShownSession.HashOf(Assert.Single(world.Slack.InChannel(place)).Card)));
        Assert.Equal("Commands.Done-join", (await world.SayAsync(Dee, "join", Partners)).Key); // without a code it is to take part
        Assert.Equal("Session.NotFacilitator", (Assert.IsType<Answer.Refused>((await world.SayAsync(Dee, "close", Partners)).Cause)).Refusal.Key);
    });

    [Fact]
    public void Those_who_steer_are_told_once_in_private_who_joined_and_the_receipt_names_it() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin for 50m");
        await world.Here.Desk.TypeAsync(
            Partners, Dee, $"join {await CodeAsync(world)}", "d1", "en", "Etc/UTC", CancellationToken.None, place: "#partners (acme)");
        await world.PassAsync(AWhile);
        await world.CrashAsync();
        await world.AskAsync(id, World.Bo, "join");
        await world.PassAsync(AWhile);

        var told = Assert.Single(world.Slack.Private);
        Assert.Equal(World.Ann.Key, told.Person);
        Assert.StartsWith("#partners (acme) joined by code and shows this session now:", told.Card.FallbackText, StringComparison.Ordinal);
        var state = await world.FoldAsync(id);
        Assert.Contains(
            "also shown in 1 other place, to the people there. It came by a code to #partners (acme).",
            Receipt.For(new ActivityView(state, state.OpenItem!, world.Here.Lexicon.In("en"))),
            StringComparison.Ordinal);
    });

    [Fact]
    public void Who_brings_their_own_session_is_not_told_of_it() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin");
        await JoinAsync(world, World.Ann, await CodeAsync(world), Beside);
        await world.PassAsync(AWhile);

        Assert.Equal([World.Channel, Beside], (await world.FoldAsync(id)).Venues);
        Assert.Empty(world.Slack.Private);
    });

    [Fact]
    public void Who_does_not_steer_gets_no_code_and_takes_none_back() => World.Play(async world =>
    {
        await world.OpenAsync();
        var code = await CodeAsync(world);

        Assert.Equal("Session.NotFacilitator", RefusedIn(await world.SayAsync(World.Bo, "invite channel")));
        Assert.Equal("Session.NotFacilitator", RefusedIn(await world.SayAsync(World.Bo, "invite off")));
        Assert.False((await JoinAsync(world, Dee, code, Partners)).IsProblem);
    });

    [Fact]
    public void A_code_is_for_the_first_place_that_takes_it() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        var code = await CodeAsync(world);

        Assert.Equal("Commands.CodeHere", (await JoinAsync(world, World.Bo, code, World.Channel)).Key); // one's own channel does not use it up
        Assert.False((await JoinAsync(world, Dee, code, Partners)).IsProblem);
        Assert.Equal("Commands.CodeHere", (await JoinAsync(world, Dee, code, Partners)).Key);
        Assert.Equal("Commands.CodeUsed", (await JoinAsync(world, World.Bo, code, Beside)).Key);
        Assert.Equal([World.Channel, Partners], (await world.FoldAsync(id)).Venues);
    });

    [Fact]
    public void Moved_on_to_another_channel_the_code_does_not_bring_it_back() => World.Play(async world =>
    {
        var id = await world.OpenAsync(venue: World.Room);
        var code = CodeIn(await world.SayAsync(World.Ann, "invite", World.Room));
        await JoinAsync(world, Dee, code, Partners);
        await world.AskAsync(id, World.Ann, new Command.Move(Beside));

        Assert.Equal("Commands.CodeUsed", (await JoinAsync(world, Dee, code, Partners)).Key);
        Assert.Equal([World.Room, Beside], (await world.FoldAsync(id)).Venues);
    });

    [Fact]
    public void A_code_lives_a_day() => World.Play(async world =>
    {
        await world.OpenAsync("vote A | B for 10d");
        var (early, late) = (await CodeAsync(world), await CodeAsync(world));
        await world.PassAsync(PlaceCodes.Lives - TimeSpan.FromSeconds(1));
        Assert.False((await JoinAsync(world, Dee, early, Partners)).IsProblem);
        await world.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("Commands.CodeExpired", (await JoinAsync(world, World.Bo, late, Beside)).Key);
    });

    [Fact]
    public void What_was_taken_back_brings_nothing_anywhere() => World.Play(async world =>
    {
        await world.OpenAsync();
        var codes = new[] { await CodeAsync(world), await CodeAsync(world) };
        Assert.EndsWith("Codes for channels that nobody had used and that are closed now: 2.", (await world.SayAsync(World.Ann, "invite off")).Text, StringComparison.Ordinal);

        foreach (var code in codes)
        {
            Assert.Equal("Commands.CodeWithdrawn", (await JoinAsync(world, Dee, code, Partners)).Key);
        }

        Assert.False((await JoinAsync(world, Dee, await CodeAsync(world), Partners)).IsProblem);
    });

    [Fact]
    public void After_the_first_named_answer_none_is_given_and_one_that_was_given_brings_nothing() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin");
        var code = await CodeAsync(world);
        await world.AskAsync(id, World.Bo, "checkin green");

        Assert.Equal(Refusals.AudienceFrozen.Key, RefusedIn(await world.SayAsync(World.Ann, "invite channel")));
        var reply = await JoinAsync(world, Dee, code, Partners);
        Assert.Equal("Commands.CodeFrozen", reply.Key);
        Assert.Contains("Start a session of your own here", reply.Text, StringComparison.Ordinal);
        Assert.Equal([World.Channel], (await world.FoldAsync(id)).Venues);
    });

    [Fact]
    public void Where_nothing_shows_names_a_channel_joins_after_the_first_answer() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.AskAsync(id, World.Bo, "vote A");

        Assert.False((await JoinAsync(world, Dee, await CodeAsync(world), Partners)).IsProblem);
        Assert.Equal(2, (await world.FoldAsync(id)).Venues.Length);
    });

    [Fact]
    public void A_session_that_is_over_or_locked_or_full_says_so() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        var codes = new[] { await CodeAsync(world), await CodeAsync(world), await CodeAsync(world) };
        await world.SayAsync(World.Ann, "lock");
        Assert.Equal(Refusals.DoorLocked.Key, (await JoinAsync(world, Dee, codes[0], Partners)).Key);
        Assert.Equal("Session.InviteLocked", RefusedIn(await world.SayAsync(World.Ann, "invite")));
        await world.SayAsync(World.Ann, "unlock");
        Assert.False((await JoinAsync(world, Dee, codes[0], Partners)).IsProblem); // a locked door did not use it up

        for (var n = 2; n < Limits.VenuesMax; n++)
        {
            await world.AskAsync(id, World.Ann, new Command.AddVenue(new($"slack:T1/X{n}")));
        }

        Assert.Equal("Session.TooManyVenues", (await JoinAsync(world, World.Bo, codes[1], Beside)).Key);
        Assert.Equal("Session.TooManyVenues", RefusedIn(await world.SayAsync(World.Ann, "invite")));
        await world.SayAsync(World.Ann, "close");
        Assert.Equal("Commands.CodeOver", (await JoinAsync(world, World.Bo, codes[2], Beside)).Key);
    });

    [Theory]
    [InlineData("join me")]
    [InlineData("join K7QF-2MX")]
    [InlineData("join K7QF-2MXD please")]
    [InlineData("join #7 of them")]
    public void What_cannot_be_a_code_is_told_how_one_looks(string typed) => World.Play(async world =>
    {
        await world.OpenAsync();

        Assert.Equal("Commands.NoCode", (await world.SayAsync(World.Bo, typed)).Key);
    });

    [Fact]
    public void Who_types_wrong_codes_has_to_wait_also_with_the_right_one() => World.Play(async world =>
    {
        await world.OpenAsync();
        var code = await CodeAsync(world);
        for (var n = 0; n < PlaceCodes.WrongMax; n++)
        {
            Assert.Equal("Commands.NoSuchCode", (await JoinAsync(world, Dee, PlaceCode.New().Reveal(), Partners)).Key);
        }

        Assert.Equal("Commands.TooManyWrongCodes", (await JoinAsync(world, Dee, code, Partners)).Key);
        await world.PassAsync(PlaceCodes.WrongWithin);
        Assert.False((await JoinAsync(world, Dee, code, Partners)).IsProblem);
    });

    [Fact]
    public void A_refusal_is_said_in_the_senders_language() => World.Play(async world =>
    {
        await world.OpenAsync();
        var reply = await world.SayAsync(Dee, "join 0000-0000", Partners, language: "de");

        Assert.StartsWith("Diesen Code hat keine Sitzung.", reply.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void The_same_delivery_that_comes_again_says_the_same() => World.Play(async world =>
    {
        await world.OpenAsync();
        var code = await CodeAsync(world);
        var first = await world.SayAsync(Dee, $"join {code}", Partners, "d7");
        var again = await world.SayAsync(Dee, $"join {code}", Partners, "d7");

        Assert.Equal((first.Text, false), (again.Text, again.IsProblem));
    });

    [Fact]
    public void Where_the_store_fails_half_way_the_same_channel_types_it_again_and_no_other_has_it() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        var code = await CodeAsync(world);
        world.Here.Store.LoseNextAnswer(StoreCall.InvitationsTake);

        Assert.True((await JoinAsync(world, Dee, code, Partners)).IsProblem);
        Assert.Equal("Commands.CodeUsed", (await JoinAsync(world, World.Bo, code, Beside)).Key);
        Assert.False((await JoinAsync(world, Dee, code, Partners)).IsProblem);
        Assert.Equal([World.Channel, Partners], (await world.FoldAsync(id)).Venues);
    });

    [Fact]
    public void A_session_gets_so_many_codes_and_not_one_more() => World.Play(async world =>
    {
        await world.OpenAsync();
        for (var n = 0; n < PlaceCodes.CodesMax; n++)
        {
            Assert.False((await world.SayAsync(World.Ann, "invite channel")).IsProblem);
        }

        Assert.Equal("Commands.TooManyCodes", (await world.SayAsync(World.Ann, "invite channel")).Key);
    });

    [Fact]
    public void A_room_of_guests_shows_no_other_session_and_a_room_of_a_group_does() => World.Play(async world =>
    {
        var guests = await world.OpenAsync("checkin");
        await world.AskAsync(guests, World.Ann, new Command.AddVenue(World.Room, IsForGuests: true));
        var other = await world.OpenAsync("vote A | B", World.Bo, Beside);
        var code = CodeIn(await world.SayAsync(World.Bo, "invite", Beside));
        var room = new VenueId("web:another");

        Assert.Equal("Commands.GuestRoom", (await JoinAsync(world, new Person("web:gus", "Gus"), code, World.Room)).Key);
        Assert.False((await JoinAsync(world, new Person("web:gus", "Gus"), code, room)).IsProblem);
        Assert.Equal([Beside, room], (await world.FoldAsync(other)).Venues);
    });

    [Fact]
    public void What_is_deleted_has_no_code() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        var code = await CodeAsync(world);
        await world.Inner.DeleteAsync(id, default);

        Assert.Equal("Commands.NoSuchCode", (await JoinAsync(world, Dee, code, Partners)).Key);
    });

    [Fact]
    public void In_no_row_stands_a_code() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        var code = await CodeAsync(world);
        await JoinAsync(world, Dee, code, Partners);

        Assert.True(PlaceCode.TryParse(code, out var kept));
        var found = await new PlaceCodes(world.Inner, world.Time).FindAsync(kept, default);
        Assert.Equal((id, Partners), (found!.Session, found.Taker));
        Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), found.Hash, StringComparison.OrdinalIgnoreCase);
        Assert.All(world.Here.Log, line => Assert.DoesNotContain(code, line, StringComparison.Ordinal));
    });

    internal static async Task<string> CodeAsync(World world) => CodeIn(await world.SayAsync(World.Ann, "invite channel"));

    internal static string CodeIn(Reply reply)
    {
        Assert.False(reply.IsProblem, reply.Text);
        return Code.Match(reply.Text) is { Success: true } match ? match.Value : throw new InvalidOperationException(reply.Text);
    }

    static Task<Reply> JoinAsync(World world, Person who, string code, VenueId place) => world.SayAsync(who, $"join {code}", place);

    static string? RefusedIn(Reply reply) => (reply.Cause as Answer.Refused)?.Refusal.Key;

    [GeneratedRegex("(?<=: join |/cocreate join )[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.None, 10_000)]
    static partial Regex Code { get; }
}
