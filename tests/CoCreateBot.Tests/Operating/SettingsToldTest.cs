using System.Text.RegularExpressions;
using CoCreateBot.Bot;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Operating;

/// <summary>Whoever sets something reads of it in a table, and of nothing that is not there any more.</summary>
public sealed partial class SettingsToldTest
{
    [Theory]
    [InlineData("docs/operating.md")]
    [InlineData("README.md")]
    public void Each_setting_stands_once_in_the_table_and_nothing_else_does(string file) => Assert.Equal(
        SettingNames.All.Order(StringComparer.Ordinal),
        Checkout.Lines(file).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Name.Matches(line.Split('|')[1])).Select(name => name.Groups["name"].Value).Order(StringComparer.Ordinal));

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+:[A-Z][A-Za-z]+)`", RegexOptions.ExplicitCapture, 10_000)]
    static partial Regex Name { get; }
}
