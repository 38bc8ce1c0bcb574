using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>
/// "rehearse session …" in a channel: pretend people play the whole of it where nobody sees it, and its sender alone reads the minutes; "rehearse" plays
/// the agenda of the session they facilitate there. Nothing is posted, nothing is kept, so it may be asked as often as one likes.
/// </summary>
public sealed partial class CommandDesk
{
    static Refusal HowAlone => new("Rehearsal.HowAlone", RefusalKind.Wrong, PrivatePlays.PeopleMax);

    async Task<Reply> RehearseAloneAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        var asked = RehearsalWords.Read(line.Rest);
        if (asked.People is < 1 or > PrivatePlays.PeopleMax)
        {
            return Problem(HowAlone, sender.Words);
        }

        var inner = TypedLine.Parse(asked.Rest);
        if (asked.Rest.Length == 0 || inner.Verb.StartsWith('#'))
        {
            var (session, why) = await MeantAsync(line, sender, meant => meant.ToSteer(line), HowAlone, stop);
            return session is null ? why! // ! there is no session
                : !session.State.IsOpen ? Problem(HowAlone, sender.Words)
                : !session.IsFacilitator(sender.Who) ? Problem(Refusals.NotFacilitator, sender.Words)
                : await PlayAsync(OpenAnew(session.State, sender), session.State.OpenedAt, asked, sender, stop);
        }

        if (inner.Verb != AgendaWords.Session && activities.ForVerb(inner.Verb) is null)
        {
            return Problem(HowAlone, sender.Words);
        }

        var now = time.GetUtcNow();
        var timed = inner.Timed(now, LocalTime.ZoneOf(sender.Zone));
        var read = timed.Value is { } known ? await ReadStartAsync(known, sender, stop) : timed.Refusal ?? Refusals.NotUnderstood;
        return read.Value is { } open ? await PlayAsync(open, now, asked, sender, stop) : Problem(read.Refusal ?? Refusals.NotUnderstood, sender.Words);
    }

    // What follows on a result, as a run-off does, comes by itself or not at all.
    static Command.Open OpenAnew(Session session, Sender sender) => new(
        sender.Venue, session.Language, session.Zone, session.IsLive,
        [
            .. session.Order.Select(session.Item).OfType<AgendaItem>()
                .Where(item => item is { Follows: null, Status: not (ActivityStatus.Dropped or ActivityStatus.Skipped) }).Select(item => item.PlanAnew()),
        ],
        session.Charter);

    /// <param name="begun">When it would begin, or began: what it plans is moved to the day it is played on.</param>
    async Task<Reply> PlayAsync(Command.Open open, DateTimeOffset begun, RehearsalWords asked, Sender sender, CancellationToken stop)
    {
        var moved = Play.Start - begun;
        var charter = open.Charter is { } own ? own with { EndsAt = own.EndsAt + moved, HearBackAt = own.HearBackAt + moved } : null;
        var session = open with { Charter = charter };
        if (Drafted(session, Play.Start, sender).Refusal is { } refusal)
        {
            return Problem(refusal, sender.Words);
        }

        var played = await plays.PlayAsync(RehearsalOptions.Of(session, asked.People, asked.Seed, sender.Words.Language), stop);
        return played.Value is { } one
            ? new Reply(sender.Words.Count("Rehearsal.Alone", asked.People)) { Card = SessionCards.MinutesSoFar(one.Session, sender.Words) }
            : Problem(played.Refusal ?? Refusals.NotUnderstood, sender.Words);
    }

    /// <summary>Begins what was read elsewhere.</summary>
    internal Task<Reply> BeginAsync(Command.Open open, Person who, string delivery, CancellationToken stop) =>
        OpenAsync(open, new Sender(open.Venue, who, delivery, WordsIn(open.Venue, open.Language), open.Language, open.Zone), stop);
}
