using System.Globalization;

namespace CoCreateBot.Sessions;

/// <summary>Reads the settings of a typed start one after the other, and keeps the first reason why one of them cannot be.</summary>
sealed class SettingsReader
{
    readonly TypedLine line;

    /// <param name="allowed">The settings that mean something here; any other is refused, so that none is passed over in silence.</param>
    public SettingsReader(TypedLine line, params ReadOnlySpan<string> allowed)
    {
        this.line = line;
        foreach (var name in line.Settings.Keys)
        {
            if (!allowed.Contains(name))
            {
                Refuse(new Refusal("Session.NoSuchSetting", RefusalKind.Wrong, name));
            }
        }
    }

    public Refusal? Refusal { get; private set; }

    /// <summary>"for 10m" goes before "live".</summary>
    public TimeSpan Lasts(TimeSpan live, TimeSpan otherwise)
    {
        if (!line.Settings.TryGetValue("for", out var text))
        {
            return Has("live") ? live : otherwise;
        }

        return TypedLine.Duration(text) ?? Refuse(Refusals.BadDuration, otherwise);
    }

    public AnonymityLevel Level(AnonymityLevel proposed) => (Has("named"), Has("anonymous")) switch
    {
        (true, true) => Refuse(new Refusal("Session.NamedOrAnonymous", RefusalKind.Wrong), proposed),
        (true, _) => AnonymityLevel.Named,
        (_, true) => AnonymityLevel.AnonymousToEveryone,
        _ => proposed,
    };

    /// <param name="key">The refusal's sentence; {0} and {1} in it are the bounds.</param>
    public int Number(string name, int min, int max, int proposed, string key)
    {
        if (!line.Settings.TryGetValue(name, out var text))
        {
            return proposed;
        }

        var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return isNumber && number >= min && number <= max ? number : Refuse(new Refusal(key, RefusalKind.Wrong, min, max), proposed);
    }

    bool Has(string flag) => line.Settings.ContainsKey(flag);

    T Refuse<T>(Refusal refusal, T instead)
    {
        Refuse(refusal);
        return instead;
    }

    void Refuse(Refusal refusal) => Refusal ??= refusal;
}
