using System.Text.Json;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Cards.BlockKit;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Whatever people do, each card and each dialog they get to see fits the platform's limits, in every language.</summary>
public sealed class ShownPropertyTest
{
    const int Tries = 60;

    static readonly Lexicon Lexicon = new(Activities.BuiltIn);

    [Fact]
    public void Every_card_of_every_reachable_state_fits_Slack() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Tries),
        Prop.ForAll(Played.Any, played =>
        {
            var session = played.Story().Session;
            foreach (var words in Lexicon.Languages.Select(Lexicon.In))
            {
                Assert.Empty(WrongIn(session, words));
            }
        }));

    static IEnumerable<string> WrongIn(Session session, Words words)
    {
        var cards = new[] { SessionCards.Root(session, words), SessionCards.MinutesCard(session, words), SessionCards.Console(session, words) };
        var views = session.Agenda.Where(item => item.Status == ActivityStatus.Open)
            .Select(item => item.Activity.Dialog(new ActivityView(session, item, words), Somebody.All[0].Voice))
            .OfType<CoCreateBot.Cards.Form>();
        return
        [
            .. cards.OfType<CoCreateBot.Cards.Card>().SelectMany(card => BlockKitLint.Message(Sent(BlockKitRenderer.Message(card)))),
            .. views.SelectMany(form => BlockKitLint.View(Json(BlockKitRenderer.Modal(form, form.Submit?.Press.Encode() ?? "", "form")))),
        ];
    }

    static JsonElement Sent(BlockKitMessage message) =>
        Json(JsonSerializer.SerializeToUtf8Bytes(new { text = message.Text, blocks = Json(message.Blocks) }));

    static JsonElement Json(ReadOnlyMemory<byte> bytes) => JsonDocument.Parse(bytes).RootElement;
}
