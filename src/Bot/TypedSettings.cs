namespace CoCreateBot.Bot;

/// <summary>The settings that are typed behind a verb and its options.</summary>
static class TypedSettings
{
    /// <summary>What stands in no section would be passed over in silence. What it says may be secret.</summary>
    /// <returns>Its name; null where all of it is settings.</returns>
    public static string? Stray(IReadOnlyList<string> tokens)
    {
        for (var n = 0; n < tokens.Count; n++)
        {
            var name = tokens[n].Split('=')[0];
            if (!name.Contains(':', StringComparison.Ordinal))
            {
                return name.StartsWith('-') ? name : "What is typed";
            }

            n += tokens[n].Contains('=', StringComparison.Ordinal) ? 0 : 1; // its value
        }

        return null;
    }

    /// <returns>What is set, here and everywhere else, or a sentence that says why it cannot be read or where everything is kept.</returns>
    public static (BotOptions? Options, string? Problem) Read(IReadOnlyList<string> tokens)
    {
        try
        {
            var options = BotOptions.Read(BotApp.Builder([.. tokens]).Configuration);
            var wrong = options.Problems.FirstOrDefault(problem => problem.StartsWith("Storage", StringComparison.Ordinal));
            return wrong is null ? (options, null) : (null, wrong);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            return (null, $"The settings cannot be read: {e.Message.ReplaceLineEndings(" ")}");
        }
    }
}
