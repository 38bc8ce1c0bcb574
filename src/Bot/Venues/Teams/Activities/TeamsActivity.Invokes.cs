using System.Text;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>Presses, dialogs and the message extension.</summary>
ref partial struct TeamsActivity
{
    readonly TeamsRequest? ToInvoke(Origin from)
    {
        if (name.Is("adaptiveCard/action"u8))
        {
            var data = TeamsJson.ObjectIn(TeamsJson.ObjectIn(value, "action"u8), "data"u8);
            return ToPressed(from, data, TeamsJson.TextIn(value, "trigger"u8).Is("automatic"u8), isInvoke: true);
        }

        if (name.Is("task/fetch"u8) || name.Is("task/submit"u8))
        {
            return ToDialog(from);
        }

        if (name.Is("composeExtension/fetchTask"u8) || name.Is("composeExtension/submitAction"u8))
        {
            return ToExtension(from);
        }

        return name.Is("application/search"u8) ? new TeamsRequest.Searched(from)
            : IsFeedback() ? new TeamsRequest.Ignored(from, "feedback")
            : IsSignIn() ? new TeamsRequest.Ignored(from, "signin")
            : new TeamsRequest.NotAnswered(from, Named());
    }

    // Asked for by nothing that the bot sends; documented to be answered with nothing.
    readonly bool IsFeedback() => name.Is("message/submitAction"u8) || name.Is("message/fetchTask"u8);

    readonly bool IsSignIn() => name.Is("signin/tokenExchange"u8) || name.Is("signin/verifyState"u8) || name.Is("signin/failure"u8);

    readonly string Named() => name.Text() is { } called ? called[..Math.Min(called.Length, TeamsRequest.NameMax)] : "";

    readonly TeamsRequest.Pressed? ToPressed(Origin from, ReadOnlySpan<byte> data, bool isAutomatic, bool isInvoke) => !ReadData(data, out var given)
        ? null
        : new TeamsRequest.Pressed(from, given.Press, given.Slot, ReplyTo(from), isAutomatic, given.Fields)
        {
            IsInvoke = isInvoke,
            Own = given.Own,
            OpensDialog = given.IsDialog,
            IsAsking = given.IsAsking,
            OlderReplyTo = OlderReplyTo(from),
        };

    readonly TeamsRequest? ToDialog(Origin from) => !ReadData(TeamsJson.ObjectIn(value, "data"u8), out var given) ? null
        : name.Is("task/submit"u8) ? new TeamsRequest.HandedIn(from, given.Press, given.Own, given.Fields)
        : new TeamsRequest.Opens(from, given.Press, given.Fields)
        {
            Own = given.Own,
            Slot = given.Slot,
            ReplyTo = ReplyTo(from),
            OlderReplyTo = OlderReplyTo(from),
            IsAsking = given.IsAsking,
        };

    readonly TeamsRequest? ToExtension(Origin from)
    {
        var (command, about) = (Id(TeamsJson.TextIn(value, "commandId"u8)) ?? "", About(from));
        if (name.Is("composeExtension/fetchTask"u8))
        {
            return new TeamsRequest.ExtensionOpens(from, command, about);
        }

        return ReadData(TeamsJson.ObjectIn(value, "data"u8), out var given)
            ? new TeamsRequest.ExtensionHandedIn(from, command, given.Press, given.Own, given.Fields) { About = about }
            : null;
    }

    // Of some presses only the older name is told.
    readonly string? ReplyTo(Origin from) => Id(replyTo) is { } card ? TeamsIds.Message(from.Root, card) : OlderReplyTo(from);

    readonly string? OlderReplyTo(Origin from) => Id(olderReplyTo) is { } card ? TeamsIds.Message(from.Root, card) : null;

    readonly ChosenMessage? About(Origin from)
    {
        var message = TeamsJson.ObjectIn(value, "messagePayload"u8);
        if (message.IsEmpty)
        {
            return null;
        }

        var content = TeamsJson.ObjectIn(message, "body"u8);
        var author = TeamsJson.ObjectIn(message, "from"u8);
        var isHtml = !TeamsJson.TextIn(content, "contentType"u8).Is("text"u8);
        return new ChosenMessage(
            Bounded(TeamsText.Plain(TeamsJson.TextIn(content, "content"u8).Text() ?? "", [], bot: null, isHtml)),
            TeamsJson.ObjectIn(author, "user"u8).IsEmpty && !TeamsJson.ObjectIn(author, "application"u8).IsEmpty,
            Id(TeamsJson.TextIn(message, "id"u8)) is { } own ? TeamsIds.Message(Id(TeamsJson.TextIn(message, "replyToId"u8)) ?? from.Root, own) : null);
    }

    readonly record struct Given(string? Press, string Slot, string? Own, bool IsDialog, bool IsAsking, IReadOnlyDictionary<string, string> Fields);

    /// <summary>False where there are more fields than any form of ours has.</summary>
    static bool ReadData(ReadOnlySpan<byte> data, out Given given)
    {
        given = new Given(null, "", null, IsDialog: false, IsAsking: false, TeamsRequest.NoFields);
        var walk = new TeamsJson(data);
        if (data.IsEmpty || !walk.Begin())
        {
            return true;
        }

        Dictionary<string, string>? fields = null;
        while (walk.NextProperty())
        {
            if (walk.Is("cocreate.press"u8)) given = given with { Press = walk.String().Text(Press.EncodedMax) };
            else if (walk.Is("cocreate.slot"u8)) given = given with { Slot = Id(walk.String()) ?? "" };
            else if (walk.Is("cocreate.own"u8)) given = given with { Own = Id(walk.String()) };
            else if (walk.Is("cocreate.dialog"u8)) given = given with { IsDialog = walk.Flag() };
            else if (walk.Is("msteams"u8)) given = given with { IsDialog = IsTask(walk.Object()) }; // as it stood on the button: nobody opened anything
            else if (walk.Is("cocreate.asks"u8)) given = given with { IsAsking = walk.Flag() };
            else if (!TakeField(ref walk, ref fields)) return false;
        }

        given = given with { Fields = fields ?? TeamsRequest.NoFields };
        return true;
    }

    static bool TakeField(ref TeamsJson walk, ref Dictionary<string, string>? fields)
    {
        var input = walk.Name();
        var said = walk.Scalar(out var literal);
        var written = said.Text() ?? (literal.IsEmpty ? null : Encoding.UTF8.GetString(literal));
        if (written is null || !TeamsIds.IsId(input) || input.StartsWith(AdaptiveData.Prefix, StringComparison.Ordinal) || IsOwnOfTeams(input, written))
        {
            return true;
        }

        fields ??= new(StringComparer.Ordinal);
        fields[input] = Bounded(written);
        return fields.Count <= TeamsRequest.FieldsMax;
    }

    static bool IsTask(ReadOnlySpan<byte> how) => TeamsJson.TextIn(how, "type"u8).Is("task/fetch"u8);

    // Of the way the press came; an input of that name gives it another value.
    static bool IsOwnOfTeams(string input, string written) => input == "type" && written is "task/fetch" or "task/submit";
}
