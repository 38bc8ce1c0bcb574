using System.Collections.Frozen;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams;

public enum ConversationKind
{
    /// <summary>One person and the bot.</summary>
    Personal,

    /// <summary>Some people, in a meeting or not. It has no threads.</summary>
    Group,

    /// <summary>Of a team. Each message may begin a thread.</summary>
    Channel,
}

/// <summary>Who sent something, and where.</summary>
/// <param name="Who">
/// As they are known since they first came: by their own tenant, or that of the conversation where Teams named no other, with the name Teams shows;
/// events tell no name.
/// </param>
/// <param name="Venue">The channel, also for what stands in a thread of it, or the chat.</param>
/// <param name="Root">The thread's first message where it stands below that; a press may name the first message itself. Null in chats.</param>
/// <param name="Delivery">The same however often Teams sends it; at most <see cref="TeamsIds.IdMax"/> characters.</param>
/// <param name="ServiceUrl">Where this conversation is answered. To be kept only where the token was found genuine: the bot's own token goes there.</param>
/// <param name="UserId">29:…, the bot's own id for this person; null where Teams names only their account.</param>
/// <param name="Team">The team's id; null in chats.</param>
public readonly record struct Origin(
    Person Who, VenueId Venue, ConversationKind Kind, string? Root, string Delivery, string ServiceUrl, string? UserId, string? Team)
{
    /// <summary>That of the conversation. Lower case, as in <see cref="Venue"/>.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>Of what kind the channel is, where Teams says so.</summary>
    public ChannelKind Channel { get; init; }

    /// <summary>"en-US", the language of their Teams; null where it is not told or is none.</summary>
    public string? Locale { get; init; }

    /// <summary>When something became of a message, by Teams' clock; told of nothing else.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The name of their time zone as it was told.</summary>
    public string? Clock { get; init; }

    /// <summary>"Europe/Vienna"; null where it is not told or this machine does not know it. Looked up only where it is asked for: a tap does not.</summary>
    public string? Zone => LocalTime.ZoneIn(Clock);
}

/// <summary>A message that somebody chose in its menu.</summary>
/// <param name="Text">Without its formatting; names where it mentions people.</param>
/// <param name="IsByBot">No person wrote it: a card of ours, say.</param>
/// <param name="Message">Its id, as <see cref="TeamsIds.Message"/> has it; null where Teams does not tell.</param>
public sealed record ChosenMessage(string Text, bool IsByBot, string? Message);

/// <summary>What Teams sent, reduced to what is needed to act on it.</summary>
public abstract record TeamsRequest(Origin From)
{
    /// <summary>
    /// Of a message, in UTF-16 units: Teams' own bound. It is longer than any answer may be, so what is cut here is refused as too long and not taken for
    /// all there was.
    /// </summary>
    public const int TextMax = 28 * 1024;

    /// <summary>A dialog of ours has far fewer inputs. Who sends more is none of Teams', and gets nothing.</summary>
    public const int FieldsMax = 100;

    /// <summary>Mentions of one message; those beyond are names like any other.</summary>
    public const int MentionsMax = 200;

    /// <summary>The name of an invoke that nobody here answers, for the counters.</summary>
    public const int NameMax = 64;

    public static readonly IReadOnlyDictionary<string, string> NoFields = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// Somebody wrote a message: to the bot in a personal chat, where they name it, or for its eyes alone; or, where the team lets it hear all, to others.
    /// </summary>
    /// <param name="Text">Without the bot's own name, tags and entities; see <see cref="TeamsText"/>.</param>
    /// <param name="IsMention">It names this bot.</param>
    /// <param name="IsTargeted">Nobody but this bot sees it.</param>
    /// <param name="Message">Its id, as <see cref="TeamsIds.Message"/> has it.</param>
    public sealed record Said(Origin From, string Text, bool IsMention, bool IsTargeted, string Message) : TeamsRequest(From)
    {
        /// <summary>The message it quotes, by Teams' own id; null where it quotes none.</summary>
        public string? Quoted { get; init; }
    }

    /// <summary>A message says something else now, or is back after it was deleted; where Teams does not tell its words, it is <see cref="Ignored"/>.</summary>
    public sealed record Edited(Origin From, string Text, bool IsMention, string Message) : TeamsRequest(From)
    {
        /// <summary>It was deleted, and is there again.</summary>
        public bool IsBack { get; init; }
    }

    public sealed record Deleted(Origin From, string Message) : TeamsRequest(From);

