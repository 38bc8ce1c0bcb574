using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// The language each person has set in Slack, for what they alone read, and their zone, for the moments they type. It is kept in memory only. Nobody waits
/// long for it: who is not known in time is spoken to in the server's language, and is known the next time.
/// </summary>
public sealed partial class SlackLanguages(
    SlackApi api, OwnLanguages own, BotOptions options, Lexicon lexicon, TimeProvider time, ILogger<SlackLanguages> log)
{
    /// <summary>People whose language is remembered; beyond it those who were not heard of for longest are asked for again.</summary>
    public const int KnownMax = 10_000;

    /// <summary>People asked for at once; Slack answers some hundred a minute.</summary>
    public const int AskingMax = 20;

    /// <summary>People change their language seldom.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromDays(1);

    /// <summary>What an answer to a person may be late because of this.</summary>
    public static readonly TimeSpan AskWithin = TimeSpan.FromMilliseconds(400);

    /// <summary>After Slack would not answer, nobody is asked for so long.</summary>
    public static readonly TimeSpan PauseAfterTrouble = TimeSpan.FromSeconds(30);

    /// <summary>An installation gets a scope that it lacks by hand only.</summary>
    public static readonly TimeSpan PauseWithoutScope = TimeSpan.FromHours(1);

    readonly RecentlyUsed<string, Known> known = new(KnownMax);
    readonly Dictionary<string, Task<Words>> asking = new(StringComparer.Ordinal);
    readonly Lock gate = new();
    readonly Dictionary<string, DateTimeOffset> pauses = new(StringComparer.Ordinal); // by workspace; only within the gate
    bool hasToldOfScope;

    readonly record struct Known(Words Words, string? Name, string? Zone, DateTimeOffset Until);

    /// <summary>The server's, where nothing is known of a person.</summary>
    public Words Default => lexicon.In(options.Language).Typed(TypedLine.Prefix);

    /// <summary>What they chose here, else what they have in Slack. Neither the store nor Slack is waited for longer than <see cref="AskWithin"/>.</summary>
    public async ValueTask<Words> ForAsync(Person who)
    {
        var inSlack = AskAsync(who.Key); // also where they chose: with it come their zone and their name
        var chosen = own.OfAsync(who);
        if (!chosen.IsCompleted || !inSlack.IsCompleted)
        {
            await Task.WhenAny(Task.WhenAll(chosen, inSlack), Task.Delay(AskWithin, time));
        }

        return lexicon.Find(chosen.IsCompleted ? await chosen : null)?.Typed(TypedLine.Prefix) ?? (inSlack.IsCompleted ? await inSlack : Default);
    }

    /// <summary>As Slack told it together with the language; null where it did not yet.</summary>
    public string? NameOf(Person who) => known.TryGet(who.Key, out var found) ? found.Name : null;

    /// <summary>In which the moments are meant that they type: their own, or the server's where Slack did not tell it yet.</summary>
    public string ZoneOf(Person who) => KnownZoneOf(who) ?? options.Zone;

    /// <summary>Their own, or null where Slack does not tell it within <see cref="AskWithin"/>.</summary>
    public async ValueTask<string?> ZoneOfAsync(Person who)
    {
        await ForAsync(who);
        return KnownZoneOf(who);
    }

    string? KnownZoneOf(Person who) => known.TryGet(who.Key, out var found) ? found.Zone : null;

    Task<Words> AskAsync(string key)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (known.TryGet(key, out var found) && found.Until > now)
            {
                return Task.FromResult(found.Words);
            }

            if (asking.TryGetValue(key, out var asked))
            {
                return asked;
            }

            if (IsPaused(SlackIds.Workspace(key), now) || asking.Count >= AskingMax || SlackIds.User(key) is not { } user)
            {
                return Task.FromResult(Default);
            }

            return asking[key] = LearnAsync(key, user);
        }
    }

    async Task<Words> LearnAsync(string key, string user)
    {
        await Task.Yield(); // whoever asks holds the gate
        var words = Default;
        var workspace = SlackIds.Workspace(key)!; // ! as there is a user
        try
        {
            var (locale, name, zone) = await api.ProfileAsync(workspace, user, CancellationToken.None); // its own time limit ends it
            words = lexicon.Find(locale)?.Typed(TypedLine.Prefix) ?? Default;
            known.Put(key, new Known(words, SlackIds.Name(name), LocalTime.ZoneIn(zone), time.GetUtcNow() + KnownFor));
        }
        catch (VenueRefusedException e) when (e.ReasonKey == "Slack.MissingScope")
        {
            Pause(workspace, PauseWithoutScope);
            TellOfScope();
        }
        catch (VenueRefusedException e) when (e.Message is "user_not_found" or "user_not_visible" or "users_not_found")
        {
            known.Put(key, new Known(words, null, null, time.GetUtcNow() + KnownFor)); // of another workspace, or gone
        }
        catch (VenueRefusedException)
        {
            known.Put(key, new Known(words, null, null, time.GetUtcNow() + PauseAfterTrouble)); // while the app is installed anew, say
        }
        catch (VenueThrottledException e)
        {
            Pause(workspace, e.RetryAfter);
        }
        catch (VenueUnavailableException)
        {
            Pause(workspace, PauseAfterTrouble);
        }
        finally
        {
            lock (gate)
            {
                asking.Remove(key);
            }
        }

        return words;
    }

    bool IsPaused(string? workspace, DateTimeOffset now) => workspace is not null && pauses.TryGetValue(workspace, out var until) && now < until;

    // In one workspace: what ails its installation is none of the others'.
    void Pause(string workspace, TimeSpan wait)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (!IsPaused(workspace, now + wait))
            {
                pauses[workspace] = now + wait;
            }

            foreach (var over in pauses.Where(pause => pause.Value <= now).Select(pause => pause.Key).ToList())
            {
                pauses.Remove(over);
            }
        }
    }

    void TellOfScope()
    {
        if (!Interlocked.Exchange(ref hasToldOfScope, true))
        {
            LogNoScope(log);
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Slack does not tell people's languages: the installation lacks the scope users:read. Everybody is spoken to in the server's language")]
    static partial void LogNoScope(ILogger log);
}
