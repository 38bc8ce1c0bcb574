using System.Text;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>What holds for any card and any form, whatever is written in it.</summary>
public sealed class BlockKitPropertiesTest
{
    const int Tries = 200;

    [Fact]
    public void Slack_takes_any_card() => ForAll(AnyCard.Card, card => Assert.Empty(BlockKitLint.Message(Rendered.Message(card))));

    [Fact]
    public void Slack_takes_any_form() =>
        ForAll(AnyCard.Form, form => Assert.Empty(BlockKitLint.View(Rendered.Modal(form))));

    [Fact]
    public void The_same_card_is_the_same_bytes() => ForAll(AnyCard.Card, card =>
        Assert.Equal(BlockKitRenderer.Message(card).Blocks.ToArray(), BlockKitRenderer.Message(card).Blocks.ToArray()));

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
            var shown = Encoding.UTF8.GetString(BlockKitRenderer.Message(new Card("All", "en", [.. body])).Blocks.Span);

            var missing = Enumerable.Range(0, card.texts + card.buttons).Count(at => !shown.Contains($"#{at}#"));
            Assert.Equal(missing > 0, shown.Contains("Not shown here"));
            Assert.True(missing == 0 || shown.Contains($"Not shown here: {missing} more."));
        });

    [Fact]
    public void Each_button_shown_carries_its_press() => ForAll(AnyCard.Card, card =>
    {
        var presses = Presses(card.Body).Select(press => press.Encode()).ToHashSet();
        var values = Rendered.Message(card).GetProperty("blocks").EnumerateArray()
            .Where(block => block.GetProperty("type").GetString() == "actions")
            .SelectMany(block => block.GetProperty("elements").EnumerateArray())
            .Where(button => button.TryGetProperty("value", out _))
            .Select(button => button.GetProperty("value").GetString()!); // ! the lint says that it is a text
        Assert.All(values, value => Assert.True(Press.TryDecode(value, out _) && presses.Contains(value)));
    });

    [Fact]
    public void Words_leave_no_direction_behind() => ForAll(AnyCard.Text, words =>
    {
        var card = new Card("", "ar", [new TextBlock([new WordsRun(words)])]);
        var rendered = Encoding.UTF8.GetString(BlockKitRenderer.Message(card).Blocks.Span);
        if (!rendered.Contains('…'))
        {
            Assert.Equal(rendered.Count(c => c == '\u2068'), rendered.Count(c => c == '\u2069'));
        }

        Assert.DoesNotContain(rendered, c => c is >= '\u202A' and <= '\u202E' or '\u2066' or '\u2067');
    });

    static IEnumerable<Press> Presses(IEnumerable<Element> elements) => elements.SelectMany(element => element switch
    {
        Container container => Presses(container.Items),
        ActionSet set => set.Actions.Select(action => action switch
        {
            Execute execute => execute.Press,
            OpenDialog dialog => dialog.Press,
            _ => default,
        }).Where(press => press.Verb is not null),
        _ => [],
    });

    static void ForAll<T>(Gen<T> any, Action<T> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Tries).WithQuietOnSuccess(true), Prop.ForAll(any.ToArbitrary(), holds));
}
