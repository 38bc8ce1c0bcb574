using System.Globalization;
using System.Resources;

namespace CoCreateBot.Cards.BlockKit;

/// <summary>The few sentences that the renderer adds of its own.</summary>
sealed class BlockKitTexts(string lang)
{
    static readonly ResourceManager Resources = new("BlockKit", typeof(BlockKitTexts).Assembly);

    readonly CultureInfo _culture = CardLanguage.Of(lang);

    public bool IsRightToLeft => _culture.TextInfo.IsRightToLeft;

    public string Cancel => Get(nameof(Cancel));

    public string Removed => Get(nameof(Removed));

    public string Close => Get(nameof(Close));

    public string NothingToChoose => Get(nameof(NothingToChoose));

    public string NotShown(int count) => string.Format(_culture, Get(nameof(NotShown)), count);

    public string Picture(string altText) => string.Format(_culture, Get(nameof(Picture)), altText);

    string Get(string name) =>
        Resources.GetString(name, _culture) ?? throw new MissingManifestResourceException($"BlockKit.resx has no text {name}.");
}
