using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What people type, press and fill in, read as commands to a vote.</summary>
static class DotVoteReading
{
    public const string BallotVerb = "ballot";
    public const string ApproveVerb = "approve";
    public const string DotsVerb = "dots";
    public const string AddVerb = "add";
    public const string SecondVerb = "second";
    public const string RunOffVerb = "runoff";
    public const string DecideVerb = "decide";

    public const string ChoiceInput = "choice";
    public const string NoChoice = "none";
    public const string NoneOfThese = "none-of-these";
    public const string NoneInput = "none";
    public const string ConcernInput = "concern";
    public const string ConcernReasonInput = "concern-reason";
    public const string AddInput = "add";
    const string OptionInput = "option-";
    const string ReasonInput = "reason-";

    public const string NoneWord = "none";
    public const string ConcernWord = "concern";
    const string RemoveWord = "remove";
    const string EditWord = "edit";

    public const int OptionsMin = 2;
    public const int DotsMax = 10;

    /// <summary>With so few options a vote is one choice.</summary>
    public const int OneChoiceMax = 3;

    /// <summary>Up to here dots are a third of the options, above a quarter.</summary>
    public const int ThirdMax = 12;

    static readonly ImmutableArray<string> NoneWords = ["none", "nothing", "keine", "nichts"];

    /// <summary>Settings that mean something to a vote that is open.</summary>
    static readonly ImmutableArray<string> OpenSettings = [NoneWord, "dots", "cap", ConcernWord];

    static readonly ImmutableArray<(string Word, int Stand)> Stands =
    [
        ("agree", DotsOn.Agree), ("abstain", DotsOn.Abstain), ("object", DotsOn.Objection),
        ("zustimmen", DotsOn.Agree), ("enthalten", DotsOn.Abstain), ("einwand", DotsOn.Objection),
    ];

    public static int ProposedDots(int options) => options switch
    {
        <= OneChoiceMax => 1,
        <= ThirdMax => Math.Clamp((options + 2) / 3, 2, DotsMax),
        _ => Math.Clamp((options + 3) / 4, 2, DotsMax),
    };

    public static int ProposedCap(int dots) => Math.Min(3, (dots + 1) / 2);

    /// <summary>The setting that asks for a method.</summary>
    public static string WordOf(VoteMethod method) => method.ToString().ToLowerInvariant() is var word && method == VoteMethod.Dots ? "" : word;

    public static string InputOf(int option, DotVote state) => option == VoteOption.None ? NoneInput
        : state.IsOneChoice ? ChoiceInput
        : string.Create(CultureInfo.InvariantCulture, $"{OptionInput}{option}");

    public static string ReasonInputOf(int option, DotVote state) => state.Asks == VoteMethod.Consent
        ? string.Create(CultureInfo.InvariantCulture, $"{ReasonInput}{option}")
        : ConcernReasonInput;

    /// <summary>"vote" with a question or a list starts another vote; letters, words and what steers this one do not.</summary>
    public static bool IsAnswer(TypedLine line) => line switch
    {
        { Options.IsEmpty: false } => false,
        { Question: null, Words.IsEmpty: true } => line.Settings.Count > 0 && line.Settings.Keys.All(OpenSettings.Contains),
        { Question: null } => true,
        { Words: [EditWord, _] } => true,
        { Words.IsEmpty: false } => line.Settings.ContainsKey(ConcernWord) || line.Words.Any(word => StandOf(word) is not null),
        _ => false,
    };

    public static Parsed<DotVoteCommand> Typed(TypedLine line, DotVote state) => line switch
    {
        { Verb: RunOffVerb } => new DotVoteCommand.RunOff(),
        { Verb: DecideVerb, Words: [var word] } => Of(word, state.Options, option => new DotVoteCommand.Decide(option.Id)),
        { Verb: DecideVerb } => new Refusal("DotVote.DecideWhich", RefusalKind.Wrong),
        { Words: [SecondVerb] } => new DotVoteCommand.Second(),
        { Words: [AddVerb, var word] } => Of(word, [.. state.Options, .. state.Pool], option => new DotVoteCommand.Add(option.Id)),
        { Words: [RemoveWord, var word] } => Of(word, state.Options, option => new DotVoteCommand.Remove(option.Id)),
        { Words: [EditWord, var word], Question: { } text } => Of(word, state.Options, option => new DotVoteCommand.Edit(option.Id, text)),
        { Words: [AddVerb or RemoveWord or EditWord, ..] } => new Refusal("DotVote.WhichOption", RefusalKind.Wrong),
        { Words.IsEmpty: true } when line.Settings.ContainsKey("dots") || line.Settings.ContainsKey("cap") => Budget(line),
        _ when line.Settings.ContainsKey(ConcernWord) => Concern(line, state),
        _ when state.Asks == VoteMethod.Consent => Stand(line, state),
        _ => Ballot(line, state),
    };

