using System.Collections.Immutable;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>What people type, press and fill in, read as changes of the groups.</summary>
static class ClusteringReading
{
    public const string MoveVerb = "move";
    public const string GroupVerb = "group";
    public const string SameVerb = "same";
    public const string NoteVerb = "note";

    /// <summary>Values of the list of groups beside the groups' ids.</summary>
    public const string NoGroup = "none";
    public const string NewGroup = "new";

    /// <summary>Ideas that one line or one form names.</summary>
    public const int NamedMax = 100;

    static readonly TimeSpan Live = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Asynchronous = TimeSpan.FromHours(24);

    static readonly ImmutableArray<string> NoneWords = [NoGroup, "out", "keine", "keiner", "raus", "-"];

    public static Parsed<ActivityPlan> Plan(TypedLine line)
    {
        if (!line.Words.IsEmpty)
        {
            return new Refusal("Clustering.NotOpen", RefusalKind.NotNow);
        }

        if (line.Options.Length > Limits.OptionsMax)
        {
            return new Refusal("Clustering.TooManyListed", RefusalKind.Wrong, line.Options.Length, Limits.OptionsMax);
        }

        var question = PersonalText.Optional(line.Question, Limits.QuestionMax);
        var listed = line.Options.Select(text => PersonalText.Required(text, Limits.OptionMax)).ToList();
        var read = new SettingsReader(line, "for", "live", "named", "anonymous");
        var lasts = read.Lasts(Live, Asynchronous);
        var level = read.Level(AnonymityLevel.Named);
        var wrong = listed.Select(text => text.Refusal).FirstOrDefault(refusal => refusal is not null);
        if ((question.Refusal ?? wrong ?? read.Refusal) is { } refusal)
        {
            return refusal;
        }

        var plan = new ClusteringEvent.Planned(question.Value is { Length: > 0 } asked ? asked : null, [.. listed.Select(text => text.Value ?? "")]);
        return new ActivityPlan(ClusteringActivity.KindName, plan, level, IsBlind: false, lasts);
    }

