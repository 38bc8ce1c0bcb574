using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>A server that has not heard yet what another one wrote a moment ago drops nothing, refuses nothing and starts nothing by what it saw before.</summary>
public sealed class BehindTest
{
    [Fact]
    public void What_was_opened_again_elsewhere_takes_a_typed_answer() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin");
        await world.SayAsync(World.Ann, "close");
        var behind = await BehindAsync(world, id);
        await world.SayAsync(World.Ann, "undo");

        var reply = await TypeAsync(behind, World.Bo, "checkin green", "d");

        Assert.False(reply.IsProblem, reply.Text);
        Assert.Equal(id, reply.Session);
        Assert.Equal(1, (await world.FoldAsync(id)).OpenItem!.State.Contributors); // ! opened again
    });

    [Fact]
    public void A_reply_in_the_thread_to_a_prompt_that_was_opened_elsewhere_counts() => World.Play(async world =>
    {
        var id = await world.OpenAsync("ask \"Why?\"");
        await world.PassAsync(TimeSpan.FromMinutes(1));
        await world.SayAsync(World.Ann, "close");
        var behind = await BehindAsync(world, id);
        await world.SayAsync(World.Ann, "undo");
        var root = (await world.Inner.Posts.ReadAsync(id, default)).Single(post => post.Slot == SessionCards.RootSlot).MessageId!; // ! it was posted
        var replies = new ThreadReplies<Reply>(new Platform(world.Here.Lexicon.In("en")), new SessionThreads(behind.Store, behind.Hosts), behind.Hosts);

        var answer = await replies.TakeAsync(new Reply(World.Bo, World.Channel, root, "Because"), default);

        Assert.Equal(200, answer.Status);
        Assert.Equal(1, (await world.FoldAsync(id)).OpenItem!.State.Contributors); // ! opened again
    });

    [Fact]
    public void A_page_shows_what_was_sent_to_another_server_a_moment_ago() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin", venue: World.Room);
        var behind = await BehindAsync(world, id);
        await world.AskAsync(id, World.Bo, "checkin green");

        var look = await RoomLook.AtAsync(World.Room, behind.Store, behind.Hosts, default, isFresh: true);

        Assert.Equal(1, Assert.Single(look.Open).State.OpenItem!.State.Contributors); // ! it is open
    });

    [Fact]
    public void Where_it_says_no_it_has_looked_and_where_it_says_yes_it_costs_nothing() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin");
        var behind = await BehindAsync(world, id);
        await world.AskAsync(id, World.Bo, "checkin green");
        var calls = behind.Store.Calls.Length;

        Assert.NotNull(await behind.Hosts.LookAsync(id, _ => true, default));
        Assert.Equal(calls, behind.Store.Calls.Length);
        Assert.Equal(1, (await behind.Hosts.LookAsync(id, HasOne, default))!.State.OpenItem!.State.Contributors); // ! it is open
        behind.Servers.Servers = 1;
        calls = behind.Store.Calls.Length;
        await behind.Hosts.LookAsync(id, _ => false, default);
        Assert.Equal(calls, behind.Store.Calls.Length);

        static bool HasOne(LoadedSession session) => session.State.OpenItem!.State.Contributors == 1; // ! it is open
    });

    static async Task<Neighbour> BehindAsync(World world, SessionId id)
    {
        var behind = new Neighbour(world);
        await behind.Hosts.LookAsync(id, default);
        return behind;
    }

    static Task<CoCreateBot.Bot.Commands.Reply> TypeAsync(Neighbour behind, Person who, string text, string delivery) =>
        behind.Desk.TypeAsync(World.Channel, who, text, delivery, "en", "Etc/UTC", default);

    sealed record Reply(Person Who, VenueId Venue, string? Thread, string? Text) : IThreadReply
    {
        public string Message => "m1";

        public bool IsChange => false;

        public string Delivery => "d1";
    }

    sealed class Platform(Words words) : IReplyPlatform<Reply>
    {
        public ValueTask<Person> NamedAsync(Reply reply) => new(reply.Who);

        public ValueTask<Words> WordsAsync(Reply reply) => new(words);

        public Task ReceiptAsync(Reply reply) => Task.CompletedTask;

        public Task<string?> WhisperAsync(Reply reply, Words words, ImmutableArray<Element> lines) => Task.FromResult<string?>(null);

        public void NoteUntold(SessionId session, string why) => Assert.Fail(why);
    }
}
