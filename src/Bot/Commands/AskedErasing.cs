using System.Globalization;

namespace CoCreateBot.Bot.Commands;

/// <summary>An "Erase me" as it stands in its row: what somebody does after it was asked for is none of it.</summary>
/// <param name="At">When it was asked for.</param>
/// <param name="IsUnset">What they had set is removed; what they set since is theirs.</param>
/// <param name="Delivery">By which it was asked for: a session forgets them by it once.</param>
readonly record struct AskedErasing(DateTimeOffset At, bool IsUnset, string Delivery)
{
    /// <summary>All that others have a part in has forgotten them: what is theirs alone is left.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>The server that is at it; null where nobody is.</summary>
    public Guid? By { get; init; }

    /// <summary>Until then no other begins with it.</summary>
    public DateTimeOffset ByUntil { get; init; }

    public string Written() => string.Create(
        CultureInfo.InvariantCulture, $"{At.UtcTicks} {(IsForgotten ? 2 : IsUnset ? 1 : 0)}{(By is { } by ? $"@{by:N}@{ByUntil.UtcTicks}" : "")} {Delivery}");

    /// <param name="now">For a row of before, which does not say when.</param>
    public static AskedErasing Read(string written, DateTimeOffset now) =>
        written.Split(' ', 3) is [var ticks, var state, var delivery] && Time(ticks) is { } at && state.Split('@') is ["0" or "1" or "2", ..] parts
            && (parts.Length == 1 || parts is [_, { Length: 32 }, _])
            ? new(at, parts[0] != "0", delivery)
            {
                IsForgotten = parts[0] == "2",
                By = parts.Length > 1 && Guid.TryParseExact(parts[1], "N", out var by) ? by : null,
                ByUntil = parts.Length > 1 ? Time(parts[2]) ?? default : default,
            }
            : new(now, false, written);

    static DateTimeOffset? Time(string ticks) =>
        long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
            ? new(at, TimeSpan.Zero)
            : null;
}
