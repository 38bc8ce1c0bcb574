using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// What single people are told, in their own language and zone, which Teams tells with whatever comes from them. In a channel or a group it is for their
/// eyes alone where Teams lets it, else it comes in their chat with the bot.
/// </summary>
public sealed partial class TeamsPeople(
    ConnectorClient connector, TeamsAddresses addresses, TeamsRendering rendering, OwnLanguages own, Lexicon lexicon, BotOptions options,
    TeamsMetrics metrics, TimeProvider time, ILogger<TeamsPeople> log)
{
    /// <summary>People whose language, name and zone are remembered.</summary>
    public const int KnownMax = 20_000;

    /// <summary>People of whom it is remembered where nothing can be for them alone.</summary>
    public const int PublicMax = 5_000;

    /// <summary>And for how long: it may be allowed meanwhile.</summary>
    public static readonly TimeSpan PublicFor = TimeSpan.FromDays(1);

    readonly RecentlyUsed<string, Known> known = new(KnownMax);
    readonly RecentlyUsed<(VenueId Place, string User), DateTimeOffset> untargeted = new(PublicMax);
    int forgotten; // so often somebody was

    readonly record struct Known(string? Locale, string? Zone, string? Name)
    {
        /// <summary>By which the zone was looked up: the next time the same is told, it is not.</summary>
        public string? Clock { get; init; }

        /// <summary>The language that they chose here.</summary>
        public string? Chosen { get; init; }
    }

    /// <summary>What they chose is known when this ends, as far as the store says it.</summary>
    public async ValueTask KnowAsync(Person who)
    {
        var chosen = await own.OfAsync(who);
        var before = known.TryGet(who.Key, out var found) ? found : default;
        if (chosen != before.Chosen)
        {
            known.Put(who.Key, before with { Chosen = chosen });
        }
    }

    /// <summary>In the language that they chose, else as they have it in Teams.</summary>
    public Words WordsOf(Origin from)
    {
        var person = Learn(from);
        return (lexicon.Find(person.Chosen) ?? lexicon.Find(from.Locale) ?? lexicon.In(options.Language)).Typed(TeamsTexts.Prefix);
    }

    public string ZoneOf(Origin from) => from.Zone ?? ZoneOf(from.Who.Key) ?? options.Zone;

    /// <summary>Null where they have not told it since the start of this process.</summary>
    public string? ZoneOf(string person) => known.TryGet(person, out var found) ? found.Zone : null;

    /// <summary>As Teams told it lately; null where it did not.</summary>
    public string? NameOf(string person) => known.TryGet(person, out var found) ? found.Name : null;

    public async ValueTask<Words> WordsOfAsync(string person) => await KnownWordsAsync(person) ?? lexicon.In(options.Language).Typed(TeamsTexts.Prefix);

    /// <summary>Null where they chose no language, and nothing came from them since the start of this process.</summary>
    public async ValueTask<Words?> KnownWordsAsync(string person)
    {
        var chosen = lexicon.Find(await own.OfAsync(new Person(person, null)));
        return (chosen ?? (known.TryGet(person, out var found) ? lexicon.Find(found.Locale) : null))?.Typed(TeamsTexts.Prefix);
    }

    public void Forget(string person)
    {
        Interlocked.Increment(ref forgotten);
        known.Remove(person);
    }

    /// <summary>What is said to somebody about what they did. It does not fail: what could not be said is counted and logged.</summary>
    public async Task SayAsync(Origin to, Card card, CancellationToken stop)
    {
        if (await TrySayAsync(to, card, stop) is { } why)
        {
            NoteUntold(why);
        }
    }

    /// <summary>The same; null where it was said, else why not.</summary>
    public async Task<string?> TrySayAsync(Origin to, Card card, CancellationToken stop)
    {
        try
        {
            var zoned = card with { Zone = ZoneOf(to) };
            if (to.Kind == ConversationKind.Personal || !await TryTargetedAsync(to, zoned, stop))
            {
                await TellAsync(to.Who.Key, zoned, stop);
            }

            return null;
        }
        catch (Exception e) when (e is VenueRefusedException or VenueThrottledException or VenueUnavailableException or MessageGoneException)
        {
            return e is VenueThrottledException ? "throttled" : e.Message;
        }
    }

    /// <summary>A message in their chat with the bot, which is opened where there is none.</summary>
    /// <exception cref="VenueRefusedException">They are known to nobody here, or Teams does not let us.</exception>
    public async Task TellAsync(string person, Card card, CancellationToken stop)
    {
        var activity = ConnectorJson.Message(rendering.Card(card with { Zone = card.Zone ?? ZoneOf(person) }), card.FallbackText);
        await addresses.OrDeadAsync(
            TeamsAddresses.PlaceOf(person), async () => await connector.SendToConversationAsync(await ChatOfAsync(person, stop), null, activity, stop), stop);
    }

    /// <summary>By the ids that Teams rings bells by, what those people are called there. Who cannot be named is left out.</summary>
    /// <param name="people">Their keys.</param>
    public async Task<ImmutableDictionary<string, string>> CalledAsync(TeamsPlace place, ImmutableArray<string> people, CancellationToken stop)
    {
        var called = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var person in people)
        {
            if (await FindAsync(person, stop) is { } address && await NameOfAsync(place, person, address, stop) is { } name)
            {
                called[address] = name;
            }
        }

        return called.ToImmutable();
    }

    public void NoteUntold(string code)
    {
        metrics.Untold();
        LogUntold(log, code);
    }

    Known Learn(Origin from)
    {
        var before = known.TryGet(from.Who.Key, out var found) ? found : default;
        var now = before with { Locale = from.Locale ?? before.Locale, Name = from.Who.Name ?? before.Name };
        if (from.Clock is { } clock && clock != before.Clock)
        {
            now = now with { Clock = clock, Zone = from.Zone ?? before.Zone };
        }

        if (now != before)
        {
            known.Put(from.Who.Key, now);
        }

        return now;
    }

    // What may have been said all the same is not said in another place.
    async Task<bool> TryTargetedAsync(Origin to, Card card, CancellationToken stop)
    {
        if (to.UserId is not { } user || (untargeted.TryGet((to.Venue, user), out var until) && time.GetUtcNow() < until))
        {
            return false;
        }

        try
        {
            var (place, isChannel) = await addresses.PlaceOfAsync(to.Venue, stop);
            var activity = ConnectorJson.Message(rendering.Card(card), card.FallbackText, user);
            await connector.SendTargetedAsync(place, isChannel ? to.Root : null, activity, stop);
            return true;
        }
        catch (VenueRefusedException e)
        {
            if (e.ReasonKey == ConnectorErrors.Refused)
            {
                untargeted.Put((to.Venue, user), time.GetUtcNow() + PublicFor); // other reasons pass, or are of this card alone
            }

            return false; // where the bot is no member, there may be a chat all the same
        }
        catch (MessageGoneException)
        {
            return false; // the thread's first message was deleted
        }
    }

    async Task KeepChatAsync(string person, VenueId chat, CancellationToken stop)
    {
        try
        {
            await addresses.NoteChatAsync(person, chat, stop);
        }
        catch (StoreUnavailableException)
        {
            // It is the same one when it is asked for again.
        }
    }

    async Task<string?> FindAsync(string person, CancellationToken stop)
    {
        try
        {
            return (await addresses.FindPersonAsync(person, stop))?.Member;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    async Task<string?> NameOfAsync(TeamsPlace place, string person, string member, CancellationToken stop)
    {
        if (known.TryGet(person, out var found) && found.Name is { } name)
        {
            return name;
        }

        var before = Volatile.Read(ref forgotten);
        try
        {
            var told = PersonalText.Name((await connector.GetConversationMemberAsync(place, member, stop))?.Name);
            if (told is not null && before == Volatile.Read(ref forgotten)) // else it may be of who was forgotten meanwhile
            {
                known.Put(person, (known.TryGet(person, out var now) ? now : default) with { Name = told });
            }

            return told;
        }
        catch (Exception e) when (e is VenueRefusedException or VenueThrottledException or VenueUnavailableException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Somebody in Teams could not be told: {Code}")]
    static partial void LogUntold(ILogger log, string code);
}
