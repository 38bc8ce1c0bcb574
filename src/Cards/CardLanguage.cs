using System.Globalization;

namespace CoCreateBot.Cards;

/// <summary>The language that a card or a form says it is in.</summary>
static class CardLanguage
{
    /// <summary>Where it is none, the texts are the English ones.</summary>
    public static CultureInfo Of(string lang)
    {
        try
        {
            return CultureInfo.GetCultureInfo(lang);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
