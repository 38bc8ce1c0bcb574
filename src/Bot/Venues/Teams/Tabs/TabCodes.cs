using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>
/// By a code a new tab learns whose boards it is to show: its address may say anything, but who is told a code in a conversation is in it. They are few and
/// short-lived; whoever comes too late asks for another. They are kept as those for one more place are, by a keyed hash, so that any server knows them.
/// </summary>
public sealed class TabCodes(IStore store, TimeProvider time)
{
    /// <summary>What is typed for one.</summary>
    public const string Verb = "tab";

    /// <summary>Codes that are told in one day.</summary>
    public const int DayMax = 1_000;

    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(15);

    /// <summary>Stored for ever, as is how the rows of a day begin.</summary>
    static readonly SessionId HashKey = new("teams-tab-codes");

    public static bool IsMeant(string text) => text.Trim().Equals(Verb, StringComparison.OrdinalIgnoreCase);

    /// <summary>For whoever asked alone. In a chat with the bot there is nobody else to show anything to.</summary>
    /// <exception cref="StoreUnavailableException">There is no code.</exception>
    public async Task<string> AnswerAsync(Origin from, Words words, CancellationToken stop)
    {
        if (from.Kind == ConversationKind.Personal)
        {
            return words["Tabs.NotAlone"];
        }

        var now = time.GetUtcNow();
        var today = new SessionId($"{HashKey.Value}-{now.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
        if (await store.Invitations.CountAsync(today, stop) >= DayMax)
        {
            return words["Tabs.TooManyCodes"];
        }

        var code = PlaceCode.New();
        await store.Invitations.PutAsync(new(await HashOfAsync(code, stop), today, now + Lives, from.Venue), stop);
        return words.Say("Tabs.Code", code.Reveal(), (int)Lives.TotalMinutes);
    }

    /// <summary>The place in which it was told; null where it is none, or too old.</summary>
    /// <exception cref="StoreUnavailableException">That cannot be told now.</exception>
    public async Task<VenueId?> FindAsync(string typed, CancellationToken stop)
    {
        var found = PlaceCode.TryParse(typed, out var code) ? await store.Invitations.FindAsync(await HashOfAsync(code, stop), stop) : null;
        return time.GetUtcNow() < found?.Until ? found.Taker : null;
    }

    async Task<string> HashOfAsync(PlaceCode code, CancellationToken stop)
    {
        var kept = await store.Keys.KeepAsync(HashKey, 0, RandomNumberGenerator.GetBytes(32), stop);
        return code.HashWith((kept.Key ?? throw new UnreachableException("The key of codes is never destroyed.")).Span);
    }
}
