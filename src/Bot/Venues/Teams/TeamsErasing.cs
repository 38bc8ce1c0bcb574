using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// "Forget me", typed in somebody's own chat with the bot: in all conversations, also those of other tenants whose guest they were, with what they set.
/// Sessions that stood in that chat alone are deleted, as they are nobody else's; last of all goes how they are reached. What they do afterwards is news.
/// </summary>
public sealed class TeamsErasing(
    SessionHosts hosts, IStore store, ISessionLeases servers, TeamsAddresses addresses, TeamsPeople people, OwnLanguages own, TimeProvider time,
    ILogger<TeamsErasing> log) : ErasingPeople(TeamsIds.Platform, hosts, store, servers, time, log)
{
    /// <summary>Sessions of one chat that are ended in one go.</summary>
    public const int OwnMax = 1_000;

    /// <summary>Null where something else was typed, or not there.</summary>
    public async Task<DoorAnswer?> AnswerAsync(TeamsRequest.Said said)
    {
        var line = TypedLine.Parse(said.Text);
        if (said.From.Kind != ConversationKind.Personal || line.Verb != Forgetting.Verb)
        {
            return null;
        }

        var words = people.WordsOf(said.From);
        return line.Words switch
        {
            ["me"] => Say($"{words["Home.EraseAsks"]} {words["Teams.EraseType"]}"),
            ["me", "yes" or "ja"] => await BeginAsync(said.From, words),
            _ => null,
        };

        DoorAnswer Say(string text) => DoorAnswer.After(() => people.SayAsync(said.From, TeamsTexts.Message(text, words), CancellationToken.None));
    }

    private protected override ValueTask<(IReadOnlyList<string> Begins, Person Who)> KnownAsync(Person who, CancellationToken stop) =>
        new(([$"{TeamsIds.Platform}:"], who)); // where they gave something without a name nobody can tell in whose tenant that was

    private protected override ValueTask<Words> WordsAsync(Person who) => people.WordsOfAsync(who.Key);

    private protected override void NoteUnset(Person who) => own.Put(who.Key, null);

    /// <summary>False where it is under way already. When this says true it is durable, and has to be run; how to tell them is kept first.</summary>
    /// <exception cref="StoreUnavailableException">It has not begun.</exception>
    public async Task<bool> TryBeginToTellAsync(Person who, string delivery)
    {
        await addresses.KeepWaitingAsync(CancellationToken.None); // or nobody could tell them after a crash
        return await TryBeginAsync(who with { Name = null }, delivery);
    }

    private protected override async Task<bool> EndOwnAsync(Person who, AskedErasing asked, CancellationToken stop)
    {
        var isOver = true;
        if (await addresses.FindPersonAsync(who.Key, stop) is { Chat: { } name })
        {
            var chat = new VenueId(name);
            foreach (var entry in await Store.Directory.InVenueAsync(chat, OwnMax, stop))
            {
                isOver &= !await IsLeftAsync(entry.Session, chat, who, asked, stop);
            }
        }

        return isOver;
    }

    private protected override async Task<bool> TryTellAsync(Person who, string said)
    {
        try
        {
            await people.TellAsync(who.Key, TeamsTexts.Message(said, await people.WordsOfAsync(who.Key)), CancellationToken.None);
            return true;
        }
        catch (MessageGoneException)
        {
            return true;
        }
        catch (VenueRefusedException e)
        {
            return ConnectorErrors.IsDead(e.ReasonKey); // anything else, an expired secret say, ends one day
        }
        catch (Exception e) when (e is VenueThrottledException or VenueUnavailableException)
        {
            return false;
        }
    }

    private protected override Task SettleAsync(Person who, CancellationToken stop)
    {
        people.Forget(who.Key);
        return addresses.SettleAsync(who.Key, stop);
    }

    async Task<DoorAnswer> BeginAsync(Origin from, Words words)
    {
        string said;
        var isBegun = false;
        try
        {
            isBegun = await TryBeginToTellAsync(from.Who, from.Delivery);
            said = words[isBegun ? "Teams.EraseBegun" : "Teams.EraseRuns"];
        }
        catch (StoreUnavailableException)
        {
            said = words["Commands.Unavailable"];
        }

        return DoorAnswer.After(async () =>
        {
            await people.SayAsync(from, TeamsTexts.Message(said, words), CancellationToken.None);
            if (isBegun)
            {
                await RunAsync(from.Who with { Name = null });
            }
        });
    }

    // Its cards say that it was deleted; then it goes by itself.
    async Task<bool> IsLeftAsync(SessionId id, VenueId chat, Person who, AskedErasing asked, CancellationToken stop)
    {
        if (await Hosts.LookFreshIfReadableAsync(id, stop) is not { State: var session } loaded || session.OpenedAt > asked.At
            || session.Venues.AddRange(session.Left).Any(place => place != chat) || !loaded.IsFacilitator(who))
        {
            return false;
        }

        if (session.DeletedAt is null)
        {
            await Hosts.AskAsync(id, new Wish.Ready(new Command.Close()), who, asked.Delivery + ":close", stop);
            await Hosts.AskAsync(id, new Wish.Ready(new Command.Delete(IsSure: true)), who, asked.Delivery + ":delete", stop);
        }

        return true;
    }
}
