using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CoCreateBot.Sessions;

/// <summary>
/// A typed command, taken apart: <c>vote "Which first?" Paint | Garden | Bus stop for 10m dots 3</c>. The same on all platforms. Quotes of
/// all kinds are read, as clients turn " into “ or «. Settings stand behind the verb or at the end; a quoted text is never a setting.
/// </summary>
public sealed record TypedLine
{
    /// <summary>No text makes them slow, so that they need no bound by a clock, which a machine that stands still for a moment would pass.</summary>
    const RegexOptions Steady = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // A quote left open reaches to the end. An apostrophe is no quote.
    static readonly Regex TokenPattern = new("""["“”„‟«»‹›＂](?<quoted>[^"“”„‟«»‹›＂]*)(["“”„‟«»‹›＂]|$)|\||[^\s|"“”„‟«»‹›＂]+""", Steady);

    static readonly Regex Quotes = new("""["“”„‟«»‹›＂]""", Steady);

    static readonly Regex DurationPattern = new(
        @"^((?<d>[0-9]{1,3})d)?((?<h>[0-9]{1,3})h)?((?<m>[0-9]{1,4})(m|min))?((?<s>[0-9]{1,5})s)?\z", Steady | RegexOptions.IgnoreCase);

    /// <summary>What Slack takes away before a command; whoever types it in another place means the command behind it.</summary>
    const string BotsName = "/cocreate";

    /// <summary>What is written before a command in a chat, where a line without it goes to everybody.</summary>
    public const string Prefix = BotsName + " ";

    const string Until = "until";

    /// <summary>Of "until" with its moment, in words, the longest first.</summary>
    static readonly ImmutableArray<int> Lengths = [5, 4, 3];

    static readonly ImmutableHashSet<string> Valued = ["for", Until, "dots", "cap", "pick", "rounds", "ideas"];
    static readonly ImmutableHashSet<string> Flags = ["live", "named", "anonymous", "gallery"];

