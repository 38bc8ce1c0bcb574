using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Bot.Venues;

/// <summary>
/// Something blind that is open, and what several people give in it, one after the other. One of them, who is hidden, gives something else in the second
/// telling, as often and at the same moments: what anybody else receives must not tell the two apart.
/// </summary>
/// <param name="Hidden">Index of the one whose gifts differ.</param>
sealed record BlindStory(Blind What, int Hidden, ImmutableArray<BlindMove> Moves)
{
    /// <summary>The first is the facilitator.</summary>
    public static readonly ImmutableArray<string> People = ["Ann", "Bo", "Cem", "Dora"];

    const int MovesMax = 8;

    public static Gen<BlindStory> Of(IEnumerable<Blind> kinds) =>
        from what in Gen.Elements(kinds.ToArray())
        from hidden in Gen.Choose(0, People.Length - 1)
        from count in Gen.Choose(1, MovesMax)
        from moves in Gen.ListOf(BlindMove.Any, count)
        from last in BlindMove.Any
        select new BlindStory(what, hidden, [.. moves, last with { Who = hidden }]); // at least once

    /// <summary>What was given, by the mark that all words of this move carry.</summary>
    public Gift Gift(int move, bool isSecond)
    {
        var (who, spin) = (Moves[move].Who, Moves[move].Spin);
        var isOther = isSecond && who == Hidden;
        spin = isOther ? Moves[move].OtherSpin : spin;
        var mark = string.Create(CultureInfo.InvariantCulture, $"{MarkOf(who)}{(isOther ? "second" : "first")}{move}{new string('z', spin % 23)}");
        return What.Gives(spin, mark);
    }

    /// <summary>In every word that this person gives, and nowhere else.</summary>
    public static string MarkOf(int who) => $"qx{People[who].ToLowerInvariant()}x";

    public override string ToString() => $"{What} hides {People[Hidden]}: {string.Join(' ', Moves)}";
}

/// <summary>Whether it is typed or handed in the spin decides, too, but for both tellings alike.</summary>
sealed record BlindMove(int Who, int Spin, int OtherSpin, bool IsTyped)
{
    public static Gen<BlindMove> Any { get; } =
        from who in Gen.Choose(0, BlindStory.People.Length - 1)
        from spin in Gen.Choose(0, 9_999)
        from other in Gen.Choose(0, 9_999)
        from isTyped in Gen.Elements(true, false)
        select new BlindMove(who, spin, other, isTyped);

    public override string ToString() => $"({Who}, {Spin}, {OtherSpin}, {IsTyped})";
}

/// <param name="Typed">Null where there are no words to type it with.</param>
sealed record Gift(string Verb, string Argument, ImmutableArray<(string Name, string Value)> Fields, string? Typed = null);

/// <param name="Start">Typed by the facilitator.</param>
sealed record Blind(string Name, string Start, Func<int, string, Gift> Gives)
{
    const string FirstVerb = "vote";

    /// <summary>What the facilitator types when there are some replies in what was started: what is blind comes after it.</summary>
    public ImmutableArray<string> Then { get; init; } = [];

    /// <summary>A sheet is taken before it is written on.</summary>
    public string? TakenBy { get; init; }

    public override string ToString() => Name;

    static readonly ImmutableArray<string> Levels = ["", " named", " anonymous"];

    public static readonly ImmutableArray<Blind> All =
    [
        .. from level in Levels from vote in Votes select vote with { Name = vote.Name + level, Start = vote.Start + level },
        .. from level in Levels select new Blind("roti" + level, $"checkin roti{level} for 10m", Step),
        new Blind("light anonymous", "checkin anonymous for 10m", (spin, mark) => Answer(((string[])["green", "yellow", "red"])[spin % 3], spin, mark)),
        new Blind("1-5 anonymous", "checkin 1-5 anonymous for 10m", Step),
        new Blind("word anonymous", "checkin word anonymous for 10m", (_, mark) =>
            new Gift(CheckInReading.NoteVerb, "", [(CheckInReading.AnswerInput, mark)], $"checkin {mark}")),
        .. from level in new[] { "group", "anonymous" } select new Blind("ask " + level, $"ask \"Why?\" {level} for 10m", Reply),
        .. from level in Levels
           select new Blind("rate" + level, "ask \"Why?\" for 10m", Rated) { Then = [$"add rate{level} for 10m", "next"] },
        .. from level in Levels.Add(" gallery")
           select new Blind("brainwrite" + level, $"brainwrite \"How?\" live{level} for 10m", Ideas) { TakenBy = BrainwritingReading.WriteVerb },
    ];

