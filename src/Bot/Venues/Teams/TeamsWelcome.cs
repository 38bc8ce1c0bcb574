using System.Collections.Immutable;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// What the bot says where it was added: what it is, what to type first, what is kept and how that is erased. The message is the test of delivery, too: it
/// is posted and edited, and whoever added the bot is told alone what works there, and of what does not why and what to do.
/// </summary>
public sealed partial class TeamsWelcome(
    ConnectorClient connector, TeamsAddresses addresses, TeamsPeople people, TeamsChannels channels, TeamsRendering rendering, Lexicon lexicon,
    BotOptions options, TimeProvider time, ILogger<TeamsWelcome> log)
{
    /// <summary>For so long what Teams puts off is tried again: an administrator may give the bot to a whole organisation at once.</summary>
    public static readonly TimeSpan TryFor = TimeSpan.FromMinutes(4);

    const string NoAnswer = "Teams.NoAnswer";

    // It does not fail: what could not be said is counted and logged. False where nothing was posted, and that is sure.
    async Task<bool> SayAsync(Origin to)
    {
        var own = people.WordsOf(to);
        var shared = to.Kind == ConversationKind.Personal ? own : lexicon.In(options.Language).Typed(TeamsTexts.Prefix);
        var (id, why, isUnsure) = await PostAsync(to, Welcome(shared));
        await (to.Kind == ConversationKind.Personal ? GreetAsync(to, id, why, own) : TestAsync(to, id, why, own, shared));
        return id is not null || isUnsure;
    }

    // In a chat of two one message says it all.
    async Task GreetAsync(Origin to, string? id, string? why, Words words)
    {
        if (id is null)
        {
            people.NoteUntold(why!); // ! there is no message
        }
        else if (await EditAsync(to, id, Welcome(words, words["Teams.DeliveryAlone"])) is { } unedited)
        {
            await people.SayAsync(to, TeamsTexts.Message(words.Say("Teams.NotEdited", Undelivered.Sentence(unedited, words)), words), CancellationToken.None);
        }
    }

    async Task TestAsync(Origin to, string? id, string? why, Words own, Words shared)
    {
        var found = await ShownAsync(to, id, why, own, shared);
        if (to.UserId is { } user && !TeamsIds.IsBot(user))
        {
            await ReportAsync(to, id, [.. found, .. await ReachAsync(to, id, user, own)], own, shared);
        }
        else if (!found.IsEmpty)
        {
            people.NoteUntold("installer_unknown");
        }
    }

    async Task<ImmutableArray<string>> ShownAsync(Origin to, string? id, string? why, Words own, Words shared) =>
        id is null ? [own.Say("Teams.NotPosted", await channels.WhyAsync(to, why!, own, CancellationToken.None))] // ! there is no message
        : await EditAsync(to, id, Welcome(shared)) is { } unedited ? [own.Say("Teams.NotEdited", Undelivered.Sentence(unedited, own))]
        : [];

    async Task<ImmutableArray<string>> ReachAsync(Origin to, string? id, string user, Words own)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        if (id is not null && (await TryAsync(() => MemberAsync(to, user))).Why is { } unread)
        {
            found.Add(own.Say("Teams.NotNamed", Undelivered.Sentence(unread, own)));
        }

        if ((await TryAsync(() => people.ChatOfAsync(to.Who.Key, CancellationToken.None))).Why is { } unreached)
        {
            found.Add(own.Say("Teams.NotReached", own[unreached + ".private"]));
        }

        return found.ToImmutable();
    }

    // For their eyes alone where they are, else in the chat with them. Where neither goes, the welcome itself says so to all.
    async Task ReportAsync(Origin to, string? id, ImmutableArray<string> found, Words own, Words shared)
    {
        if (id is not null)
        {
            var under = to with { Root = to.Kind == ConversationKind.Channel ? id : null };
            var (isSaid, why) = await TryAsync(() => people.TryAloneAsync(under, Report(found, own), CancellationToken.None));
            if (isSaid || why is not null)
            {
                NoteUntold(why);
                return; // what may have been said is not said twice
            }

            found = found.Add(own["Teams.NotAlone"]);
        }

        var (_, untold) = await TryAsync(() => TellAsync(to.Who.Key, Report(found, own)));
        NoteUntold(untold);
        if (untold is not null && id is not null)
        {
            NoteUntold(await EditAsync(to, id, Welcome(shared, shared["Teams.WelcomeUntold"])));
        }
    }

    static Card Report(ImmutableArray<string> found, Words words) => TeamsTexts.Message(
        found.IsEmpty
            ? [new TextBlock(words["Teams.DeliveryWorks"])]
            : [new TextBlock(words["Teams.DeliveryInPart"]), .. found.Select(one => new TextBlock(one))],
        words);

    static Card Welcome(Words words, string? more = null)
    {
        var said = TeamsTexts.Message(
        [
            new TextBlock(words["Chat.About"]),
            new TextBlock(words["Teams.WelcomeBegin"]),
            new TextBlock($"{words["Teams.WelcomeKeeps"]} {words["Chat.KeptOfSessions"]}", TextStyle.Subtle),
            new TextBlock(words["Chat.ErasedOfSessions"], TextStyle.Subtle),
            .. more is null ? ImmutableArray<TextBlock>.Empty : [new TextBlock(more)],
        ], words);
        return said with { Body = [.. said.Body, TeamsStart.Offer(words)] };
    }

    async Task<(string? Id, string? Why, bool IsUnsure)> PostAsync(Origin to, Card card)
    {
        var isUnsure = false;
        var (id, why) = await TryAsync(async () =>
        {
            var (place, _) = await addresses.PlaceOfAsync(to.Venue, CancellationToken.None);
            try
            {
                return await connector.SendToConversationAsync(place, null, Activity(card), CancellationToken.None);
            }
            catch (VenueUnavailableException)
            {
                isUnsure = true;
                throw;
            }
        });
        return (id, why, isUnsure);
    }

    async Task<string?> EditAsync(Origin to, string id, Card card) => (await TryAsync(async () =>
    {
        var (place, _) = await addresses.PlaceOfAsync(to.Venue, CancellationToken.None);
        await connector.UpdateActivityAsync(place, null, id, Activity(card), CancellationToken.None);
        return true;
    })).Why;

    async Task<TeamsMember?> MemberAsync(Origin to, string user)
    {
        var (place, _) = await addresses.PlaceOfAsync(to.Venue, CancellationToken.None);
        return await connector.GetConversationMemberAsync(place, user, CancellationToken.None);
    }

    async Task<bool> TellAsync(string person, Card card)
    {
        await people.TellAsync(person, card, CancellationToken.None);
        return true;
    }

    ReadOnlyMemory<byte> Activity(Card card) => ConnectorJson.Message(rendering.Card(card), card.FallbackText);

    void NoteUntold(string? why)
    {
        if (why is not null)
        {
            people.NoteUntold(why);
        }
    }

    // What had no answer may have been done, so it is not done again.
    async Task<(T? Value, string? Why)> TryAsync<T>(Func<Task<T>> call)
    {
        for (var until = time.GetUtcNow() + TryFor; ;)
        {
            try
            {
                return (await call(), null);
            }
            catch (VenueThrottledException e) when (time.GetUtcNow() + e.RetryAfter < until)
            {
                await Task.Delay(e.RetryAfter, time);
            }
            catch (VenueRefusedException e)
            {
                return (default, e.Reason);
            }
            catch (Exception e) when (e is VenueUnavailableException or VenueThrottledException or MessageGoneException or StoreUnavailableException)
            {
                return (default, NoAnswer);
            }
        }
    }
}
