using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Sessions;

/// <summary>What a person may do to the groups. Whatever is so already leads to nothing.</summary>
sealed class ClusteringRules(Clustering state, PersonAlias author)
{
    /// <summary>Groups at one time.</summary>
    public const int GroupsMax = 40;

    /// <summary>Groups there ever were: letters are not given twice, and a list of choices has an end.</summary>
    public const int GroupsEverMax = 300;

    /// <summary>People who put a remark beside one idea.</summary>
    public const int NotesMax = 10;

    public ActivityDecision Decide(ClusteringCommand command) => WhyNot(command) is { } refusal ? refusal : command switch
    {
        ClusteringCommand.Move move => Move(move.Ideas, move.Group is { } id ? Living(id).Id : null),
        ClusteringCommand.Gather gather => Gather(gather),
        ClusteringCommand.Rename name => Name(Living(name.Group), name.NewName),
        ClusteringCommand.Merge merge => Merge(merge),
        ClusteringCommand.Same same => Same(same.Idea, same.As),
        ClusteringCommand.Apart apart => Apart(apart.Idea),
        ClusteringCommand.Note note => Note(note.Idea, note.Text),
        _ => throw new UnreachableException(),
    };

    Refusal? WhyNot(ClusteringCommand command)
    {
        var (ideas, groups) = Named(command);
        return ideas.Where(number => state.Idea(number) is null).Select(number => NoIdea(number))
            .Concat(groups.Where(id => state.Group(id) is null).Select(id => NoGroup(VoteOption.LetterOf(Math.Max(0, id)))))
            .FirstOrDefault();
    }

    static (ImmutableArray<int> Ideas, ImmutableArray<int> Groups) Named(ClusteringCommand command) => command switch
    {
        ClusteringCommand.Move move => (move.Ideas, move.Group is { } id ? [id] : []),
        ClusteringCommand.Gather gather => (gather.Ideas, gather.From is { } id ? [id] : []),
        ClusteringCommand.Rename name => ([], [name.Group]),
        ClusteringCommand.Merge merge => ([], merge.From.Add(merge.Into)),
        ClusteringCommand.Same same => ([same.Idea, same.As], []),
        ClusteringCommand.Apart apart => ([apart.Idea], []),
        ClusteringCommand.Note note => ([note.Idea], []),
        _ => throw new UnreachableException(),
    };

    Refusal NoIdea(int number) => new("Clustering.NoIdea", RefusalKind.Wrong, number, state.Ideas.Length) { Input = ClusteringForms.IdeaInput };

    public static Refusal NoGroup(string letter) => new("Clustering.NoGroup", RefusalKind.Wrong, letter);

    // WhyNot has looked whether it is there.
    IdeaGroup Living(int id) => state.Group(id) ?? throw new UnreachableException();

    /// <summary>With their duplicates: what is the same goes together.</summary>
    ImmutableArray<int> Whole(IEnumerable<int> ideas) =>
        [.. ideas.SelectMany(state.SameSet).Select(idea => idea.Number).Distinct().Order()];

    ActivityDecision Move(IEnumerable<int> ideas, int? group)
    {
        ImmutableArray<int> moved = [.. Whole(ideas).Where(number => state.Ideas[number - 1].Group != group)];
        return moved.IsEmpty ? ActivityDecision.Nothing : ActivityDecision.Of(new ClusteringEvent.Moved(author, moved, group));
    }

    ActivityDecision Gather(ClusteringCommand.Gather command)
    {
        var ideas = Whole(command.Ideas);
        var at = ideas.IsEmpty ? null : state.Ideas[ideas[0] - 1].Group;
        var areGroup = at is not null && state.In(at).Select(idea => idea.Number).SequenceEqual(ideas);
        if (command.Name is { } name && Called(name) is { } called)
        {
            return Onto(Move(ideas, called.Id), Name(called, name)); // asked twice, or two had the same thought
        }

        if (areGroup)
        {
            return command.Name is null ? ActivityDecision.Nothing : Name(Living(at!.Value), command.Name); // ! they are in a group
        }

        if (WhyNotSplit(command, ideas) is { } refusal)
        {
            return refusal;
        }

        if (state.Living.Count() >= GroupsMax || state.Groups.Length >= GroupsEverMax)
        {
            return new Refusal("Clustering.TooManyGroups", RefusalKind.NotNow, GroupsMax);
        }

        return WhyNotName(command.Name) is { } bad
            ? bad
            : ActivityDecision.Of(new ClusteringEvent.Gathered(author, command.Name ?? ProposedName(ideas), command.Name is not null, ideas));
    }

