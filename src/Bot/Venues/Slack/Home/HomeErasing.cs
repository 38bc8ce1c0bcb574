using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack.Home;

/// <summary>
/// "Erase me": it may take a while, so it goes on when Slack has its answer, once a person at a time, and the App Home says how it ended.
/// </summary>
public sealed partial class HomeErasing(
    SessionHosts hosts, IStore store, SlackLanguages languages, SlackOwnLanguages own, HomeDrawing drawing, ILogger<HomeErasing> log)
{
    readonly ForgettingEverywhere forgetting = new(hosts, store);
    readonly HashSet<string> running = new(StringComparer.Ordinal);
    readonly Lock gate = new();

    /// <summary>False where it is under way already.</summary>
    public bool TryBegin(Person who)
    {
        lock (gate)
        {
            return running.Add(who.Key);
        }
    }

    /// <param name="delivery">The same one forgets once.</param>
    public async Task RunAsync(Person who, string delivery)
    {
        Forgotten? done = null;
        try
        {
            done = await forgetting.ForgetAsync(BeginningOf(who), who, delivery, CancellationToken.None);
            own.Put(who.Key, null);
        }
        catch (StoreUnavailableException e)
        {
            LogBroken(log, e.Trouble); // what is done is done, and the next time goes on
        }
        finally
        {
            lock (gate)
            {
                running.Remove(who.Key);
            }
        }

        await drawing.DrawAsync(who, Said(done, await languages.ForAsync(who)));
    }

    static string Said(Forgotten? done, Words words) => done switch
    {
        null => words["Home.EraseBroken"],
        { Failed: > 0 } => words.Count("Home.EraseFailed", done.Failed),
        { HasMore: true } => words["Home.EraseHasMore"],
        { Sessions: 0 } => words["Home.EraseNothing"],
        _ => $"{words.Count("Home.Erased", done.Sessions)} {words["Home.EraseLeaves"]}",
    };

    // Whoever is known in a whole organisation may have given something in any of its workspaces.
    static string BeginningOf(Person who) => SlackIds.Workspace(who.Key) is { } home && !SlackIds.IsOrganisation(home)
        ? $"{SlackIds.Platform}:{home}/"
        : SlackIds.Platform + ":";

    [LoggerMessage(LogLevel.Warning, "Somebody could not be forgotten everywhere: the store would not ({Trouble})")]
    static partial void LogBroken(ILogger log, StoreTrouble trouble);
}
