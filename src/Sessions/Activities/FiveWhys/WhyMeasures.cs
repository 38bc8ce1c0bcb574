using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Sessions;

/// <summary>Counter-measures of root causes. Whoever is named as owner is asked when they become next steps.</summary>
sealed class WhyMeasures(FiveWhys state, AgendaItem item, ActivityTurn turn)
{
    /// <summary>All become suggestions of the next steps.</summary>
    public const int Max = NextStepsRules.SuggestionsMax;

    public ActivityDecision Decide(FiveWhysCommand command) => command switch
    {
        FiveWhysCommand.AddMeasure add => Add(add),
        FiveWhysCommand.ChangeMeasure change => About(change.Measure, measure => Put(measure, change.Draft)),
        FiveWhysCommand.DropMeasure drop => About(drop.Measure, measure => ActivityDecision.Of(new FiveWhysEvent.MeasureDropped(turn.Author, measure.Number))),
        _ => throw new UnreachableException(),
    };

    ActivityDecision About(int number, Func<CounterMeasure, ActivityDecision> decide) => state.Measures.GetValueOrDefault(number) switch
    {
        null => new Refusal("FiveWhys.NoMeasure", RefusalKind.NotKnown, number),
        var measure when measure.Author != turn.Author && !turn.IsFacilitator => new Refusal("FiveWhys.MeasureNotYours", RefusalKind.NotYours, number),
        var measure => decide(measure),
    };

    ActivityDecision Add(FiveWhysCommand.AddMeasure add)
    {
        if (state.Cause(add.Cause) is not { } cause)
        {
            return FiveWhysRules.NoNode;
        }

        if (cause.End != CauseEnd.Root)
        {
            return new Refusal("FiveWhys.NotARoot", RefusalKind.NotNow, state.NumberOf(cause.Id)) { Input = FiveWhysForms.CauseInput };
        }

        var number = Enumerable.Range(1, Max).FirstOrDefault(free => !state.Measures.ContainsKey(free));
        return number == 0
            ? new Refusal("FiveWhys.TooManyMeasures", RefusalKind.NotNow, Max)
            : Put(new CounterMeasure(number, cause.Id, turn.Author, turn.Author, "", null, null, null), add.Draft);
    }

    /// <summary>The measure with what the draft says of it, or the first reason why it cannot be.</summary>
    ActivityDecision Put(CounterMeasure measure, StepDraft draft)
    {
        var details = new StepDetails(turn, turn.Zone);
        var what = PersonalText.Required(draft.What ?? measure.What, NextStepsRules.WhatMax);
        var sign = PersonalText.Optional(draft.Sign ?? measure.Sign, NextStepsRules.SignMax);
        var (owner, wrongOwner) = item.Level == AnonymityLevel.Named ? details.OwnerOf(draft.Owner, measure.Owner) : Nameless(draft.Owner);
        var (due, wrongDue) = details.DueOf(draft.Due, measure.Due);
        if ((In(what.Refusal, NextStepsForms.WhatInput) ?? wrongOwner ?? wrongDue ?? In(sign.Refusal, NextStepsForms.SignInput)) is { } refusal)
        {
            return refusal;
        }

        var put = new FiveWhysEvent.Measured(
            turn.Author, measure.Number, measure.Cause, what.Value ?? "", owner, due, sign.Value is { Length: > 0 } given ? given : null);
        return state.Measures.Values.Any(standing => IsSame(standing, put, measure.Author)) ? ActivityDecision.Nothing : ActivityDecision.Of(put);
    }

    // Whoever is named as owner is named to all; here nobody is. It has an owner once it is a next step.
    static (PersonAlias? Owner, Refusal? WhyNot) Nameless(string? owner) => owner is null or "" or NextStepsRules.Nobody
        ? (null, null)
        : (null, new Refusal("FiveWhys.OwnerLater", RefusalKind.NotNow) { Input = NextStepsForms.OwnerInput });

    static bool IsSame(CounterMeasure standing, FiveWhysEvent.Measured put, PersonAlias author) =>
        (standing.Author, standing.Cause, standing.What, standing.Owner, standing.Due, standing.Sign)
            == (author, put.Cause, put.What, put.Owner, put.Due, put.Sign);

    static Refusal? In(Refusal? refusal, string input) => refusal is null ? null : refusal with { Input = input };
}
