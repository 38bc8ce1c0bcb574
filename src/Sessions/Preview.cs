using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>For whom a message is.</summary>
public enum PreviewFor
{
    /// <summary>The card in the channel that everything else is edited into.</summary>
    Everybody,

    /// <summary>A message in the session's thread.</summary>
    Thread,

    /// <summary>In private, to those who joined and have given nothing.</summary>
    Silent,

    /// <summary>In private, to who facilitates, where hardly anybody has answered by then.</summary>
    Facilitator,

    /// <summary>In private, to those who took part before and with whom it is now the time at which it comes.</summary>
    OwnTime,

    /// <summary>In private, to one person.</summary>
    OnePerson,
}

/// <param name="IsEarliest">It waits for somebody: a live session for "next", an activity without an end for "close".</param>
/// <param name="Name">Whom it is for, where it is for one person.</param>
public sealed record PreviewPost(DateTimeOffset At, bool IsEarliest, PreviewFor For, ImmutableArray<Run> Text, string? Name = null);

/// <summary>
/// What a session is going to say, and when: the session itself with its clock run on, as if nobody closed anything early and each activity found something
/// to work on.
/// </summary>
public static class Preview
{
    /// <summary>In the order of their times.</summary>
    public static ImmutableArray<PreviewPost> Of(Session session, Words words, DateTimeOffset now)
    {
        var ahead = new Ahead(words, session, now);
        return session.IsRestored || session.IsCancelled || session.DeletedAt is not null ? [] : ahead.Posts();
    }

    /// <summary>The same of one that is not begun yet: it begins with its card.</summary>
    public static ImmutableArray<PreviewPost> FromStart(Session session, Words words, DateTimeOffset now) =>
        [new PreviewPost(now, IsEarliest: false, PreviewFor.Everybody, Plain(SessionCards.Root(session, words).FallbackText)), .. Of(session, words, now)];

    static ImmutableArray<Run> Plain(string text) => [new TextRun(text)];

    /// <param name="session">As it is at the moment up to which all is known.</param>
    sealed class Ahead(Words words, Session session, DateTimeOffset now)
    {
        readonly DateTimeOffset from = now;
        readonly ImmutableArray<PreviewPost>.Builder posts = ImmutableArray.CreateBuilder<PreviewPost>();
        readonly HashSet<(int, string)> said = [];
        Session state = session;
        DateTimeOffset at = now;
        bool isEarliest = session.IsPaused;

        public ImmutableArray<PreviewPost> Posts()
        {
            while (state.IsOpen && (state.OpenItem ?? Opened()) is { } open)
            {
                Remind(open);
                var end = open.Activity.EndOf(open, state) ?? at;
                isEarliest |= open.Deadline is null || state.IsLive;
                at = end < at ? at : end;
                state = state.Evolve([new SessionEvent.ActivityClosed(open.Number, at, CloseCause.Deadline)]);
            }

            End();
            state.Agenda.Where(item => item.Status == ActivityStatus.Closed).ToList().ForEach(Remind);
            return [.. posts.OrderBy(post => post.At)];
        }

        AgendaItem? Opened()
        {
            if (state.NextPlanned is not { } next)
            {
                return null;
            }

            state = state.Evolve([new SessionEvent.ActivityOpened(next.Number, at, at + next.Lasts)]);
            if (SessionCards.Bell(state, words) is { Body: [TextBlock line] })
            {
                Add(at, PreviewFor.Thread, line.Inlines);
            }

            return state.OpenItem;
        }

        void Remind(AgendaItem item)
        {
            foreach (var reminder in state.RemindersOf(item).Where(one => one.At >= from && !item.Reminded.ContainsKey(one.Key)))
            {
                var view = new ActivityView(state, item, words);
                if (said.Add((item.Number, reminder.Key)) && Session.TextOf(reminder, view) is { } text)
                {
                    Add(reminder.At, WhoOf(reminder), text, reminder.To is { } one ? view.NameOf(one) : null);
                }
            }
        }

        static PreviewFor WhoOf(Reminder reminder) => reminder switch
        {
            { To: not null } => PreviewFor.OnePerson,
            { IsForFacilitator: true } => PreviewFor.Facilitator,
            { IsOwnTime: true } => PreviewFor.OwnTime,
            _ => PreviewFor.Silent,
        };

        void End()
        {
            if (state.IsOpen)
            {
                state = state.Evolve([new SessionEvent.Closed(at)]);
                Add(at, PreviewFor.Thread, Plain(words[state.Charter is null ? "Session.PreviewMinutes" : "Session.PreviewDraft"]));
            }

            if (state.MinutesDueAt is { } final && final >= from)
            {
                Add(final, PreviewFor.Thread, Plain(words["Session.PreviewFinal"]));
            }
        }

        void Add(DateTimeOffset when, PreviewFor who, ImmutableArray<Run> text, string? name = null) =>
            posts.Add(new PreviewPost(when, isEarliest, who, text, name));
    }
}
