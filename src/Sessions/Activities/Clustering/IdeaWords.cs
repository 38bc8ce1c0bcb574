using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace CoCreateBot.Sessions;

/// <summary>The words of a text that say what it is about, in English and German: without those every text has, and without their endings.</summary>
static class IdeaWords
{
    const int StemMin = 3;
    const int LongStemMin = 4;

    // What a person wants is in the other words ("should", "make", "more"); these are in ideas of any kind.
    static readonly FrozenSet<string> Stops = """
        a about after all also always am an and any are as at be because been being both but by can could did do does done each either else
        etc even ever every everyone for from get give go goes got had has have having he her here hers him his how i if in into is it its
        just keep less let like lot made make makes making many may me might more most much must my need needs never no nor not now of off
        often on one only or other our out over own people per put rather really same see shall she should since so some still such take
        than that the their them then there these they thing things this those through to too under until up us use used using very want
        was way we well were what when where which while who why will with within without would yet you your don doesn isn aren won can't
        ab aber alle allem allen aller alles als also am an andere anderen andern auch auf aus bei beim bin bis bist da dabei dadurch dafür
        dagegen daher damit dann daran darauf daraus darf das dass davon dazu dem den denn der deren des deshalb dessen die dies diese
        diesem diesen dieser dieses doch dort du durch dürfen ein eine einem einen einer eines einfach er es etwas euch euer für gegen gibt
        hab habe haben hat hatte hier hin ich ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jedem jeden jeder jedes jedoch kann
        kein keine keinem keinen keiner können könnte machen man mehr mein meine mit muss müssen müsste nach nicht nichts noch nun nur ob
        oder ohne sehr sein seine seit sich sie sind so solche soll sollen sollte sollten sondern sonst statt über um und uns unser unsere
        unter viel viele vielen vom von vor wann war waren warum was weil welche wenn wer werden wie wieder will wir wird wo wollen wurde
        wäre würde würden zu zum zur zwischen
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    // The longest first; English and German together, since nobody says which language an idea is in.
    static readonly ImmutableArray<string> Endings =
        ["ungen", "ings", "ing", "ies", "ung", "ern", "ers", "ed", "em", "en", "er", "es", "ly", "e", "n", "s"];

    /// <summary>Each word with its stem, in the order of the text.</summary>
    public static IEnumerable<(string Stem, string Word)> Of(string text)
    {
        foreach (var word in Split(text))
        {
            var lower = word.ToLowerInvariant();
            if (!Stops.Contains(lower) && (lower.Length > 1 || !char.IsAsciiLetterOrDigit(lower[0])))
            {
                yield return (Stem(lower), word);
            }
        }
    }

    /// <summary>The text without anything but its letters and digits: what is equal here is said in the same words.</summary>
    public static string Bare(string text) => Split(text).ToList() is { Count: > 0 } words
        ? string.Join(' ', words).ToLowerInvariant()
        : text; // signs alone, an emoji say

    static IEnumerable<string> Split(string text)
    {
        var normal = text.Normalize(NormalizationForm.FormKC);
        for (var from = 0; from < normal.Length;)
        {
            var to = from;
            while (to < normal.Length && IsOfWord(normal, to))
            {
                to++;
            }

            if (to > from)
            {
                yield return normal[from..to];
            }

            from = to + 1;
        }
    }

    // Letters outside the first plane come as two halves; they belong to words as well.
    static bool IsOfWord(string text, int at) =>
        char.IsLetterOrDigit(text[at]) || char.GetUnicodeCategory(text[at]) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark
        || (char.IsSurrogate(text[at]) && IsLetterPair(text, at));

    static bool IsLetterPair(string text, int at)
    {
        var high = char.IsHighSurrogate(text[at]) ? at : at - 1;
        return high >= 0 && high + 1 < text.Length && char.IsSurrogatePair(text, high) && char.IsLetterOrDigit(text, high);
    }

    static string Stem(string word)
    {
        var stem = word.Replace("ä", "a", StringComparison.Ordinal).Replace("ö", "o", StringComparison.Ordinal)
            .Replace("ü", "u", StringComparison.Ordinal).Replace("ß", "ss", StringComparison.Ordinal);
        var ending = Endings.FirstOrDefault(ending => stem.EndsWith(ending, StringComparison.Ordinal)
            && stem.Length - ending.Length >= (ending == "s" ? StemMin : LongStemMin)
            && !(ending == "s" && stem.EndsWith("ss", StringComparison.Ordinal)));
        stem = stem[..^(ending?.Length ?? 0)];
        return stem.Length > StemMin && stem[^1] == 'y' ? stem[..^1] + 'i' : ending == "ies" ? stem + 'i' : stem;
    }
}
