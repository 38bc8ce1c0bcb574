using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>What people type, press and fill in, read as steps and what became of them.</summary>
static class NextStepsReading
{
    public const string AddVerb = "add";
    public const string MineVerb = "mine";

    public const string AcceptVerb = "accept";
    public const string DeclineVerb = "decline";
    public const string DoneVerb = "done";
    public const string DropVerb = "drop";
    public const string OpenVerb = "reopen";
    const string ChangeVerb = "change";

    /// <summary>The value of the list of what becomes of a step that leaves it as it is.</summary>
    public const string Keep = "keep";

    /// <summary>Said also when it has closed: "done 2".</summary>
    public static readonly ImmutableArray<string> TellingVerbs = [AcceptVerb, DeclineVerb, DoneVerb, DropVerb];

    static readonly ImmutableArray<string> Keywords = ["by", "due", "sign"];

    static readonly TimeSpan Live = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Asynchronous = TimeSpan.FromHours(24);

    public static Parsed<ActivityPlan> Plan(TypedLine line)
    {
        if (!line.Words.IsEmpty || !line.Options.IsEmpty)
        {
            return new Refusal("NextSteps.NotOpen", RefusalKind.NotNow);
        }

        var question = PersonalText.Optional(line.Question, Limits.QuestionMax);
        var read = new SettingsReader(line, "for", "live", "named");
        var lasts = read.Lasts(Live, Asynchronous);
        return (question.Refusal ?? read.Refusal) is { } refusal
            ? refusal
            : new ActivityPlan(
                NextStepsActivity.KindName,
                new NextStepsEvent.Planned(question.Value is { Length: > 0 } asked ? asked : null),
                AnonymityLevel.Named,
                IsBlind: false,
                lasts);
    }

    /// <summary>"steps "What" by Ann due Friday sign "..."", "steps done 2", and where it has closed "done 2".</summary>
    public static Parsed<NextStepsCommand> Typed(TypedLine line, NextSteps state)
    {
        var parts = line.Parts.Where(part => part.IsQuoted || !part.Text.StartsWith('#')).ToImmutableArray(); // "#2" is a session
        if (TellingVerbs.Contains(line.Verb, StringComparer.Ordinal))
        {
            return Told(line.Verb, parts);
        }

        if (line.Rest.Count(character => character == '"') is > 2 and var quotes && quotes % 2 == 1)
        {
            return new Refusal("NextSteps.QuoteInQuotes", RefusalKind.Wrong); // where it ends is anybody's guess
        }

        return parts switch
        {
            [{ IsQuoted: false } verb, { IsQuoted: false } number, .. var draft] when Is(verb, ChangeVerb) && NumberIn(number.Text) is { } step =>
                Draft(draft, state) is { IsEmpty: false } change
                    ? new NextStepsCommand.Change(step, change, null)
                    : new Refusal("NextSteps.ChangeWhat", RefusalKind.Wrong),
            [{ IsQuoted: false } verb, .. var rest] when Verb(verb.Text) is { } telling && (rest.IsEmpty || NumberIn(rest[0].Text) is not null) =>
                Told(telling, rest),
            [{ IsQuoted: false } verb, .. { IsEmpty: false } draft] when Is(verb, AddVerb) => new NextStepsCommand.Add(Draft(draft, state)),
            _ => new NextStepsCommand.Add(Draft(parts, state)),
        };
    }

    static bool Is(TypedPart part, string verb) => part.Text.Equals(verb, StringComparison.OrdinalIgnoreCase);

    static string? Verb(string text) =>
        TellingVerbs.Append(OpenVerb).FirstOrDefault(verb => verb.Equals(text, StringComparison.OrdinalIgnoreCase));

    static Parsed<NextStepsCommand> Told(string verb, ImmutableArray<TypedPart> parts) =>
        parts is [var number, .. var reason] && NumberIn(number.Text) is { } step
            ? Tell(verb, step, string.Join(' ', reason.Select(part => part.Text)))
            : new Refusal("NextSteps.WhichStep", RefusalKind.Wrong, verb);

