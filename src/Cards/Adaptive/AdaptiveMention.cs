using System.Collections.Immutable;

namespace CoCreateBot.Cards.Adaptive;

/// <summary>Somebody whose bell is rung. Each name is another, since Teams finds the person by it.</summary>
readonly record struct AdaptiveMention(string Id, string Name)
{
    public string Tag => $"<at>{Name}</at>";

    /// <summary>What is no id of Teams' is left out; who has no name that can be shown is called by a number.</summary>
    public static ImmutableArray<AdaptiveMention> Of(ImmutableArray<string> users, IReadOnlyDictionary<string, string> names, AdaptiveTexts texts)
    {
        var mentions = ImmutableArray.CreateBuilder<AdaptiveMention>();
        foreach (var user in users.Where(AdaptiveText.IsId).Distinct(StringComparer.Ordinal).Take(AdaptiveLimits.MentionsMax))
        {
            var number = mentions.Count + 1;
            var name = names.TryGetValue(user, out var known) ? AdaptiveText.Name(known) : "";
            if (name.Length == 0)
            {
                name = texts.Somebody(number);
            }

            mentions.Add(new AdaptiveMention(user, mentions.Any(other => other.Name == name) ? $"{name} {Numerals.Number(number)}" : name));
        }

        return mentions.ToImmutable();
    }
}
