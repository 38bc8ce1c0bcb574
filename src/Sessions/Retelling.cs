using System.Collections.Immutable;
using System.Security.Cryptography;

namespace CoCreateBot.Sessions;

/// <summary>
/// The names that an export gives to people and things instead of those in the log. People are new in each activity, so that a file links nothing
/// that the log does not show; only where they are named they are the same everywhere.
/// </summary>
public sealed class Retelling
{
    const int AliasBytes = 16;

    readonly Dictionary<(int Scope, PersonAlias Person), PersonAlias> people = [];
    readonly HashSet<PersonAlias> named = [];
    readonly ImmutableDictionary<(int Activity, int Id), int> things;
    readonly int scope;

    Retelling(Retelling session, int scope)
    {
        (people, named, things) = (session.people, session.named, session.things);
        this.scope = scope;
    }

    internal Retelling(ImmutableDictionary<(int Activity, int Id), int> things) => this.things = things;

    /// <summary>For what was done by a person that the state no longer tells.</summary>
    public static PersonAlias Nobody => new("");

    /// <summary>As one activity tells it; where its card shows no names the file has none beside what was done either.</summary>
    internal Retelling In(AgendaItem item) => new(this, item is { Level: AnonymityLevel.Named, Activity.ShowsNames: true } ? 0 : item.Number);

    /// <summary>Whoever an activity names by it is named in the file.</summary>
    public PersonAlias Person(PersonAlias person)
    {
        var fresh = Unnamed(person);
        if (Names)
        {
            named.Add(fresh);
        }

        return fresh;
    }

    /// <summary>Whoever stands beside one of several texts a person may give: where nobody is named, another one beside each.</summary>
    public PersonAlias Beside(PersonAlias person) => Names ? Person(person) : Stranger();

    /// <summary>Does it name people by what they gave?</summary>
    public bool Names => scope == 0;

    /// <summary>Somebody that no log knows.</summary>
    public static PersonAlias Stranger() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(AliasBytes)));

    /// <summary>A thing that an activity handed on.</summary>
    public int Thing(int activity, int id) => things.GetValueOrDefault((activity, id), id);

    internal PersonAlias Unnamed(PersonAlias person)
    {
        if (!people.TryGetValue((scope, person), out var fresh))
        {
            people[(scope, person)] = fresh = Stranger();
        }

        return fresh;
    }

    internal bool IsNamed(PersonAlias fresh) => named.Contains(fresh);
}
