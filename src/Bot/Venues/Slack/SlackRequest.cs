using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What Slack sent, reduced to what is needed to act on it.</summary>
public abstract record SlackRequest
{
    /// <summary>Longer than any id Slack has; with the team's it still fits a person's key.</summary>
    public const int IdMax = 64;

    /// <summary>A trigger id is a delivery's id, which the host bounds.</summary>
    public const int TriggerMax = 255;

    public const int UrlMax = 1_000;

    /// <summary>Slack asks whether this address is ours; the challenge goes back as it came.</summary>
    public sealed record Verification(string Challenge) : SlackRequest;

    /// <summary>A slash command.</summary>
    public sealed record Typed(Person Who, VenueId Venue, string Text, string Trigger, string? ResponseUrl) : SlackRequest
    {
        /// <summary>How the channel is called, with its workspace: "#general (acme)"; null where Slack does not tell.</summary>
        public string? PlaceName { get; init; }

        /// <summary>Its workspace alone: "acme".</summary>
        public string? WorkspaceName { get; init; }
    }

    /// <summary>A button.</summary>
    /// <param name="IsEphemeral">The card it stands on is seen by this person alone.</param>
    public sealed record Pressed(
        Person Who, SlackPlace Place, string ActionId, string Value, string Trigger, string? ResponseUrl, bool IsEphemeral) : SlackRequest
    {
        /// <summary>The view it stands in, by which that can be drawn anew; null on a message.</summary>
        public string? View { get; init; }

        /// <summary>What that view carried.</summary>
        public string Metadata { get; init; } = "";

        /// <summary>What stands in that view's inputs now.</summary>
        public ImmutableArray<SlackInput> Inputs { get; init; } = [];
    }

    /// <summary>A dialog handed in.</summary>
    /// <param name="Metadata">What the view carried.</param>
    /// <param name="Inputs">By block id in the order of the view; null is left empty.</param>
    public sealed record HandedIn(Person Who, SlackPlace Place, string Trigger, string Metadata, ImmutableArray<SlackInput> Inputs) : SlackRequest
    {
        /// <summary>The view's id, by which it can be drawn anew.</summary>
        public string? View { get; init; }

        /// <summary>What was given, by block id.</summary>
        public Dictionary<string, string> Fields()
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (block, value) in Inputs)
            {
                if (value is not null)
                {
                    fields[block] = value;
                }
            }

            return fields;
        }
    }

    /// <summary>A reply in a thread, or what became of it.</summary>
    /// <param name="Thread">The ts of the message in whose thread it stands.</param>
    /// <param name="Text">As it is now; null where it is gone.</param>
    /// <param name="IsChange">It was there before.</param>
    public sealed record Replied(
        Person Who, VenueId Venue, string Thread, string Ts, string? Text, bool IsChange, string Event) : SlackRequest, IThreadReply
    {
        /// <summary>As Slack writes it, where it mentions somebody by the id alone.</summary>
        public string? Marked { get; init; }

        string IThreadReply.Message => Ts;

        string IThreadReply.Delivery => Event;
    }

    /// <summary>
    /// Somebody named the bot in a channel, or wrote to it alone. What names it comes as a message, too, and either may come again under other ids.
    /// </summary>
    /// <param name="Thread">The ts of the message in whose thread it stands; null in the channel itself.</param>
    /// <param name="Text">What they typed, without the bot's name.</param>
    public sealed record Mentioned(Person Who, VenueId Venue, string? Thread, string Ts, string Text, string Event) : SlackRequest
    {
        /// <summary>As Slack writes it, where it mentions somebody by the id alone.</summary>
        public string? Marked { get; init; }

        /// <summary>As the delivery's id: the same however often, and under however many ids, Slack tells of this message.</summary>
        public string Delivery => DeliveryOf(Venue, Ts);

        public static string DeliveryOf(VenueId venue, string ts) => $"{venue.Value}/{ts}";
    }

    /// <summary>An action of ours that somebody chose in a message's menu.</summary>
    /// <param name="Action">One of <see cref="SlackShortcuts.All"/> that stand in messages' menus.</param>
    /// <param name="Text">As Slack writes it, with its marks.</param>
    /// <param name="IsByBot">No person wrote it: a card of ours, say.</param>
    public sealed record OnMessage(
        Person Who, VenueId Venue, string Action, string Text, bool IsByBot, string Trigger, string? ResponseUrl) : SlackRequest
    {
        /// <summary>Of the message; null where Slack does not tell.</summary>
        public string? Ts { get; init; }

        /// <summary>The ts of the message in whose thread it stands; null in the channel itself.</summary>
        public string? Thread { get; init; }
    }

    /// <summary>Somebody wants to start a session, and no channel is said.</summary>
    public sealed record Started(Person Who, SlackPlace Place, string Trigger) : SlackRequest;

    /// <summary>Somebody looks at the bot's own place.</summary>
    /// <param name="IsHome">At its first tab; another shows the conversation with the bot.</param>
    public sealed record HomeOpened(Person Who, string Event, bool IsHome) : SlackRequest;

    /// <summary>The app is gone from a workspace, or from an organisation.</summary>
    /// <param name="Workspace">T…, or E… where Slack names no workspace or the organisation has installed it.</param>
    public sealed record Uninstalled(string Workspace) : SlackRequest
    {
        /// <summary>E…, where the workspace is of an organisation.</summary>
        public string? Enterprise { get; init; }
    }

    /// <summary>Tokens that are worth nothing any more. Comes before or after <see cref="Uninstalled"/>, or alone.</summary>
    /// <param name="Workspace">As there.</param>
    /// <param name="Bots">The ids of the bot's users, not tokens.</param>
    /// <param name="Users">The ids of people whose own tokens they were; we have none of these.</param>
    public sealed record TokensRevoked(string Workspace, ImmutableArray<string> Bots, ImmutableArray<string> Users) : SlackRequest
    {
        /// <summary>E…, where the workspace is of an organisation.</summary>
        public string? Enterprise { get; init; }
    }

    /// <summary>An organisation gives the app to some of its workspaces, or takes it from them.</summary>
    public sealed record AccessChanged(string Enterprise, ImmutableArray<string> Teams, bool IsGranted) : SlackRequest;

    /// <summary>Nothing for us; answered 200 so that Slack does not send it again.</summary>
    /// <param name="Why">For the counters.</param>
    public sealed record Ignored(string Why) : SlackRequest;
}