    static Parsed<NextStepsCommand> Tell(string verb, int step, string reason) => verb switch
    {
        AcceptVerb => new NextStepsCommand.Accept(step),
        DeclineVerb => new NextStepsCommand.Decline(step),
        DoneVerb => new NextStepsCommand.Finish(step),
        DropVerb => new NextStepsCommand.Drop(step, PersonalText.Line(reason)),
        OpenVerb => new NextStepsCommand.Resume(step),
        _ => Refusals.NotUnderstood,
    };

    /// <summary>Words up to the first of ours are what is to be done; one letter is a suggestion.</summary>
    public static StepDraft Draft(ImmutableArray<TypedPart> parts, NextSteps state)
    {
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var key = "";
        foreach (var part in parts)
        {
            if (!part.IsQuoted && Keywords.Contains(part.Text, StringComparer.OrdinalIgnoreCase))
            {
                key = part.Text;
                said[key] = "";
                continue;
            }

            said[key] = said.GetValueOrDefault(key) is { Length: > 0 } before ? $"{before} {part.Text}" : part.Text;
        }

        var suggestion = parts is [{ IsQuoted: false }, ..] && said.TryGetValue("", out var letter) ? Suggested(letter, state) : null;
        return new StepDraft(suggestion is null ? Line(said, "") : null, suggestion, Line(said, "by"), Line(said, "due"), Line(said, "sign"));
    }

    static int? Suggested(string letter, NextSteps state) => Enumerable.Range(0, state.Suggestions.Length)
        .Where(place => VoteOption.LetterOf(place).Equals(letter, StringComparison.OrdinalIgnoreCase))
        .Select(place => (int?)place)
        .FirstOrDefault();

    static string? Line(Dictionary<string, string> said, string key) => said.TryGetValue(key, out var text) ? PersonalText.Line(text) : null;

    public static Parsed<NextStepsCommand> Press(Press press, IReadOnlyDictionary<string, string> fields, NextSteps state) => press.Verb switch
    {
        AddVerb => new NextStepsCommand.Add(Filled(fields)),
        MineVerb => Mine(fields, state),
        _ => NumberIn(press.Argument) is { } step ? Tell(press.Verb, step, "") : Refusals.NotUnderstood,
    };

    public static StepDraft Filled(IReadOnlyDictionary<string, string> fields)
    {
        var what = Given(fields, NextStepsForms.WhatInput);
        return new StepDraft(
            what,
            what is null ? NumberIn(fields.GetValueOrDefault(NextStepsForms.SuggestionInput, "")) : null,
            Given(fields, NextStepsForms.OwnerInput),
            Given(fields, NextStepsForms.DueInput),
            Given(fields, NextStepsForms.SignInput));
    }

    /// <summary>What is left empty stays as it is.</summary>
    static string? Given(IReadOnlyDictionary<string, string> fields, string input) =>
        PersonalText.Line(fields.GetValueOrDefault(input)) is { Length: > 0 } text ? text : null;

    static Parsed<NextStepsCommand> Mine(IReadOnlyDictionary<string, string> fields, NextSteps state)
    {
        if (NumberIn(fields.GetValueOrDefault(NextStepsForms.StepInput, "")) is not { } number)
        {
            return new Refusal("NextSteps.ChooseStep", RefusalKind.Wrong) { Input = NextStepsForms.StepInput };
        }

        var becomes = fields.GetValueOrDefault(NextStepsForms.BecomesInput, Keep);
        var told = becomes is "" or Keep ? default : Tell(becomes, number, fields.GetValueOrDefault(NextStepsForms.ReasonInput, ""));
        if (told.Refusal is { } refusal)
        {
            return refusal;
        }

        var draft = Filled(fields);
        return draft.IsEmpty || IsAsItIs(draft, state.Step(number))
            ? told.Value ?? (Parsed<NextStepsCommand>)new NextStepsCommand.Change(number, draft, null)
            : new NextStepsCommand.Change(number, draft, told.Value);
    }

    // The form opens with what stands, where only one step is meant: handed in unchanged, that says nothing new.
    static bool IsAsItIs(StepDraft draft, NextStep? step) => step is not null && draft.Owner is null
        && (draft.What ?? step.What) == step.What
        && (draft.Sign ?? step.Sign) == step.Sign
        && (draft.Due is null || draft.Due == step.Due?.ToString("O", CultureInfo.InvariantCulture));
}
