using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Hosting;

/// <summary>A session as readers see it: its newest durable state, and who is who in it.</summary>
public sealed class LoadedSession
{
    readonly SessionKeys keys;
    readonly RecentMarks<Guid> recent;

    internal LoadedSession(Session state, SessionKeys keys, RecentMarks<Guid> recent)
    {
        State = state;
        this.keys = keys;
        this.recent = recent;
    }

    public Session State { get; }

    /// <param name="scope">Number of the activity; 0 is the session itself.</param>
    public PersonAlias AliasOf(Person person, int scope)
    {
        var here = person.Here(State, keys);
        return keys.AliasOf(scope == 0 ? here.In(State.Series) : here, scope);
    }

    /// <summary>The alias under which this person's contributions to an activity are kept.</summary>
    public PersonAlias AuthorOf(Person person, AgendaItem item) =>
        AliasOf(person, item.Level == AnonymityLevel.Named ? 0 : item.Number);

    /// <summary>Stands for a text: the same in every process, and computed by nobody who has not the session's key.</summary>
    public string SealOf(string text) => keys.SealOf(text);

    /// <summary>Is there anything of this person here that could be forgotten, and has not been?</summary>
    public bool Remembers(Person person)
    {
        var here = person.Here(State, keys);
        return State.Known(AliasOf(here, 0)) is { IsErased: false }
            || State.Agenda.Any(item => !item.IsKeyDestroyed && AuthorOf(here, item) is var author
                && item.Whole.Knows(author) && !State.Forgotten.Contains((item.Number, author)));
    }

    public bool IsFacilitator(Person person) => State.IsFacilitator(AliasOf(person, 0));

    /// <summary>Had this very delivery of this person its effect here?</summary>
    public bool Knows(Person who, string delivery)
    {
        var here = who.Here(State, keys); // costs a look at each that they were
        return Enumerable.Range(0, State.Agenda.Length + 1).Any(scope => recent.Contains(keys.MarkOf(here, delivery, scope)));
    }
}