    /// <summary>Words that are settings behind one verb alone, so that no other text loses them.</summary>
    static readonly ImmutableDictionary<string, ImmutableHashSet<string>> OwnFlags = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create<string, ImmutableHashSet<string>>("vote", ["noown", "concern", "none", "approval", "score", "consent"]),
            KeyValuePair.Create<string, ImmutableHashSet<string>>("ask", ["group"]),
            KeyValuePair.Create<string, ImmutableHashSet<string>>("warmup", ["turns"]),
        ]);

    /// <summary>The same for settings with a value.</summary>
    static readonly ImmutableDictionary<string, ImmutableHashSet<string>> OwnValued = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal, [KeyValuePair.Create<string, ImmutableHashSet<string>>("why", ["branches", "depth"])]);

    /// <summary>The first word, in lower case; empty where nothing was typed.</summary>
    public required string Verb { get; init; }

    public string? Question { get; init; }

    /// <summary>What stands between bars, or quoted behind the question.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>What is left: bare words, where there are no options.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>All behind the verb in its order, settings too: for a grammar of an activity's own.</summary>
    public ImmutableArray<TypedPart> Parts { get; init; } = [];

    /// <summary>"for" → "10m", "live" → "".</summary>
    public ImmutableDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Only the verb was typed. Whoever says more means more than the verb: to close, say, just one of several.</summary>
    public bool IsBare => this is { Question: null, Options.IsEmpty: true, Words.IsEmpty: true, Settings.Count: 0 };

    /// <summary>Nothing but a quoted text stands behind the verb.</summary>
    public bool IsTextAlone => this is { Question: not null, Options.IsEmpty: true, Words.IsEmpty: true, Settings.Count: 0, Which: null };

    /// <summary>All behind the first word, as it was typed.</summary>
    public string Rest { get; init; } = "";

    /// <summary>"#2": which of several open sessions is meant, from 1; null where none is named.</summary>
    public int? Which { get; init; }

    /// <summary>The same without the number of the session that is meant.</summary>
    public string RestForAll => Which is { } number
        ? string.Join(' ', Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word != "#" + number.ToString(CultureInfo.InvariantCulture)))
        : Rest;

    /// <summary>A text as it may stand between quotes: those within it become apostrophes.</summary>
    public static string WithoutQuotes(string text) => Quotes.Replace(text, "'");

    public static TypedLine Parse(string? text)
    {
        var typed = WithoutName((text ?? "").TrimStart());
        var tokens = Tokenize(typed);
        if (tokens is not [{ IsQuoted: false, IsBar: false } verb, .. var rest])
        {
            return new TypedLine { Verb = "", Question = tokens.FirstOrDefault(token => token.IsQuoted).Text };
        }

        var line = new TypedLine
        {
            Verb = verb.Text.ToLowerInvariant().TrimStart('/'),
            Rest = typed[verb.Text.Length..].Trim(),
            Parts = [.. rest.Select(token => new TypedPart(token.Text, token.IsQuoted))],
        };
        line = line.TakeSettings(ref rest);
        return rest.Any(token => token.IsBar) ? line.WithBars(rest) : line.WithoutBars(rest);
    }

    static string WithoutName(string typed) =>
        typed.StartsWith(BotsName, StringComparison.OrdinalIgnoreCase) && (typed.Length == BotsName.Length || char.IsWhiteSpace(typed[BotsName.Length]))
            ? typed[BotsName.Length..].TrimStart()
            : typed;

    /// <summary>Reads "10m", "90s", "1h30m", "2d"; null where it is none of these, or out of all bounds.</summary>
    public static TimeSpan? Duration(string text)
    {
        var match = DurationPattern.Match(text);
        if (!match.Success || text.Length == 0)
        {
            return null;
        }

        int Part(string name) => match.Groups[name] is { Success: true } part ? int.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;
        var length = new TimeSpan(Part("d"), Part("h"), Part("m"), Part("s"));
        return length >= Limits.DurationMin && length <= Limits.DurationMax ? length : null;
    }

    /// <summary>
    /// "until Fri 17:00" as the length it stands for at this moment; the line as it is where it says no such thing.
    /// </summary>
    public Parsed<TypedLine> Timed(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (!Settings.TryGetValue(Until, out var text))
        {
            return this;
        }

        if (LocalTime.Read(text, now, zone) is not { } end)
        {
            return new Refusal("Session.BadMoment", RefusalKind.Wrong, text);
        }

        var length = end - now;
        return length >= Limits.DurationMin && length <= Limits.DurationMax
            ? this with { Settings = Settings.Remove(Until).SetItem("for", Written(InWholeSeconds(length))) }
            : new Refusal("Session.MomentOutOfBounds", RefusalKind.Wrong, text);
    }

    // Not a second sooner: "until 9:30" is not 9:29.
    static TimeSpan InWholeSeconds(TimeSpan length) =>
        TimeSpan.FromSeconds(Math.Min(Math.Ceiling(length.TotalSeconds), Limits.DurationMax.TotalSeconds));

    static string Written(TimeSpan length) => string.Create(
        CultureInfo.InvariantCulture, $"{(int)length.TotalDays}d{length.Hours}h{length.Minutes}m{length.Seconds}s");

    TypedLine TakeSettings(ref ImmutableArray<Token> tokens)
    {
        var settings = Settings.ToBuilder();
        int? which = null;
        while (tokens is [{ IsQuoted: false } name, ..] && TakeHead(name, tokens, settings, ref which) is var taken && taken > 0)
        {
            tokens = tokens[taken..];
        }

        while (TakeTail(tokens, settings, ref which) is var taken && taken > 0)
        {
            tokens = tokens[..^taken];
        }

        return this with { Settings = settings.ToImmutable(), Which = which };
    }

    int TakeHead(Token name, ImmutableArray<Token> tokens, ImmutableDictionary<string, string>.Builder settings, ref int? which) =>
        Lengths.FirstOrDefault(length => length <= tokens.Length && TakeUntil(tokens[..length], settings)) is > 0 and var taken ? taken
        : tokens.Length > 1 && Take(name, tokens[1], settings) ? 2
        : tokens is [_, { IsBar: true }, ..] ? 0 // "live | recorded": an option that happens to be a word of ours
        : TakeAlone(name, settings, ref which) ? 1 : 0;

    int TakeTail(ImmutableArray<Token> tokens, ImmutableDictionary<string, string>.Builder settings, ref int? which) => tokens switch
    {
        [.., { IsBar: true }, _] => 0,
        _ when Lengths.FirstOrDefault(length => length <= tokens.Length && TakeUntil(tokens[^length..], settings)) is > 0 and var taken => taken,
        [.., var name, var value] when Take(name, value, settings) => 2,
        [.., var flag] when TakeAlone(flag, settings, ref which) => 1,
        _ => 0,
    };

    // "until 27 Nov 17:00" is four words, "until Fri 17:00" three; the latter also where there is no such day, so that this is said.
    static bool TakeUntil(ImmutableArray<Token> tokens, ImmutableDictionary<string, string>.Builder settings)
    {
        if (!tokens[0].Text.Equals(Until, StringComparison.OrdinalIgnoreCase) || tokens.Any(token => token.IsQuoted || token.IsBar))
        {
            return false;
        }

        var moment = Join(tokens[1..]);
        var isUntil = LocalTime.IsMoment(moment) || LocalTime.NamesMonth(moment) // "31 February" is no day, and is said to be none
            || (tokens is [_, var day, var time] && time.Text.Contains(':', StringComparison.Ordinal) && IsNumberLike(time.Text)
                && !day.Text.Contains(':', StringComparison.Ordinal));
        if (isUntil)
        {
            settings[Until] = moment;
        }

        return isUntil;
    }

    bool Take(Token name, Token value, ImmutableDictionary<string, string>.Builder settings)
    {
        var key = name.Text.ToLowerInvariant();
        var isSetting = !name.IsQuoted && !value.IsQuoted
            && (Valued.Contains(key) || (OwnValued.TryGetValue(Verb, out var own) && own.Contains(key)))
            && (IsNumberLike(value.Text) || (key == Until && LocalTime.IsMoment(value.Text)));
        if (isSetting)
        {
            settings[key] = value.Text;
        }

        return isSetting;
    }

    // Also a negative number is meant as a setting: it is refused as one, and not taken for the end of an option's text.
    static bool IsNumberLike(string text) => text is [>= '0' and <= '9', ..] or ['-' or '+', >= '0' and <= '9', ..];

    bool TakeAlone(Token token, ImmutableDictionary<string, string>.Builder settings, ref int? which)
    {
        if (token.IsQuoted || token.IsBar)
        {
            return false;
        }

        if (token.Text is ['#', .. var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
        {
            which = n;
            return true;
        }

        var word = token.Text.ToLowerInvariant();
        var isFlag = Flags.Contains(word) || (OwnFlags.TryGetValue(Verb, out var own) && own.Contains(word));
        if (isFlag)
        {
            settings[word] = "";
        }

        return isFlag;
    }

    TypedLine WithBars(ImmutableArray<Token> tokens)
    {
        var question = (string?)null;
        if (tokens[0].IsQuoted && tokens.Length > 1 && !tokens[1].IsBar)
        {
            question = tokens[0].Text;
            tokens = tokens[1..];
        }
        else if (tokens.TakeWhile(token => !token.IsBar).ToList().FindLastIndex(token => token.Text.EndsWith('?')) is var end and >= 0)
        {
            question = Join(tokens[..(end + 1)]);
            tokens = tokens[(end + 1)..];
        }

        var options = ImmutableArray.CreateBuilder<string>();
        while (tokens.Length > 0)
        {
            var bar = tokens.IndexOf(Token.Bar);
            options.Add(Join(bar < 0 ? tokens : tokens[..bar]));
            tokens = bar < 0 ? [] : tokens[(bar + 1)..];
        }

        return this with { Question = question, Options = [.. options.Where(option => option.Length > 0)] };
    }

    TypedLine WithoutBars(ImmutableArray<Token> tokens)
    {
        var quoted = tokens.Where(token => token.IsQuoted).Select(token => token.Text).ToImmutableArray();
        return this with
        {
            Question = quoted.FirstOrDefault(),
            Options = quoted.Length > 2 ? quoted[1..] : [],
            Words = [.. tokens.Where(token => !token.IsQuoted).Select(token => token.Text)],
        };
    }

    static string Join(ImmutableArray<Token> tokens) => string.Join(' ', tokens.Select(token => token.Text));

    static ImmutableArray<Token> Tokenize(string text) =>
        [.. TokenPattern.Matches(text.Length > Limits.CommandMax ? text[..Limits.CommandMax] : text).Select(Token.Of)];

    readonly record struct Token(string Text, bool IsQuoted)
    {
        public static readonly Token Bar = new("|", false);

        public bool IsBar => this == Bar;

        public static Token Of(Match match) => match.Groups["quoted"] is { Success: true } quoted
            ? new Token(quoted.Value.Trim(), true)
            : new Token(match.Value, false);
    }
}

/// <summary>One word of a typed line, or what stood in quotes.</summary>
public readonly record struct TypedPart(string Text, bool IsQuoted);
