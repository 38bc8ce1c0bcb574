using System.Buffers;
using System.Globalization;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// Picks what is needed out of an activity, in whatever order it stands there: of each part only where it is, and texts are made of them when it is known what
/// the activity is. Unknown fields are skipped; of what is there twice, the last counts.
/// </summary>
ref partial struct TeamsActivity(ReadOnlySpan<byte> body)
{
    const string Teams = "msteams";

    /// <summary>
    /// How the id of a chat between two ends; before it stand both. A person and a bot have such a chat, too: there the second is the bot's id without its
    /// mark (learn.microsoft.com, "Card actions", the example of an invoke; msteams-docs issue 8373, where the bot itself gets "a:…" for it).
    /// </summary>
    const string BetweenTwo = "@unq.gbl.spaces";
    const int LocaleMax = 35;
    const int ZoneMax = 64;

    static readonly SearchValues<char> InLocales = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    TeamsJson json = new(body);
    TeamsString type, name, id, timestamp, channelId, serviceUrl, locale, zone, replyTo, olderReplyTo, text, textFormat, action;
    TeamsString sender, senderName, senderAccount, senderTenant, bot, botName;
    TeamsString conversation, conversationType, conversationTenant, tenant, team, channel, channelType, selected, eventType;
    ReadOnlySpan<byte> value, attachments, entities, added, removed;
    bool isTargeted, isGroup;

    /// <summary>False where it is no object.</summary>
    public bool Read()
    {
        if (!json.Begin())
        {
            return false;
        }

        while (json.NextProperty())
        {
            if (!(TakeWhat() || TakeWho() || TakeBody()))
            {
                json.Skip();
            }
        }

        return json.IsAtEnd();
    }

    public readonly TeamsEnvelope ToEnvelope() => new(ServiceUrl(), Channel(), Tenant()) { IsObject = true };

    bool TakeWhat()
    {
        if (json.Is("type"u8)) type = json.String();
        else if (json.Is("name"u8)) name = json.String();
        else if (json.Is("id"u8)) id = json.String();
        else if (json.Is("timestamp"u8)) timestamp = json.String();
        else if (json.Is("channelId"u8)) channelId = json.String();
        else if (json.Is("serviceUrl"u8)) serviceUrl = json.String();
        else if (json.Is("action"u8)) action = json.String();
        else if (json.Is("locale"u8)) locale = json.String();
        else if (json.Is("localTimezone"u8)) zone = json.String();
        else return false;
        return true;
    }

    bool TakeWho()
    {
        if (json.Is("from"u8)) ReadSender();
        else if (json.Is("recipient"u8)) ReadBot();
        else if (json.Is("conversation"u8)) ReadConversation();
        else if (json.Is("channelData"u8)) ReadChannelData();
        else return false;
        return true;
    }

    bool TakeBody()
    {
        if (json.Is("text"u8)) text = json.String();
        else if (json.Is("textFormat"u8)) textFormat = json.String();
        else if (json.Is("replyToId"u8)) replyTo = json.String();
        else if (json.Is("value"u8)) value = json.Object();
        else if (json.Is("attachments"u8)) attachments = json.List();
        else if (json.Is("entities"u8)) entities = json.List();
        else if (json.Is("membersAdded"u8)) added = json.List();
        else if (json.Is("membersRemoved"u8)) removed = json.List();
        else return false;
        return true;
    }

    void ReadSender()
    {
        if (!json.Enter())
        {
            return;
        }

        while (json.NextProperty())
        {
            if (json.Is("id"u8)) sender = json.String();
            else if (json.Is("name"u8)) senderName = json.String();
            else if (json.Is("aadObjectId"u8)) senderAccount = json.String();
            else if (json.Is("tenantId"u8)) senderTenant = json.String();
            else json.Skip();
        }
    }

    void ReadBot()
    {
        if (!json.Enter())
        {
            return;
        }

        while (json.NextProperty())
        {
            if (json.Is("id"u8)) bot = json.String();
            else if (json.Is("name"u8)) botName = json.String();
            else if (json.Is("isTargeted"u8)) isTargeted = json.Flag();
            else json.Skip();
        }
    }

    void ReadConversation()
    {
        if (!json.Enter())
        {
            return;
        }

        while (json.NextProperty())
        {
            if (json.Is("id"u8)) conversation = json.String();
            else if (json.Is("conversationType"u8)) conversationType = json.String();
            else if (json.Is("tenantId"u8)) conversationTenant = json.String();
            else if (json.Is("isGroup"u8)) isGroup = json.Flag();
            else json.Skip();
        }
    }

    void ReadChannelData()
    {
        if (!json.Enter())
        {
            return;
        }

        while (json.NextProperty())
        {
            if (json.Is("tenant"u8)) tenant = json.Member("id"u8);
            else if (json.Is("team"u8)) team = json.Member("id"u8);
            else if (json.Is("channel"u8)) ReadChannel();
            else if (json.Is("settings"u8)) selected = TeamsJson.TextIn(TeamsJson.ObjectIn(json.Object(), "selectedChannel"u8), "id"u8);
            else if (json.Is("eventType"u8)) eventType = json.String();
            else if (json.Is("legacy"u8)) olderReplyTo = json.Member("replyToId"u8);
            else json.Skip();
        }
    }

    void ReadChannel()
    {
        if (!json.Enter())
        {
            return;
        }

        while (json.NextProperty())
        {
            if (json.Is("id"u8)) channel = json.String();
            else if (json.Is("type"u8)) channelType = json.String();
            else json.Skip();
        }
    }

    readonly string? ServiceUrl() => serviceUrl.Text(TeamsIds.ServiceUrlMax) is var url && TeamsIds.IsServiceUrl(url) ? url : null;

    readonly string? Channel() => channelId.Is("msteams"u8) ? Teams : channelId.Text(TeamsIds.IdMax);

    readonly string? Tenant() => Tenant(tenant) ?? Tenant(conversationTenant);

    static string? Tenant(TeamsString said) => said.Text(TeamsIds.TenantMax) is var tenant && TeamsIds.IsTenant(tenant) ? tenant.ToLowerInvariant() : null;

    static string? Id(TeamsString said) => said.Text(TeamsIds.IdMax) is var id && TeamsIds.IsId(id) ? id : null;

    public readonly TeamsRequest? ToRequest(TeamsEnvelope envelope) => type.IsThere && envelope.ChannelId is { } on && ToOrigin(envelope) is { } from
        ? on == Teams ? ToRequest(from) : new TeamsRequest.Ignored(from, "channel")
        : null;

    readonly Origin? ToOrigin(TeamsEnvelope envelope)
    {
        Span<char> room = stackalloc char[TeamsIds.IdMax];
        var place = conversation.Chars(room);
        if (envelope is not { ServiceUrl: { } url, Tenant: { } home } || !TeamsIds.IsId(place) || Id(id) is not { } own)
        {
            return null;
        }

        var user = Id(sender);
        if (TeamsIds.PersonKey(Tenant(senderTenant) ?? home, Id(senderAccount), user) is not { } key || !TeamsIds.IsId(TeamsIds.Split(place, out var root)))
        {
            return null;
        }

        var kind = Kind(place);
        var delivery = IsChange() ? ToChange(place, own) : TeamsIds.Delivery(place, own);
        return delivery is null ? null : new Origin(
            new Person(key, PersonalText.Name(senderName.Text())), TeamsIds.Venue(home, place), kind,
            kind == ConversationKind.Channel && !root.IsEmpty && !root.SequenceEqual(own) ? root.ToString() : null,
            delivery, url, user, kind == ConversationKind.Channel ? Id(team) : null)
        {
            Tenant = home,
            Channel = KindOfChannel(),
            Locale = Locale(),
            Clock = Clock(),
            At = IsChange() ? Moment() : default,
        };
    }

    readonly bool IsChange() => type.Is("messageUpdate"u8) || type.Is("messageDelete"u8);

    // Without a time, a second change could not be told from the first one sent again.
    readonly string? ToChange(ReadOnlySpan<char> place, string own) => Id(timestamp) is { } at
        ? TeamsIds.Delivery(place, own, Id(eventType) ?? "", at)
        : null;

    readonly DateTimeOffset Moment() =>
        DateTimeOffset.TryParse(timestamp.Text(TeamsIds.IdMax), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default;

    // Old clients do not say which. Taking a group for a personal chat would show it what is one person's own; so would a chat between two people, where
    // only our entry in Teams' menus is, and which Teams calls personal.
    readonly ConversationKind Kind(ReadOnlySpan<char> place) =>
        conversationType.Is("channel"u8) ? ConversationKind.Channel
        : conversationType.Is("groupChat"u8) ? ConversationKind.Group
        : place.EndsWith(BetweenTwo, StringComparison.Ordinal) ? (IsWithBot(place) ? ConversationKind.Personal : ConversationKind.Group)
        : conversationType.Is("personal"u8) ? ConversationKind.Personal
        : team.IsThere ? ConversationKind.Channel
        : isGroup || place.StartsWith("19:", StringComparison.Ordinal) ? ConversationKind.Group
        : ConversationKind.Personal;

    readonly ChannelKind KindOfChannel() => channelType.Is("private"u8) ? ChannelKind.Private
        : channelType.Is("shared"u8) ? ChannelKind.Shared
        : channelType.Is("standard"u8) ? ChannelKind.Standard
        : ChannelKind.Unsaid;

    readonly bool IsWithBot(ReadOnlySpan<char> place) =>
        TeamsIds.WithoutMark(Id(bot)) is { Length: > 0 } own && place.Contains(own, StringComparison.OrdinalIgnoreCase);

    readonly string? Locale() => Locale(locale) ?? Locale(Client("locale"u8));

    static string? Locale(TeamsString said) =>
        said.Text(LocaleMax) is { } locale && char.IsAsciiLetter(locale[0]) && !locale.AsSpan().ContainsAnyExcept(InLocales) ? locale : null;

    readonly string? Clock() => zone.Text(ZoneMax) ?? Client("timezone"u8).Text(ZoneMax);

    /// <summary>What the person's Teams says of itself.</summary>
    readonly TeamsString Client(ReadOnlySpan<byte> property)
    {
        var list = new TeamsJson(entities);
        TeamsString said = default;
        if (entities.IsEmpty || !list.BeginList())
        {
            return said;
        }

        while (list.NextObject(out var item))
        {
            if (TeamsJson.TextIn(item, "type"u8).Is("clientInfo"u8))
            {
                said = TeamsJson.TextIn(item, property);
            }
        }

        return said;
    }

    readonly TeamsRequest? ToRequest(Origin from) =>
        IsFromBot(from) ? new TeamsRequest.Ignored(from, "bot")
        : type.Is("message"u8) ? ToMessage(from)
        : type.Is("invoke"u8) ? ToInvoke(from)
        : type.Is("messageUpdate"u8) ? ToEdited(from)
        : type.Is("messageDelete"u8) ? new TeamsRequest.Deleted(from, MessageId(from, id))
        : type.Is("installationUpdate"u8) ? ToInstalled(from)
        : type.Is("conversationUpdate"u8) ? ToUpdate(from)
        : new TeamsRequest.Ignored(
            from,
            type.Is("messageReaction"u8) ? "reaction" : type.Is("event"u8) ? "event" : type.Is("typing"u8) ? "typing" : "unknown");

    // Lifecycle is told in the bot's own name, too, where it acts itself.
    readonly bool IsFromBot(Origin from) => (TeamsIds.IsBot(from.UserId) || sender.IsSameAs(bot))
        && (type.Is("message"u8) || type.Is("messageUpdate"u8) || type.Is("messageDelete"u8) || type.Is("invoke"u8));

    static string MessageId(Origin from, TeamsString id) => TeamsIds.Message(from.Root, Id(id) ?? "");
}
