using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>
/// "preview" tells who facilitates, in private, each message to come and its time; "preview session …" the same of a session that is not begun. It changes
/// nothing, so it may be asked as often as one likes.
/// </summary>
public sealed partial class CommandDesk
{
    static readonly PersonAlias Nobody = new("preview");

    async Task<Reply> PreviewAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        var inner = TypedLine.Parse(line.Rest);
        if (inner.Verb == AgendaWords.Session || activities.ForVerb(inner.Verb) is not null)
        {
            return await PreviewNewAsync(inner, sender, stop);
        }

        var (zones, unread) = PreviewWords.Zones(line.Words);
        if (unread is not null)
        {
            return Problem(unread, sender.Words);
        }

        var (session, why) = await MeantAsync(line, sender, meant => meant.ToRead(line), Refusals.NothingOpen, stop);
        if (session is null)
        {
            return why!; // ! there is no session
        }

        return session.IsFacilitator(sender.Who)
            ? PreviewWords.Answer(
                session.State, Preview.Of(session.State, WordsOf(session.State, sender), time.GetUtcNow()), Zones(zones, session.State, sender),
                sender.Words, session.State.Id)
            : Problem(Refusals.NotFacilitator, sender.Words);
    }

    async Task<Reply> PreviewNewAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var timed = line.Timed(now, LocalTime.ZoneOf(sender.Zone));
        var read = timed.Value is { } known ? await ReadStartAsync(known, sender, stop) : timed.Refusal ?? Refusals.NotUnderstood;
        if (read.Value is not { } open)
        {
            return Problem(read.Refusal ?? Refusals.NotUnderstood, sender.Words);
        }

        var drafted = Drafted(open, now, sender);
        return drafted.Value is not { } session
            ? Problem(drafted.Refusal ?? Refusals.NotUnderstood, sender.Words)
            : PreviewWords.Answer(
                session, Preview.FromStart(session, WordsOf(session, sender), now), Zones([], session, sender), sender.Words, id: null);
    }

    // As it would begin, told to nobody.
    Parsed<Session> Drafted(Command.Open open, DateTimeOffset now, Sender sender)
    {
        var who = new Actor(Nobody, Nobody, sender.Who.Name, _ => Nobody);
        var none = new Session(new SessionId(PreviewWords.Verb), activities);
        var decided = SessionDecider.Decide(open, none, new Turn(who, now));
        return decided.Refusal is { } refusal ? refusal : none.Evolve(decided.Events);
    }

    Words WordsOf(Session session, Sender sender) => lexicon.In(session.Language).Typed(sender.Words.CommandPrefix);

    // The session's own and the reader's, where nothing else was asked for.
    static ImmutableArray<string> Zones(ImmutableArray<string> named, Session session, Sender sender) =>
        named.IsEmpty ? [.. new[] { session.Zone, sender.Zone }.Where(zone => LocalTime.ZoneIn(zone) is not null).Distinct(StringComparer.Ordinal)] : named;
}
