using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Hosting;

/// <summary>A session as readers see it: its newest durable state, and who is who in it.</summary>
public sealed class LoadedSession
{
    readonly SessionKeys keys;
    readonly RecentMarks recent;

    internal LoadedSession(Session state, SessionKeys keys, RecentMarks recent)
    {
        State = state;
        this.keys = keys;
        this.recent = recent;
    }

    public Session State { get; }

    /// <param name="scope">Number of the activity; 0 is the session itself.</param>
    public PersonAlias AliasOf(Person person, int scope) => keys.AliasOf(scope == 0 ? person.In(State.Series) : person, scope);

    /// <summary>The alias under which this person's contributions to an activity are kept.</summary>
    public PersonAlias AuthorOf(Person person, AgendaItem item) =>
        AliasOf(person, item.Level == AnonymityLevel.Named ? 0 : item.Number);

    /// <summary>Stands for a text: the same in every process, and computed by nobody who has not the session's key.</summary>
    public string SealOf(string text) => keys.SealOf(text);

    /// <summary>Is there anything of this person here that could be forgotten, and has not been?</summary>
    public bool Remembers(Person person) =>
        State.Known(AliasOf(person, 0)) is { IsErased: false }
        || State.Agenda.Any(item => !item.IsKeyDestroyed && AuthorOf(person, item) is var author
            && item.Whole.Knows(author) && !State.Forgotten.Contains((item.Number, author)));

    public bool IsFacilitator(Person person) => State.IsFacilitator(AliasOf(person, 0));

    /// <summary>Had this very delivery of this person its effect here?</summary>
    public bool Knows(Person who, string delivery) =>
        Enumerable.Range(0, State.Agenda.Length + 1).Any(scope => recent.Contains(keys.MarkOf(who, delivery, scope)));
}
