using System.Globalization;
using System.Resources;

namespace CoCreateBot.Cards.Html;

/// <summary>The few words that forms need beyond what an activity says, in the language of the card or form.</summary>
sealed class HtmlTexts(string lang)
{
    static readonly ResourceManager Resources = new("HtmlTexts", typeof(HtmlTexts).Assembly);

    public CultureInfo Language { get; } = CardLanguage.Of(lang);

    public string Removed => Text("Removed");

    public string Required => Text("Required");

    public string NothingChosen => Text("NothingChosen");

    public string PleaseCheck => Text("PleaseCheck");

    /// <summary>A template for the page's script, with {left} and {all}.</summary>
    public string DotsLeft => Text("DotsLeft");

    /// <summary>A template for the page's script, with {over} and {all}.</summary>
    public string DotsOver => Text("DotsOver");

    /// <summary>With {0} where the labels go.</summary>
    public string BuildsOn => Text("BuildsOn");

    public string PartOf(int first, int last, int all) => string.Format(Language, Text("PartOf"), first, last, all);

    public string Axis(string name, string low, string high) => string.Format(Language, Text("Axis"), name, low, high);

    public string AtMost(int characters) => string.Format(Language, Text("AtMost"), characters);

    public string Between(int min, int max) => string.Format(Language, Text("Between"), min, max);

    string Text(string name) =>
        Resources.GetString(name, Language) ?? throw new MissingManifestResourceException($"HtmlTexts.resx has no {name}.");
}
