using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack.Home;

/// <summary>"Erase me" of the App Home, which says how it went.</summary>
public sealed class HomeErasing(
    SessionHosts hosts, IStore store, ISessionLeases servers, SlackPeople people, SlackLanguages languages, OwnLanguages own, HomeDrawing drawing,
    TimeProvider time, ILogger<HomeErasing> log) : ErasingPeople(SlackIds.Platform, hosts, store, servers, time, log)
{
    private protected override async ValueTask<(IReadOnlyList<string> Begins, Person Who)> KnownAsync(Person who, CancellationToken stop) =>
        (await people.VenuesOfAsync(who, stop), await people.KnownAsync(who, stop));

    private protected override ValueTask<Words> WordsAsync(Person who) => languages.ForAsync(who);

    private protected override void NoteUnset(Person who) => own.Put(who.Key, null);

    private protected override async Task<bool> TryTellAsync(Person who, string said) => await drawing.DrawAsync(who, said) != HomeDrawn.Later;
}
