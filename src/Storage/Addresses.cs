using System.Collections.Immutable;

namespace CoCreateBot.Storage;

/// <summary>
/// Where places and people are reached, on platforms that tell it with each message and cannot be asked: without such a row nothing could be said there of
/// the bot's own accord. They go with <see cref="IPeople.SettleAsync"/>.
/// </summary>
public interface IAddresses
{
    /// <summary>Each takes the place of what was there before. Where it fails some may be there: ask again.</summary>
    Task PutAsync(ImmutableArray<Address> addresses, CancellationToken stop);

    /// <summary>The same for one, but only in the place of the very one that is known; false where there is another one by now, or none.</summary>
    /// <param name="known">Null where there was none.</param>
    Task<bool> SwapAsync(Address? known, Address address, CancellationToken stop);

    /// <param name="place">A venue, or whatever stands for a person.</param>
    Task<Address?> FindAsync(string place, CancellationToken stop);

    /// <summary>The places of one team, in no order.</summary>
    Task<ImmutableArray<Address>> OfTeamAsync(string team, int max, CancellationToken stop);
}

/// <param name="Place">A venue, or whatever stands for a person.</param>
/// <param name="Service">The address that answers go to.</param>
/// <param name="Kind">What it is, in the platform's own word: "channel".</param>
/// <param name="Team">To which a place belongs, with its tenant; null where to none. Of a person, the tenant alone.</param>
/// <param name="Member">By which the platform's calls know a person; null for places.</param>
/// <param name="Chat">The venue of a person and the bot alone, once there is one.</param>
/// <param name="Hears">Whatever is written there reaches the bot, also where it is not named.</param>
/// <param name="IsDead">Nothing is taken there any more.</param>
public sealed record Address(
    string Place, string Service, string Kind, string? Team = null, string? Member = null, string? Chat = null, bool Hears = false, bool IsDead = false)
{
    /// <summary>Written at once.</summary>
    public const int BatchMax = 1_000;

    /// <summary>Of each of its texts, in UTF-16 units.</summary>
    public const int TextMax = 1_000;
}
