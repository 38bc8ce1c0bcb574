using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <param name="At">When its owner, and nobody else, is to be reminded.</param>
public sealed record StepReminder(int Step, PersonAlias Owner, DateTimeOffset At);

/// <summary>When whom to remind of a step: three days before, and on the day. Only who has accepted it, and while it is open.</summary>
public static class StepReminders
{
    public const int DaysBefore = 3;

    /// <summary>How the keys begin; stored for ever.</summary>
    const string DueKey = "step";
    const string Ask = "ask";

    /// <summary>On the wall of the zone: when a working day begins.</summary>
    public static readonly TimeOnly Hour = new(9, 0);

    /// <summary>Also those that are past: whoever sends them knows what was sent, and what is too late.</summary>
    public static ImmutableArray<StepReminder> Of(NextSteps state, TimeZoneInfo zone) =>
    [
        .. state.Steps.SelectMany(step => step is { Status: StepStatus.Open, HasAccepted: true, Due: { } due, Owner: { } owner }
                ? ((int[])[DaysBefore, 0]).Select(days => new StepReminder(step.Number, owner, LocalTime.At(due.AddDays(-days), Hour, zone)))
                : [])
            .OrderBy(reminder => reminder.At)
            .ThenBy(reminder => reminder.Step),
    ];

    /// <summary>Without those whose moment had passed when the step came to stand as it does.</summary>
    public static IEnumerable<Reminder> Due(AgendaItem item)
    {
        var state = (NextSteps)item.State;
        foreach (var reminder in Of(state, LocalTime.ZoneOf(state.Zone)))
        {
            var step = state.Step(reminder.Step)!; // not null: it is where the reminder comes from
            if (reminder.At > (step.Since ?? item.OpenedAt))
            {
                yield return new Reminder(KeyOf(step, reminder.At), reminder.At, reminder.Owner);
            }
        }
    }

    /// <summary>To whoever is to do a step and has not said yet whether they will; once more where it was changed since.</summary>
    public static IEnumerable<Reminder> Asks(AgendaItem item) =>
        from step in ((NextSteps)item.State).Steps
        where step is { Status: StepStatus.Open, HasAccepted: false, Owner: not null } && step.Owner != step.Teller
        select new Reminder(AskKeyOf(step), step.Since ?? item.OpenedAt ?? default, step.Owner);

    public static ImmutableArray<Run>? Text(string key, ActivityView view) => StepOf(key, view.Item) switch
    {
        { Status: StepStatus.Open, HasAccepted: false } asked when IsAsk(key) => view.Words.Runs(
            "NextSteps.AskedPrivately", new WordsRun(SessionCards.TitleOf(view)), new WordsRun(asked.What), new TextRun(OwnSteps.When(view, asked))),
        { Due: { } due } step when !IsAsk(key) => view.Words.Runs(
            "NextSteps.Reminder", new WordsRun(step.What), new TextRun(view.Words.Say("NextSteps.Due", due)), new TextRun($"done {step.Number}")),
        _ => null,
    };

    /// <summary>The step that such a key is about; null for any other.</summary>
    public static NextStep? StepOf(string key, AgendaItem item) =>
        key.Split('-') is [DueKey or Ask, var text, ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? ((NextSteps)item.State).Step(number)
            : null;

    static bool IsAsk(string key) => key.StartsWith(Ask, StringComparison.Ordinal);

    // With the day of the reminder in it: where another date is set it is another reminder.
    static string KeyOf(NextStep step, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{DueKey}-{step.Number}-{at.UtcDateTime:yyyyMMdd}");

    // With the moment in it since which it stands as it does: what was changed is another question.
    static string AskKeyOf(NextStep step) =>
        string.Create(CultureInfo.InvariantCulture, $"{Ask}-{step.Number}-{step.Since?.UtcDateTime:yyyyMMddHHmmss}");
}
