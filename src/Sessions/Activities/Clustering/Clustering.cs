using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

/// <summary>Ideas in groups, as the events fold to. Each idea is in one group or in none: nothing that is done here can lose or double one.</summary>
/// <param name="Listed">Ideas typed with the start; empty where they come from the activity before.</param>
public sealed record Clustering(string? Question, ImmutableArray<string> Listed) : ActivityState
{
    /// <summary>By their numbers: the first is number 1.</summary>
    public ImmutableArray<ClusterIdea> Ideas { get; init; } = [];

    /// <summary>By their ids: all there ever were, as letters are not given twice.</summary>
    public ImmutableArray<IdeaGroup> Groups { get; init; } = [];

    /// <summary>How many ideas were too many to be taken.</summary>
    public int LeftOut { get; init; }

    public ImmutableHashSet<PersonAlias> People { get; init; } = [];

    protected override int PeopleCounted => People.Count;

    public override bool Knows(PersonAlias author) => People.Contains(author);

    public override string? Prompt => Question;

    public override bool HasResult => !Ideas.IsEmpty;

    public override string FormsOf => string.Join('/', Groups.Select(group => $"{group.Id} {group.Name} {group.IsNamed} {group.Into}"));

    public IEnumerable<IdeaGroup> Living => Groups.Where(group => group.Into is null);

    /// <summary>Of ideas that are the same one counts.</summary>
    public IEnumerable<ClusterIdea> Different => Ideas.Where(idea => idea.SameAs is null);

    public ClusterIdea? Idea(int number) => number >= 1 && number <= Ideas.Length ? Ideas[number - 1] : null;

    public IEnumerable<ClusterIdea> In(int? group) => Ideas.Where(idea => idea.Group == group);

    /// <summary>The group that lives on under this id: itself, or that into which it was merged.</summary>
    public IdeaGroup? Group(int id)
    {
        var group = id >= 0 && id < Groups.Length ? Groups[id] : null;
        while (group is { Into: { } into })
        {
            group = Groups[into];
        }

        return group;
    }

    public IdeaGroup? Group(string letter) =>
        Groups.FirstOrDefault(group => group.Letter.Equals(letter, StringComparison.OrdinalIgnoreCase)) is { } group ? Group(group.Id) : null;

    /// <summary>An idea and those that are the same, by their numbers: they go together.</summary>
    public IEnumerable<ClusterIdea> SameSet(int number)
    {
        var first = Ideas[number - 1].SameAs ?? number;
        return Ideas.Where(idea => idea.Number == first || idea.SameAs == first);
    }
}

/// <param name="Number">From 1; in an order that tells nothing of the time.</param>
/// <param name="Activity">Number of the activity that keeps it.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Group">Null: in none.</param>
/// <param name="SameAs">The number of the idea it is a duplicate of; that one is itself no duplicate.</param>
public sealed record ClusterIdea(int Number, int Activity, int Id, string Text, bool IsProposed, int? Group, int? SameAs)
{
    /// <summary>What stands beside it, one remark a person.</summary>
    public ImmutableDictionary<PersonAlias, string> Notes { get; init; } = ImmutableDictionary<PersonAlias, string>.Empty;

    public bool WasMoved { get; init; }

    public IEnumerable<string> Remarks => Notes.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}

/// <param name="IsNamed">A person gave or confirmed the name; else the machine proposes it.</param>
/// <param name="Into">The group into which it was merged.</param>
public sealed record IdeaGroup(int Id, string Name, bool IsNamed, int? Into = null)
{
    public string Letter => VoteOption.LetterOf(Id);
}

/// <summary>An idea as it was taken; its number is its place in the list, from 1.</summary>
/// <param name="Group">Place of the proposed group in the list of groups.</param>
/// <param name="SameAs">Number of an idea with the same words.</param>
public sealed record TakenIdea(int Activity, int Id, string Text, bool IsProposed, int? Group = null, int? SameAs = null);

public abstract record ClusteringCommand : ActivityCommand
{
    /// <param name="Group">Null: out of all groups.</param>
    public sealed record Move(ImmutableArray<int> Ideas, int? Group) : ClusteringCommand;

    /// <summary>These ideas are a group of this name.</summary>
    /// <param name="Name">Null: its typical words are proposed.</param>
    /// <param name="From">Null, or the group that is split.</param>
    public sealed record Gather(string? Name, ImmutableArray<int> Ideas, int? From = null) : ClusteringCommand;

    /// <param name="NewName">Null confirms the one that is proposed.</param>
    public sealed record Rename(int Group, string? NewName) : ClusteringCommand;

    public sealed record Merge(int Into, ImmutableArray<int> From, string? NewName) : ClusteringCommand;

    public sealed record Same(int Idea, int As) : ClusteringCommand;

    /// <summary>This idea is no duplicate.</summary>
    public sealed record Apart(int Idea) : ClusteringCommand;

    /// <param name="Text">Empty: the remark goes.</param>
    public sealed record Note(int Idea, string Text) : ClusteringCommand;
}

public abstract record ClusteringEvent : ActivityEvent
{
    public sealed record Planned(string? Question, ImmutableArray<string> Listed) : ClusteringEvent;

    /// <summary>What there is to group, and how the machine proposes to: kept, so that another build that proposes otherwise changes nothing.</summary>
    public sealed record Taken(ImmutableArray<TakenIdea> Ideas, ImmutableArray<string> Groups, int LeftOut) : ClusteringEvent;

    public sealed record Moved(PersonAlias Author, ImmutableArray<int> Ideas, int? Group) : ClusteringEvent;

    public sealed record Gathered(PersonAlias Author, string Name, bool IsNamed, ImmutableArray<int> Ideas) : ClusteringEvent;

    public sealed record Named(PersonAlias Author, int Group, string Name) : ClusteringEvent;

    public sealed record Merged(PersonAlias Author, int From, int Into) : ClusteringEvent;

    public sealed record FoundSame(PersonAlias Author, int Idea, int As) : ClusteringEvent;

    public sealed record TakenApart(PersonAlias Author, int Idea) : ClusteringEvent;

    /// <param name="Text">Null: the remark went.</param>
    public sealed record Noted(PersonAlias Author, int Idea, string? Text) : ClusteringEvent;
}

[JsonSerializable(typeof(ClusteringEvent.Planned))]
[JsonSerializable(typeof(ClusteringEvent.Taken))]
[JsonSerializable(typeof(ClusteringEvent.Moved))]
[JsonSerializable(typeof(ClusteringEvent.Gathered))]
[JsonSerializable(typeof(ClusteringEvent.Named))]
[JsonSerializable(typeof(ClusteringEvent.Merged))]
[JsonSerializable(typeof(ClusteringEvent.FoundSame))]
[JsonSerializable(typeof(ClusteringEvent.TakenApart))]
[JsonSerializable(typeof(ClusteringEvent.Noted))]
sealed partial class ClusteringJson : JsonSerializerContext;
