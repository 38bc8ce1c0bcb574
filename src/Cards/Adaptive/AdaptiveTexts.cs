using System.Globalization;
using System.Resources;

namespace CoCreateBot.Cards.Adaptive;

/// <summary>The few sentences that the renderer adds of its own.</summary>
sealed class AdaptiveTexts(string lang)
{
    static readonly ResourceManager Resources = new("Adaptive", typeof(AdaptiveTexts).Assembly);

    readonly CultureInfo _culture = CardLanguage.Of(lang);

    public bool IsRightToLeft => _culture.TextInfo.IsRightToLeft;

    /// <summary>Two or three letters, as clients want it; null where the card's language is no language.</summary>
    public string? Language => _culture.TwoLetterISOLanguageName is { Length: 2 or 3 } code && code != "iv" ? code : null;

    public string Removed => Get(nameof(Removed));

    public string NothingToChoose => Get(nameof(NothingToChoose));

    public string Fill => Get(nameof(Fill));

    public string Yes => Get(nameof(Yes));

    public string Between(int min, int max) => string.Format(_culture, Get(nameof(Between)), min, max);

    public string NotShown(int count) => string.Format(_culture, Get(nameof(NotShown)), count);

    public string Picture(string altText) => string.Format(_culture, Get(nameof(Picture)), altText);

    public string Somebody(int number) => string.Format(_culture, Get(nameof(Somebody)), number);

    string Get(string name) =>
        Resources.GetString(name, _culture) ?? throw new MissingManifestResourceException($"Adaptive.resx has no text {name}.");
}
