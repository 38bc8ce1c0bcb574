using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Our own texts in one language. A key is book.name: "DotVote.Closed" is "Closed" in DotVote.resx.</summary>
/// <param name="commandPrefix">What whoever types a command in this venue writes before it.</param>
public sealed class Words(CultureInfo culture, FrozenDictionary<string, ResourceManager> books, string commandPrefix = "")
{
    /// <summary>Stands before each command in a text: "/cocreate " where that has to be typed, nothing where a command is the whole line.</summary>
    public const string CommandMark = "%/";

    static readonly Regex Place = new(@"\{[0-9]\}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public string CommandPrefix => commandPrefix;

    /// <summary>The same words for a venue where commands are typed with this before them.</summary>
    public Words Typed(string prefix) => prefix == commandPrefix ? this : new(culture, books, prefix);

    public CultureInfo Culture => culture;

    public string Language => culture.TwoLetterISOLanguageName;

    /// <summary>
    /// The text of a key; the key itself where there is none, so that a gap is seen and nothing breaks. A test finds the gaps.
    /// </summary>
    public string this[string key] => (Find(key) ?? key).Replace(CommandMark, commandPrefix, StringComparison.Ordinal);

    public string Say(string key, params ReadOnlySpan<object?> args) => string.Format(culture, this[key], args);

    public string Say(Refusal refusal) => Say(refusal.Key, [.. refusal.Args.Select(arg => arg is TextKey own ? this[own.Key] : arg)]);

    /// <summary>The singular or plural form ("key.one", "key.other") for a count, which is {0} in the text.</summary>
    public string Count(string key, int count, params ReadOnlySpan<object?> more) =>
        Say(count == 1 ? key + ".one" : key + ".other", [count, .. more]);

    /// <summary>A text with runs in its places {0}, {1}: people's words and instants stay what they are.</summary>
    public ImmutableArray<Run> Runs(string key, params ReadOnlySpan<Run> args)
    {
        var places = new ImmutableArray<Run>[args.Length];
        for (var i = 0; i < args.Length; i++)
        {
            places[i] = [args[i]];
        }

        return Sentence(key, places);
    }

    /// <summary>The same where a place holds several runs: a list of options, of names.</summary>
    public ImmutableArray<Run> Sentence(string key, params ReadOnlySpan<ImmutableArray<Run>> args)
    {
        var runs = ImmutableArray.CreateBuilder<Run>();
        var text = this[key];
        var from = 0;
        foreach (Match place in Place.Matches(text))
        {
            Add(runs, text[from..place.Index]);
            if (int.Parse(place.ValueSpan[1..^1], CultureInfo.InvariantCulture) is var index && index < args.Length)
            {
                runs.AddRange(args[index]);
            }

            from = place.Index + place.Length;
        }

        Add(runs, text[from..]);
        return runs.ToImmutable();
    }

    static void Add(ImmutableArray<Run>.Builder runs, string text)
    {
        if (text.Length > 0)
        {
            runs.Add(new TextRun(text));
        }
    }

    string? Find(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && books.TryGetValue(key[..dot], out var book) ? book.GetString(key[(dot + 1)..], culture) : null;
    }
}

/// <summary>All books of texts, in all languages.</summary>
public sealed class Lexicon
{
    /// <summary>Two-letter codes; the first is the one to fall back on. Adding one is adding files.</summary>
    public static readonly ImmutableArray<string> Languages = ["en", "de"];

    static readonly ResourceManager SessionBook = new("Session", typeof(Lexicon).Assembly);

    readonly FrozenDictionary<string, Words> byLanguage;

    /// <param name="more">Further books, such as a venue's.</param>
    public Lexicon(Activities activities, params ReadOnlySpan<ResourceManager> more)
    {
        ResourceManager[] all = [SessionBook, .. activities.All.Select(activity => activity.Texts), .. more];
        Books = all.ToFrozenDictionary(book => book.BaseName, StringComparer.Ordinal);
        byLanguage = Languages.ToFrozenDictionary(
            language => language, language => new Words(CultureInfo.GetCultureInfo(language), Books), StringComparer.Ordinal);
    }

    public FrozenDictionary<string, ResourceManager> Books { get; }

    /// <summary>The words in a language ("de", "de-AT"), in English where we do not speak it.</summary>
    public Words In(string? language) => Find(language) ?? byLanguage[Languages[0]];

    /// <summary>The same; null where we do not speak it.</summary>
    public Words? Find(string? language) =>
        language is { Length: >= 2 } && byLanguage.TryGetValue(language[..2].ToLowerInvariant(), out var words) ? words : null;
}
