namespace CoCreateBot.Sessions;

/// <summary>Something to be said to people in private, once, when its moment has come.</summary>
/// <param name="Key">Names it within its activity; stored for ever.</param>
/// <param name="To">Whom it is for; null is everybody who joined and has given nothing.</param>
/// <param name="IsForFacilitator">It is for whoever facilitates, and <paramref name="To"/> is null.</param>
public sealed record Reminder(string Key, DateTimeOffset At, PersonAlias? To = null, bool IsForFacilitator = false)
{
    /// <summary>To those still silent.</summary>
    public const string Silent = "silent";

    /// <summary>To the facilitator, where at half-time hardly anybody has answered.</summary>
    public const string HalfTime = "half-time";

    /// <summary>News: to one person at most once a day, however many such moments there are, and whenever in that day there is something new.</summary>
    public bool IsDaily { get; init; }

    /// <summary>To those who took part before, have given nothing, and with whom it is now the time at which it comes.</summary>
    public bool IsOwnTime { get; init; }
}
