using System.Globalization;
using System.Text;

namespace CoCreateBot.Sessions;

/// <summary>With which letter a line begins. The chain is of A to Z; a word of another script has its place in it all the same.</summary>
static class WarmUpLetters
{
    /// <summary>Letters of Latin scripts that are no letter with a mark, and the one of A to Z they stand for.</summary>
    const string Beside = "ØOÆAŒOŁLĐDÐDÞTĦHŦTŊNẞSßSıI";

    /// <summary>Does it begin with this letter, or with one that is none of A to Z? What has no letter at all begins with none.</summary>
    public static bool Fits(string text, char letter) =>
        FirstOf(text) is { } first && (first == letter || first is < WarmUp.FirstLetter or > WarmUp.LastLetter);

    // Without the marks on it: "Äpfel" begins with an A. Beyond the sixteen bits of a char there is no letter of the chain.
    static char? FirstOf(string text)
    {
        foreach (var sign in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetter(sign))
            {
                var upper = sign.IsBmp ? char.ToUpper((char)sign.Value, CultureInfo.InvariantCulture) : char.MaxValue;
                return Folded(upper);
            }
        }

        return null;
    }

    static char Folded(char upper)
    {
        for (var i = 0; i < Beside.Length; i += 2)
        {
            if (Beside[i] == upper)
            {
                return Beside[i + 1];
            }
        }

        return upper;
    }
}
