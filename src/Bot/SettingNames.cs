using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Retaining;

namespace CoCreateBot.Bot;

/// <summary>
/// Which settings there are. A name that is none of them would be passed over in silence, and with it what its author wanted: so it is told with the
/// nearest one. No value is ever repeated, as it may be a secret.
/// </summary>
static class SettingNames
{
    public static readonly ImmutableArray<string> All =
    [
        "Storage:Path", "Storage:PagesMax", "Storage:ConnectionString", "Storage:TablePrefix", "Web:PublicUrl", "Bot:Language", "Bot:Zone",
        "Slack:SigningSecret", "Slack:BotToken", "Slack:AppToken", "Slack:ApiUrl", "Slack:ClientId", "Slack:ClientSecret", "Slack:KeysPath", "Teams:AppId",
        "Teams:CatalogId", "Teams:AppPassword", "Teams:AppType", "Teams:TenantId", "Teams:AllowedTenants", "Teams:Cloud", "Teams:OpenIdMetadata",
        "Teams:ServiceHosts", "Teams:AllowAnonymous", "Retention:Days",
    ];

    static readonly ImmutableHashSet<string> Sections = All.Select(SectionOf).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What stands in one of our sections and is nothing there, and what stands in a section that is nearly one of ours.</summary>
    public static IEnumerable<string> Problems(IConfiguration settings) => Unknown(settings)
        .Where(name => name.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal))
        .Select(name => (Name: name, Nearest: Nearest(name)))
        .Where(found => found.Nearest is not null || Sections.Contains(SectionOf(found.Name)))
        .Select(found => found.Nearest is { } nearest
            ? $"{found.Name} is no setting; the nearest is {nearest}. Correct it, or leave it out."
            : $"{found.Name} is no setting. In {SectionOf(found.Name)} there are: {string.Join(", ", OfSection(SectionOf(found.Name)))}.");

    /// <summary>
    /// A name without a section that is nearly one of ours, such as SLACK_BOT_TOKEN. It may be another program's, so that it stops nothing.
    /// </summary>
    public static IEnumerable<string> Warnings(IConfiguration settings) => Unknown(settings)
        .Where(name => !name.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal))
        .Select(name => (Name: name, Nearest: Nearest(name)))
        .Where(found => found.Nearest is not null)
        .Select(found => $"{found.Name} is no setting and is not used. If {found.Nearest} is meant, it is called "
            + $"{found.Nearest?.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal)} in the environment.");

    static IEnumerable<string> Unknown(IConfiguration settings) => settings.AsEnumerable()
        .Where(setting => setting.Value is not null && !All.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
        .Where(setting => !RetentionOptions.IsOfWorkspace(setting.Key)) // which it reads by itself
        .Select(setting => setting.Key)
        .Order(StringComparer.Ordinal);

    static string? Nearest(string name) => All
        .Where(one => Typo.IsNear(one.ToUpperInvariant(), name.ToUpperInvariant()))
        .MinBy(one => Typo.Distance(one.ToUpperInvariant(), name.ToUpperInvariant()));

    static IEnumerable<string> OfSection(string section) => All.Append(RetentionOptions.OfWorkspace + "…")
        .Where(one => SectionOf(one).Equals(section, StringComparison.OrdinalIgnoreCase));

    static string SectionOf(string name) => name.Split(ConfigurationPath.KeyDelimiter)[0];
}
