using System.Collections.Immutable;

namespace CoCreateBot.Cards;

/// <summary>
/// One picture on a session's board. The hierarchy is closed: each renderer handles every case, as a picture and as a table or list that says the same,
/// so that nothing is said by place, length or colour alone.
/// </summary>
/// <param name="Title">Our own words.</param>
public abstract record Figure(string Title)
{
    /// <summary>What it comes to, in a sentence; empty where it says so itself.</summary>
    public ImmutableArray<Run> Caption { get; init; } = [];
}

/// <summary>Notes side by side, in groups.</summary>
public sealed record WallFigure(string Title, ImmutableArray<WallGroup> Groups) : Figure(Title)
{
    /// <summary>How many notes stand on the pages before this part of it.</summary>
    public int Before { get; init; }

    /// <summary>Set on a part of a wall: how many notes there are on all pages.</summary>
    public int? All { get; init; }

    public int Count => Groups.Sum(group => group.Notes.Length);

    /// <summary>So many of its notes, in their groups; the whole wall where there are no more.</summary>
    public WallFigure Part(int before, int max)
    {
        if (before == 0 && Count <= max)
        {
            return this;
        }

        var groups = ImmutableArray.CreateBuilder<WallGroup>();
        var skip = before;
        foreach (var group in Groups)
        {
            var part = group with { Notes = [.. group.Notes.Skip(skip).Take(max)] };
            skip = Math.Max(0, skip - group.Notes.Length);
            max -= part.Notes.Length;
            if (!part.Notes.IsEmpty)
            {
                groups.Add(part);
            }
        }

        return this with { Groups = groups.ToImmutable(), Before = before, All = Count };
    }
}

/// <param name="Name">Empty where the notes are in no group.</param>
public sealed record WallGroup(ImmutableArray<Run> Name, ImmutableArray<WallNote> Notes);

/// <param name="Label">By which people speak of it ("12"), unique on its wall; empty where they do not.</param>
/// <param name="BuildsOn">Labels of the notes it was built on; empty where it began by itself.</param>
public sealed record WallNote(string Label, ImmutableArray<Run> Text, ImmutableArray<string> BuildsOn)
{
    /// <summary>What stands beside it in small letters: whose it is, how often it was said.</summary>
    public ImmutableArray<Run> Remark { get; init; } = [];

    /// <summary>It stands out. What it is stands in the remark as well.</summary>
    public bool IsStrong { get; init; }

    public ImmutableArray<Picture> Pictures { get; init; } = [];
}

/// <summary>Bars beside each other: dots, answers.</summary>
public sealed record BarsFigure(HorizontalBarChart Chart) : Figure(Chart.Title);

/// <summary>A tree that grows downwards, each level a little further in: a problem, its causes, their causes.</summary>
public sealed record TreeFigure(string Title, TreeNode Root) : Figure(Title);

/// <param name="Label">By which people speak of it ("1.2"); empty at the root.</param>
public sealed record TreeNode(string Label, ImmutableArray<Run> Text, ImmutableArray<TreeNode> Children)
{
    /// <summary>What it is, in words: "root cause", "assumption".</summary>
    public ImmutableArray<string> Marks { get; init; } = [];

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
