using System.Text.RegularExpressions;
using System.Xml.Linq;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Sessions;

/// <summary>The texts that name commands, and how each would read where its command stood bare.</summary>
static partial class CommandTexts
{
    const int HeadMax = 10;
    const int TailMax = 15;

    /// <summary>A command of fewer letters with what is behind it is found in too many sentences.</summary>
    const int TailMin = 4;

    static readonly Lazy<IReadOnlyList<string>> Bare = new(() => [.. Books().SelectMany(text => BareIn(text.Text)).Distinct(StringComparer.Ordinal)]);

    /// <summary>What in a text that was sent is a command without what has to be typed before it, or a mark that nobody replaced.</summary>
    public static IEnumerable<string> BareIn(IEnumerable<string> sent) =>
        from text in sent
        let line = "\n" + text
        from bare in Bare.Value.Append(Words.CommandMark)
        where line.Contains(bare, StringComparison.Ordinal)
        select $"“{bare}” in: {text}";

    /// <summary>Of our own texts by file and key.</summary>
    public static IEnumerable<(string File, string Key, string Text)> Books() =>
        from file in Checkout.Files
        where file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".resx", StringComparison.Ordinal)
        from data in XDocument.Load(Path.Combine(Checkout.Root, file)).Descendants("data")
        select (file, (string?)data.Attribute("name") ?? "", (string?)data.Element("value") ?? "");

    // "Type %/help to see" is bare as "Type help to see".
    static IEnumerable<string> BareIn(string text)
    {
        for (var at = text.IndexOf(Words.CommandMark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Words.CommandMark, at + 1, StringComparison.Ordinal))
        {
            var before = Part.Split(text[..at])[^1];
            var tail = Part.Split(text[(at + Words.CommandMark.Length)..])[0];
            if (tail.Length >= TailMin)
            {
                yield return (at == before.Length && before.Length == 0 ? "\n" : before[^Math.Min(HeadMax, before.Length)..]) + tail[..Math.Min(TailMax, tail.Length)];
            }
        }
    }

    [GeneratedRegex(@"%/|\{[0-9](?::[^}]*)?\}", RegexOptions.None, 10_000)]
    static partial Regex Part { get; }
}
