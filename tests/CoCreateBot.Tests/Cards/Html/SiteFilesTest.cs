using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Cards.Html;

/// <summary>The look and the script of the page: small, readable for everyone, and their own.</summary>
public sealed partial class SiteFilesTest
{
    const double TextContrastMin = 4.5; // WCAG 2.2 AA, 1.4.3
    const double ShapeContrastMin = 3.0; // 1.4.11
    const int StyleMax = 16_000;
    const int BoardMax = 6_000; // only pages with a board have it
    const int FramedMax = 4_000;
    const int ScriptMax = 7_500; // a sixth of it makes photographs smaller before they are sent

    static readonly string Style = Read("site.css");
    static readonly string Board = Read("board.css");
    static readonly string Script = Read("site.js");
    static readonly string Themes = Read("themes.css"); // only pages in a frame have it
    static readonly string Tab = Read("tab.js");

    public static TheoryData<string, string> Texts => Pairs(
        "ink: paper card mine warm wrong-paper", "soft: paper card mine warm", "accent: paper card mine", "accent-deep: paper card mine",
        "accent-ink: accent accent-deep", "wrong: card mine wrong-paper", "desk-ink: desk", "desk: desk-ink",
        "ink: note", "soft: note", "accent: note");

    public static TheoryData<string, string> Shapes => Pairs(
        "edge: paper card mine", "accent: paper", "bar: card track", "focus: paper card mine", "warm-edge: warm",
        "wrong: wrong-paper paper", "desk-edge: desk", "note-edge: card note", "bar: note", "edge: note");

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_stands_out_in_light_and_dark(string text, string ground) => StandsOut(text, ground, TextContrastMin);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Edges_bars_and_the_focus_stand_out_in_light_and_dark(string shape, string ground) =>
        StandsOut(shape, ground, ShapeContrastMin);

    [Fact]
    public void Contrast_is_computed_as_the_guideline_does()
    {
        Assert.Equal(21, Contrast("#000000", "#ffffff"), 2);
        Assert.Equal(4.48, Contrast("#777777", "#ffffff"), 2);
    }

    [Fact]
    public void The_page_loads_fast()
    {
        Assert.InRange(Style.Length, 1, StyleMax);
        Assert.InRange(Board.Length, 1, BoardMax);
        Assert.InRange(Script.Length, 1, ScriptMax);
        Assert.InRange(Themes.Length + Tab.Length, 1, FramedMax);
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere()
    {
        Assert.All([Style, Board, Themes], style => Assert.DoesNotMatch("@import|https?:|//[a-z]", style));
        Assert.All([Script, Tab], script => Assert.DoesNotMatch("https?:|import", script));
    }

    [Fact]
    public void The_script_needs_no_exception_from_a_strict_content_policy() =>
        Assert.All([Script, Tab], script =>
            Assert.DoesNotMatch(@"\beval\b|new Function|\.style\b|setTimeout\('|document\.write|insertAdjacentHTML", script));

    [Fact]
    public void Microsofts_script_is_as_it_came() => Assert.Equal( // of @microsoft/teams-js 2.58.0
        "1737ae2e319c8ab56d71d2218fd5a49d96a8ad70eb01ff2e9ab7e35093b93379", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Read("MicrosoftTeams.min.js")))));

    [Fact]
    public void Sides_are_logical_so_that_right_to_left_works() => Assert.All(
        [Style, Board],
        style => Assert.DoesNotMatch(@"(margin|padding|border)-(left|right)|[{; ](left|right)\s*:|(text-align|float): (left|right)", style));

    [Theory]
    [InlineData("prefers-color-scheme: dark")]
    [InlineData("prefers-reduced-motion")]
    [InlineData("prefers-contrast")]
    [InlineData("forced-colors")]
    [InlineData("@media print")]
    [InlineData(":focus-visible")]
    public void The_readers_settings_are_respected(string setting) => Assert.Contains(setting, Style, StringComparison.Ordinal);

    static void StandsOut(string front, string ground, double min)
    {
        foreach (var colours in Palettes())
        {
            var contrast = Contrast(colours[front], colours[ground]);
            Assert.True(contrast >= min, $"{front} on {ground}: {contrast}, less than {min}");
        }
    }

    static IEnumerable<Dictionary<string, string>> Palettes() // the first two :root blocks of both files: light, dark; then that of high contrast
    {
        var roots = Roots(Style).Zip(Roots(Board), (site, board) => site + board).ToArray();
        Assert.Equal(2, roots.Length);
        return roots.Append(ContrastBlock().Match(Themes).Value).Select(root => Colour().Matches(root).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["colour"].Value));
    }

    static IEnumerable<string> Roots(string style) => RootBlock().Matches(style).Take(2).Select(match => match.Value);

    static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    static double Luminance(string colour)
    {
        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));

        double Channel(int at)
        {
            var c = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }
    }

    static TheoryData<string, string> Pairs(params string[] lines) =>
        [.. from line in lines let parts = line.Split(": ") from ground in parts[1].Split(' ') select (parts[0], ground)];

    static string Read(string file) => File.ReadAllText(Path.Combine(Checkout.Root, "src", "Bot", "wwwroot", file));

    [GeneratedRegex(@":root\[data-theme=""contrast""\] \{[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex ContrastBlock();

    [GeneratedRegex(@":root \{[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex RootBlock();

    [GeneratedRegex("--(?<name>[a-z-]+): (?<colour>#[0-9a-f]{6});", RegexOptions.NonBacktracking)]
    private static partial Regex Colour();
}
