using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

/// <summary>Who does what by when, as the events fold to.</summary>
public sealed record NextSteps(string? Question) : ActivityState
{
    /// <summary>IANA name of the zone in which a day is meant.</summary>
    public string Zone { get; init; } = "Etc/UTC";

    /// <summary>What came before and was put forward: what a step could be about.</summary>
    public ImmutableArray<StepSuggestion> Suggestions { get; init; } = [];

    /// <summary>By their numbers: the first is number 1.</summary>
    public ImmutableArray<NextStep> Steps { get; init; } = [];

    public ImmutableHashSet<PersonAlias> People { get; init; } = [];

    protected override int PeopleCounted => People.Count;

    public override bool Knows(PersonAlias author) => People.Contains(author) || Of(author).Any()
        || Suggestions.Any(one => one.Undertaking?.Owner == author);

    public override string? Prompt => Question;

    public override string FormsOf => string.Join('/', Steps.Select(step => $"{step.What} {step.Owner} {step.HasAccepted} {step.Status}"));

    public override bool HasResult => !Steps.IsEmpty;

    public NextStep? Step(int number) => number >= 1 && number <= Steps.Length ? Steps[number - 1] : null;

    public StepSuggestion? Suggestion(int place) => place >= 0 && place < Suggestions.Length ? Suggestions[place] : null;

    /// <summary>What somebody put down, or is asked for, or does.</summary>
    public IEnumerable<NextStep> Of(PersonAlias person) => Steps.Where(step => step.Author == person || step.Owner == person);
}

/// <summary>Stored by the names of the events that lead to it.</summary>
public enum StepStatus
{
    Open,
    Done,
    Dropped,
}

/// <param name="Author">Who put it down.</param>
/// <param name="Owner">Who does it, or is asked to: nobody is assigned silently.</param>
/// <param name="Sign">By what one will see first that it goes on.</param>
/// <param name="Suggestion">Place of the suggestion it came from.</param>
public sealed record NextStep(
    int Number, PersonAlias Author, string What, PersonAlias? Owner, DateOnly? Due, string? Sign, int? Suggestion)
{
    public bool HasAccepted { get; init; }

    public StepStatus Status { get; init; }

    /// <summary>Whose words it is in: who put it down, or changed it last.</summary>
    public PersonAlias Teller { get; init; } = Author;

    public PersonAlias? DroppedBy { get; init; }

    /// <summary>Why it was dropped.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when it stands as it does, so that nobody is reminded at once of what they have just said; null in old logs.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <param name="Activity">Number of the activity that keeps it.</param>
/// <param name="Id">Its id there.</param>
public sealed record StepSuggestion(int Activity, int Id, string Text)
{
    /// <summary>What was said already of who does it: it holds where whoever takes it up says nothing else.</summary>
    public Undertaking? Undertaking { get; init; }
}

/// <summary>A step as somebody writes it, not yet looked at; null is not said.</summary>
/// <param name="Suggestion">Place of the suggestion that it is, where there are no words of its own.</param>
/// <param name="Owner">"me", "nobody", a number of somebody who joined, or their name.</param>
public sealed record StepDraft(string? What, int? Suggestion, string? Owner, string? Due, string? Sign)
{
    public bool IsEmpty => this is { What: null, Suggestion: null, Owner: null, Due: null, Sign: null };
}

public abstract record NextStepsCommand : ActivityCommand
{
    public sealed record Add(StepDraft Draft) : NextStepsCommand;

    /// <param name="Then">What else holds of it from now on.</param>
    public sealed record Change(int Step, StepDraft Draft, NextStepsCommand? Then) : NextStepsCommand;

    public sealed record Accept(int Step) : NextStepsCommand
    {
        public override bool IsAnytime => true;
    }

    public sealed record Decline(int Step) : NextStepsCommand
    {
        public override bool IsAnytime => true;
    }

    public sealed record Finish(int Step) : NextStepsCommand
    {
        public override bool IsAnytime => true;
    }

    public sealed record Drop(int Step, string Reason) : NextStepsCommand
    {
        public override bool IsAnytime => true;
    }

    /// <summary>It is neither done nor dropped.</summary>
    public sealed record Resume(int Step) : NextStepsCommand
    {
        public override bool IsAnytime => true;
    }
}

public abstract record NextStepsEvent : ActivityEvent
{
    public sealed record Planned(string? Question) : NextStepsEvent;

    public sealed record Taken(string Zone, ImmutableArray<StepSuggestion> Suggestions) : NextStepsEvent;

    public sealed record Added(
        PersonAlias Author, string What, PersonAlias? Owner, DateOnly? Due, string? Sign, int? Suggestion, DateTimeOffset? At = null) : NextStepsEvent;

    /// <summary>All of it, as it is from now on.</summary>
    public sealed record Changed(
        PersonAlias Author, int Step, string What, PersonAlias? Owner, DateOnly? Due, string? Sign, DateTimeOffset? At = null) : NextStepsEvent;

    public sealed record Accepted(PersonAlias Author, int Step, DateTimeOffset? At = null) : NextStepsEvent;

    public sealed record Declined(PersonAlias Author, int Step) : NextStepsEvent;

    public sealed record Finished(PersonAlias Author, int Step) : NextStepsEvent;

    public sealed record Dropped(PersonAlias Author, int Step, string Reason) : NextStepsEvent;

    public sealed record Resumed(PersonAlias Author, int Step, DateTimeOffset? At = null) : NextStepsEvent;
}

[JsonSerializable(typeof(NextStepsEvent.Planned))]
[JsonSerializable(typeof(NextStepsEvent.Taken))]
[JsonSerializable(typeof(NextStepsEvent.Added))]
[JsonSerializable(typeof(NextStepsEvent.Changed))]
[JsonSerializable(typeof(NextStepsEvent.Accepted))]
[JsonSerializable(typeof(NextStepsEvent.Declined))]
[JsonSerializable(typeof(NextStepsEvent.Finished))]
[JsonSerializable(typeof(NextStepsEvent.Dropped))]
[JsonSerializable(typeof(NextStepsEvent.Resumed))]
sealed partial class NextStepsJson : JsonSerializerContext;
