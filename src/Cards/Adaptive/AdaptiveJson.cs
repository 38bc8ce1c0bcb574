using System.Collections.Immutable;
using System.Text.Json;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.Adaptive;

/// <summary>The frame of a card, and the shapes that Adaptive Cards repeat everywhere.</summary>
static class AdaptiveJson
{
    /// <summary>How a frame ends: its body comes last and is still empty.</summary>
    const int BodyEnd = 2;

    /// <summary>There is no bound on elements but the size of all.</summary>
    const int BlocksMax = 1_000;

    /// <summary>Everything but what the card says.</summary>
    public static byte[] Frame(Card card, AdaptiveTexts texts, ImmutableArray<AdaptiveMention> mentions, AdaptiveRefresh? refresh)
    {
        var known = refresh?.Users.Where(AdaptiveText.IsId).Distinct(StringComparer.Ordinal).Take(AdaptiveLimits.RefreshUsersMax).ToImmutableArray() ?? [];
        var frame = Frame(known.IsEmpty ? null : refresh! with { Users = known }); // ! there are users
        return frame.Length <= AdaptiveLimits.FrameBytesMax ? frame : Frame(null);

        byte[] Frame(AdaptiveRefresh? whom) => CardJson.Render(json => json.Typed("AdaptiveCard", () =>
        {
            var fallback = AdaptiveText.Fit(card.FallbackText, AdaptiveLimits.FallbackMax);
            json.Head(texts, fallback);
            json.WriteString("speak", fallback.Replace('<', ' ')); // "<speak>" would be read as SSML
            json.Teams(mentions);
            if (whom is not null)
            {
                json.Refresh(whom);
            }

            json.Array("body", () => { });
        }));
    }

    public static byte[] Frame(Form form, AdaptiveTexts texts, AdaptiveContext context) => CardJson.Render(json => json.Typed("AdaptiveCard", () =>
    {
        json.Head(texts, AdaptiveText.Fit(form.Title, AdaptiveLimits.FallbackMax));
        if (form.Submit is { } submit)
        {
            json.Array("actions", () => json.Typed("Action.Submit", () =>
            {
                json.WriteString("title", AdaptiveText.FitLine(submit.Title, AdaptiveLimits.ActionTitleMax));
                json.WriteString("style", submit.Style == ActionStyle.Destructive ? "destructive" : "positive");
                json.WriteStartObject("data");
                json.Press(submit.Press, context);
                json.WriteEndObject();
            }));
        }

        json.Array("body", () => { });
    }));

    public static BlockRoom Room(byte[] frame) =>
        new(BlocksMax, AdaptiveLimits.CardBytesMax - frame.Length, IsOfBytes: true, AdaptiveLimits.NoticeMax);

    /// <summary>The frame with its body; what stands together is put in one container.</summary>
    public static byte[] Card(byte[] frame, IReadOnlyList<Block> blocks)
    {
        var card = new List<byte>(AdaptiveLimits.CardBytesMax);
        card.AddRange(frame.AsSpan(0, frame.Length - BodyEnd));
        for (var at = 0; at < blocks.Count;)
        {
            var (group, end) = (blocks[at].Group, at + 1);
            while (group is not null && end < blocks.Count && ReferenceEquals(blocks[end].Group, group))
            {
                end++;
            }

            card.AddRange(at == 0 ? [] : ","u8);
            card.AddRange(group is null ? [] : GroupStart(group.Style));
            for (var one = at; one < end; one++)
            {
                card.AddRange(one == at ? [] : ","u8);
                card.AddRange(blocks[one].Json);
            }

            card.AddRange(group is null ? [] : "]}"u8);
            at = end;
        }

        card.AddRange("]}"u8);
        return [.. card];
    }

    static ReadOnlySpan<byte> GroupStart(ContainerStyle style) => style == ContainerStyle.Attention
        ? """{"type":"Container","style":"attention","items":["""u8
        : """{"type":"Container","style":"emphasis","items":["""u8;

    static void Head(this Utf8JsonWriter json, AdaptiveTexts texts, string fallback)
    {
        json.WriteString("version", AdaptiveLimits.Version);
        if (texts.Language is { } language)
        {
            json.WriteString("lang", language);
        }

        if (texts.IsRightToLeft)
        {
            json.WriteBoolean("rtl", true);
        }

        json.WriteString("fallbackText", fallback);
    }

    static void Teams(this Utf8JsonWriter json, ImmutableArray<AdaptiveMention> mentions)
    {
        json.WriteStartObject(AdaptiveData.Teams);
        json.WriteString("width", "Full");
        if (!mentions.IsEmpty)
        {
            json.Array("entities", () =>
            {
                foreach (var mention in mentions)
                {
                    json.Typed("mention", () =>
                    {
                        json.WriteString("text", mention.Tag);
                        json.WriteStartObject("mentioned");
                        json.WriteString("id", mention.Id);
                        json.WriteString("name", mention.Name);
                        json.WriteEndObject();
                    });
                }
            });
        }

        json.WriteEndObject();
    }

    static void Refresh(this Utf8JsonWriter json, AdaptiveRefresh refresh)
    {
        json.WriteStartObject("refresh");
        json.WritePropertyName("action");
        json.Typed("Action.Execute", () =>
        {
            json.WriteString("verb", refresh.Press.Verb);
            json.WriteStartObject("data");
            json.Press(refresh.Press);
            json.WriteEndObject();
        });
        json.Array("userIds", () =>
        {
            foreach (var user in refresh.Users)
            {
                json.WriteStringValue(user);
            }
        });
        json.WriteEndObject();
    }

    public static void Press(this Utf8JsonWriter json, Press press, AdaptiveContext? context = null)
    {
        var value = press.Encode();
        if (value.Length > Cards.Press.EncodedMax)
        {
            throw new ArgumentException($"A press of {value.Length} characters could not be read back: {press.Verb}.", nameof(press));
        }

        json.WriteString(AdaptiveData.Press, value);
        if (context is { Slot.Length: > 0 })
        {
            json.WriteString(AdaptiveData.Slot, context.Slot);
        }

        if (context is { Own.Length: > 0 } && press.Session.Length == 0)
        {
            json.WriteString(AdaptiveData.Own, $"{context.Own}|{press.Verb}");
        }
    }
}
