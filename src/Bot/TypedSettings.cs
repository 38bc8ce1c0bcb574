namespace CoCreateBot.Bot;

/// <summary>The settings that stand behind a word of the command line and its options, as the server gets them.</summary>
static class TypedSettings
{
    /// <summary>What stands in no section would be passed over in silence. What it says may be secret.</summary>
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

    /// <summary>Null with a problem where they cannot be read. Of the problems in them only those of the store are in the way here.</summary>
    public static (BotOptions? Options, string? Problem) Read(IReadOnlyList<string> tokens)
    {
        if (Arguments.Valueless(tokens) is { } valueless)
        {
            return (null, valueless);
        }

        BotOptions options;
        try
        {
            options = BotOptions.Read(BotApp.Builder([.. tokens]).Configuration);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            return (null, $"The settings cannot be read: {e.Message.ReplaceLineEndings(" ")}");
        }

        return options.Problems.FirstOrDefault(problem => problem.StartsWith("Storage", StringComparison.Ordinal)) is { } wrong
            ? (null, wrong)
            : (options, null);
    }
}
