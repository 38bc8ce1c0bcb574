namespace CoCreateBot.Bot;

/// <summary>
/// What is typed behind the program's name: settings, and perhaps one of its words, wherever it stands among them. Configuration passes over in silence
/// what it does not understand, and a server would start where something else was asked for.
/// </summary>
/// <param name="Word">Null where the server is to start.</param>
/// <param name="Rest">All but the word.</param>
/// <param name="Stray">A sentence on a word that this program does not have.</param>
/// <param name="Problem">A sentence on what else cannot be meant.</param>
sealed record Arguments(string? Word, string[] Rest, string? Stray = null, string? Problem = null)
{
    public const string Help = "--help";

    /// <summary>Longer ones, and those with other signs, may be a secret that lost its setting, and are not repeated.</summary>
    const int WordMax = 16;

    static readonly string[] Helps = ["help", Help, "-h", "-?"];

    public static Arguments Read(string[] args, IReadOnlyCollection<string> words)
    {
        var before = "";
        for (var n = 0; n < args.Length; n++)
        {
            var token = args[n];
            if (words.Contains(token, StringComparer.Ordinal))
            {
                return new(token, [.. args[..n], .. args[(n + 1)..]]);
            }

            if (Helps.Contains(token))
            {
                return new(Help, []);
            }

            if (Wrong(token, n + 1 < args.Length ? args[n + 1] : null, words) is { } problem)
            {
                return new(null, [], Problem: problem);
            }

            if (!IsSetting(token))
            {
                return new(null, [], Stray: n == 0 || IsWord(token) ? $"\"{token}\" is nothing this program does." : StrayAfter(before));
            }

            before = NameOf(token);
            n += HasValue(token) ? 0 : 1;
        }

        return new(null, args);
    }

    /// <summary>The first setting that stands there without what it shall be; null where there is none.</summary>
    public static string? Valueless(IReadOnlyList<string> tokens)
    {
        for (var n = 0; n < tokens.Count; n++)
        {
            if (Valueless(tokens[n], n + 1 < tokens.Count ? tokens[n + 1] : null) is { } problem)
            {
                return problem;
            }

            n += IsSetting(tokens[n]) && !HasValue(tokens[n]) ? 1 : 0;
        }

        return null;
    }

    static string? Wrong(string token, string? next, IReadOnlyCollection<string> words) =>
        token is ['-', not '-', ..] ? $"{NameOf(token)} is no setting. Settings begin with two dashes, such as --Storage:Path data/cocreate.db"
        : Valueless(token, next) is { } problem ? problem
        : IsSetting(token) && !HasValue(token) && words.Contains(next, StringComparer.Ordinal)
            ? $"{token} has no value, as {next} is a word of this program. Give it one; if that is its value, write {token}={next}"
        : null;

    static string? Valueless(string token, string? next) => IsSetting(token) && !HasValue(token) && next is null or ['-', '-', ..]
        ? $"{token} has no value. Give it one, or leave it out."
        : null;

    static string StrayAfter(string before) => $"What stands behind {before} and its value belongs to no setting. Give it its name, or leave it out.";

    // As configuration reads them: --Name value, /Name value, or with an equals sign, also without anything before it.
    static bool IsSetting(string token) => token is ['-', '-', ..] or ['/', ..] || HasValue(token);

    static bool HasValue(string token) => token.Contains('=', StringComparison.Ordinal);

    static bool IsWord(string token) => token.Length is > 0 and <= WordMax && token.All(letter => char.IsAsciiLetterLower(letter) || letter == '-');

    static string NameOf(string token) => token.Split('=')[0];
}
