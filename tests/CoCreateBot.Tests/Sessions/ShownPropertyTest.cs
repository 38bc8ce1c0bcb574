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

    static IEnumerable<CoCreateBot.Cards.Form> Forms(ActivityView view, PersonAlias author) =>
        view.Item.Activity.SideDialogs(view, author).Append(view.Item.Activity.Dialog(view, author)!).Where(form => form is not null); // ! see behind

    [Fact]
    public void Two_thousand_ideas_forty_groups_and_a_hundred_people_fit_Slack()
    {
        var ideas = Enumerable.Range(1, ClusteringTaking.IdeasMax).Select(n => new TakenIdea(1, n, $"Über {n} " + new string('x', 480), true, n % 40));
        var groups = Enumerable.Range(0, ClusteringRules.GroupsMax).Select(n => $"{n} " + new string('g', Limits.NameMax - 3));
        var clustering = Story.Given("cluster A | B").And(new SessionEvent.Supplied(1, new ClusteringEvent.Taken([.. ideas], [.. groups], 3_000)));
        var steps = Enumerable.Range(0, NextStepsRules.StepsMax).Aggregate(
            Enumerable.Range(0, 99).Aggregate(Story.Given("steps"), (story, n) => story.When(new Command.Join(), Somebody.Number(n))),
            (story, n) => story.Contributes(Somebody.Ann, new NextStepsCommand.Add(new StepDraft(
                $"{n} " + new string('x', NextStepsRules.WhatMax - 4), null, "me", "31.12.", new string('x', NextStepsRules.SignMax)))).Happened());
        foreach (var words in Lexicon.Languages.Select(Lexicon.In))
        {
            Assert.Empty(WrongIn(clustering.Session, words));
            Assert.Empty(WrongIn(clustering.When(new Command.Close(), Somebody.Ann).Session, words));
            Assert.Empty(WrongIn(steps.Session, words));
            Assert.Empty(WrongIn(steps.When(new Command.Close(), Somebody.Ann).Session, words));
        }
    }

    static IEnumerable<string> WrongIn(Session session, Words words)
    {
        var cards = new[] { SessionCards.Root(session, words), SessionCards.MinutesCard(session, words), SessionCards.Console(session, words) };
        var views = session.Agenda.Where(item => item.Status == ActivityStatus.Open)
            .SelectMany(item => Forms(new ActivityView(session, item, words), Somebody.All[0].In(item)));
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
