using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// Buttons. The answer means durable: whoever pressed gets the card as it stands then, and all others see it when the card in the conversation is edited.
/// </summary>
public sealed class TeamsPresses(
    SessionHosts hosts, TeamsAddresses addresses, TeamsPeople people, TeamsRendering rendering, TeamsNotices notices, TeamsOrphans orphans,
    Lexicon lexicon)
{
    /// <summary>Answers with the card of a session's state: a commit of many presses draws it once.</summary>
    readonly ConditionalWeakTable<Session, FreshCards> fresh = [];

    public async Task<DoorAnswer> PressAsync(TeamsRequest.Pressed pressed, CancellationToken stop)
    {
        if (pressed.IsAutomatic)
        {
            return DoorAnswer.Ok; // none of our cards asks for it
        }

        var words = people.WordsOf(pressed.From);
        if (pressed is { IsInvoke: false, OpensDialog: true } or { IsInvoke: false, Own: not null })
        {
            return Tell(pressed, words[pressed.Own is null ? "Teams.NoDialogs" : "Teams.NoDialogsToStart"], words);
        }

        if (!Press.TryDecode(pressed.Value, out var press) || !SessionId.IsId(press.Session))
        {
            return pressed.IsInvoke ? DoorAnswer.Of(TeamsAnswers.NotOurs(words.Say(Refusals.OldCard))) : Tell(pressed, words.Say(Refusals.OldCard), words);
        }

        var id = new SessionId(press.Session);
        ReplyWay way;
        try
        {
            way = await addresses.ReplyWayAsync(pressed.From.Venue, stop);
            if (!await IsHereAsync(pressed, id, stop))
            {
                return Tell(pressed, words["Teams.OtherPlace"], words);
            }
        }
        catch (StoreUnavailableException)
        {
            return Tell(pressed, words["Commands.Unavailable"], words);
        }

        return await PressAsync(pressed, press, way, words, stop);
    }

    async Task<DoorAnswer> PressAsync(TeamsRequest.Pressed pressed, Press press, ReplyWay way, Words words, CancellationToken stop)
    {
        var id = new SessionId(press.Session);
        var before = hosts.Peek(id);
        var isAsked = pressed is { From.Kind: ConversationKind.Personal, Slot: "" } && OwnSteps.IsPress(press); // on the message in which they were asked
        return await hosts.AskAsync(id, new Wish.Pressed(press, pressed.Fields), pressed.From.Who, pressed.From.Delivery, stop) switch
        {
            Answer.Done done when isAsked => Replace(pressed, press, done.Session, null, words),
            Answer.Refused refused when isAsked => Replace(pressed, press, refused.Session, refused.Refusal, words),
            Answer.Done done => Done(pressed, press, before, done.Session, way, words),
            Answer.Refused refused => Tell(pressed, words.Say(refused.Refusal), words),
            Answer.Busy => Tell(pressed, words["Commands.Busy"], words),
            _ => Tell(pressed, words["Commands.Unavailable"], words),
        };
    }

    // The answer is seen at once where it was pressed; the message itself shows it from then on, on each of their machines.
    DoorAnswer Replace(TeamsRequest.Pressed pressed, Press press, Session session, Refusal? refusal, Words words)
    {
        var lines = AskedSteps.Answered(hosts, session, press, pressed.From.Who, refusal, words);
        var card = TeamsTexts.Message(lines, words) with { Zone = people.ZoneOf(pressed.From) };
        Func<Task>? edit = pressed.ReplyTo is { } message ? () => people.EditOwnAsync(pressed.From, message, card, CancellationToken.None) : null;
        return pressed.IsInvoke ? DoorAnswer.Of(TeamsAnswers.Card(rendering.Card(card)), edit) : DoorAnswer.Ok with { Then = edit };
    }

    /// <summary>A button works where its session is, and in a chat with the bot for people of that tenant and for those of others who take part.</summary>
    internal static bool IsOf(LoadedSession session, Origin from) => session.State.Venues.Contains(from.Venue)
        || (from.Kind == ConversationKind.Personal
            && (session.State.Venues.Any(venue => venue.Platform == TeamsIds.Platform && TeamsIds.TenantIn(venue).SequenceEqual(from.Tenant))
                || session.State.People.ContainsKey(session.AliasOf(from.Who, 0))));

    // Where there is no such session, whoever is asked next says so.
    async ValueTask<bool> IsHereAsync(TeamsRequest.Pressed pressed, SessionId id, CancellationToken stop)
    {
        if (await hosts.LookAsync(id, one => IsOf(one, pressed.From), stop) is not { } session)
        {
            return true;
        }

        if (!IsOf(session, pressed.From))
        {
            return false;
        }

        await orphans.NoteAsync(session, pressed.From, pressed.Slot, pressed.ReplyTo, pressed.OlderReplyTo, stop);
        return true;
    }

    DoorAnswer Done(TeamsRequest.Pressed pressed, Press press, LoadedSession? before, Session then, ReplyWay way, Words words)
    {
        if (!pressed.IsInvoke)
        {
            return DoorAnswer.Ok;
        }

        if (pressed.Slot == TeamsTexts.ConsoleSlot)
        {
            return Console(pressed, press, then, words);
        }

        return AsideOf(pressed, press, before, then, words) is { Length: > 0 } aside ? Tell(pressed, aside, words)
            : pressed.Slot == SessionCards.RootSlot && then.Venues.Contains(pressed.From.Venue)
                ? DoorAnswer.Of(fresh.GetOrCreateValue(then).Of(way, one => RootOf(then, one)))
            : Tell(pressed, words["Home.Noted"], words);
    }

    // What an activity says about what was just given is for its giver alone.
    static string AsideOf(TeamsRequest.Pressed pressed, Press press, LoadedSession? before, Session then, Words words) =>
        press is { Round: 0, Verb: SessionCards.JoinVerb } ? words[Effects.Of(press.Verb, then, then.Venue)] // the card may look as it did
        : Effects.Aside(before, then, press.Round, pressed.From.Who, words).Plain();

    DoorAnswer Console(TeamsRequest.Pressed pressed, Press press, Session then, Words words)
    {
        if (hosts.Peek(then.Id) is not { } session || !session.IsFacilitator(pressed.From.Who))
        {
            return Tell(pressed, words["Home.Noted"], words);
        }

        notices.Note(session, pressed.From.Who);
        var said = new TextBlock(words[Effects.Of(press.Verb, then, pressed.From.Venue)]); // where it has ended there is nothing else on it
        var console = TeamsTexts.Console(then, words, [said]) with { Zone = people.ZoneOf(pressed.From) };
        return DoorAnswer.Of(TeamsAnswers.Card(rendering.Card(console)));
    }

    // The same for all who press: it is the shared card, in the session's own language.
    ReadOnlyMemory<byte> RootOf(Session session, ReplyWay way) =>
        RootOf(session, way, lexicon.In(session.Language).Typed(TeamsTexts.Prefix));

    ReadOnlyMemory<byte> RootOf(Session session, ReplyWay way, Words words) =>
        TeamsAnswers.Card(rendering.Card(rendering.Finished(session, SessionCards.RootSlot, SessionCards.Root(session, words, way), words)));

    DoorAnswer Tell(TeamsRequest.Pressed pressed, string text, Words words) => pressed.IsInvoke
        ? DoorAnswer.Of(TeamsAnswers.Message(text))
        : DoorAnswer.After(() => people.SayAsync(pressed.From, TeamsTexts.Message(text, words), CancellationToken.None));

    sealed class FreshCards
    {
        readonly ConcurrentDictionary<ReplyWay, ReadOnlyMemory<byte>> roots = [];

        // Where both have just been drawn they are the same.
        public ReadOnlyMemory<byte> Of(ReplyWay way, Func<ReplyWay, ReadOnlyMemory<byte>> draw) => roots.GetOrAdd(way, draw);
    }
}
