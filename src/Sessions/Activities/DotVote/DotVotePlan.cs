using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>Reads the line that starts a vote: on what is typed in it, or on what is handed on when it opens.</summary>
static class DotVotePlan
{
    const string NoOwn = "noown";

    static readonly TimeSpan Live = TimeSpan.FromMinutes(3);
    static readonly TimeSpan Asynchronous = TimeSpan.FromHours(24);

    public static Parsed<ActivityPlan> Read(TypedLine line)
    {
        // "vote | |" is meant as a list, and "vote" alone is not.
        var isOnMaterial = line is { Options.IsEmpty: true, Words.IsEmpty: true } && !line.Rest.Contains('|', StringComparison.Ordinal);
        Refusal? refusal = null;
        var options = isOnMaterial ? [] : Options(line, out refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        var question = PersonalText.Optional(line.Question, Limits.QuestionMax);
        return question.Value is { } asked
            ? Read(line, new DotVoteEvent.Planned(asked.Length > 0 ? asked : null, options, 0, 0, 1, false, IsOnMaterial: isOnMaterial))
            : question.Refusal!; // ! what is not read is refused
    }

    static Parsed<ActivityPlan> Read(TypedLine line, DotVoteEvent.Planned plan)
    {
        var read = new SettingsReader(
            line, "for", "live", "dots", "cap", "pick", "named", "anonymous", NoOwn, DotVoteReading.ConcernWord, DotVoteReading.NoneWord,
            "approval", "score", "consent");
        var lasts = read.Lasts(Live, Asynchronous);
        var level = read.Level(AnonymityLevel.AnonymousToEveryone);
        plan = plan.IsOnMaterial ? WithBudgetAtOpening(read, plan) : WithBudget(read, plan);
        var unclear = MethodOf(line, out var method);
        if ((read.Refusal ?? unclear) is { } bad)
        {
            return bad;
        }

        if (method == VoteMethod.Dots && DotVoteTable.IsForTwoRounds(plan.Options.Length) && !SetsBudget(line))
        {
            plan = plan with { Dots = 0, Cap = 0 }; // the second round tells
        }

        plan = plan with
        {
            Method = method,
            BansOwn = line.Settings.ContainsKey(NoOwn),
            HasConcern = line.Settings.ContainsKey(DotVoteReading.ConcernWord),
            HasNone = line.Settings.ContainsKey(DotVoteReading.NoneWord),
        };
        return WhyNot(line, plan) is { } refusal ? refusal : new ActivityPlan(DotVoteActivity.KindName, plan, level, IsBlind: true, lasts);
    }

    static bool SetsBudget(TypedLine line) => line.Settings.ContainsKey("dots") || line.Settings.ContainsKey("cap");

    static DotVoteEvent.Planned WithBudget(SettingsReader read, DotVoteEvent.Planned plan)
    {
        var options = plan.Options.Length;
        var dots = read.Number("dots", 1, DotVoteReading.DotsMax, DotVoteReading.ProposedDots(options), "DotVote.BadDots");
        var cap = read.Number("cap", 1, dots, DotVoteReading.ProposedCap(dots), "DotVote.BadCap");
        return plan with { Dots = dots, Cap = cap, Pick = read.Number("pick", 1, options - 1, 1, "DotVote.BadPick") };
    }

    // How many options there will be only the opening tells.
    static DotVoteEvent.Planned WithBudgetAtOpening(SettingsReader read, DotVoteEvent.Planned plan)
    {
        var dots = read.Number("dots", 1, DotVoteReading.DotsMax, 0, "DotVote.BadDots");
        var cap = read.Number("cap", 1, dots > 0 ? dots : DotVoteReading.DotsMax, 0, "DotVote.BadCap");
        return plan with { Dots = dots, Cap = cap, Pick = read.Number("pick", 1, Limits.OptionsMax - 1, 1, "DotVote.BadPick") };
    }

    static Refusal? MethodOf(TypedLine line, out VoteMethod method)
    {
        var named = Enum.GetValues<VoteMethod>().Where(one => line.Settings.ContainsKey(DotVoteReading.WordOf(one))).ToList();
        method = named.FirstOrDefault();
        return named.Count > 1 ? new Refusal("DotVote.OneMethod", RefusalKind.Wrong) : null;
    }

    static Refusal? WhyNot(TypedLine line, DotVoteEvent.Planned plan) => plan switch
    {
        { Method: not VoteMethod.Dots } when SetsBudget(line) => new Refusal("DotVote.NoBudget", RefusalKind.NotNow),
        { HasConcern: true, Method: VoteMethod.Score or VoteMethod.Consent } => new Refusal("DotVote.ConcernHere", RefusalKind.Wrong),
        { HasNone: true, Method: VoteMethod.Score or VoteMethod.Consent } => new Refusal("DotVote.NoneHere", RefusalKind.Wrong),
        _ => null,
    };

    static ImmutableArray<VoteOption> Options(TypedLine line, out Refusal? refusal)
    {
        refusal = line.Options.Length switch
        {
            _ when line.Options.Length > 0 && line.Words.Length > 0 => Refusals.NotUnderstood,
            < DotVoteReading.OptionsMin => new Refusal("DotVote.TooFewOptions", RefusalKind.Wrong, DotVoteReading.OptionsMin),
            > Limits.OptionsMax => new Refusal("DotVote.TooManyOptions", RefusalKind.Wrong, line.Options.Length, Limits.OptionsMax),
            _ => null,
        };
        var options = ImmutableArray.CreateBuilder<VoteOption>();
        var seen = new Dictionary<string, VoteOption>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in refusal is null ? line.Options : [])
        {
            var read = PersonalText.Required(text, Limits.OptionMax);
            var option = new VoteOption(options.Count, read.Value ?? "");
            refusal ??= read.Refusal is null ? null : new Refusal("DotVote.BadOption", RefusalKind.Wrong, option.Letter, Limits.OptionMax);
            refusal ??= seen.TryAdd(option.Text, option)
                ? null
                : new Refusal("DotVote.SameOptions", RefusalKind.Wrong, seen[option.Text].Letter, option.Letter);
            options.Add(option);
        }

        return options.ToImmutable();
    }
}
