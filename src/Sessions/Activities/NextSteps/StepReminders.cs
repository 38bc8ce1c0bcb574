using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <param name="At">When its owner, and nobody else, is to be reminded.</param>
public sealed record StepReminder(int Step, PersonAlias Owner, DateTimeOffset At);

/// <summary>When whom to remind of a step: three days before, and on the day. Only who has accepted it, and while it is open.</summary>
public static class StepReminders
{
    public const int DaysBefore = 3;

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
}
