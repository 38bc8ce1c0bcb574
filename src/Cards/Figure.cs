using System.Collections.Immutable;

namespace CoCreateBot.Cards;

/// <summary>
/// One picture on a session's board. The hierarchy is closed: each renderer handles every case, as a picture and as a table or list that says the same,
/// so that nothing is said by place, length or colour alone.
/// </summary>
/// <param name="Title">Our own words.</param>
public abstract record Figure(string Title)
{
    /// <summary>The question it answers, in people's words mostly; empty where there is none.</summary>
    public ImmutableArray<Run> Caption { get; init; } = [];
}

/// <summary>Notes side by side, in groups.</summary>
public sealed record WallFigure(string Title, ImmutableArray<WallGroup> Groups) : Figure(Title);

/// <param name="Name">Empty where the notes are in no group.</param>
public sealed record WallGroup(ImmutableArray<Run> Name, ImmutableArray<WallNote> Notes);

/// <param name="Label">By which people speak of it ("12"); unique on its wall.</param>
/// <param name="BuildsOn">Labels of the notes it was built on; empty where it began by itself.</param>
public sealed record WallNote(string Label, ImmutableArray<Run> Text, ImmutableArray<string> BuildsOn)
{
    /// <summary>A figure or mark beside it ("3 dots").</summary>
    public string? Remark { get; init; }
}

/// <summary>Bars beside each other: dots, answers.</summary>
public sealed record BarsFigure(HorizontalBarChart Chart) : Figure(Chart.Title);

/// <summary>A tree that grows from left to right: a problem, its causes, their causes.</summary>
public sealed record TreeFigure(string Title, TreeNode Root) : Figure(Title);

/// <param name="Label">By which people speak of it ("1.2"); empty at the root.</param>
public sealed record TreeNode(string Label, ImmutableArray<Run> Text, ImmutableArray<TreeNode> Children)
{
    /// <summary>What it is, in words: "root cause", "assumption", "not followed".</summary>
    public string? Mark { get; init; }

    /// <summary>It stands out: a root cause, the branch that is followed.</summary>
    public bool IsStrong { get; init; }
}

/// <summary>A square field with two directions, and how many stand where: pleasantness by energy.</summary>
/// <param name="Steps">Places in each direction; positions go from 1 to this.</param>
public sealed record PlaneFigure(string Title, Axis Across, Axis Up, int Steps, ImmutableArray<PlanePoint> Points) : Figure(Title);

/// <param name="Low">What its near end means ("unpleasant").</param>
public sealed record Axis(string Name, string Low, string High);

/// <param name="Figure">The same in words: "2 people: pleasant, calm".</param>
public sealed record PlanePoint(int Across, int Up, int Count, string Figure);

/// <summary>One value over time, the oldest first.</summary>
/// <param name="Low">The lowest value there can be.</param>
public sealed record TrendFigure(string Title, double Low, double High, ImmutableArray<TrendPoint> Points) : Figure(Title);

/// <param name="Value">Null where too few answered to say one: a gap in the line.</param>
/// <param name="Figure">The same in words: "3.8 from 7 answers", "too few answers".</param>
public sealed record TrendPoint(DateTimeOffset At, double? Value, string Figure);

/// <summary>Rows of a table: next steps, and whatever has no better picture.</summary>
public sealed record TableFigure(string Title, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<ImmutableArray<Run>>> Rows) : Figure(Title);
