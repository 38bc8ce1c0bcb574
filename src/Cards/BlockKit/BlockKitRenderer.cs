using System.Collections.Immutable;
using System.Text.Json;

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
            BlockJson.Render(json => json.Blocks(blocks.Fit(BlockRoom.Message, card.Rest))));
    }

    /// <summary>
    /// The card as it is where it fits one message; else as many cards as it takes, each of which fits, with all lines in their order. What is
    /// beyond the last of them stays on it, to be cut there.
    /// </summary>
    /// <param name="title">Of the pages from the second on, by their number.</param>
    public static ImmutableArray<Card> Pages(Card card, int max, Func<int, string> title)
    {
        var pages = ImmutableArray.CreateBuilder<Card>();
        var left = CardLines.Of(card);
        while (true)
        {
            var head = pages.Count == 0 ? card : card with { FallbackText = title(pages.Count + 1), Mentions = [] };
            var lead = pages.Count == 0 ? [] : (ReadOnlySpan<Element>)[new TextBlock(head.FallbackText, TextStyle.Subtle)];
            var whole = head with { Body = [.. lead, .. CardLines.Join(left)] };
            if (pages.Count + 1 >= max || Fits(whole))
            {
                pages.Add(pages.Count == 0 ? card : whole);
                return pages.ToImmutable();
            }

            var taken = MostThatFit(left, head, [.. lead]);
            pages.Add(head with { Body = [.. lead, .. CardLines.Join(left[..taken])] });
            left = left[taken..];
        }
    }

    /// <summary>A message of ordinary lines holds about so many: what is far beyond it is not drawn to find that it does not fit.</summary>
    const int LinesLikely = 50;

    // One line always fits: its text is cut to a part of what a message takes.
    static int MostThatFit(ImmutableArray<Element> lines, Card card, ImmutableArray<Element> lead)
    {
        var (fits, tooMany) = (1, Math.Min(LinesLikely, lines.Length));
        while (tooMany < lines.Length && DoFit(tooMany))
        {
            (fits, tooMany) = (tooMany, Math.Min(tooMany * 2, lines.Length));
        }

        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            (fits, tooMany) = DoFit(middle) ? (middle, tooMany) : (fits, middle);
        }

        return fits > 1 && lines[fits - 1] is TextBlock { Style: TextStyle.Heading } ? fits - 1 : fits; // a heading goes with what it is over

        bool DoFit(int count) => Fits(card with { Body = [.. lead, .. CardLines.Join(lines[..count])] });
    }

    static bool Fits(Card card) => Blocks(Removed.In(card, new BlockKitTexts(card.Lang).Removed)).FitsWhole(BlockRoom.Message);

    static BlockList Blocks(Card card) => new BlockList(new BlockKitTexts(card.Lang), isDialog: false).AddMentions(card.Mentions).Add(card.Body);

    /// <summary>Is this the action_id of a button that opens a dialog?</summary>
    public static bool OpensDialog(string actionId) => actionId.StartsWith(BlockList.DialogActionId, StringComparison.Ordinal);

    /// <summary>Does a button with this action_id ask for something before its dialog is drawn?</summary>
    public static bool AsksFirst(string actionId) => actionId.StartsWith(BlockList.AskingActionId, StringComparison.Ordinal);

    /// <summary>The view for views.open and views.update.</summary>
    /// <param name="privateMetadata">Comes back with what is handed in; the person cannot see it, but could forge it.</param>
    /// <param name="place">Stands before all else of the form.</param>
    public static byte[] Modal(Form form, string privateMetadata, string callbackId, ChannelSelect? place = null) =>
        BlockJson.Render(json => WriteView(json, Removed.In(form, new BlockKitTexts(form.Lang).Removed), privateMetadata, callbackId, place));

    /// <summary>A view that only says something.</summary>
    public static byte[] Notice(string title, string text, string lang) => BlockJson.Render(json => json.Typed("modal", () =>
    {
        json.PlainTextObject("title", PlainText.FitLine(title, BlockKitLimits.ViewTitleMax));
        json.PlainTextObject("close", PlainText.FitLine(new BlockKitTexts(lang).Close, BlockKitLimits.ViewButtonMax));
        json.WritePropertyName("blocks");
        json.Blocks(new BlockList(new BlockKitTexts(lang), isDialog: true).Add([new TextBlock(text)]).Fit(BlockRoom.Modal));
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

    static byte[] Response(string action, Action<Utf8JsonWriter> properties) => BlockJson.Render(json =>
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

            json.PlainTextObject("close", PlainText.FitLine(new BlockKitTexts(form.Lang).Cancel, BlockKitLimits.ViewButtonMax));
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

        var inputs = form.Inputs.Select(input => input.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var error in form.Errors.Where(error => !inputs.Contains(error.Key)).OrderBy(error => error.Key, StringComparer.Ordinal))
        {
            blocks.AddError(error.Value);
        }

        foreach (var element in form.Recap.Concat(form.Body))
        {
            // An opened view has no place for errors of its own, so they stand above their inputs.
            if (element is Input input && form.Errors.TryGetValue(input.Id, out var error))
            {
                blocks.AddError(error);
            }

            blocks.Add([element]);
        }

        if (blocks.IsEmpty)
        {
            blocks.Add([new TextBlock(form.Title)]);
        }

        return blocks.Fit(BlockRoom.Modal);
    }
}
