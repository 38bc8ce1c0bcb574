using System.Collections.Immutable;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>
/// Somebody is put out of a session for good, and what they gave in what is open is taken out: their dots, their answers. What has closed stays as it
/// was shown, and what the group made together (groups, steps) stays the group's. It goes from the log as well: beside the word of who was removed it
/// would say what they had voted.
/// </summary>
public static class Removing
{
    internal static Decision Decide(Session session, Command.Remove command, DateTimeOffset now)
    {
        var meant = Find(session, command.Name, command.Person);
        if (meant.Value is not { } found)
        {
            return meant.Refusal ?? Refusals.NotUnderstood;
        }

        return session switch
        {
            _ when found.Alias == session.Facilitator => new Refusal("Session.RemoveFacilitator", RefusalKind.NotNow),
            { IsOpen: false } => Refusals.SessionOver,
            _ when !command.IsSure => new Refusal("Session.RemoveAsks", RefusalKind.NotNow, found.Name),
            _ => Decision.Of(new SessionEvent.PersonRemoved(found.Alias, Voices(session, command, found.Alias), now)),
        };
    }

    /// <summary>Who of those who joined is meant: by a mention, or by the name they gave.</summary>
    public static Parsed<Named> Find(Session session, string name, PersonAlias? mentioned = null)
    {
        var wanted = PersonalText.Line(name).TrimStart('@');
        if (mentioned is { } known && session.People.TryGetValue(known, out var person))
        {
            return new Named(known, person.Name ?? wanted);
        }

        var meant = session.People.Where(one => string.Equals(one.Value.Name, wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        return meant switch
        {
            [] when Numbered(session, wanted) is { } one => one,
            [] => new Refusal("Session.NobodyOfThatName", RefusalKind.NotKnown, wanted),
            [var one] => new Named(one.Key, one.Value.Name ?? wanted),
            _ => new Refusal("Session.SeveralOfThatName", RefusalKind.Wrong, wanted, Numbers(meant.Select(one => one.Value))),
        };
    }

    // "Bob 5": of several Bobs the fifth who joined.
    static Named? Numbered(Session session, string wanted) => session.People
        .Where(one => one.Value.Name is { } name && string.Equals($"{name} {Number(one.Value.Number)}", wanted, StringComparison.OrdinalIgnoreCase))
        .Select(one => new Named(one.Key, wanted)).Take(2).ToList() is [var only] ? only : null;

    /// <summary>"Bob 2, Bob 5": those of one name, each with the number by which they are told apart.</summary>
    internal static string Numbers(IEnumerable<Participant> people)
    {
        const int ListedMax = 6;
        var all = people.OrderBy(one => one.Number).Select(one => $"{one.Name} {Number(one.Number)}").ToList();
        return string.Join(", ", all.Take(ListedMax)) + (all.Count > ListedMax ? ", …" : "");
    }

    // Where totals were seen before, those of the end would tell by subtraction what was taken out: there it stays.
    static ImmutableArray<ErasedVoice> Voices(Session session, Command.Remove command, PersonAlias person) => session.OpenItem switch
    {
        { Level: AnonymityLevel.Named, Number: var number } => [new ErasedVoice(number, person)],
        { ShowsTotals: false, WasShown: false, Number: var number } when command.Person == person && command.Voice is { } voice && voice.Activity == number =>
            [voice],
        _ => [],
    };

    internal static Session Remove(Session session, SessionEvent.PersonRemoved e) => session with
    {
        ErasedAt = session.ErasedAt ?? e.At,
        People = session.People.Remove(e.Person),
        Expelled = session.Known(e.Person) is { } known ? session.Expelled.SetItem(e.Person, known) : session.Expelled,
        CoFacilitators = session.CoFacilitators.Remove(e.Person),
        Agenda =
        [
            .. session.Agenda.Select(item => e.Voices.FirstOrDefault(voice => voice.Activity == item.Number) is { } voice
                ? item.Each(one => one.Activity.Withdraw(one, voice.Alias))
                : item),
        ],
    };

    /// <summary>Out of the log up to that event: in the place of each thing stands that something was there.</summary>
    /// <param name="state">Just before it.</param>
    internal static void TakeOut(ImmutableArray<SessionEvent>.Builder log, int before, Session state, SessionEvent.PersonRemoved e)
    {
        foreach (var voice in e.Voices)
        {
            var activity = state.Agenda[voice.Activity - 1].Activity;
            for (var i = before - 1; i >= 0 && !(WhatIn(log[i], voice.Activity) is { } what && activity.Settles(what)); i--)
            {
                if (log[i] is SessionEvent.Contributed given && given.Activity == voice.Activity && activity.IsWithdrawn(given.What, voice.Alias))
                {
                    log[i] = new SessionEvent.Withdrawn(voice.Activity);
                }
            }
        }
    }

    static ActivityEvent? WhatIn(SessionEvent happened, int activity) => happened switch
    {
        SessionEvent.Contributed e when e.Activity == activity => e.What,
        SessionEvent.Supplied e when e.Activity == activity => e.What,
        _ => null,
    };

    public sealed record Named(PersonAlias Alias, string Name);
}
