using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Retaining;

/// <summary>For how many days sessions are kept after their close. What holds for a session's home holds for it in all its places.</summary>
public sealed record RetentionOptions
{
    public const int DaysMax = 3_650;

    /// <summary>Begins the setting of one workspace: "Retention:Workspaces:slack:T0123ABCD".</summary>
    public const string OfWorkspace = "Retention:Workspaces:";

    const string OfServer = "Retention:Days";
    const string Web = "web";

    /// <summary>As the names of places begin.</summary>
    internal static readonly ImmutableArray<string> Platforms = ["slack", "teams", Web];

    public static readonly RetentionOptions ForEver = new();

    /// <summary>Where a workspace has none of its own; null is for ever.</summary>
    public int? Days { get; init; }

    /// <summary>By workspace ("slack:T0123ABCD", "teams:" and the tenant, "web" for all rooms); null is for ever.</summary>
    public ImmutableSortedDictionary<string, int?> Workspaces { get; init; } =
        ImmutableSortedDictionary.Create<string, int?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Platforms on which anything is not kept for ever.</summary>
    public ImmutableArray<string> Limited =>
        [.. Platforms.Where(platform => Days is not null || Workspaces.Any(one => one.Value is not null && PlatformOf(one.Key) == platform))];

    /// <param name="place">A venue, or the key of a person: both begin with the workspace.</param>
    /// <returns>Null is for ever.</returns>
    public int? DaysOf(string place) => Workspaces.TryGetValue(WorkspaceOf(place), out var days) ? days : Days;

    public int? DaysOf(VenueId venue) => DaysOf(venue.Value);

    /// <summary>As one sentence.</summary>
    public override string ToString()
    {
        var all = Days is { } days ? $"Sessions are kept for {Said(days)} after their close" : "Sessions are kept for ever";
        var others = Workspaces.Select(one => $", in {one.Key} for {(one.Value is { } own ? Said(own) : "ever")}");
        var how = Limited.IsEmpty ? $"; {OfServer} says for how many days, where it is set" : "";
        return $"{all}{string.Concat(others)}{how}.";
    }

    public static RetentionOptions Read(IConfiguration settings, ImmutableArray<string>.Builder problems)
    {
        var workspaces = ImmutableSortedDictionary.CreateBuilder<string, int?>(StringComparer.OrdinalIgnoreCase);
        var all = settings.AsEnumerable().Where(one => one.Value is not null && IsOfWorkspace(one.Key));
        foreach (var (name, value) in all.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (IsWorkspace(name[OfWorkspace.Length..]))
            {
                workspaces[name[OfWorkspace.Length..]] = DaysIn(name, value, problems);
            }
            else
            {
                problems.Add($"{name} names no workspace: behind {OfWorkspace} stands slack:T0123ABCD, teams: with the tenant's id, or web.");
            }
        }

        return new() { Days = DaysIn(OfServer, settings[OfServer], problems), Workspaces = workspaces.ToImmutable() };
    }

    public static bool IsOfWorkspace(string name) => name.StartsWith(OfWorkspace, StringComparison.OrdinalIgnoreCase);

    static int? DaysIn(string name, string? value, ImmutableArray<string>.Builder problems)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= DaysMax)
        {
            return days;
        }

        problems.Add($"{name} is \"{value}\": it must be a whole number of days from 1 to {DaysMax}; leave it empty to keep sessions for ever.");
        return null;
    }

    static bool IsWorkspace(string name) => name.Equals(Web, StringComparison.OrdinalIgnoreCase)
        || (new VenueId(name) is { Place: [_, ..] place } venue && venue.Platform.ToLowerInvariant() is "slack" or "teams" && place.IndexOfAny(['/', ':']) < 0);

    static string WorkspaceOf(string place) => PlatformOf(place) == Web ? Web : place.Split('/')[0];

    static string PlatformOf(string place) => place.Split(':')[0].ToLowerInvariant();

    static string Said(int days) => days == 1 ? "1 day" : $"{days} days";
}
