using System.Collections.Immutable;
using System.Text;

namespace CoCreateBot.Sessions;

/// <summary>
/// What is worth a question in a problem or a cause. Only a question: words are ambiguous, and people know better. English and German at once, as people
/// write in either.
/// </summary>
static class WhyChecks
{
    /// <summary>Resource keys begin with this.</summary>
    public const string Ask = "FiveWhys.Ask-";

    /// <summary>Short names are words more often than names.</summary>
    const int NameMin = 3;

    static readonly ImmutableArray<string> Blame =
    [
        "forgot", "forgotten", "forgets", "careless", "carelessness", "carelessly", "human error", "operator error", "negligent", "negligence", "sloppy",
        "lazy", "inattentive", "did not pay attention", "didn't pay attention",
        "vergessen", "vergaß", "vergass", "vergisst", "unachtsam", "unachtsamkeit", "nachlässig", "nachlässigkeit", "schlampig", "schlamperei", "unaufmerksam",
        "menschliches versagen", "menschlicher fehler", "bedienfehler", "nicht aufgepasst", "faul",
    ];

    static readonly ImmutableArray<string> Lack =
    [
        "not enough", "lack of", "lacks", "lacking", "insufficient", "too few", "too little",
        "nicht genug", "nicht genügend", "zu wenig", "zu wenige", "mangel an", "es fehlt", "es fehlen", "mangelnde", "mangelnder", "fehlende", "fehlender",
    ];

    static readonly ImmutableArray<string> And = ["and", "und", "sowie"];

    static readonly ImmutableArray<string> Because =
    [
        "because", "due to", "owing to", "caused by", "as a result of",
        "weil", "wegen", "aufgrund", "auf grund", "verursacht durch", "infolge",
    ];

    static readonly ImmutableArray<string> Danger =
    [
        "injury", "injuries", "injured", "hurt", "death", "died", "dead", "fatal", "fatality", "fire", "burned", "burnt", "explosion", "exploded",
        "patient", "patients", "poisoning", "poisoned", "electrocuted", "electric shock", "toxic", "overdose", "near miss", "collapse", "collapsed",
        "radiation", "drowned",
        "verletzung", "verletzungen", "verletzt", "verletzte", "verletzter", "tod", "tote", "toter", "gestorben", "tödlich", "todesfall", "feuer", "brand",
        "verbrannt", "verbrennung", "explosion", "explodiert", "patient", "patienten", "patientin", "patientinnen", "vergiftung", "vergiftet", "stromschlag",
        "giftig", "überdosis", "beinaheunfall", "beinahe-unfall", "arbeitsunfall", "einsturz", "eingestürzt", "strahlung", "ertrunken",
    ];

    static readonly ImmutableArray<(ImmutableArray<string> Words, string Key)> Known = [(Blame, "blame"), (Lack, "lack"), (And, "and")];

    /// <summary>Keys of the questions about a cause, the most telling first.</summary>
    public static IEnumerable<string> Of(string text, Session session)
    {
        var words = Words(text);
        if (session.People.Values.Any(person => IsNamed(text, person)))
        {
            yield return Ask + "name";
        }

        foreach (var (known, key) in Known)
        {
            if (Has(words, known))
            {
                yield return Ask + key;
            }
        }
    }

    public static bool NamesACause(string? problem) => problem is not null && Has(Words(problem), Because);

    /// <summary>Somebody may have come to harm: that needs more than a talk.</summary>
    public static bool IsCritical(string? problem) => problem is not null && Has(Words(problem), Danger);

    // As it is written, with its capital: "will" is no Will.
    static bool IsNamed(string text, Participant person)
    {
        var first = person is { IsErased: false, Name: { } name } ? name.Split(' ', 2)[0] : "";
        return first.Length >= NameMin && char.IsUpper(first[0]) && $" {Spaced(text)} ".Contains($" {first} ", StringComparison.Ordinal);
    }

    static bool Has(string words, ImmutableArray<string> known) => known.Any(one => words.Contains($" {one} ", StringComparison.Ordinal));

    static string Words(string text) => $" {Spaced(text).ToLowerInvariant()} ";

    // Whatever stands between words is one space, so that a word is found as a whole.
    static string Spaced(string text)
    {
        var spaced = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var isWord = char.IsLetterOrDigit(c) || c is '-' or '\'' or '’';
            if (isWord || (spaced.Length > 0 && spaced[^1] != ' '))
            {
                spaced.Append(c == '’' ? '\'' : isWord ? c : ' ');
            }
        }

        return spaced.ToString().TrimEnd();
    }
}
