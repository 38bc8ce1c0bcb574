using System.Collections.Immutable;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>What people press and fill in, and the line that starts it.</summary>
static class FiveWhysReading
{
    public const string WhyVerb = "why";
    public const string MineVerb = "mine";
    public const string TestVerb = "test";
    public const string ChooseVerb = "choose";
    public const string MeasureVerb = "measure";
    public const string MeasuresVerb = "measures";
    public const string SteerVerb = "steer";
    public const string FollowVerb = "follow";
    public const string VoteVerb = "vote";
    public const string CountVerb = "count";
    public const string RootVerb = "root";
    public const string OutsideVerb = "outside";
    public const string ReopenVerb = "reopen";
    public const string MoveVerb = "move";
    public const string HideVerb = "hide";

    public const string Evidence = "evidence";
    public const string Assumption = "assumption";
    public const string Yes = "yes";
    public const string No = "no";
    public const string Unsure = "unsure";

    /// <summary>A value of a list that leaves it as it is.</summary>
    public const string Keep = "keep";

    public static readonly TimeSpan Live = TimeSpan.FromMinutes(30);

    static readonly TimeSpan TwoLevels = TimeSpan.FromHours(24);

    public static Parsed<ActivityPlan> Plan(TypedLine line)
    {
        if (line.Question is null || !line.Words.IsEmpty || !line.Options.IsEmpty)
        {
            return new Refusal("FiveWhys.ProblemMissing", RefusalKind.Wrong);
        }

        var problem = PersonalText.Required(line.Question, Limits.QuestionMax);
        var read = new SettingsReader(line, "for", "live", "named", "anonymous", "branches", "depth");
        var branches = read.Number("branches", FiveWhys.BranchesMin, FiveWhys.BranchesMax, FiveWhys.BranchesProposed, "FiveWhys.BadBranches");
        var depth = read.Number("depth", FiveWhys.DepthMin, FiveWhys.DepthMax, FiveWhys.DepthProposed, "FiveWhys.BadDepth");
        var lasts = read.Lasts(Live, (depth + 1) / 2 * TwoLevels);
        var level = read.Level(AnonymityLevel.Named);
        return (problem.Refusal ?? read.Refusal) is { } refusal
            ? refusal
            : new ActivityPlan(FiveWhysActivity.KindName, new FiveWhysEvent.Planned(problem.Value, branches, depth), level, IsBlind: false, lasts);
    }

    public static Parsed<FiveWhysCommand> Press(Press press, IReadOnlyDictionary<string, string> fields, FiveWhys state) => press.Verb switch
    {
        WhyVerb => new FiveWhysCommand.Add(
            NumberIn(Said(fields, FiveWhysForms.UnderInput)), Said(fields, FiveWhysForms.TextInput), Said(fields, FiveWhysForms.KindInput) == Evidence),
        MineVerb => Cause(fields, cause => Mine(cause, fields)),
        TestVerb => Cause(fields, cause => Answer(Said(fields, FiveWhysForms.AnswerInput)) is { } answer
            ? new FiveWhysCommand.Test(cause, answer)
            : new Refusal("FiveWhys.WhichAnswer", RefusalKind.Wrong) { Input = FiveWhysForms.AnswerInput }),
        MeasureVerb => Cause(fields, cause => new FiveWhysCommand.AddMeasure(cause, NextStepsReading.Filled(fields))),
        MeasuresVerb => Measure(fields),
        CountVerb => new FiveWhysCommand.CountVote(),
        SteerVerb => Steer(fields),
        _ => NumberIn(press.Argument) is { } node ? Does(press.Verb, node) : Refusals.NotUnderstood,
    };

    /// <summary>What a verb and a node say together.</summary>
    public static Parsed<FiveWhysCommand> Does(string verb, int node) => verb switch
    {
        ChooseVerb => new FiveWhysCommand.Choose(node),
        FollowVerb => new FiveWhysCommand.Follow(node),
        VoteVerb => new FiveWhysCommand.OpenVote(node),
        RootVerb => new FiveWhysCommand.Settle(node, CauseEnd.Root),
        OutsideVerb => new FiveWhysCommand.Settle(node, CauseEnd.OutsideOurReach),
        ReopenVerb => new FiveWhysCommand.Settle(node, CauseEnd.Open),
        HideVerb => new FiveWhysCommand.Hide(node),
        _ => Refusals.NotUnderstood,
    };

    static string Said(IReadOnlyDictionary<string, string> fields, string input) => PersonalText.Line(fields.GetValueOrDefault(input));

    static Parsed<FiveWhysCommand> Cause(IReadOnlyDictionary<string, string> fields, Func<int, Parsed<FiveWhysCommand>> then) =>
        NumberIn(Said(fields, FiveWhysForms.CauseInput)) is { } cause
            ? then(cause)
            : new Refusal("FiveWhys.WhichCause", RefusalKind.Wrong) { Input = FiveWhysForms.CauseInput };

    static Parsed<FiveWhysCommand> Mine(int cause, IReadOnlyDictionary<string, string> fields)
    {
        if (Said(fields, FiveWhysForms.WithdrawInput) == InputToggle.On)
        {
            return new FiveWhysCommand.Withdraw(cause);
        }

        var text = Said(fields, FiveWhysForms.TextInput);
        return new FiveWhysCommand.Edit(cause, text.Length > 0 ? text : null, Said(fields, FiveWhysForms.KindInput) switch
        {
            Evidence => true,
            Assumption => false,
            _ => null,
        });
    }

    public static ReverseAnswer? Answer(string said) => said switch
    {
        Yes => ReverseAnswer.Yes,
        No => ReverseAnswer.No,
        Unsure => ReverseAnswer.Unsure,
        _ => null,
    };

    static Parsed<FiveWhysCommand> Measure(IReadOnlyDictionary<string, string> fields)
    {
        if (NumberIn(Said(fields, FiveWhysForms.MeasureInput)) is not { } measure)
        {
            return new Refusal("FiveWhys.WhichMeasure", RefusalKind.Wrong) { Input = FiveWhysForms.MeasureInput };
        }

        return Said(fields, FiveWhysForms.WithdrawInput) == InputToggle.On
            ? new FiveWhysCommand.DropMeasure(measure)
            : new FiveWhysCommand.ChangeMeasure(measure, NextStepsReading.Filled(fields));
    }

    static Parsed<FiveWhysCommand> Steer(IReadOnlyDictionary<string, string> fields)
    {
        var verb = Said(fields, FiveWhysForms.DoInput);
        if (NumberIn(Said(fields, FiveWhysForms.UnderInput)) is not { } node)
        {
            return new Refusal("FiveWhys.WhichCause", RefusalKind.Wrong) { Input = FiveWhysForms.UnderInput };
        }

        return verb != MoveVerb ? Does(verb, node)
            : NumberIn(Said(fields, FiveWhysForms.ToInput)) is { } to ? new FiveWhysCommand.Move(node, to)
            : new Refusal("FiveWhys.WhereTo", RefusalKind.Wrong) { Input = FiveWhysForms.ToInput };
    }
}
