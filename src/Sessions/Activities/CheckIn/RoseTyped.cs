using System.Collections.Frozen;

namespace CoCreateBot.Sessions;

/// <summary>"checkin rose "the sun" bud "a new job" thorn "no sleep"", with or without quotes.</summary>
static class RoseTyped
{
    static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["rose"] = "rose",
        ["bud"] = "bud",
        ["knospe"] = "bud",
        ["thorn"] = "thorn",
        ["dorn"] = "thorn",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool IsAnswer(TypedLine line) => Read(line) is not null;

    /// <summary>Null where it does not begin with one of the three, or says nothing behind it.</summary>
    public static CheckInCommand.Share? Read(TypedLine line)
    {
        if (line.Parts is not [{ IsQuoted: false } first, _, ..] || !Names.ContainsKey(first.Text) || !line.Settings.IsEmpty)
        {
            return null;
        }

        var said = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var name = "";
        foreach (var part in line.Parts.Where(part => part.IsQuoted || part.Text != $"#{line.Which}"))
        {
            if (!part.IsQuoted && Names.TryGetValue(part.Text, out var next))
            {
                name = next;
                said[name] = [];
            }
            else
            {
                said[name].Add(part.Text);
            }
        }

        var texts = said.ToDictionary(one => one.Key, one => string.Join(' ', one.Value), StringComparer.Ordinal);
        return texts.Values.Any(text => text.Length > 0) || texts.Count > 1 ? Read(texts) : null;
    }

    /// <summary>What is not among them stays as it is.</summary>
    public static CheckInCommand.Share Read(IReadOnlyDictionary<string, string> texts) =>
        new(Text(texts, "rose"), Text(texts, "bud"), Text(texts, "thorn"));

    static string? Text(IReadOnlyDictionary<string, string> texts, string name) => texts.TryGetValue(name, out var text) ? PersonalText.Line(text) : null;
}
