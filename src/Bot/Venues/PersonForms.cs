using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues;

/// <summary>A person's own forms in a session, as its activities draw them, or why there is none.</summary>
static class PersonForms
{
    /// <summary>What this press opens for somebody.</summary>
    public static Parsed<Form> Draw(LoadedSession session, Press press, Person who, Words words) =>
        Draw(session, press, (item, view) => item.Activity.DialogFor(press, view, session.AuthorOf(who, item)), words);

    /// <summary>What an activity has for somebody now, whatever they came with.</summary>
    public static Parsed<Form> Next(LoadedSession session, Press press, Person who, Words words) =>
        Draw(session, press, (item, view) => item.Activity.Dialog(view, session.AuthorOf(who, item)), words);

    static Parsed<Form> Draw(LoadedSession session, Press press, Func<AgendaItem, ActivityView, Form?> draw, Words words) =>
        session.State.Item(press.Round) switch
        {
            null => Refusals.OldCard,
            { Status: ActivityStatus.Planned } => Refusals.NotOpenYet,
            { Status: ActivityStatus.Closed } => Refusals.Closed,
            var item => draw(item, new ActivityView(session.State, item, words)) is { } form ? form : Refusals.Closed,
        };
}
