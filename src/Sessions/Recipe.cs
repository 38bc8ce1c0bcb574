using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>A named agenda, kept as the lines that one would type for its activities.</summary>
/// <param name="Lines">
/// A question "?" stands for the session's purpose, and the option "..." for the options typed with the start.
/// </param>
public sealed record Recipe(string Name, ImmutableArray<string> Lines)
{
    const string PurposeMark = "?";
    const string OptionsMark = "...";

    /// <summary>Their names are typed; what they hold is said in Session.resx ("Recipe-ideas").</summary>
    public static readonly ImmutableArray<Recipe> BuiltIn =
    [
        new("ideas", ["checkin", "brainwrite \"?\"", "cluster", "vote", "steps"]),
        new("root-cause", ["checkin", "why \"?\"", "steps"]),
        new("prioritise", ["vote \"?\" ... |", "steps"]),
        new("check-in", ["checkin"]),
        new("ask", ["ask \"?\"", "rate", "steps"]),
    ];

    /// <summary>It works on a list that is typed with the start.</summary>
    public bool TakesOptions => Lines.Any(line => line.Contains(OptionsMark, StringComparison.Ordinal));

    /// <summary>The agenda it stands for.</summary>
    /// <param name="start">The line that starts the session: its question is the purpose.</param>
    public Parsed<Agenda> Plan(TypedLine start, Activities activities)
    {
        var plans = ImmutableArray.CreateBuilder<ActivityPlan>();
        foreach (var step in Lines.Select(TypedLine.Parse))
        {
            if (activities.ForVerb(step.Verb) is not { } activity)
            {
                return new Refusal("Session.RecipeUnknownStep", RefusalKind.Wrong, step.Verb);
            }

            var read = activity.Plan(Filled(step, start));
            if (read.Value is not { } plan)
            {
                return read.Refusal ?? Refusals.NotUnderstood;
            }

            plans.Add(plan);
        }

        return new Agenda(plans.ToImmutable());
    }

    static TypedLine Filled(TypedLine step, TypedLine start)
    {
        var line = step.Question == PurposeMark ? step with { Question = start.Question } : step;
        line = line.Options is [OptionsMark] ? line with { Options = start.Options } : line;
        return start.Settings.ContainsKey("live") ? line with { Settings = line.Settings.SetItem("live", "") } : line;
    }
}

/// <summary>The activities of a session in their order, before it starts.</summary>
public sealed record Agenda(ImmutableArray<ActivityPlan> Plans)
{
    /// <summary>In a day every zone of the world has its working hours.</summary>
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>A night off work takes 16 hours. What is open for less than this passes by some who do nothing wrong.</summary>
    static readonly TimeSpan Night = TimeSpan.FromHours(18);

    /// <summary>
    /// The same fitted to a length, where people answer over hours or days: each gets its share, and as far as there is room for that at least the
    /// day in which everybody comes to work once. A live one stays as it is: whether it fits is said, and the facilitator shortens what they like.
    /// </summary>
    public Agenda FittedTo(TimeSpan length, bool isLive)
    {
        var timed = Plans.Where(plan => plan.Lasts > TimeSpan.Zero).ToList();
        if (isLive || timed.Count == 0)
        {
            return this;
        }

        var even = length / timed.Count;
        var least = even < Night ? TimeSpan.Zero : even < Day ? even : Day;
        var factor = Factor(timed, length, least);
        return new Agenda([.. Plans.Select(plan => plan with { Lasts = Share(plan.Lasts, factor, least) })]);
    }

    // What would get less than the least gets that, and the others share what is left.
    static double Factor(List<ActivityPlan> timed, TimeSpan length, TimeSpan least)
    {
        var sharing = timed.Select(plan => plan.Lasts!.Value).ToList(); // not null: they are timed
        while (true)
        {
            var factor = (length - ((timed.Count - sharing.Count) * least)) / sharing.Aggregate(TimeSpan.Zero, (sum, one) => sum + one);
            var left = sharing.Where(one => one * factor > least).ToList();
            if (left.Count == 0 || left.Count == sharing.Count)
            {
                return factor;
            }

            sharing = left;
        }
    }

    static TimeSpan? Share(TimeSpan? lasts, double factor, TimeSpan least) => lasts is { } one
        ? TimeSpan.FromTicks(Math.Clamp(Math.Max((long)(one.Ticks * factor), least.Ticks), Limits.DurationMin.Ticks, Limits.DurationMax.Ticks))
        : null;
}