    static Parsed<DotVoteCommand> Budget(TypedLine line)
    {
        var read = new SettingsReader(line, "dots", "cap");
        var dots = read.Number("dots", 1, DotsMax, 0, "DotVote.BadDots");
        var cap = read.Number("cap", 1, DotsMax, 0, "DotVote.BadCap");
        return read.Refusal is { } bad ? bad : new DotVoteCommand.SetBudget(dots > 0 ? dots : null, cap > 0 ? cap : null);
    }

    // "vote concern B "too dear"", "vote concern none".
    static Parsed<DotVoteCommand> Concern(TypedLine line, DotVote state) => (state.HasConcern, line) switch
    {
        (false, _) => new Refusal("DotVote.NoConcernHere", RefusalKind.NotNow),
        (_, { Words: [] }) => new DotVoteCommand.SetConcern(new VoteConcern(null, "")),
        (_, { Words: [var word], Question: { } reason }) =>
            Of(word, state.Options, option => new DotVoteCommand.SetConcern(new VoteConcern(option.Id, reason))),
        _ => new Refusal("DotVote.ReasonMissing", RefusalKind.Wrong, Limits.NoteMax),
    };

    // "vote agree", "vote object "too early"", "vote B abstain".
    static Parsed<DotVoteCommand> Stand(TypedLine line, DotVote state)
    {
        if (line.Words is [var none] && NoneWords.Contains(none, StringComparer.OrdinalIgnoreCase) || IsNone(line))
        {
            return new DotVoteCommand.SetBallot([]);
        }

        var stands = line.Words.Select(StandOf).OfType<int>().ToList();
        var letters = line.Words.Where(word => StandOf(word) is null).ToList();
        return (stands, letters, state.Options) switch
        {
            ([var stand], [], [var only]) => new DotVoteCommand.SetDots(only.Id, stand, line.Question),
            ([not DotsOn.Objection and var stand], [], _) =>
                new DotVoteCommand.SetBallot([.. state.Options.Select(option => new DotsOn(option.Id, stand))]),
            ([var stand], [var letter], _) => Of(letter, state.Options, option => new DotVoteCommand.SetDots(option.Id, stand, line.Question)),
            _ => new Refusal("DotVote.AgreeHow", RefusalKind.Wrong),
        };
    }

    static int? StandOf(string word) => Stands.Where(stand => stand.Word.Equals(word, StringComparison.OrdinalIgnoreCase))
        .Select(stand => (int?)stand.Stand).FirstOrDefault();

    static bool IsNone(TypedLine line) => line.Words.IsEmpty && line.Settings.Count == 1 && line.Settings.ContainsKey(NoneWord);

    // A letter, or the number that stays with what it names.
    static Parsed<DotVoteCommand> Of(string word, ImmutableArray<VoteOption> options, Func<VoteOption, DotVoteCommand> command) =>
        (Find(word, options) ?? options.FirstOrDefault(option => option.Number == Number(word))) is { } option ? command(option) : Unknown(word);

    static VoteOption? Find(string letter, ImmutableArray<VoteOption> options) =>
        options.FirstOrDefault(option => option.Letter.Equals(letter, StringComparison.OrdinalIgnoreCase)) ?? Named(letter, options);

    // Whoever does not look for the letter writes the option itself. Where two read the same, the letter has to say which.
    static VoteOption? Named(string text, ImmutableArray<VoteOption> options) =>
        options.Where(option => option.Text.Equals(text, StringComparison.OrdinalIgnoreCase)).Take(2).ToList() is [var only] ? only : null;

