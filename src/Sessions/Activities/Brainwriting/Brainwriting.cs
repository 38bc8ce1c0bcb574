using System.Collections.Immutable;
using System.Globalization;

namespace CoCreateBot.Sessions;

/// <summary>Silent idea writing on sheets that go round, as its events fold to.</summary>
/// <param name="IdeasEach">How many ideas a person has room for on one sheet.</param>
/// <param name="RoundsSet">As its starter said; null: as many as the ring allows.</param>
/// <param name="IsGallery">Everybody keeps to sheets of their own and sees, after the first round, a few ideas of others beside them.</param>
/// <param name="IsLive">Rounds with a bell; otherwise one pool from which sheets are lent.</param>
public sealed record Brainwriting(string? Question, int IdeasEach, int? RoundsSet, bool IsGallery, bool IsLive, TimeSpan? LastsSet)
    : ActivityState
{
    /// <summary>Rounds of a live ring, unless its starter wants another number.</summary>
    public const int LiveRounds = 4;

    /// <summary>Sheets a person writes on where there is no bell.</summary>
    public const int PoolRounds = 3;

    /// <summary>Seats of each ring, planned from those who had joined when it opened.</summary>
    public ImmutableArray<int> Seats { get; init; } = [];

    /// <summary>How many of them are taken, and further ones.</summary>
    public ImmutableArray<int> Seated { get; init; } = [];

    public TimeSpan RoundLasts { get; init; }

    public int Round { get; init; } = 1;

    /// <summary>What is hidden goes from the sheets before people, too. What the muted write later changes nothing: nobody may find out by it.</summary>
    public override string FormsOf => string.Create(CultureInfo.InvariantCulture, $"{Round}/{Hidden.Count(IsOfNoMuted)}/{Muted.Count}");

    bool IsOfNoMuted(int idea) => Ideas.TryGetValue(idea, out var written) && !Muted.Contains(written.Author);

    /// <summary>Frozen at the first bell: who comes later makes a ring larger, but the session no longer.</summary>
    public int? RoundsFrozen { get; init; }

    /// <summary>When this round began with a bell; null in the first.</summary>
    public DateTimeOffset? RangAt { get; init; }

    /// <summary>Some more time was given once; it is not given again.</summary>
    public bool IsProlonged { get; init; }

    public ImmutableDictionary<PersonAlias, Writer> Writers { get; init; } = ImmutableDictionary<PersonAlias, Writer>.Empty;

    /// <summary>By number, which is drawn and so tells nothing of who asked first.</summary>
    public ImmutableDictionary<int, WritingSheet> Sheets { get; init; } = ImmutableDictionary<int, WritingSheet>.Empty;

    public ImmutableDictionary<int, WrittenIdea> Ideas { get; init; } = ImmutableDictionary<int, WrittenIdea>.Empty;

    /// <summary>
    /// By the idea they stand beside. They have a map of their own: few ideas have one, and what a commit took away is asked at every commit.
    /// </summary>
    public ImmutableDictionary<int, PictureRef> Pictures { get; init; } = ImmutableDictionary<int, PictureRef>.Empty;

    /// <summary>Kept in the log, shown nowhere.</summary>
    public ImmutableHashSet<int> Hidden { get; init; } = [];

    /// <summary>Stars by idea, as a file tells them.</summary>
    public ImmutableDictionary<int, int> StarsTold { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>Whoever's further ideas are hidden as they come.</summary>
    public ImmutableHashSet<PersonAlias> Muted { get; init; } = [];

    protected override int PeopleCounted => Writers.Values.Count(writer => writer.Held.Any(held => held.HasIdeas));

    protected override int PeopleAtMost => Writers.Count;

    public override bool Knows(PersonAlias author) => Writers.ContainsKey(author);

    /// <summary>With a bell each round is asked for anew.</summary>
    public override bool HasGiven(PersonAlias author) => IsLive
        ? CurrentOf(author) is { IsHandedIn: true }
        : Writers.TryGetValue(author, out var writer) && writer.Held.Any(held => held.IsHandedIn);

    public override string? Prompt => Question;

    public override bool HasResult => Ideas.Keys.Any(IsShown);

    public int PlannedPeople => Seats.Sum();

    public int People => Math.Max(PlannedPeople, Writers.Count);

    public int Rounds => RoundsFrozen ?? RoundsSet ?? (IsLive ? Math.Clamp(LargestRing, 1, LiveRounds) : PoolRounds);

    int LargestRing => Seats.Concat(Seated).DefaultIfEmpty().Max();

    public bool IsShown(int idea) => Ideas.ContainsKey(idea) && !Hidden.Contains(idea);

    /// <summary>The text says what it shows.</summary>
    public PictureRef? PictureOf(int idea) => Pictures.GetValueOrDefault(idea);

    /// <summary>In the order of their numbers, which tells nothing of when they came.</summary>
    public ImmutableArray<WrittenIdea> ShownIdeas() => [.. Ideas.Values.Where(idea => IsShown(idea.Id)).OrderBy(idea => idea.Id)];

    /// <summary>Sheets on which something stands that is shown.</summary>
    public IEnumerable<WritingSheet> ShownSheets => Sheets.Values.Where(sheet => sheet.Ideas.Any(IsShown));

    /// <summary>How many of those who held a sheet last starred it, by idea.</summary>
    public ImmutableDictionary<int, int> Stars() => StarsTold.IsEmpty ? CountedStars : StarsTold;

    ImmutableDictionary<int, int> CountedStars => Sheets.Values.SelectMany(sheet => sheet.Stars).Where(IsShown)
        .GroupBy(idea => idea).ToImmutableDictionary(stars => stars.Key, stars => stars.Count());

    /// <summary>The sheet that lies before someone: this round's, or the one that is lent to them or was handed in last.</summary>
    public HeldSheet? CurrentOf(PersonAlias author) => Writers.GetValueOrDefault(author)?.Last switch
    {
        null => null,
        var last when IsLive => last.Round == Round ? last : null,
        var last => last.IsHandedIn || Sheets[last.Sheet].Holder == author ? last : null,
    };

    /// <summary>Whoever holds a sheet last stars its best.</summary>
    public bool IsHarvest(HeldSheet held, PersonAlias author) => IsLive || IsGallery
        ? held.Round >= Rounds
        : Sheets[held.Sheet] is var sheet && sheet.Holder == author
            && sheet.Ideas.Select(idea => Ideas[idea].Author).Where(other => other != author).Distinct().Count() >= Rounds - 1;

    /// <summary>What stands on a sheet from others, and beside it in a gallery; what is hidden does not.</summary>
    public ImmutableArray<WrittenIdea> Before(HeldSheet held, PersonAlias author) =>
    [
        .. Sheets[held.Sheet].Ideas.Concat(Sheets[held.Sheet].Stimulus).Where(IsShown).Select(idea => Ideas[idea])
            .Where(idea => idea.Author != author).OrderBy(idea => idea.Id),
    ];
}

/// <summary>Someone who asked for a sheet.</summary>
/// <param name="Ring">From 0.</param>
/// <param name="Held">All sheets that ever lay before them, the first being their own.</param>
public sealed record Writer(int Ring, ImmutableArray<HeldSheet> Held)
{
    public HeldSheet? Last => Held is [.., var last] ? last : null;

    public bool HasHad(int sheet) => Held.Any(held => held.Sheet == sheet);

    public HeldSheet? Find(int sheet, int round) => Held.FirstOrDefault(held => held.Sheet == sheet && held.Round == round);
}

/// <param name="Round">The round in which it was dealt; without a bell, the how manieth it was for this person.</param>
/// <param name="Until">The lease's end; null where a bell takes it away.</param>
/// <param name="OpenedAt">Null while only a bell has dealt it.</param>
public sealed record HeldSheet(int Sheet, int Round, DateTimeOffset? Until, DateTimeOffset? OpenedAt)
{
    public bool IsOpened => OpenedAt is not null;

    public bool IsHandedIn { get; init; }

    /// <summary>What was written on it; cells that stayed empty are not in it.</summary>
    public ImmutableArray<GivenIdea> Given { get; init; } = [];

    /// <summary>What came after the sheet had gone on.</summary>
    public ImmutableArray<GivenIdea> Late { get; init; } = [];

    public bool HasIdeas => !Given.IsEmpty || !Late.IsEmpty;

    /// <summary>What its form holds.</summary>
    public IEnumerable<string> Words() => Given.Select(idea => $"{idea.Cell} {idea.Text}");
}

/// <param name="Cell">From 0.</param>
/// <param name="Id">Its number for ever; drawn so that it tells nothing of who and when.</param>
/// <param name="BuildsOn">The id of an earlier idea.</param>
public sealed record GivenIdea(int Cell, int Id, string Text, int? BuildsOn)
{
    public PictureRef? Picture { get; init; }
}

/// <param name="Holder">Whoever had it last.</param>
/// <param name="HeldRound">The holder's round with it.</param>
public sealed record WritingSheet(int Number, int Ring, PersonAlias Holder, int HeldRound)
{
    public DateTimeOffset? Until { get; init; }

    /// <summary>By its holder.</summary>
    public bool IsHandedIn { get; init; }

    public ImmutableArray<int> Ideas { get; init; } = [];

    /// <summary>How many people have written on it.</summary>
    public int Rows { get; init; }

    /// <summary>Ideas from other sheets to look at (gallery).</summary>
    public ImmutableArray<int> Stimulus { get; init; } = [];

    public ImmutableArray<int> Stars { get; init; } = [];
}

/// <param name="Sheet">0 where it came too late for its sheet.</param>
public sealed record WrittenIdea(int Id, PersonAlias Author, int Sheet, string Text, int? BuildsOn)
{
    public bool IsLate => Sheet == 0;
}
