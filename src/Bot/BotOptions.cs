using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Bot.Retaining;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Bot;

/// <summary>The settings, read and checked before anything starts. Every problem names its setting and how to get it right.</summary>
public sealed record BotOptions
{
    /// <summary>File of the embedded store.</summary>
    public required string StoragePath { get; init; }

    /// <summary>The file may not grow beyond so many pages of 4 KiB; null is as far as the disk goes.</summary>
    public int? StoragePagesMax { get; init; }

    /// <summary>Where everything is kept in tables of Azure; null where it is in the file.</summary>
    public TableStoreOptions? Tables { get; init; }

    /// <summary>It can be tried whether the store is there.</summary>
    public bool IsStoreKnown => Tables?.Problem() is null;

    /// <summary>Where to listen when neither --urls nor ASPNETCORE_URLS says so.</summary>
    public string Listen { get; init; } = "http://localhost:5080";

    /// <summary>How this server is reached from outside; null where it is just where it listens.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Language of shared texts where a venue says nothing, two letters.</summary>
    public string Language { get; init; } = "en";

    /// <summary>IANA name of the zone where a venue says nothing.</summary>
    public string Zone { get; init; } = "Etc/UTC";

    /// <summary>How long sessions are kept.</summary>
    public RetentionOptions Retention { get; init; } = RetentionOptions.ForEver;

    public SlackOptions Slack { get; init; } = SlackOptions.Off;

    public TeamsOptions Teams { get; init; } = TeamsOptions.Off;

    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>What stops nothing, but may be meant otherwise.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    public static BotOptions Read(IConfiguration settings)
    {
        var problems = SettingNames.Problems(settings).ToImmutableArray().ToBuilder();
        var path = Or(settings["Storage:Path"], Path.Combine("data", "cocreate.db"));
        var language = Or(settings["Bot:Language"], "en");
        if (!Lexicon.Languages.Contains(language, StringComparer.Ordinal))
        {
            problems.Add($"Bot:Language is \"{language}\": it must be one of {string.Join(", ", Lexicon.Languages)}.");
        }

        var zone = Or(settings["Bot:Zone"], "Etc/UTC");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) || !known.HasIanaId)
        {
            problems.Add($"Bot:Zone is \"{zone}\": it must be the IANA name of a time zone, such as Europe/Vienna.");
        }

        var slack = SlackOptions.From(settings);
        problems.AddRange(slack.Problems());
        problems.AddRange(InstallingProblems(slack, settings));

        var teams = TeamsOptions.From(settings);
        problems.AddRange(teams.Problems());
        var publicUrl = Url(settings["Web:PublicUrl"], problems);
        problems.AddRange(teams.ProblemsOf(publicUrl, settings["FORWARDEDHEADERS_ENABLED"]));
        return new BotOptions
        {
            Slack = slack,
            Teams = teams,
            StoragePath = path,
            StoragePagesMax = Pages(settings["Storage:PagesMax"], problems),
            Tables = TablesIn(settings, problems),
            Retention = RetentionOptions.Read(settings, problems),
            PublicUrl = publicUrl,
            Language = language,
            Zone = zone,
            Problems = problems.ToImmutable(),
            Warnings = [.. SettingNames.Warnings(settings)],
        };
    }

    static IEnumerable<string> InstallingProblems(SlackOptions slack, IConfiguration settings)
    {
        if (slack.HasOAuth && string.IsNullOrEmpty(settings["Web:PublicUrl"]))
        {
            yield return "Web:PublicUrl is missing: whoever installs the app comes back from Slack to this address, such as https://cocreate.example.org.";
        }

        if (slack is { IsOff: false, HasOAuth: true, KeysPath.Length: 0 } && !string.IsNullOrWhiteSpace(settings["Storage:ConnectionString"]))
        {
            yield return "Slack:KeysPath is missing: servers that share a store open each other's tokens, so set it to one folder that all of them write to, "
                + "such as a file share that is mounted on each; also where there is only one, or its keys go with its disk.";
        }
    }

    static TableStoreOptions? TablesIn(IConfiguration settings, ImmutableArray<string>.Builder problems)
    {
        if (string.IsNullOrWhiteSpace(settings["Storage:ConnectionString"]))
        {
            return null;
        }

        var tables = new TableStoreOptions
        {
            Connection = settings["Storage:ConnectionString"]!.Trim(), // ! seen above
            Prefix = Or(settings["Storage:TablePrefix"], TableStoreOptions.DefaultPrefix),
        };
        if (tables.Problem() is { } problem)
        {
            problems.Add(problem);
        }

        return tables;
    }

    static int? Pages(string? setting, ImmutableArray<string>.Builder problems)
    {
        if (string.IsNullOrEmpty(setting))
        {
            return null;
        }

        if (int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var pages) && pages >= 100)
        {
            return pages;
        }

        problems.Add($"Storage:PagesMax is \"{setting}\": it must be a whole number of pages of 4 KiB, at least 100; leave it out for no bound.");
        return null;
    }

    static Uri? Url(string? setting, ImmutableArray<string>.Builder problems)
    {
        if (string.IsNullOrEmpty(setting))
        {
            return null;
        }

        if (Uri.TryCreate(setting, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
        {
            return url;
        }

        // What stands there is not repeated: there may be a password in it.
        problems.Add("Web:PublicUrl must be the address under which people reach this server, without name, password, ? and #, "
            + "such as https://cocreate.example.org.");
        return null;
    }

    static string Or(string? setting, string otherwise) => string.IsNullOrWhiteSpace(setting) ? otherwise : setting;
}
