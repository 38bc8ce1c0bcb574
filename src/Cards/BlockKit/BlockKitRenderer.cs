using System.Collections.Immutable;
using System.Text.Json;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.BlockKit;

/// <summary>
/// Cards and forms as Slack's Block Kit. Whatever people wrote, Slack takes the result: texts are cut with "…", what does not fit
/// is counted in a last sentence. Only what our own code must never do throws: a press or choice too long to come back, an input
/// outside a form.
/// </summary>
public static class BlockKitRenderer
{
    public static BlockKitMessage Message(Card stored)
    {
        var card = Removed.In(stored, new BlockKitTexts(stored.Lang).Removed);
        var blocks = Blocks(card);
        if (blocks.IsEmpty)
        {
            blocks.Add([new TextBlock(card.FallbackText)]); // Slack takes no empty list
        }

        return new BlockKitMessage(
            Mrkdwn.Escape(card.FallbackText, BlockKitLimits.MessageTextMax),
            CardJson.Render(json => json.Blocks(blocks.Fit(SlackRooms.Message, card.Rest))));
    }

    /// <summary>The card as it is where it fits one message; else as many cards as it takes, in order, and at most so many.</summary>
    /// <param name="title">Of the pages from the second on, by their number.</param>
    public static ImmutableArray<Card> Pages(Card card, int max, Func<int, string> title) => CardPages.Of(card, max, title, Fits);

    static bool Fits(Card card) => Blocks(Removed.In(card, new BlockKitTexts(card.Lang).Removed)).FitsWhole(SlackRooms.Message);

    static BlockDraft Blocks(Card card) => new BlockList(new BlockKitTexts(card.Lang), isDialog: false).AddMentions(card.Mentions).Add(card.Body);

    /// <summary>Is this the action_id of a button that opens a dialog?</summary>
    public static bool OpensDialog(string actionId) => actionId.StartsWith(BlockList.DialogActionId, StringComparison.Ordinal);

    /// <summary>Does a button with this action_id ask for something before its dialog is drawn?</summary>
    public static bool AsksFirst(string actionId) => actionId.StartsWith(BlockList.AskingActionId, StringComparison.Ordinal);

    /// <summary>The view for views.open and views.update.</summary>
    /// <param name="privateMetadata">Comes back with what is handed in; the person cannot see it, but could forge it.</param>
    /// <param name="place">Stands before all else of the form.</param>
    public static byte[] Modal(Form form, string privateMetadata, string callbackId, ChannelSelect? place = null) =>
        CardJson.Render(json => WriteView(json, Removed.In(form, new BlockKitTexts(form.Lang).Removed), privateMetadata, callbackId, place));

    /// <summary>The view for views.publish: a person's own place, where a card stands that nobody else sees.</summary>
    /// <param name="own">Comes back with each press; and before the verb of a button that means no session, joined by '|'.</param>
    public static byte[] Home(Card stored, string own)
    {
        var card = Removed.In(stored, new BlockKitTexts(stored.Lang).Removed);
        var blocks = new BlockList(new BlockKitTexts(card.Lang), isDialog: false, own).Add(card.Body);
        if (blocks.IsEmpty)
        {
            blocks.Add([new TextBlock(card.FallbackText)]);
        }

        return CardJson.Render(json => json.Typed("home", () =>
        {
            json.WriteString("private_metadata", own);
            json.WritePropertyName("blocks");
            json.Blocks(blocks.Fit(SlackRooms.Modal, card.Rest)); // a home has as much room
        }));
    }

    /// <summary>A view that only says something.</summary>
    public static byte[] Notice(string title, string text, string lang) => CardJson.Render(json => json.Typed("modal", () =>
    {
        json.PlainTextObject("title", PlainText.FitLine(title, BlockKitLimits.ViewTitleMax));
        json.PlainTextObject("close", PlainText.FitLine(new BlockKitTexts(lang).Close, BlockKitLimits.ViewButtonMax));
        json.WritePropertyName("blocks");
        json.Blocks(new BlockList(new BlockKitTexts(lang), isDialog: true).Add([new TextBlock(text)]).Fit(SlackRooms.Modal));
    }));

    /// <summary>The answer that keeps the view open, with all that was typed, and says beside one input what is wrong.</summary>
    /// <param name="input">Of an input that is in the view.</param>
    public static byte[] Error(string input, string text) => Response("errors", json =>
    {
        json.WriteStartObject("errors");
        json.WriteString(input, PlainText.Fit(text, BlockKitLimits.HintMax)); // Slack documents no bound for it; a hint's is taken
        json.WriteEndObject();
    });

    /// <summary>The answer that closes this view and those under it.</summary>
    public static byte[] Clear() => Response("clear", _ => { });

    /// <summary>The answer that puts another view in the place of the one handed in.</summary>
    public static byte[] Update(ReadOnlyMemory<byte> view) => Response("update", view);

    /// <summary>The answer that puts another view on top of the one handed in: whoever closes it is back where they were.</summary>
    public static byte[] Push(ReadOnlyMemory<byte> view) => Response("push", view);

    static byte[] Response(string action, ReadOnlyMemory<byte> view) => Response(action, json =>
    {
        json.WritePropertyName("view");
        json.WriteRawValue(view.Span, skipInputValidation: true); // written by this very class
    });

    static byte[] Response(string action, Action<Utf8JsonWriter> properties) => CardJson.Render(json =>
    {
        json.WriteStartObject();
        json.WriteString("response_action", action);
        properties(json);
        json.WriteEndObject();
    });

    static void WriteView(Utf8JsonWriter json, Form form, string privateMetadata, string callbackId, ChannelSelect? place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(privateMetadata.Length, BlockKitLimits.PrivateMetadataMax, nameof(privateMetadata));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(callbackId.Length, BlockKitLimits.CallbackIdMax, nameof(callbackId));
        json.Typed("modal", () =>
        {
            json.WriteString("callback_id", callbackId);
            json.WriteString("private_metadata", privateMetadata);
            json.WriteBoolean("notify_on_close", false);
            json.PlainTextObject("title", PlainText.FitLine(form.Title, BlockKitLimits.ViewTitleMax));
            if (form.Submit is { } submit)
            {
                json.PlainTextObject("submit", PlainText.FitLine(submit.Title, BlockKitLimits.ViewButtonMax));
            }

            var texts = new BlockKitTexts(form.Lang);
            json.PlainTextObject("close", PlainText.FitLine(form.Submit is null ? texts.Close : texts.Cancel, BlockKitLimits.ViewButtonMax));
            json.WritePropertyName("blocks");
            json.Blocks(Blocks(form, place));
        });
    }

    static IReadOnlyList<Block> Blocks(Form form, ChannelSelect? place)
    {
        var blocks = new BlockList(new BlockKitTexts(form.Lang), isDialog: true);
        if (place is not null)
        {
            blocks.AddPlace(place);
        }

        return blocks.AddForm(form).Fit(SlackRooms.Modal);
    }
}
