using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// Who somebody is. Where an organisation has the bot as a whole its people are known by the organisation; what a workspace of it knew while it had the
/// bot by itself is theirs all the same. All that Slack sends passes here, so nothing else has to think of it.
/// </summary>
public sealed class SlackPeople(SlackInstallations installations)
{
    /// <summary>
    /// Workspaces of one organisation in which somebody may have been known before; all of them are looked at wherever they do something. Of an organisation
    /// with more those count that come first by id, and in the others they are new.
    /// </summary>
    public const int BeforeMax = IPeople.KeysMax - 1;

    /// <exception cref="StoreUnavailableException">It cannot be told now who they were.</exception>
    public async ValueTask<SlackRequest> KnownAsync(SlackRequest request, CancellationToken stop) => request switch
    {
        SlackRequest.Typed one when IsOfOrganisation(one.Who) => one with { Who = await KnownAsync(one.Who, stop) },
        SlackRequest.Pressed one when IsOfOrganisation(one.Who) => one with { Who = await KnownAsync(one.Who, stop) },
        SlackRequest.HandedIn one when IsOfOrganisation(one.Who) => one with { Who = await KnownAsync(one.Who, stop) },
        SlackRequest.Replied one when IsOfOrganisation(one.Who) => one with { Who = await KnownAsync(one.Who, stop) },
        SlackRequest.Mentioned one when IsOfOrganisation(one.Who) => one with { Who = await KnownAsync(one.Who, stop) },
        SlackRequest.OnMessage one when IsOfOrganisation(one.Who) => one with { Who = await KnownAsync(one.Who, stop) },
        SlackRequest.Started one when IsOfOrganisation(one.Who) => one with { Who = await KnownAsync(one.Who, stop) },
        SlackRequest.HomeOpened one when IsOfOrganisation(one.Who) => one with { Who = await KnownAsync(one.Who, stop) },
        _ => request,
    };

    /// <exception cref="StoreUnavailableException">It cannot be told now who they were.</exception>
    public async ValueTask<Person> KnownAsync(Person who, CancellationToken stop)
    {
        if (!IsOfOrganisation(who) || SlackIds.User(who.Key) is not { } user)
        {
            return who;
        }

        var workspaces = await OnceServedAsync(SlackIds.Workspace(who.Key)!, stop); // ! it is of an organisation
        return who with { Before = [.. workspaces.Take(BeforeMax).Select(workspace => SlackIds.PersonKey(workspace, user)!)] }; // ! both are ids
    }

    /// <summary>How the names of the venues begin of each workspace that they are in.</summary>
    public async ValueTask<IReadOnlyList<string>> VenuesOfAsync(Person who, CancellationToken stop)
    {
        var home = SlackIds.Workspace(who.Key)!; // ! Slack's people have one
        IEnumerable<string> workspaces = IsOfOrganisation(who) ? await OnceServedAsync(home, stop) : [home];
        return [.. workspaces.Order(StringComparer.Ordinal).Select(workspace => $"{SlackIds.Platform}:{workspace}/")];
    }

    // What was given in a workspace that has left the organisation is of the same people.
    async ValueTask<IReadOnlyList<string>> OnceServedAsync(string organisation, CancellationToken stop) =>
        [.. await installations.ServedAsync(organisation, stop), .. await installations.ServedAsync(Installation.LeftOf(organisation), stop)];

    static bool IsOfOrganisation(Person who) => SlackIds.IsOrganisation(SlackIds.Workspace(who.Key));
}