    static IEnumerable<Blind> Votes =>
    [
        new("dots", "vote \"Which?\" Ash | Birch | Cedar | Dogwood | Elm dots 4 cap 2 concern for 10m", Dots),
        new("one choice", "vote \"Which?\" Ash | Birch for 10m", (spin, _) => new Gift(
            DotVoteReading.BallotVerb, "", [(DotVoteReading.ChoiceInput, Number(spin % 2))], $"{FirstVerb} {Letter(spin % 2)}")),
        new("approval", "vote approval \"Which?\" Ash | Birch | Cedar | Dogwood for 10m", (spin, _) => new Gift(
            DotVoteReading.ApproveVerb, "", [.. Options(4).Select(option => ($"option-{option}", (((spin % 15) + 1) >> option) % 2 == 1 ? "on" : "off"))])),
        new("score", "vote score \"How good?\" Ash | Birch | Cedar for 10m", (spin, _) => new Gift(
            DotVoteReading.BallotVerb, "", [.. Options(3).Select(option => ($"option-{option}", Number((spin >> option) % 6)))])),
        new("consent", "vote consent \"Shall we?\" Ash | Birch for 10m", (spin, mark) => new Gift(
            DotVoteReading.BallotVerb, "",
            [
                .. Options(2).Select(option => ($"option-{option}", Number(1 + ((spin >> option) % 3)))),
                .. Options(2).Select(option => ($"reason-{option}", mark)),
            ])),
    ];

    static Gift Dots(int spin, string mark)
    {
        var dots = Options(1 + (spin % 4)).Select(n => (n + (spin / 4)) % 5).ToList(); // one to four of them, each on another option
        ImmutableArray<(string, string)> concern = spin % 3 != 0
            ? []
            : [(DotVoteReading.ConcernInput, Number(spin % 5)), (DotVoteReading.ConcernReasonInput, mark)];
        return new Gift(
            DotVoteReading.BallotVerb, "",
            [.. Options(5).Select(option => ($"option-{option}", Number(dots.Contains(option) ? 1 : 0))), .. concern],
            $"{FirstVerb} {string.Join(' ', dots.Select(Letter))}");
    }

    static Gift Step(int spin, string mark) => Answer(Number(1 + (spin % 5)), spin, mark);

    static Gift Answer(string value, int spin, string mark) => spin % 2 == 0
        ? new Gift(CheckInReading.AnswerVerb, value, [], $"checkin {value}")
        : new Gift(CheckInReading.NoteVerb, "", [(CheckInReading.AnswerInput, value), (CheckInReading.NoteInput, mark)], $"checkin {value} \"{mark}\"");

    static Gift Reply(int spin, string mark) => new(
        OpenPromptReading.ReplyVerb, "", [.. Options(5).Select(place => ($"reply-{place + 1}", place <= spin % 5 ? $"{mark}p{place}" : ""))], $"ask {mark}");

    static Gift Rated(int spin, string mark) => new(
        RatingReading.RateVerb, "",
        [.. Options(BlindStory.People.Length).Select(item => ($"item-{item + 1}", ((string[])["agree", "disagree", "pass"])[(spin >> item) % 3]))]);

    // Always two of three, as the card says how many ideas there are.
    static Gift Ideas(int spin, string mark) => new(
        BrainwritingReading.HandInVerb, "", [.. Options(3).Select(cell => (BrainwritingReading.IdeaInput(cell), cell == spin % 3 ? "" : $"{mark}c{cell}"))]);

    static IEnumerable<int> Options(int count) => Enumerable.Range(0, count);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string Letter(int option) => VoteOption.LetterOf(option);
}
