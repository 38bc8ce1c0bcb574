using System.Collections.Immutable;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>What people write, and what becomes of it.</summary>
ref partial struct TeamsActivity
{
    readonly TeamsRequest? ToMessage(Origin from)
    {
        // So old clients, and the button of an old kind, send a press: its words are none that somebody wrote.
        if (!value.IsEmpty)
        {
            return ToPressed(from, value, isAutomatic: false, isInvoke: false);
        }

        var mentions = Mentions();
        var isMention = IsMention(mentions);
        var words = Words(mentions);
        if (words is null or "" && !isMention && !isTargeted)
        {
            return new TeamsRequest.Ignored(from, "no_text"); // a picture, a file
        }

        var said = isTargeted ? TeamsText.Command(words ?? "", botName.Text())
            : isMention || from.Kind == ConversationKind.Personal ? TeamsText.WithoutName(words ?? "", botName.Text())
            : words ?? "";
        return new TeamsRequest.Said(from, said, isMention, isTargeted, MessageId(from, id)) { Quoted = Quoted() };
    }

    // What is edited into a message without words says nothing any more; what is told without its words is not known.
    readonly TeamsRequest ToEdited(Origin from)
    {
        if (!eventType.Is("editMessage"u8) && !eventType.Is("undeleteMessage"u8))
        {
            return new TeamsRequest.Ignored(from, "change");
        }

        var mentions = Mentions();
        return Words(mentions) is { } words
            ? new TeamsRequest.Edited(from, words, IsMention(mentions), MessageId(from, id)) { IsBack = eventType.Is("undeleteMessage"u8) }
            : new TeamsRequest.Ignored(from, "no_text");
    }

    /// <summary>Null where neither the text nor its copy as HTML is told.</summary>
    readonly string? Words(ImmutableArray<TeamsMention> mentions)
    {
        var written = text.Text();
        var isHtml = !textFormat.Is("plain"u8);
        if (string.IsNullOrEmpty(written) && Html() is { } copy)
        {
            (written, isHtml) = (copy, true);
        }

        return written is null ? null : Bounded(TeamsText.Plain(written, mentions, Id(bot), isHtml));
    }

    static string Bounded(string words) => words.Length <= TeamsRequest.TextMax ? words
        : char.IsHighSurrogate(words[TeamsRequest.TextMax - 1]) ? words[..(TeamsRequest.TextMax - 1)]
        : words[..TeamsRequest.TextMax];

    readonly string? Html()
    {
        var list = new TeamsJson(attachments);
        if (attachments.IsEmpty || !list.BeginList())
        {
            return null;
        }

        while (list.NextObject(out var item))
        {
            if (TeamsJson.TextIn(item, "contentType"u8).Is("text/html"u8) && TeamsJson.TextIn(item, "content"u8).Text() is { } html)
            {
                return html;
            }
        }

        return null;
    }

    readonly bool IsMention(ImmutableArray<TeamsMention> mentions)
    {
        var own = mentions.IsEmpty ? null : Id(bot);
        foreach (var mention in mentions)
        {
            if (mention.Id == own)
            {
                return true;
            }
        }

        return false;
    }

    readonly ImmutableArray<TeamsMention> Mentions()
    {
        var list = new TeamsJson(entities);
        if (entities.IsEmpty || !list.BeginList())
        {
            return [];
        }

        var mentions = ImmutableArray.CreateBuilder<TeamsMention>();
        while (list.NextObject(out var item) && mentions.Count < TeamsRequest.MentionsMax)
        {
            var mentioned = TeamsJson.ObjectIn(item, "mentioned"u8);
            if (TeamsJson.TextIn(item, "type"u8).Is("mention"u8) && Id(TeamsJson.TextIn(mentioned, "id"u8)) is { } who)
            {
                var called = TeamsJson.TextIn(mentioned, "name"u8).Text(TeamsIds.IdMax) ?? "";
                mentions.Add(new(who, called, TeamsJson.TextIn(item, "text"u8).Text(TeamsIds.IdMax) ?? ""));
            }
        }

        return mentions.ToImmutable();
    }

    readonly string? Quoted()
    {
        var list = new TeamsJson(entities);
        if (entities.IsEmpty || !list.BeginList())
        {
            return null;
        }

        while (list.NextObject(out var item))
        {
            if (TeamsJson.TextIn(item, "type"u8).Is("quotedReply"u8))
            {
                return Id(TeamsJson.TextIn(TeamsJson.ObjectIn(item, "quotedReply"u8), "messageId"u8));
            }
        }

        return null;
    }
}