    string ProposedName(ImmutableArray<int> ideas) => Proposal.Unlike(
        [.. state.Living.Select(group => group.Name)], Proposal.NameOf(ideas.Select(number => state.Ideas[number - 1].Text)));

    Refusal? WhyNotSplit(ClusteringCommand.Gather command, ImmutableArray<int> ideas)
    {
        if (command.Name is null && ideas.IsEmpty)
        {
            return new Refusal("Clustering.WhichIdeas", RefusalKind.Wrong) { Input = ClusteringForms.IdeaInput };
        }

        return command.From is { } from && ideas.Where(number => state.Ideas[number - 1].Group != Living(from).Id).ToList() is [var stranger, ..]
            ? new Refusal("Clustering.NotInGroup", RefusalKind.Wrong, stranger, Living(from).Letter)
            : null;
    }

    IdeaGroup? Called(string name) =>
        state.Living.FirstOrDefault(group => group.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    static Refusal? WhyNotName(string? name) => name switch
    {
        null => null,
        { Length: 0 } => Refusals.Empty with { Input = ClusteringForms.NameInput },
        { Length: > Limits.NameMax } => Refusals.TooLong(name, Limits.NameMax) with { Input = ClusteringForms.NameInput },
        _ => null,
    };

    ActivityDecision Name(IdeaGroup group, string? asked)
    {
        var name = asked ?? group.Name;
        if (WhyNotName(asked) is { } refusal)
        {
            return refusal;
        }

        return Called(name) is { } other && other.Id != group.Id
            ? new Refusal("Clustering.NameTaken", RefusalKind.Wrong, name, other.Letter, group.Letter) { Input = ClusteringForms.NameInput }
            : group.IsNamed && group.Name == name
                ? ActivityDecision.Nothing
                : ActivityDecision.Of(new ClusteringEvent.Named(author, group.Id, name));
    }

    ActivityDecision Merge(ClusteringCommand.Merge command)
    {
        var into = Living(command.Into);
        ImmutableArray<IdeaGroup> from = [.. command.From.Select(Living).Where(group => group.Id != into.Id).DistinctBy(group => group.Id)];
        // The name of the one that goes is free for the one that stays. A name that a person gave outlives one that was proposed.
        var isFree = command.NewName is { } wish && from.Any(group => group.Id == Called(wish)?.Id);
        var kept = command.NewName ?? (into.IsNamed ? null : from.FirstOrDefault(group => group.IsNamed)?.Name);
        var named = kept is null ? ActivityDecision.Nothing
            : isFree || command.NewName is null ? ActivityDecision.Of(new ClusteringEvent.Named(author, into.Id, kept))
            : Name(into, kept);
        return Onto(new ActivityDecision([.. from.Select(group => new ClusteringEvent.Merged(author, group.Id, into.Id))]), named);
    }

    static ActivityDecision Onto(ActivityDecision first, ActivityDecision then) =>
        first.Refusal is not null ? first : then.Refusal is not null ? then : new ActivityDecision([.. first.Events, .. then.Events]);

    ActivityDecision Same(int idea, int other)
    {
        if (idea == other)
        {
            return new Refusal("Clustering.SameAsItself", RefusalKind.Wrong) { Input = ClusteringForms.OtherInput };
        }

        return state.SameSet(idea).Any(same => same.Number == other)
            ? ActivityDecision.Nothing
            : ActivityDecision.Of(new ClusteringEvent.FoundSame(author, idea, other));
    }

    ActivityDecision Apart(int idea) => state.SameSet(idea).Skip(1).Any()
        ? ActivityDecision.Of(new ClusteringEvent.TakenApart(author, idea))
        : ActivityDecision.Nothing;

    ActivityDecision Note(int number, string text)
    {
        var notes = state.Ideas[number - 1].Notes;
        if (text.Length > Limits.NoteMax)
        {
            return Refusals.TooLong(text, Limits.NoteMax) with { Input = ClusteringForms.NoteInput };
        }

        if (notes.GetValueOrDefault(author, "") == text)
        {
            return ActivityDecision.Nothing;
        }

        return notes.Count >= NotesMax && !notes.ContainsKey(author)
            ? new Refusal("Clustering.TooManyNotes", RefusalKind.NotNow, NotesMax)
            : ActivityDecision.Of(new ClusteringEvent.Noted(author, number, text.Length == 0 ? null : text));
    }
}
