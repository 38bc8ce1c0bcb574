namespace CoCreateBot.Tests.Tidy;

/// <summary>Reads the sources and holds them to the house rules that no analyzer knows.</summary>
public sealed class TidyTest
{
    const int LineLengthMax = 160;

    /// <summary>In a test the payload or the table beside its assertion reads better on one line.</summary>
    const int TestLineLengthMax = 200;
    const int FileLinesMax = 400;

    static readonly string[] Expected =
    [
        ".cs", ".c", ".razor", ".resx", ".csproj", ".sln", ".props", ".targets", ".json", ".jsonl", ".txt", ".md", ".sh", ".css", ".js",
        ".html", ".svg", ".png", ".ico", ".woff2", ".yml", ".yaml", ".xml", ".csv", ".http", ".bicep", ".service",
        ".editorconfig", ".gitignore", ".gitattributes", ".npmrc", ".dockerignore",
    ];

    static readonly string[] ExpectedWithoutExtension = ["LICENSE", "Dockerfile", ".ci/run"];

    [Fact]
    public void No_line_is_longer_than_a_reader_sees() =>
        None(FilesNamed(".cs", ".razor", ".css", ".js", ".sh")
            .SelectMany(file => Checkout.Lines(file).Select((line, i) => (file, line, i)))
            .Where(at => at.line.Length > (at.file.StartsWith("tests/", StringComparison.Ordinal) ? TestLineLengthMax : LineLengthMax))
            .Select(at => $"{at.file}:{at.i + 1}: {at.line}"));

    [Fact]
    public void No_line_holds_a_tab() =>
        NoLine([".cs", ".razor", ".css", ".js", ".sh", ".csproj", ".props", ".targets"], (line, _) => line.Contains('\t'));

    [Fact]
    public void No_two_blank_lines_follow_each_other() =>
        NoLine([".cs", ".razor", ".css", ".js", ".sh"], (line, before) => line is "" && before is "");

    [Fact]
    public void Nothing_is_left_to_do_in_the_code() => // the words are split, or this file would find itself
        NoLine([".cs", ".razor"], (line, _) => Said(line, "TO" + "DO", "FIX" + "ME", "HA" + "CK"));

    [Fact]
    public void Each_suppressed_warning_has_its_reason_beside_it() =>
        NoLine([".cs", ".razor"], (line, _) =>
            (line.Contains("#pragma warning " + "disable") && !line.Contains("//"))
            || (line.Contains("[Suppress" + "Message") && !line.Contains("Justification")));

    [Fact]
    public void Each_rule_that_is_off_has_its_reason_beside_it()
    {
        NoLine([".editorconfig"], (line, _) => line.Contains("severity = none") && !line.Contains('#'));
        NoLine([".csproj", ".props", ".targets"], (line, _) => line.Contains("NoWarn>") && !line.Contains("<!--"));
    }

    [Fact]
    public void No_source_file_is_longer_than_a_sitting() =>
        None(FilesNamed(".cs", ".razor")
            .Where(f => f.StartsWith("src/", StringComparison.Ordinal) && Checkout.Lines(f).Length > FileLinesMax));

    [Fact]
    public void No_file_is_of_a_kind_that_does_not_belong_here() =>
        None(Checkout.Files.Where(f => !Expected.Contains(Path.GetExtension(f)) && !ExpectedWithoutExtension.Contains(f)));

    static void NoLine(string[] kinds, Func<string, string?, bool> isWrong)
    {
        var wrong =
            from file in FilesNamed(kinds)
            let lines = Checkout.Lines(file)
            from at in Enumerable.Range(0, lines.Length)
            where isWrong(lines[at], at > 0 ? lines[at - 1] : null)
            select $"{file}:{at + 1}: {lines[at].Trim()}";

        None(wrong);
    }

    static void None(IEnumerable<string> wrong)
    {
        var all = string.Join('\n', wrong);
        Assert.True(all is "", all); // names every place, where Assert.Empty shows the first five, shortened
    }

    static IEnumerable<string> FilesNamed(params string[] kinds) =>
        Checkout.Files.Where(f => kinds.Contains(Path.GetExtension(f)) && !f.EndsWith(".min.js", StringComparison.Ordinal)); // Microsoft's, as it came

    static bool Said(string line, params string[] words) => words.Any(w => line.Contains(w, StringComparison.Ordinal));
}