/// <summary>Where a button was pressed or a dialog handed in.</summary>
/// <param name="Team">The workspace that Slack names.</param>
/// <param name="AppTeam">The workspace in which the app is installed, as far as the dialog, or the message with the button, says so.</param>
/// <param name="Channel">Null in a dialog.</param>
/// <param name="IsOrg">The whole organisation has installed the app: which of its workspaces Slack names differs.</param>
public readonly record struct SlackPlace(string? Team, string? AppTeam, string? Channel, bool IsOrg)
{
    /// <summary>By somebody from outside, in a channel that is shared with them: what Slack names is their side.</summary>
    public bool IsPartner { get; init; }

    /// <summary>Slack names no workspace but that in which the person is at home: they may be a guest here.</summary>
    public bool IsHomeOfPerson { get; init; }

    /// <summary>A conversation of one person with the bot.</summary>
    public bool IsDirect => SlackIds.IsDirect(Channel);

    /// <summary>
    /// Can a session of this venue be answered from here? A channel that several workspaces share has one id in all of them, and a workspace may give a
    /// channel a new id: so one of the two is enough, and what is of another workspace has neither. A conversation with the bot alone is, as a dialog, of the
    /// person.
    /// </summary>
    public bool IsOf(VenueId venue) => venue.Value.StartsWith(SlackIds.Platform + ":", StringComparison.Ordinal)
        && ((IsOrg && Channel is null or ['D', ..]) || IsChannel(venue) || IsTeam(Team, venue) || IsTeam(AppTeam, venue));

    /// <summary>In any of the places that show it.</summary>
    public bool IsOf(Session session)
    {
        foreach (var venue in session.Venues) // asked at each tap: no LINQ
        {
            if (IsOf(venue))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The workspace in whose name somebody here is answered: that of the place which they see the session in. Slack may name another, where they are at home
    /// and see the session, too.
    /// </summary>
    public string WorkspaceIn(Session session)
    {
        var here = this;
        var venues = session.Venues.Where(here.IsOf).ToArray();
        return SlackIds.Team(venues.Length == 0 ? session.Venue : venues.MaxBy(here.Nearness));
    }

    /// <summary>Does the session stand in the workspace that is named, and in this channel where there is one?</summary>
    public bool IsBeside(Session session)
    {
        var here = this;
        return session.Venues.Any(venue => venue.Value.StartsWith(SlackIds.Platform + ":", StringComparison.Ordinal)
            && IsTeam(here.Team, venue) && (here.Channel is null || here.IsDirect || here.IsChannel(venue)));
    }

    int Nearness(VenueId venue) => IsTeam(AppTeam, venue) ? 3 : IsChannel(venue) ? 2 : IsTeam(Team, venue) ? 1 : 0;

    bool IsChannel(VenueId venue) => Channel is not null && SlackIds.ChannelIn(venue).SequenceEqual(Channel);

    static bool IsTeam(string? team, VenueId venue) => team is not null && SlackIds.TeamIn(venue).SequenceEqual(team);
}

public readonly record struct SlackInput(string Block, string? Value)
{
    /// <summary>It is typed, not chosen.</summary>
    public bool IsText { get; init; }
}
