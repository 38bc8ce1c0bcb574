using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

/// <summary>Stored for ever, by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WarmUpGame>))]
public enum WarmUpGame
{
    /// <summary>Each adds one sentence.</summary>
    [JsonStringEnumMemberName("story")]
    Story,

    /// <summary>A plan that grows by "Yes, and".</summary>
    [JsonStringEnumMemberName("yes-and")]
    YesAnd,

    /// <summary>Each line begins with the next letter.</summary>
    [JsonStringEnumMemberName("alphabet")]
    Alphabet,

    /// <summary>The worst possible ideas.</summary>
    [JsonStringEnumMemberName("worst")]
    Worst,

    /// <summary>Other uses of a thing.</summary>
    [JsonStringEnumMemberName("uses")]
    Uses,

    /// <summary>Two truths and a stretch.</summary>
    [JsonStringEnumMemberName("truths")]
    Truths,
}

/// <summary>A warm-up, as its events fold to: what was said, in its order, and whose turn it is.</summary>
/// <param name="Game">Null until it opens, where none was chosen.</param>
/// <param name="Question">What it is about, or how it begins, in the words of who started it.</param>
public sealed record WarmUp(WarmUpGame? Game, string? Question, int Rounds) : ActivityState
{
    public const int RoundsMax = 2;

    public const int LineMax = 300;

    /// <summary>Of one warm-up; nobody plays longer.</summary>
    public const int LinesMax = 100;

    /// <summary>Fewer take no turns yet.</summary>
    public const int TurnsFrom = 2;

    /// <summary>Of more people nobody would wait for their turn: at 90 seconds each that is three quarters of an hour.</summary>
    public const int OrderMax = 30;

    /// <summary>No line has this number.</summary>
    public const int HiddenLine = 0;

    public const char FirstLetter = 'A';
    public const char LastLetter = 'Z';

    /// <summary>Its starter wanted turns also where people sit together.</summary>
    public bool WantsTurns { get; init; }

    /// <summary>Live whatever the session is.</summary>
    public bool IsLive { get; init; }

    /// <summary>How long its starter said; null where nothing was said.</summary>
    public TimeSpan? LastsSet { get; init; }

    /// <summary>Nobody chose the game: it was drawn at the opening.</summary>
    public bool IsDrawn { get; init; }

    /// <summary>It opened before there were people enough to take turns: so it does not end before whoever comes could come.</summary>
    public bool WasAlone { get; init; }

    /// <summary>How long one turn lasts; null where the order is free.</summary>
    public TimeSpan? TurnLasts { get; init; }

    /// <summary>Who takes turns, in the order in which they came.</summary>
    public ImmutableArray<PersonAlias> Order { get; init; } = [];

    /// <summary>How many turns each has had, or let pass.</summary>
    public ImmutableDictionary<PersonAlias, int> Done { get; init; } = ImmutableDictionary<PersonAlias, int>.Empty;

    /// <summary>Turns that are over: by it a late press of "pass" is known.</summary>
    public int Turns { get; init; }

    /// <summary>Turns on end in which nothing was said.</summary>
    public int Silent { get; init; }

    /// <summary>In the order in which they were said: a chain has no other.</summary>
    public ImmutableArray<WarmUpLine> Lines { get; init; } = [];

    /// <summary>Numbers given to lines so far, also of those that were taken back.</summary>
    public int Numbered { get; init; }

    /// <summary>
    /// Where the replies of the thread are; no line where one was taken back, so that it does not come back late, and <see cref="HiddenLine"/> where the
    /// facilitator took it out.
    /// </summary>
    public ImmutableDictionary<string, (PersonAlias Author, int? Line)> InThread { get; init; } =
        ImmutableDictionary<string, (PersonAlias, int?)>.Empty;

    protected override int PeopleCounted => Lines.Select(line => line.Author).Distinct().Count();

    protected override int PeopleAtMost => Lines.Length;

    public override IEnumerable<PersonAlias> Givers => Lines.Select(line => line.Author).Distinct();

    public override bool HasGiven(PersonAlias author) => Lines.Any(line => line.Author == author);

    public override bool Knows(PersonAlias author) =>
        HasGiven(author) || Order.Contains(author) || InThread.Values.Any(reply => reply.Author == author);

    public override bool Counts(PersonAlias author) => HasGiven(author);

    public override string? Prompt => Question;

    public override string FormsOf => $"{WhoseTurn?.Value}/{(Game == WarmUpGame.Alphabet ? NextLetter : ' ')}/{(IsChain ? LastAuthor?.Value : null)}";

    public bool KeepsTurns => TurnLasts is not null && Order.Length >= TurnsFrom;

    /// <summary>Turns begin when the second person comes.</summary>
    public bool AwaitsTurns => TurnLasts is not null && Order.Length < TurnsFrom;

    /// <summary>A whole round went by and nobody said anything: nobody is there.</summary>
    public bool IsSilent => KeepsTurns && Silent >= Order.Length;

    /// <summary>Of one chain, each line stands on the one before: nobody goes on from their own.</summary>
    public bool IsChain => Game is WarmUpGame.Story or WarmUpGame.YesAnd or WarmUpGame.Alphabet;

    public PersonAlias? LastAuthor => Lines is [.., var last] ? last.Author : null;

    /// <summary>Null where anybody may go on, or all turns are over.</summary>
    public PersonAlias? WhoseTurn
    {
        get
        {
            var least = KeepsTurns ? Order.Min(TurnsOf) : Rounds;
            return least < Rounds ? Order.First(person => TurnsOf(person) == least) : null;
        }
    }

    /// <summary>Turns that are still to come, the one that is on among them.</summary>
    public int TurnsLeft => KeepsTurns ? Order.Sum(person => Math.Max(0, Rounds - TurnsOf(person))) : 0;

    public int TurnsOf(PersonAlias person) => Done.GetValueOrDefault(person);

    /// <summary>With which the next line begins; behind the last comes the first again.</summary>
    public char NextLetter => LetterAfter(Lines.Length);

    /// <summary>The same where only the first so many were said.</summary>
    public char LetterAfter(int lines) => lines > 0 && Lines[lines - 1].Letter is var letter and < LastLetter ? (char)(letter + 1) : FirstLetter;
}

/// <param name="Letter">Its place in the alphabet, whatever becomes of its words.</param>
/// <param name="Thread">The platform's id where it was said in the thread: there it is changed and taken back.</param>
public sealed record WarmUpLine(int Id, PersonAlias Author, string Text, char Letter, string? Thread);