    /// <summary>A button of a card.</summary>
    /// <param name="Value">A <see cref="Cards.Press"/>, not decoded yet; null where the button is none of ours.</param>
    /// <param name="Slot">Which of our cards it says it stands on; empty where it says nothing. Never to be trusted.</param>
    /// <param name="ReplyTo">The card's message, as <see cref="TeamsIds.Message"/> has it; null where Teams does not tell.</param>
    /// <param name="IsAutomatic">Nobody pressed: their Teams wants a fresh card.</param>
    /// <param name="Fields">What stands in the card's inputs, by their ids.</param>
    public sealed record Pressed(
        Origin From, string? Value, string Slot, string? ReplyTo, bool IsAutomatic, IReadOnlyDictionary<string, string> Fields) : TeamsRequest(From)
    {
        /// <summary>The fresh card can be the answer. An old client sends a message instead, which can only be acknowledged.</summary>
        public bool IsInvoke { get; init; }

        /// <summary>Which of our own things is meant, where it is no session's: "start|vote".</summary>
        public string? Own { get; init; }

        /// <summary>The button opens a dialog, and came in a way in which Teams opens none.</summary>
        public bool OpensDialog { get; init; }

        /// <summary>The same message by its other name, where Teams tells both: each may be the one that it gave for the post.</summary>
        public string? OlderReplyTo { get; init; }

        /// <summary>The press is a command of its own, done before its dialog is drawn (<see cref="Cards.OpenDialog.IsAsking"/>).</summary>
        public bool IsAsking { get; init; }
    }

    /// <summary>A button that opens a dialog.</summary>
    public sealed record Opens(Origin From, string? Value, IReadOnlyDictionary<string, string> Fields) : TeamsRequest(From)
    {
        public string? Own { get; init; }

        /// <summary>As in <see cref="Pressed"/>.</summary>
        public string Slot { get; init; } = "";

        /// <summary>As in <see cref="Pressed"/>.</summary>
        public string? ReplyTo { get; init; }

        /// <summary>As in <see cref="Pressed"/>.</summary>
        public string? OlderReplyTo { get; init; }

        /// <summary>As in <see cref="Pressed"/>.</summary>
        public bool IsAsking { get; init; }
    }

    /// <summary>A dialog handed in.</summary>
    public sealed record HandedIn(Origin From, string? Value, string? Own, IReadOnlyDictionary<string, string> Fields) : TeamsRequest(From);

    /// <summary>A command of the message extension was chosen, in the box where one writes or in a message's menu.</summary>
    /// <param name="Command">Its id in the manifest; empty where Teams does not tell.</param>
    /// <param name="About">The message in whose menu it stands; null elsewhere.</param>
    public sealed record ExtensionOpens(Origin From, string Command, ChosenMessage? About) : TeamsRequest(From);

    /// <summary>The dialog of such a command handed in.</summary>
    public sealed record ExtensionHandedIn(
        Origin From, string Command, string? Value, string? Own, IReadOnlyDictionary<string, string> Fields) : TeamsRequest(From)
    {
        public ChosenMessage? About { get; init; }
    }

    /// <summary>A card asks for choices while somebody types. None of ours does: the answer is an empty list.</summary>
    public sealed record Searched(Origin From) : TeamsRequest(From);

    public sealed record Installed(Origin From, bool IsUpgrade) : TeamsRequest(From)
    {
        /// <summary>Where it was added: of a team the channel that was chosen.</summary>
        public VenueId At { get; init; } = From.Venue;
    }

    public sealed record Removed(Origin From) : TeamsRequest(From);

    /// <summary>The bot is a member now. Comes with <see cref="Installed"/>, before or after it, or alone.</summary>
    /// <param name="Channel">The one channel it was added to; null where it is the whole team or the chat.</param>
    public sealed record BotCame(Origin From, VenueId? Channel) : TeamsRequest(From)
    {
        /// <summary>As in <see cref="Installed"/>.</summary>
        public VenueId At { get; init; } = From.Venue;
    }

    /// <summary>The bot is no member any more.</summary>
    /// <param name="Channel">The one channel it was taken from; null where it is the whole team or the chat.</param>
    public sealed record BotWent(Origin From, VenueId? Channel) : TeamsRequest(From);

    /// <summary>Nothing can be written there any more: deleted, or archived.</summary>
    /// <param name="Channel">Null where it is the whole team, which <see cref="Origin.Team"/> then names.</param>
    public sealed record PlaceEnded(Origin From, VenueId? Channel) : TeamsRequest(From);

    /// <summary>What <see cref="PlaceEnded"/> told is over.</summary>
    public sealed record PlaceBack(Origin From, VenueId? Channel) : TeamsRequest(From);

    /// <summary>Nothing for us; answered 200 with nothing.</summary>
    /// <param name="Why">For the counters.</param>
    public sealed record Ignored(Origin From, string Why) : TeamsRequest(From);

    /// <summary>An invoke that nobody here answers: 501, as Teams' documentation asks.</summary>
    /// <param name="Name">Its name, at most <see cref="NameMax"/> characters of it.</param>
    public sealed record NotAnswered(Origin From, string Name) : TeamsRequest(From);
}
