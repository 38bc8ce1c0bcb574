using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>
/// Lets people to their own page in Teams. In their chat with the bot, where Teams vouches for them, they get a button with a ticket; the page takes it once
/// and for a short while, as a link for one person.
/// </summary>
public sealed class TabTickets(TabSeals seals, IStore store, BotOptions options, TimeProvider time)
{
    /// <summary>From the button to the page; whoever comes later gets another button.</summary>
    public static readonly TimeSpan Lives = TimeSpan.FromHours(1);

    const string Kind = "ticket";

    /// <summary>Stored for ever: of the rows that say which tickets are taken.</summary>
    static readonly VenueId TakenIn = new("teams-tab:tickets");

    static readonly SessionId TakenFor = new("teams-tabs");

    /// <summary>The button "My page". To be sent to this person alone; null where the bot is not registered with Teams.</summary>
    /// <exception cref="StoreUnavailableException">There is no key to sign with.</exception>
    public async Task<OpenUrl?> ButtonAsync(Person who, Words words, CancellationToken stop)
    {
        if (options.Teams.AppId.Length == 0 || TeamsIds.User(who.Key) is null)
        {
            return null;
        }

        var ticket = await seals.SealAsync(Kind, $"{RandomNumberGenerator.GetHexString(16, lowercase: true)} {who.Key}", time.GetUtcNow() + Lives, stop);
        var context = Uri.EscapeDataString($$"""{"subEntityId":"{{JsonEncodedText.Encode(ticket)}}"}""");
        return new OpenUrl(words["Tabs.MyPage"], new Uri(options.Teams.Cloud.Client, $"l/entity/{options.Teams.LinkId}/{TabPaths.MyEntity}?context={context}"));
    }

    /// <summary>Whose ticket it is; null where it is none, or too old. It is not taken by that.</summary>
    public async Task<string?> OwnerAsync(string? ticket, CancellationToken stop) =>
        await seals.OpenAsync(Kind, ticket, stop) is { } text && text.Split(' ', 2) is [_, var person] ? person : null;

    /// <summary>Is it free still?</summary>
    public async Task<bool> IsFreeAsync(string ticket, CancellationToken stop) =>
        await store.Links.FindAsync(TakenIn, HashOf(ticket), stop) is not { Taker: not null };

    /// <summary>Whoever comes first has it. A form that is sent twice has the same secret, and finds the ticket taken by itself.</summary>
    public async Task<bool> TakeAsync(string ticket, GuestSecret own, CancellationToken stop)
    {
        var (hash, taker) = (HashOf(ticket), own.TakerOf(HashOf(ticket)));
        await store.Links.PutAsync([new RoomLink(TakenIn, hash, TakenFor)], stop);
        return (await store.Links.TakeAsync(TakenIn, hash, taker, stop))?.Taker == taker;
    }

    static string HashOf(string ticket) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ticket)));
}
