using System.Text.Json;
using System.Text.RegularExpressions;

namespace CoCreateBot.Tests.Cards.BlockKit;

sealed class LintReport
{
    readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public void When(bool isWrong, string path, string fault)
    {
        if (isWrong)
        {
            _faults.Add($"{path} {fault}");
        }
    }
}

/// <summary>A place in the JSON, and what can be asked of it.</summary>
sealed partial class LintNode(JsonElement json, string path, LintReport report)
{
    public JsonElement Json => json;

    public string Path => path;

    public LintNode? this[string name] => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var child)
        ? new LintNode(child, $"{path}/{name}", report)
        : null;

    public IReadOnlyList<LintNode> Items => json.ValueKind == JsonValueKind.Array
        ? [.. json.EnumerateArray().Select((item, at) => new LintNode(item, $"{path}/{at}", report))]
        : [];

    public void Wrong(bool isWrong, string fault) => report.When(isWrong, path, fault);

    public void Properties(string[] required, string[] optional)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Wrong(true, "is no object");
            return;
        }

        string[] names = [.. json.EnumerateObject().Select(property => property.Name)];
        foreach (var name in required.Except(names))
        {
            Wrong(true, $"lacks {name}");
        }

        foreach (var name in names.Except([.. required, .. optional]))
        {
            Wrong(true, $"has a property that Slack does not know: {name}");
        }

        Wrong(names.Length != names.Distinct().Count(), "says a property twice");
    }

    public string? OneOf(string name, params string[] values)
    {
        var value = this[name]?.String();
        Wrong(value is not null && !values.Contains(value), $"has the {name} {value}");
        return value;
    }

    /// <summary>The text at this place; null, and a fault, where it is no text that JSON or people can take.</summary>
    public string? String()
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            Wrong(true, "is no text");
            return null;
        }

        try
        {
            var text = json.GetString()!; // ! a string is not null
            Wrong(text.Any(c => char.IsControl(c) && c != '\n'), "holds control characters");
            return text;
        }
        catch (InvalidOperationException)
        {
            Wrong(true, "holds half a surrogate pair");
            return null;
        }
    }

    public void Text(string name, int max, bool isRequired, bool mayBeBlank = false)
    {
        Wrong(isRequired && this[name] is null, $"lacks {name}");
        this[name]?.Text(max, mayBeBlank);
    }

    public void Text(int max, bool mayBeBlank = false)
    {
        var text = String();
        Wrong(text?.Length > max, $"has {text?.Length} characters of at most {max}");
        Wrong(!mayBeBlank && string.IsNullOrWhiteSpace(text), "is blank");
    }

    public void Boolean(string name) =>
        Wrong(
            this[name] is { Json.ValueKind: not JsonValueKind.True and not JsonValueKind.False },
            $"has a {name} that is neither true nor false");

    public void Url(string name, int max)
    {
        Text(name, max, isRequired: false);
        Wrong(
            this[name]?.String() is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"),
            $"has a {name} that is no web address");
    }

    public void PlainText(string name, int max)
    {
        if (this[name] is { } text)
        {
            text.Wrong(text["type"]?.String() != "plain_text", "must be plain_text");
            text.TextObject(max);
        }
    }

    public void TextObject(int max)
    {
        var isMarkup = OneOf("type", "plain_text", "mrkdwn") == "mrkdwn";
        Properties(["type", "text"], isMarkup ? ["verbatim"] : ["emoji"]);
        Boolean(isMarkup ? "verbatim" : "emoji");
        Text("text", max, isRequired: true);
        if (isMarkup && this["text"] is { } text)
        {
            text.NoMention();
        }
    }

    /// <summary>Of all that Slack reads between angle brackets only a date is ours to say.</summary>
    public void NoMention()
    {
        if (String() is { } text)
        {
            var rest = Date().Replace(text, "");
            Wrong(rest.Contains('<') || rest.Contains('>'), "holds a bare angle bracket");
            Wrong(Entity().Replace(rest, "").Contains('&'), "holds a bare ampersand");
        }
    }

    [GeneratedRegex(@"<!date\^[0-9]+\^[^<>&^|]*(\^[^<>&^|]*)?\|[^<>&|]+>", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Date();

    [GeneratedRegex("&(amp|lt|gt);", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Entity();
}
