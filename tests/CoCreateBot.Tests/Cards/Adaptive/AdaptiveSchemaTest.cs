using System.Text;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;

namespace CoCreateBot.Tests.Cards.Adaptive;

/// <summary>Every card and dialog of every state, held to the schema of Teams and to what it takes.</summary>
public sealed class AdaptiveSchemaTest
{
    [Fact]
    public void Every_card_and_dialog_of_every_state_is_valid_in_Teams()
    {
        var schema = AdaptiveSchema.Teams();

        Assert.All(ShownInTeams.All, shown => Assert.Empty(schema.Faults(ShownInTeams.Parsed(Encoding.UTF8.GetBytes(shown.Json)))));
    }

    [Fact]
    public void Every_card_and_dialog_of_every_state_fits()
    {
        Assert.NotEmpty(ShownInTeams.All);
        Assert.All(ShownInTeams.All, shown => Assert.InRange(Encoding.UTF8.GetByteCount(shown.Json), 1, AdaptiveLimits.CardBytesMax));
    }

    [Fact]
    public void No_text_of_any_state_is_read_as_Markdown() => Assert.All(
        ShownInTeams.All.SelectMany(shown => CardParts.Markdown(ShownInTeams.Parsed(Encoding.UTF8.GetBytes(shown.Json)))),
        text => Assert.True(AdaptiveText.IsPlain(text), text));

    [Fact]
    public void What_is_around_a_card_is_valid_too()
    {
        var context = ShownInTeams.Context with
        {
            Names = new Dictionary<string, string> { ["29:1abc"] = "Ann *the* <b>", ["29:2abc"] = "Ben" },
            Refresh = new AdaptiveRefresh(new Press("s1", 2, "show"), ["29:1abc"]),
        };
        var card = new Card("A full sentence.", "ar", [new TextBlock("Which first?", TextStyle.Heading)]) { Mentions = ["29:1abc", "29:2abc", "29:3abc"] };

        Assert.Empty(AdaptiveSchema.Teams().Faults(ShownInTeams.Card(card, context)));
        Assert.Empty(AdaptiveSchema.Teams().Faults(ShownInTeams.Parsed(AdaptiveRenderer.Notice("Closed", "This vote is closed.", "en"))));
    }
}
