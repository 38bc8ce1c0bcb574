using System.Collections.Immutable;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>
/// Lines typed while a 5 Whys is open. A line whose first word is one of ours, with the number of a node behind it, does something to the tree; any other is a
/// cause: <c>why "The printer was empty" under 1.2 evidence</c>.
/// </summary>
static class WhyTyped
{
    const string EditVerb = "edit";
    const string WithdrawVerb = "withdraw";
    const string ChangeVerb = "change";
    const string DropVerb = "drop";

    const int ShownMax = 40;

    /// <summary>In German too, as one speaks.</summary>
    static readonly ImmutableDictionary<string, string> Verbs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [FiveWhysReading.FollowVerb] = FiveWhysReading.FollowVerb,
        ["folgen"] = FiveWhysReading.FollowVerb,
        [FiveWhysReading.VoteVerb] = FiveWhysReading.VoteVerb,
        ["abstimmen"] = FiveWhysReading.VoteVerb,
        [FiveWhysReading.CountVerb] = FiveWhysReading.CountVerb,
        ["zählen"] = FiveWhysReading.CountVerb,
        [FiveWhysReading.ChooseVerb] = FiveWhysReading.ChooseVerb,
        ["wählen"] = FiveWhysReading.ChooseVerb,
        [FiveWhysReading.RootVerb] = FiveWhysReading.RootVerb,
        ["grundursache"] = FiveWhysReading.RootVerb,
        [FiveWhysReading.OutsideVerb] = FiveWhysReading.OutsideVerb,
        ["außerhalb"] = FiveWhysReading.OutsideVerb,
        ["ausserhalb"] = FiveWhysReading.OutsideVerb,
        [FiveWhysReading.ReopenVerb] = FiveWhysReading.ReopenVerb,
        ["öffnen"] = FiveWhysReading.ReopenVerb,
        [FiveWhysReading.MoveVerb] = FiveWhysReading.MoveVerb,
        ["verschieben"] = FiveWhysReading.MoveVerb,
        [FiveWhysReading.HideVerb] = FiveWhysReading.HideVerb,
        ["verbergen"] = FiveWhysReading.HideVerb,
        [FiveWhysReading.TestVerb] = FiveWhysReading.TestVerb,
        ["probe"] = FiveWhysReading.TestVerb,
        [EditVerb] = EditVerb,
        ["ändern"] = EditVerb,
        [WithdrawVerb] = WithdrawVerb,
        ["zurückziehen"] = WithdrawVerb,
        [FiveWhysReading.MeasureVerb] = FiveWhysReading.MeasureVerb,
        ["maßnahme"] = FiveWhysReading.MeasureVerb,
        ["massnahme"] = FiveWhysReading.MeasureVerb,
        [ChangeVerb] = ChangeVerb,
        [DropVerb] = DropVerb,
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    static readonly ImmutableDictionary<string, bool> Kinds = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase)
    {
        [FiveWhysReading.Evidence] = true,
        ["beleg"] = true,
        ["belegt"] = true,
        [FiveWhysReading.Assumption] = false,
        ["annahme"] = false,
        ["vermutet"] = false,
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    static readonly ImmutableDictionary<string, string> Answers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [FiveWhysReading.Yes] = FiveWhysReading.Yes,
        ["ja"] = FiveWhysReading.Yes,
        [FiveWhysReading.No] = FiveWhysReading.No,
        ["nein"] = FiveWhysReading.No,
        [FiveWhysReading.Unsure] = FiveWhysReading.Unsure,
        ["unklar"] = FiveWhysReading.Unsure,
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    static readonly ImmutableArray<string> UnderWords = ["under", "unter"];

    static readonly Refusal Grammar = new("FiveWhys.Grammar", RefusalKind.Wrong);

    /// <summary>A quoted text with settings behind it is a problem that starts another; all else is about the one that is open.</summary>
    public static bool IsAnswer(TypedLine line) =>
        !line.Words.IsEmpty || !line.Options.IsEmpty || line is { Question: not null, Settings.IsEmpty: true };

    public static Parsed<FiveWhysCommand> Read(TypedLine line, FiveWhys state)
    {
        ImmutableArray<TypedPart> parts = [.. line.Parts.Where(part => part.IsQuoted || line.Which is not { } which || part.Text != $"#{Number(which)}")];
        if (parts is not [{ IsQuoted: false } first, .. var rest] || !Verbs.TryGetValue(first.Text, out var verb))
        {
            return Add(parts, state);
        }

        return (verb, rest) switch
        {
            (FiveWhysReading.CountVerb, []) => new FiveWhysCommand.CountVote(),
            (FiveWhysReading.VoteVerb, []) => new FiveWhysCommand.OpenVote(state.Focus),
            (_, []) => Grammar,
            (ChangeVerb or DropVerb, [var number, .. var draft]) when NumberIn(number.Text) is { } measure => Measure(verb, measure, draft),
            (_, [{ IsQuoted: false } number, .. var said]) when WhyTree.IsNumber(number.Text) =>
                Node(number.Text, state, node => About(verb, node, said, state)),
            _ => Add(parts, state), // "why move orders were lost" is a cause
        };
    }

    static Parsed<FiveWhysCommand> Node(string number, FiveWhys state, Func<int, Parsed<FiveWhysCommand>> then) => state.Find(number) is { } node
        ? then(node)
        : new Refusal("FiveWhys.NoSuchNumber", RefusalKind.NotKnown, number.Length > ShownMax ? number[..ShownMax] : number);

    static Parsed<FiveWhysCommand> About(string verb, int node, ImmutableArray<TypedPart> said, FiveWhys state) => (verb, said) switch
    {
        (FiveWhysReading.MoveVerb, [var under, var to]) when Is(under, UnderWords) => Node(to.Text, state, target => new FiveWhysCommand.Move(node, target)),
        (FiveWhysReading.MoveVerb, [var to]) => Node(to.Text, state, target => new FiveWhysCommand.Move(node, target)),
        (FiveWhysReading.TestVerb, [{ IsQuoted: false } answer]) when Answers.TryGetValue(answer.Text, out var word) =>
            new FiveWhysCommand.Test(node, FiveWhysReading.Answer(word) ?? ReverseAnswer.Unsure),
        (FiveWhysReading.MeasureVerb, { IsEmpty: false }) => new FiveWhysCommand.AddMeasure(node, NextStepsReading.Draft(said, new NextSteps((string?)null))),
        (EditVerb, { IsEmpty: false }) => Edit(node, said),
        (WithdrawVerb, []) => new FiveWhysCommand.Withdraw(node),
        (_, []) when FiveWhysReading.Does(verb, node).Value is { } command => command,
        _ => Grammar,
    };

    static Parsed<FiveWhysCommand> Measure(string verb, int measure, ImmutableArray<TypedPart> draft) => (verb, draft) switch
    {
        (DropVerb, []) => new FiveWhysCommand.DropMeasure(measure),
        (ChangeVerb, { IsEmpty: false }) => new FiveWhysCommand.ChangeMeasure(measure, NextStepsReading.Draft(draft, new NextSteps((string?)null))),
        _ => Grammar,
    };

    static Parsed<FiveWhysCommand> Edit(int cause, ImmutableArray<TypedPart> said)
    {
        var isEvidence = Kind(ref said);
        return new FiveWhysCommand.Edit(cause, said.IsEmpty ? null : Text(said), isEvidence);
    }

    static Parsed<FiveWhysCommand> Add(ImmutableArray<TypedPart> parts, FiveWhys state)
    {
        var kind = Kind(ref parts);
        if (parts is not [.. { IsEmpty: false } text, { IsQuoted: false } under, { IsQuoted: false } number]
            || !Is(under, UnderWords) || !WhyTree.IsNumber(number.Text))
        {
            return new FiveWhysCommand.Add(null, Text(parts), kind ?? false);
        }

        var isEvidence = kind ?? Kind(ref text) ?? false; // "evidence under 1.2" is said as well
        return Node(number.Text, state, node => new FiveWhysCommand.Add(node, Text(text), isEvidence));
    }

    // Behind a quoted text or the number of a node it is ours; else it is the last word of a sentence.
    static bool? Kind(ref ImmutableArray<TypedPart> parts)
    {
        if (parts is not [.. var before, { IsQuoted: false } last] || !Kinds.TryGetValue(last.Text, out var isEvidence)
            || !(before.IsEmpty || before[^1].IsQuoted || (WhyTree.IsNumber(before[^1].Text) && before is [.., var under, _] && Is(under, UnderWords))))
        {
            return null;
        }

        parts = before;
        return isEvidence;
    }

    static bool Is(TypedPart part, ImmutableArray<string> words) => !part.IsQuoted && words.Contains(part.Text, StringComparer.OrdinalIgnoreCase);

    static string Text(ImmutableArray<TypedPart> parts) => string.Join(' ', parts.Select(part => part.Text));
}
