using System.Text.RegularExpressions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What Slack makes of a typed text, turned back into what the person typed.</summary>
static class SlackMarkup
{
    // A "<" that a person typed arrives as an entity, so what stands in angle brackets is always Slack's. No text makes this slow.
    static readonly Regex Tag = new(
        "<(?<sign>[@#!]?)(?<what>[^<>|]*)(\\|(?<name>[^<>]*))?>",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>
    /// Mentions become names, links their address, and then entities their characters; the ampersand last, or what was typed as an
    /// entity would become one.
    /// </summary>
    /// <param name="nameOf">Of a user who is mentioned by the id alone; null where it is not known.</param>
    public static string Read(string text, Func<string, string?>? nameOf = null)
    {
        var plain = text.Contains('<', StringComparison.Ordinal) ? Tag.Replace(text, tag => Plain(tag, nameOf)) : text;
        return plain.Contains('&', StringComparison.Ordinal)
            ? plain.Replace("&lt;", "<", StringComparison.Ordinal)
                .Replace("&gt;", ">", StringComparison.Ordinal)
                .Replace("&amp;", "&", StringComparison.Ordinal)
            : plain;
    }

    /// <summary>The text itself where it mentions somebody by the id alone; else null, as it is read without being asked about.</summary>
    public static string? Marked(string text) => text.Contains("<@", StringComparison.Ordinal)
        && Tag.Matches(text).Any(tag => tag.Groups["sign"].Value == "@" && tag.Groups["name"].Length == 0) ? text : null;

    public static bool Mentions(string text, string user) =>
        text.Contains('<', StringComparison.Ordinal) && Tag.Matches(text).Any(tag => IsOf(tag, user));

    /// <summary>Without the mentions of this user, wherever they stand.</summary>
    /// <param name="user">Null where it is not known: then the first mention at the beginning goes.</param>
    public static string Without(string text, string? user) => user is not null
        ? Tag.Replace(text, tag => IsOf(tag, user) ? " " : tag.Value)
        : Tag.Match(text) is { Success: true } first && first.Groups["sign"].Value == "@" && string.IsNullOrWhiteSpace(text[..first.Index])
            ? text[(first.Index + first.Length)..]
            : text;

    static bool IsOf(Match tag, string user) => tag.Groups["sign"].Value == "@" && tag.Groups["what"].Value == user;

    static string Plain(Match tag, Func<string, string?>? nameOf)
    {
        var sign = tag.Groups["sign"].Value;
        var name = tag.Groups["name"] is { Success: true, Length: > 0 } named ? named.Value : null;
        return sign switch
        {
            "@" => sign + (name ?? nameOf?.Invoke(tag.Groups["what"].Value) ?? tag.Groups["what"].Value),
            "#" => sign + (name ?? tag.Groups["what"].Value),
            "!" => name ?? "@" + tag.Groups["what"].Value, // <!here>, <!subteam^S1|@crew>
            _ => tag.Groups["what"].Value, // a link: its label is only a shorter spelling of it
        };
    }
}