    /// <summary>
    /// "vote B B D" is the whole ballot. Run together, "BBD" is not read: "vote add" would be counted as a ballot that nobody meant.
    /// </summary>
    static Parsed<DotVoteCommand> Ballot(TypedLine line, DotVote state)
    {
        if (IsNone(line) && state.HasNone)
        {
            return new DotVoteCommand.SetBallot([new DotsOn(VoteOption.None, 1)]);
        }

        if (line.Settings.Keys.FirstOrDefault(name => !IsNone(line) && name != WordOf(state.Method)) is { } foreign)
        {
            return new Refusal("Session.NoSuchSetting", RefusalKind.Wrong, foreign);
        }

        var letters = line.Words.SelectMany(word => word.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (IsNone(line) || letters is [var only] && NoneWords.Contains(only, StringComparer.OrdinalIgnoreCase))
        {
            return new DotVoteCommand.SetBallot([]);
        }

        var read = letters.Count == 0 ? Refusals.Empty : Ballot(letters, state);
        return read.Refusal is not null && Named(string.Join(' ', line.Words), state.Options) is { } named ? Ballot([named.Letter], state) : read;
    }

    static Parsed<DotVoteCommand> Ballot(List<string> letters, DotVote state)
    {
        var dots = new SortedDictionary<int, int>();
        foreach (var letter in letters)
        {
            // "B=3" is B three times, or its score.
            var (name, times) = letter.Split('=') is [var before, var after] ? (before, Number(after)) : (letter, 1);
            if (Find(name, state.Options) is not { } option)
            {
                return Unknown(letter);
            }

            if (times is not { } number)
            {
                return new Refusal("DotVote.NotANumber", RefusalKind.Wrong, MaxOf(state));
            }

            // Ticked is ticked, however often; a score is not a sum.
            dots[option.Id] = state.Asks == VoteMethod.Dots ? dots.GetValueOrDefault(option.Id) + number : number;
        }

        return new DotVoteCommand.SetBallot([.. dots.Select(given => new DotsOn(given.Key, given.Value))]);
    }

    static int MaxOf(DotVote state) => state.Asks == VoteMethod.Score ? DotVoteBallots.ScoreMax : state.Cap;

    public static Refusal Unknown(int option) => Unknown(VoteOption.LetterOf(Math.Max(0, option)));

    static Refusal Unknown(string letter)
    {
        const int ShownMax = 40;
        var shown = PersonalText.Line(letter);
        return new Refusal("DotVote.UnknownOption", RefusalKind.Wrong, shown.Length > ShownMax ? shown[..ShownMax] : shown);
    }

    public static Parsed<DotVoteCommand> Press(Press press, IReadOnlyDictionary<string, string> fields, DotVote state) => press.Verb switch
    {
        // A form of the first round says nothing in the second.
        BallotVerb or ApproveVerb when press.Verb == ApproveVerb != (state.Asks == VoteMethod.Approval) =>
            new Refusal("DotVote.OtherRound", RefusalKind.NotNow),
        BallotVerb or ApproveVerb when press.Held.Length > 0 && press.Held != CoCreateBot.Cards.Press.SealOf(state.Edits()) =>
            new Refusal("DotVote.OptionEdited", RefusalKind.NotNow) { IsOfOldForm = true },
        BallotVerb when fields.TryGetValue(ChoiceInput, out var choice) => Choice(choice, fields, state),
        BallotVerb or ApproveVerb => Form(fields, state),
        DotsVerb when press.Argument.Split('=') is [var id, var dots] && Number(id) is { } option && Number(dots) is { } number =>
            new DotVoteCommand.SetDots(option, number),
        AddVerb when Number(fields.GetValueOrDefault(AddInput, press.Argument)) is { } option => new DotVoteCommand.Add(option),
        AddVerb => new Refusal("DotVote.WhichOption", RefusalKind.Wrong) { Input = AddInput },
        SecondVerb => new DotVoteCommand.Second(),
        RunOffVerb => new DotVoteCommand.RunOff(),
        DecideVerb when Number(press.Argument) is { } option => new DotVoteCommand.Decide(option),
        _ => Refusals.NotUnderstood,
    };

    static Parsed<DotVoteCommand> Choice(string choice, IReadOnlyDictionary<string, string> fields, DotVote state) => choice switch
    {
        NoChoice => new DotVoteCommand.SetBallot([], ConcernIn(fields, state)),
        NoneOfThese => new DotVoteCommand.SetBallot([new(VoteOption.None, 1)], ConcernIn(fields, state)),
        _ when Number(choice) is { } id => new DotVoteCommand.SetBallot([new(id, 1)], ConcernIn(fields, state)),
        _ => new Refusal("DotVote.ChooseOne", RefusalKind.Wrong) { Input = ChoiceInput },
    };

    static Parsed<DotVoteCommand> Form(IReadOnlyDictionary<string, string> fields, DotVote state)
    {
        if (state.IsOneChoice)
        {
            return new Refusal("DotVote.ChooseOne", RefusalKind.Wrong) { Input = ChoiceInput };
        }

        var isAny = false;
        var dots = ImmutableArray.CreateBuilder<DotsOn>();
        foreach (var (input, text) in fields.Where(field => field.Key.StartsWith(OptionInput, StringComparison.Ordinal)))
        {
            isAny = true;
            if (Number(input[OptionInput.Length..]) is not { } option)
            {
                return Refusals.NotUnderstood;
            }

            if (text == NoChoice)
            {
                continue; // scored or judged by nothing
            }

            if (Given(text, state) is not { } number)
            {
                return new Refusal("DotVote.NotANumber", RefusalKind.Wrong, MaxOf(state)) { Input = input };
            }

            var reason = number == DotsOn.Objection && state.Asks == VoteMethod.Consent ? fields.GetValueOrDefault(ReasonInputOf(option, state)) : null;
            dots.Add(new DotsOn(option, number, reason));
        }

        if (fields.GetValueOrDefault(NoneInput) == InputToggle.On)
        {
            dots.Add(new DotsOn(VoteOption.None, 1));
        }

        return isAny ? new DotVoteCommand.SetBallot(dots.ToImmutable(), ConcernIn(fields, state)) : Refusals.NotUnderstood;
    }

    static int? Given(string text, DotVote state) => (state.Asks, text) switch
    {
        (VoteMethod.Approval, InputToggle.On) => 1,
        (VoteMethod.Approval, InputToggle.Off) => 0,
        _ => Number(text),
    };

    static VoteConcern? ConcernIn(IReadOnlyDictionary<string, string> fields, DotVote state) =>
        !state.HasConcern || !fields.TryGetValue(ConcernInput, out var option) ? null
        : new VoteConcern(Number(option), fields.GetValueOrDefault(ConcernReasonInput, ""));

    static int? Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