    public static Parsed<ClusteringCommand> Typed(TypedLine line, Clustering state)
    {
        if (!line.Settings.IsEmpty)
        {
            return new Refusal("Session.NoSuchSetting", RefusalKind.Wrong, line.Settings.Keys.First());
        }

        var words = line.Words.SelectMany(word => word.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries)).ToImmutableArray();
        return words switch
        {
            [var verb, .. var ideas, var letter] when Is(verb, "move") && ideas.Length > 0 => Move(ideas, letter, state),
            [var verb, .. var ideas] when Is(verb, "new") => Ideas(ideas, many => new ClusteringCommand.Gather(Name(line), many)),
            [var verb, var letter] when Is(verb, "name") => Group(letter, state, id => new ClusteringCommand.Rename(id, Name(line))),
            [var verb, var letter, .. { Length: > 0 } from] when Is(verb, "merge") => Merge(letter, from, line, state),
            [var verb, var letter, .. { Length: > 0 } ideas] when Is(verb, "split") => Group(
                letter, state, id => Ideas(ideas, many => new ClusteringCommand.Gather(Name(line), many, id))),
            [var verb, var idea, var other] when Is(verb, "same") =>
                Ideas([idea, other], both => new ClusteringCommand.Same(both[0], both[^1])),
            [var verb, var idea] when Is(verb, "apart") => Ideas([idea], one => new ClusteringCommand.Apart(one[0])),
            [var verb, var idea] when Is(verb, "note") => line.Question is null
                ? new Refusal("Clustering.WhichNote", RefusalKind.Wrong)
                : Ideas([idea], one => new ClusteringCommand.Note(one[0], PersonalText.Line(line.Question))),
            _ => new Refusal("Clustering.Grammar", RefusalKind.Wrong),
        };
    }

    static bool Is(string verb, string known) => verb.Equals(known, StringComparison.OrdinalIgnoreCase);

    static string? Name(TypedLine line) => line.Question is null ? null : PersonalText.Line(line.Question);

    static Parsed<ClusteringCommand> Move(ImmutableArray<string> ideas, string letter, Clustering state) =>
        NoneWords.Contains(letter, StringComparer.OrdinalIgnoreCase)
            ? Ideas(ideas, many => new ClusteringCommand.Move(many, null))
            : Group(letter, state, id => Ideas(ideas, many => new ClusteringCommand.Move(many, id)));

    static Parsed<ClusteringCommand> Merge(string letter, ImmutableArray<string> from, TypedLine line, Clustering state)
    {
        var unknown = from.FirstOrDefault(other => state.Group(other) is null);
        return unknown is null
            ? Group(letter, state, into => new ClusteringCommand.Merge(
                into, [.. from.Select(other => state.Group(other)!.Id)], Name(line))) // ! none is unknown
            : ClusteringRules.NoGroup(Shown(unknown));
    }

    static Parsed<ClusteringCommand> Group(string letter, Clustering state, Func<int, Parsed<ClusteringCommand>> then) =>
        state.Group(letter) is { } group ? then(group.Id) : ClusteringRules.NoGroup(Shown(letter));

    static Parsed<ClusteringCommand> Ideas(IEnumerable<string> typed, Func<ImmutableArray<int>, Parsed<ClusteringCommand>> then)
    {
        var numbers = ImmutableArray.CreateBuilder<int>();
        foreach (var word in typed)
        {
            if (NumberIn(word.TrimStart('#')) is not { } number)
            {
                return new Refusal("Clustering.NotANumber", RefusalKind.Wrong, Shown(word)) { Input = ClusteringForms.MoreInput };
            }

            numbers.Add(number);
        }

        return numbers.Count > NamedMax ? new Refusal("Clustering.TooManyNamed", RefusalKind.Wrong, NamedMax) : then(numbers.ToImmutable());
    }

    static string Shown(string typed)
    {
        const int ShownMax = 40;
        var shown = PersonalText.Line(typed);
        return shown.Length > ShownMax ? shown[..ShownMax] : shown;
    }

    public static Parsed<ClusteringCommand> Press(Press press, IReadOnlyDictionary<string, string> fields, Clustering state) => press.Verb switch
    {
        MoveVerb => Moved(fields),
        GroupVerb => Grouped(fields),
        SameVerb => Field(fields, ClusteringForms.IdeaInput, idea => Field(fields, ClusteringForms.OtherInput, other =>
            new ClusteringCommand.Same(idea, other), "Clustering.WhichIdeas"), "Clustering.WhichIdeas"),
        NoteVerb => Field(fields, ClusteringForms.IdeaInput, idea => new ClusteringCommand.Note(
            idea, PersonalText.Line(fields.GetValueOrDefault(ClusteringForms.NoteInput))), "Clustering.WhichIdeas"),
        _ => Refusals.NotUnderstood,
    };

    static Parsed<ClusteringCommand> Field(
        IReadOnlyDictionary<string, string> fields, string input, Func<int, Parsed<ClusteringCommand>> then, string whyNot) =>
        NumberIn(fields.GetValueOrDefault(input, "")) is { } number ? then(number) : new Refusal(whyNot, RefusalKind.Wrong) { Input = input };

    static Parsed<ClusteringCommand> Moved(IReadOnlyDictionary<string, string> fields)
    {
        var named = fields.GetValueOrDefault(ClusteringForms.IdeaInput, "") + " " + fields.GetValueOrDefault(ClusteringForms.MoreInput, "");
        var name = PersonalText.Line(fields.GetValueOrDefault(ClusteringForms.NameInput));
        return Ideas(named.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries), ideas =>
            fields.GetValueOrDefault(ClusteringForms.ToInput, "") switch
            {
                NewGroup => new ClusteringCommand.Gather(name.Length > 0 ? name : null, ideas),
                _ when ideas.IsEmpty => new Refusal("Clustering.WhichIdeas", RefusalKind.Wrong) { Input = ClusteringForms.IdeaInput },
                NoGroup => new ClusteringCommand.Move(ideas, null),
                var to when NumberIn(to) is { } id => new ClusteringCommand.Move(ideas, id),
                _ => new Refusal("Clustering.WhichGroup", RefusalKind.Wrong) { Input = ClusteringForms.ToInput },
            });
    }

    /// <summary>A name, or another group to go into, or both; neither confirms the name that is proposed.</summary>
    static Parsed<ClusteringCommand> Grouped(IReadOnlyDictionary<string, string> fields)
    {
        var name = PersonalText.Line(fields.GetValueOrDefault(ClusteringForms.NameInput)) is { Length: > 0 } given ? given : null;
        return Field(
            fields,
            ClusteringForms.GroupInput,
            id => NumberIn(fields.GetValueOrDefault(ClusteringForms.ToInput, "")) is { } into
                ? new ClusteringCommand.Merge(into, [id], name)
                : new ClusteringCommand.Rename(id, name),
            "Clustering.WhichGroup");
    }
}
