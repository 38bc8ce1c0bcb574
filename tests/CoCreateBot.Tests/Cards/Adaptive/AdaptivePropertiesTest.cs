using System.Text;
using System.Text.Json;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Cards.Adaptive;

/// <summary>What holds for any card and any form, whatever is written in it.</summary>
public sealed class AdaptivePropertiesTest
{
    const int Tries = 200;

    [Fact]
    public void Teams_takes_any_card()
    {
        var schema = AdaptiveSchema.Teams();

        ForAll(AnyTeamsCard.Card, card => Assert.Empty(schema.Faults(ShownInTeams.Card(card))));
    }

    [Fact]
    public void Teams_takes_any_form()
    {
        var schema = AdaptiveSchema.Teams();

        ForAll(AnyTeamsCard.Form, form => Assert.Empty(schema.Faults(ShownInTeams.Dialog(form))));
    }

    [Fact]
    public void Any_card_and_any_form_fits()
    {
        ForAll(AnyTeamsCard.Card, card => Assert.InRange(AdaptiveRenderer.Card(card, ShownInTeams.Context).Length, 1, AdaptiveLimits.CardBytesMax));
        ForAll(AnyTeamsCard.Form, form => Assert.InRange(AdaptiveRenderer.Dialog(form, ShownInTeams.Context).Length, 1, AdaptiveLimits.CardBytesMax));
    }

    [Fact]
    public void The_same_card_is_the_same_bytes() => ForAll(AnyTeamsCard.Card, card =>
        Assert.Equal(AdaptiveRenderer.Card(card, ShownInTeams.Context), AdaptiveRenderer.Card(card, ShownInTeams.Context)));

    [Fact]
    public void Nothing_that_anybody_wrote_is_read_as_Markdown()
    {
        ForAll(AnyTeamsCard.Card, card => Assert.All(CardParts.Markdown(ShownInTeams.Card(card)), text => Assert.True(AdaptiveText.IsPlain(text), text)));
        ForAll(AnyTeamsCard.Form, form => Assert.All(CardParts.Markdown(ShownInTeams.Dialog(form)), text => Assert.True(AdaptiveText.IsPlain(text), text)));
    }

    [Fact]
    public void Nobody_is_mentioned_by_words_and_no_date_is_read_in_them() => ForAll(AnyTeamsCard.Card, card =>
    {
        var json = Encoding.UTF8.GetString(AdaptiveRenderer.Card(card, ShownInTeams.Context));

        Assert.DoesNotContain("<at", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("</at", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("{{", Texts(ShownInTeams.Parsed(Encoding.UTF8.GetBytes(json))), StringComparison.Ordinal);
    });

    [Fact]
    public void Each_button_shown_carries_its_press() => ForAll(AnyTeamsCard.Card, card =>
    {
        var presses = CardParts.Presses(card.Body).Select(press => press.Encode()).ToHashSet();

        Assert.All(CardParts.Presses(ShownInTeams.Card(card)), value => Assert.True(Press.TryDecode(value, out _) && presses.Contains(value)));
    });

    [Fact]
    public void What_is_left_out_is_counted() => ForAll(
        from texts in Gen.Choose(1, 120)
        from words in Gen.Elements(10, 100, 500, 3000)
        from buttons in Gen.Choose(0, 20)
        select (texts, words, buttons),
        card =>
        {
            IEnumerable<Element> body =
            [
                .. Enumerable.Range(0, card.texts).Select(at => new TextBlock($"#{at}#{new string('x', card.words)}")),
                .. Enumerable.Range(card.texts, card.buttons).Select(at => new ActionSet([new Execute($"#{at}#", new Press("s", 1, "x"))])),
            ];
            var shown = Encoding.UTF8.GetString(AdaptiveRenderer.Card(new Card("All", "en", [.. body]), ShownInTeams.Context));

            var missing = Enumerable.Range(0, card.texts + card.buttons).Count(at => !shown.Contains($"#{at}#", StringComparison.Ordinal));
            Assert.Equal(missing > 0, shown.Contains("Not shown here", StringComparison.Ordinal));
            Assert.True(missing == 0 || shown.Contains($"Not shown here: {missing} more.", StringComparison.Ordinal));
        });

    [Fact]
    public void Words_leave_no_direction_behind() => ForAll(AnyTeamsCard.Text, words =>
    {
        var card = new Card("", "ar", [new TextBlock([new WordsRun(words)])]);
        var rendered = CardParts.Said(ShownInTeams.Card(card));
        if (!rendered.Contains('…'))
        {
            Assert.Equal(rendered.Count(c => c == '\u2068'), rendered.Count(c => c == '\u2069'));
        }

        Assert.DoesNotContain(rendered, c => c is >= '\u202A' and <= '\u202E' or '\u2066' or '\u2067');
    });

    static string Texts(JsonElement json) => string.Concat(CardParts.Typed(json).SelectMany(part => part.EnumerateObject())
        .Where(member => member.Value.ValueKind == JsonValueKind.String).Select(member => member.Value.GetString() + "\n"));

    static void ForAll<T>(Gen<T> any, Action<T> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Tries).WithQuietOnSuccess(true), Prop.ForAll(any.ToArbitrary(), holds));
}
