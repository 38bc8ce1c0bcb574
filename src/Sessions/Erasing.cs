using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Whom an activity is to forget, and which things of other activities lose their words with them.</summary>
/// <param name="Author">Their alias in the activity; nobody where they gave nothing there.</param>
public sealed record Erasure(PersonAlias Author, ImmutableHashSet<(int Activity, int Id)> Things)
{
    /// <summary>Stands for them where they gave nothing.</summary>
    public static PersonAlias NoOne => new("-");

    public bool Takes(int activity, int id) => Things.Contains((activity, id));

    /// <summary>A text in a state, if it is to go.</summary>
    public static string Gone(bool isGone, string text) => isGone ? Removed.Mark : text;

    /// <summary>A text in an event, if it is to go.</summary>
    public static string Empty(bool isGone, string text) => isGone ? "" : text;
}

/// <summary>
/// Somebody is forgotten: their words and their name go, and what was handed on of their words goes with them. What was counted stays: dots, people,
/// what others built on it. What a facilitator asked or wrote into the charter is the session's and not theirs.
/// </summary>
public static class Erasing
{
    internal static Decision Decide(Session session, Actor who, DateTimeOffset now)
    {
        var voices = session.Agenda.Where(item => !item.IsKeyDestroyed)
            .Select(item => new ErasedVoice(item.Number, who.AuthorIn(item.Number)))
            .Where(voice => session.Agenda[voice.Activity - 1].Whole.Knows(voice.Alias) && !session.Forgotten.Contains((voice.Activity, voice.Alias)))
            .ToImmutableArray();
        var isKnown = session.Known(who.Person) is { IsErased: false };
        return isKnown || !voices.IsEmpty || session.Corrections.Any(remark => remark.Author == who.Person && remark.Text != Removed.Mark)
            ? Decision.Of(new SessionEvent.PersonErased(who.Person, voices, now))
            : Decision.Nothing;
    }

    internal static Session Forget(Session session, SessionEvent.PersonErased e)
    {
        var of = OfItems(session, e);
        return session with
        {
            ErasedAt = session.ErasedAt ?? e.At,
            Forgotten = session.Forgotten.Union(e.Voices.Select(voice => (voice.Activity, voice.Alias))),
            People = Nameless(session.People, e.Person),
            Expelled = Nameless(session.Expelled, e.Person),
            Corrections = [.. session.Corrections.Select(remark => remark.Author == e.Person ? remark with { Text = Removed.Mark } : remark)],
            Agenda = [.. session.Agenda.Select(item => item.Each(one => one.Activity.Forget(one, of(item.Number))))],
        };
    }

    static ImmutableDictionary<PersonAlias, Participant> Nameless(ImmutableDictionary<PersonAlias, Participant> people, PersonAlias person) =>
        people.TryGetValue(person, out var known) ? people.SetItem(person, known with { Name = null, IsErased = true }) : people;

    /// <summary>The events of a log without the words of those who are forgotten in it; each event where it was, and no longer than it was.</summary>
    public static ImmutableArray<SessionEvent> Scrub(Session nothing, ImmutableArray<SessionEvent> log)
    {
        var scrubbed = log.ToBuilder();
        var state = nothing;
        for (var i = 0; i < log.Length; i++)
        {
            if (log[i] is SessionEvent.PersonErased erased)
            {
                var of = OfItems(state, erased);
                for (var before = 0; before < i; before++)
                {
                    scrubbed[before] = Without(scrubbed[before], state, erased.Person, of);
                }
            }

            if (log[i] is SessionEvent.PersonRemoved removed)
            {
                Removing.TakeOut(scrubbed, i, state, removed);
            }

            state = state.Evolve(log[i]);
        }

        return scrubbed.MoveToImmutable();
    }

    static SessionEvent Without(SessionEvent happened, Session session, PersonAlias person, Func<int, Erasure> of)
    {
        return happened switch
        {
            SessionEvent.PersonJoined e when e.Person == person => e with { Name = null },
            SessionEvent.Corrected e when e.Author == person => e with { Text = "" },
            SessionEvent.ActivityPlanned e => e with { Plan = In(e.Activity, e.Plan) },
            SessionEvent.Supplied e => e with { What = In(e.Activity, e.What) },
            SessionEvent.Contributed e => e with { What = In(e.Activity, e.What) },
            _ => happened,
        };

        ActivityEvent In(int number, ActivityEvent what) => session.Item(number) is { } item ? item.Activity.Without(what, item.Entire(), of(number)) : what;
    }

    static Func<int, Erasure> OfItems(Session session, SessionEvent.PersonErased e)
    {
        var voices = e.Voices.ToDictionary(voice => voice.Activity, voice => voice.Alias);
        var things = ImmutableHashSet<(int Activity, int Id)>.Empty;
        for (var before = -1; things.Count > before;)
        {
            before = things.Count;
            things = things.Union(session.Agenda.SelectMany(item => item.Activity.Lost(item.Entire(), Of(item.Number)).Select(id => (item.Number, id))));
        }

        return Of;

        Erasure Of(int number) => new(voices.GetValueOrDefault(number, Erasure.NoOne), things);
    }
}
