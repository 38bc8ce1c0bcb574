using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using CoCreateBot.Sessions;

namespace CoCreateBot.Load.Runs;

/// <summary>What is reckoned at one go: the groups that are proposed for many statements, and the files of a large session.</summary>
static class TextsRun
{
    const int Statements = 500;
    const int Contributions = 10_000;
    const int Times = 5;
    const int LengthMin = 20;
    const int LengthMax = 300;
    const double ProposalMsMax = 1_000;
    const double ExportMsMax = 2_000;

    static readonly Activities Known = Activities.BuiltIn;
    static readonly Lexicon Lexicon = new(Known);

    public static int Run()
    {
        Report.Machine();
        var (texts, source) = Texts();
        Console.WriteLine($"Statements: {source}.");
        var proposals = new List<double>();
        var asked = Asked(texts.Take(Statements), Statements);
        var groups = 0;
        for (var time = 0; time <= Times; time++)
        {
            var since = Stopwatch.GetTimestamp();
            var opened = Decided(asked, new Command.Next(), Person(0));
            proposals.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            groups = opened.OpenItem?.State is Clustering { LeftOut: 0, Ideas.Length: Statements } state ? state.Groups.Length : 0;
        }

        var large = Decided(Asked(texts, Contributions), new Command.Close(), Person(0));
        var exports = Enumerable.Range(0, Times + 1).Select(_ => Exported(large)).ToList();
        Report.Table($"The first time and {Times} times more", ["", "first ms", "median ms", "max ms", "to reach", ""],
        [
            Line($"proposal of {groups} groups for {Statements} statements", proposals, ProposalMsMax),
            Line($"{Report.Whole(Contributions)} contributions as Markdown", exports.ConvertAll(one => one.Markdown), ExportMsMax),
            Line($"{Report.Whole(Contributions)} contributions as CSV", exports.ConvertAll(one => one.Csv), ExportMsMax),
            Line($"{Report.Whole(Contributions)} contributions as JSON", exports.ConvertAll(one => one.Json), ExportMsMax),
        ]);
        var isWhole = exports.TrueForAll(one => one.Rows == Contributions) && groups > 0;
        Console.WriteLine();
        Console.WriteLine(isWhole ? "Every contribution is in the table." : $"WRONG: {exports[0].Rows} of {Contributions} contributions, {groups} groups.");
        return isWhole ? 0 : 1;
    }

    static string[] Line(string name, List<double> ms, double most) =>
    [
        name, Report.Ms(ms[0]), Report.Ms(Report.Median(ms.Skip(1))), Report.Ms(ms.Max()), $"≤ {Report.Whole(most)}",
        Report.Verdict(Report.Median(ms.Skip(1)) <= most),
    ];

    static (double Markdown, double Csv, double Json, int Rows) Exported(Session session)
    {
        var english = Lexicon.In("en");
        var since = Stopwatch.GetTimestamp();
        _ = ExportText.Markdown(session, english);
        var markdown = Stopwatch.GetTimestamp();
        var rows = ExportText.Csv(session, english).Split('\n').Length - 2; // the head, and nothing behind the last
        var csv = Stopwatch.GetTimestamp();
        _ = new ExportCodec(Known, Lexicon).Write(session);
        return (Ms(since, markdown), Ms(markdown, csv), Ms(csv, Stopwatch.GetTimestamp()), rows);

        static double Ms(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
    }

    /// <summary>A session in which so many things were said to one question, five by each person; groups of them are planned behind it.</summary>
    static Session Asked(IEnumerable<string> texts, int count)
    {
        ImmutableArray<ActivityPlan> plans = [.. new[] { "ask \"What should change?\" for 1d", "cluster for 1d" }.Select(TypedLine.Parse)
            .Select(line => Known.ForVerb(line.Verb)?.Plan(line).Value).OfType<ActivityPlan>()];
        var session = Decided(new Session(SessionId.New(), Known), new Command.Open(new VenueId("web:load"), "en", "Etc/UTC", IsLive: false, plans), Person(0));
        foreach (var (place, text) in texts.Take(count).Index())
        {
            session = Decided(session, new Command.Contribute(1, new OpenPromptCommand.Say(text)), Person(1 + (place / OpenPrompt.RepliesMax)));
        }

        return session;
    }

    static Session Decided(Session session, Command command, Actor who)
    {
        var decision = SessionDecider.Decide(command, session, new Turn(who, DateTimeOffset.UnixEpoch));
        return decision.Refusal is null ? session.Evolve(decision.Events) : throw new InvalidOperationException($"{command} was refused: {decision.Refusal.Key}");
    }

    static Actor Person(int number)
    {
        var alias = new PersonAlias(string.Create(CultureInfo.InvariantCulture, $"person-{number:D16}"));
        return new Actor(alias, alias, null, _ => alias);
    }

    /// <summary>What people really wrote in public conversations, where that is at hand; then the same with a number, until there are enough.</summary>
    static (ImmutableArray<string> Texts, string Source) Texts()
    {
        var shared = Environment.GetEnvironmentVariable("COCREATE_SHARED");
        var folder = shared is null ? null : Path.Combine(shared, "data", "polis");
        string[] real = folder is not null && Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.comments.csv").Order(StringComparer.Ordinal).SelectMany(Read).Distinct(StringComparer.OrdinalIgnoreCase)]
            : [];
        var own = Enumerable.Range(0, Contributions).Select(number => real.Length >= Statements
            ? string.Create(CultureInfo.InvariantCulture, $"{real[number % real.Length]} ({number})")
            : Made(number));
        return ([.. real.Concat(own).Take(Contributions)], real.Length >= Statements
            ? $"{Report.Whole(real.Length)} of public conversations, repeated with a number beyond that"
            : "made of a list of words, as COCREATE_SHARED does not lead to data/polis");
    }

    static IEnumerable<string> Read(string file) => File.ReadLines(file).Skip(1)
        .Select(line => line.Split(',', 8))
        .Where(cells => cells.Length == 8)
        .Select(cells => cells[7].Trim().Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal))
        .Where(text => text.Length is >= LengthMin and <= LengthMax);

    static readonly ImmutableArray<string> Words =
    [
        "benches", "trees", "market", "night", "bus", "paint", "school", "river", "garden", "workshop", "lamps", "music", "square", "children", "water",
        "bicycles", "library", "evening", "station", "harbour", "kitchen", "repair", "stage", "winter", "shade",
    ];

    static string Made(int number) => string.Create(CultureInfo.InvariantCulture,
        $"More {Words[number % 25]} with {Words[number / 25 % 25]} for the {Words[number * 7 % 25]} and the {Words[number * 11 % 25]} ({number})");
}
