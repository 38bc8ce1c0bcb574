using CoCreateBot.Bot.Venues.Web;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>
/// What Teams puts into a tab's address where a name stands in braces (learn.microsoft.com, "Get context for your tab"). Anybody can write such an address, so
/// it makes nobody somebody: it says how the page looks, and the account keeps the page of whoever used this device before from its next user.
/// </summary>
/// <param name="Account">Null where it is not told.</param>
public sealed record TabLook(string Theme, string? Locale, string? Account)
{
    public const string Placeholders = $"{ThemeField}={{app.theme}}&{LocaleField}={{app.locale}}";

    /// <summary>Only where it matters who looks.</summary>
    public const string Person = $"{AccountField}={{user.id}}";

    const string ThemeField = "theme";
    const string LocaleField = "locale";
    const string AccountField = "account";
    const string ThemeOtherwise = "default";
    const int LocaleMax = 20;
    const int AccountMax = 64;

    /// <summary>As in our addresses, so that it holds from page to page.</summary>
    public string Query =>
        $"?{ThemeField}={Theme}{(Locale is null ? "" : $"&{LocaleField}={Locale}")}{(Account is null ? "" : $"&{AccountField}={Account}")}";

    public static TabLook Of(HttpRequest request)
    {
        var (theme, locale, account) = (Asked(request, ThemeField), Asked(request, LocaleField), Asked(request, AccountField));
        return new TabLook(
            theme is "dark" or "contrast" ? theme : ThemeOtherwise,
            locale.Length is >= 2 and <= LocaleMax && IsPlain(locale) ? locale : null,
            account.Length is > 0 and <= AccountMax && IsPlain(account) ? account.ToLowerInvariant() : null);
    }

    /// <summary>Does Teams say that it is somebody else who looks?</summary>
    public bool IsOther(string person) => Account is not null && TeamsIds.User(person) is { } user && IsPlain(user) && user != Account;

    public Framing In(TeamsCloud cloud, SiteFiles files) => new(cloud.Frames, Theme, Locale) { Scripts = [files.Teams, files.Tab] };

    // An account is a GUID; who has none is known by an id with a colon.
    static bool IsPlain(string text) => text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    static string Asked(HttpRequest request, string field) => request.Query[field].ToString();
}
