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

    public string Written() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks} {(IsForgotten ? 2 : IsUnset ? 1 : 0)} {Delivery}");

    /// <param name="now">For a row of before, which does not say when.</param>
    public static AskedErasing Read(string written, DateTimeOffset now) =>
        written.Split(' ', 3) is [var ticks, "0" or "1" or "2", var delivery] parts
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
            ? new(new DateTimeOffset(at, TimeSpan.Zero), parts[1] != "0", delivery) { IsForgotten = parts[1] == "2" }
            : new(now, false, written);
}
