using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat.Home;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack.Home;

/// <summary>What became of a drawing.</summary>
public enum HomeDrawn
{
    Shown,

    /// <summary>Another time it may be shown.</summary>
    Later,

    /// <summary>Slack refuses it: the person has no such place, or the app is no longer there.</summary>
    Never,
}

/// <summary>Draws people's App Homes, one drawing a person at a time: a newer one takes the place of the one before.</summary>
public sealed partial class HomeDrawing(SlackGathering gathering, SlackApi api, SlackLanguages languages, TimeProvider time, ILogger<HomeDrawing> log)
{
    /// <summary>Homes of which it is remembered what stands there.</summary>
    public const int KnownMax = 10_000;

    /// <summary>A drawing that met another one's is made once more, from how things stand then.</summary>
    public const int TriesMax = 2;

    /// <summary>Where it takes longer to gather what is to be seen, something light is shown first.</summary>
    public static readonly TimeSpan LightAfter = TimeSpan.FromSeconds(1);

    /// <summary>No look takes longer: then the person is told to open it again.</summary>
    public static readonly TimeSpan GatherMax = TimeSpan.FromSeconds(30);

    /// <summary>Whoever opened it so long ago is taken to look at something else by now.</summary>
    public static readonly TimeSpan LookedAtFor = TimeSpan.FromMinutes(10);

    static readonly HomeLook Look = new(SlackIds.Platform, SlackHome.StartVerb);

    readonly RecentlyUsed<string, (string? Hash, DateTimeOffset At)> shown = new(KnownMax);
    readonly Dictionary<string, CancellationTokenSource> running = new(StringComparer.Ordinal);
    readonly Lock gate = new();

    public bool IsLookedAt(Person who) => shown.TryGet(who.Key, out var last) && time.GetUtcNow() - last.At < LookedAtFor;

    /// <param name="notice">What came of what they did; in their language.</param>
    public async Task<HomeDrawn> DrawAsync(Person who, string? notice = null)
    {
        if (SlackIds.User(who.Key) is not { } user)
        {
            return HomeDrawn.Never;
        }

        using var drawing = Begin(who.Key);
        try
        {
            var isWhole = false;
            var drawn = await TryAsync(async () => isWhole = await DrawAsync(who, user, notice, drawing.Token));
            return drawn == HomeDrawn.Shown && !isWhole ? HomeDrawn.Later : drawn;
        }
        catch (OperationCanceledException) when (drawing.IsCancellationRequested)
        {
            return HomeDrawn.Later; // a newer one is at it
        }
        finally
        {
            End(who.Key, drawing);
        }
    }

    /// <summary>What Slack does not take is logged: nobody waits for it, and the next opening draws anew.</summary>
    async Task<HomeDrawn> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return HomeDrawn.Shown;
        }
        catch (Exception e) when (e is VenueRefusedException or VenueThrottledException or VenueUnavailableException or StoreUnavailableException)
        {
            LogNotShown(log, e is StoreUnavailableException ? "store" : e.Message);
            return e is VenueRefusedException { Message: not "hash_conflict" } ? HomeDrawn.Never : HomeDrawn.Later;
        }
    }

    CancellationTokenSource Begin(string person)
    {
        var drawing = new CancellationTokenSource();
        lock (gate)
        {
            if (running.TryGetValue(person, out var older))
            {
                _ = older.CancelAsync(); // what follows from it does not hold up whoever is new
            }

            running[person] = drawing;
        }

        return drawing;
    }

    void End(string person, CancellationTokenSource drawing)
    {
        lock (gate)
        {
            if (running.GetValueOrDefault(person) == drawing)
            {
                running.Remove(person);
            }
        }
    }

    // False where there was nothing to show but that it cannot be shown now.
    async Task<bool> DrawAsync(Person who, string user, string? notice, CancellationToken stop)
    {
        var words = await languages.ForAsync(who);
        for (var tries = 1; ; tries++)
        {
            try
            {
                var card = CardAsync(who, words, notice, stop);
                if (!await IsSoonAsync(card))
                {
                    await PublishAsync(who, user, HomeCards.Light(words), stop);
                }

                var home = await card;
                await PublishAsync(who, user, home ?? HomeCards.Unavailable(words), stop);
                return home is not null;
            }
            catch (VenueRefusedException e) when (e.Message == "hash_conflict" && tries < TriesMax)
            {
                shown.Put(who.Key, (null, time.GetUtcNow())); // another process has drawn it meanwhile
            }
        }
    }

    // Null where it cannot be gathered now.
    async Task<Card?> CardAsync(Person who, Words words, string? notice, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(GatherMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            return HomeCards.Of(await gathering.GatherAsync(who, either.Token), Look, words, notice, time.GetUtcNow());
        }
        catch (Exception e) when (e is StoreUnavailableException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
    }

    async Task<bool> IsSoonAsync(Task<Card?> card)
    {
        try
        {
            await card.WaitAsync(LightAfter, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    async Task PublishAsync(Person who, string user, Card card, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var hash = shown.TryGet(who.Key, out var last) ? last.Hash : null;
        var workspace = SlackIds.Workspace(who.Key)!; // ! who has a user has a workspace

        // Once it is sent it is waited for: else nobody knew what stands there.
        var now = await api.PublishHomeAsync(workspace, user, BlockKitRenderer.Home(card, SlackOwn.Home), hash, CancellationToken.None);
        shown.Put(who.Key, (now, time.GetUtcNow()));
    }

    [LoggerMessage(LogLevel.Warning, "An App Home could not be shown: {Code}")]
    static partial void LogNotShown(ILogger log, string code);
}
