using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoCreateBot.Cards;
using CoCreateBot.Tests.Cards.Adaptive;

namespace CoCreateBot.Tests.Cards;

/// <summary>Holds the vocabulary to what it says of itself: a subset of Adaptive Cards 1.5 as Teams shows them, with nothing that they cannot say.</summary>
public sealed class AdaptiveFitTests
{
    static readonly Press Vote = new("s1", 2, "vote");

    static readonly ImmutableArray<Element> Elements =
    [
        new TextBlock("Which first?", TextStyle.Heading),
        new TextBlock("Nobody sees your name.", TextStyle.Subtle),
        new TextBlock(
            [new TextRun("Open until ", Strong: true), new MomentRun(DateTimeOffset.UnixEpoch), new WordsRun("<at>Ann</at>"), new ChannelRun("C1", "#general")]),
        new FactSet([new Fact("A", [new WordsRun("Fix the build")])]),
        new HorizontalBarChart("Result", [new Bar([new TextRun("A")], 3, "3 dots from 2 people")]),
        new ProgressBar("3 of 5 sheets are handed in.", 3, 5),
        .. Enum.GetValues<BadgeStyle>().Select(style => new Badge("Open", style)),
        .. Enum.GetValues<ContainerStyle>().Select(style => new Container([new TextBlock("x")], style)),
        new ActionSet(
        [
            .. Enum.GetValues<ActionStyle>().Select(style => new Execute("Take part", Vote, style)),
            new OpenDialog("Vote", Vote),
            new OpenUrl("Open in the browser", new Uri("https://example.org/")),
        ]),
        new Image(new Uri("https://example.org/board.png"), "The board"),
        new InputText("why", "Why?", 140) { Value = "Because", IsMultiline = true, IsRequired = true },
        new InputNumber("a", "A", 0, 3) { Value = 2 },
        new InputToggle("tick", "Tick") { IsOn = true },
        .. Enum.GetValues<ChoiceInputStyle>().Select(
            style => new InputChoiceSet("mood", "Mood", [new Choice("green", "g")]) { Value = "g", Style = style }),
    ];

    [Fact]
    public void Each_element_and_each_action_has_its_counterpart()
    {
        var shown = Elements.Select(element => element.GetType())
            .Concat(Elements.OfType<ActionSet>().SelectMany(set => set.Actions).Select(action => action.GetType()))
            .Concat(Elements.OfType<TextBlock>().SelectMany(text => text.Inlines).Select(run => run.GetType()));

        // Teams has no input for a file: there an idea is given in words alone.
        Assert.Empty(Cases<Element>().Concat(Cases<CardAction>()).Concat(Cases<Run>()).Except(shown).Except([typeof(InputPicture)]));
        Assert.All(Elements, element => Assert.NotEmpty(Adaptive(element).GetProperty("body").EnumerateArray()));
    }

    [Fact]
    public void Each_counterpart_is_valid_in_Teams()
    {
        var schema = AdaptiveSchema.Teams();

        Assert.All(Elements, element => Assert.Empty(schema.Faults(Adaptive(element))));
    }

    [Theory]
    [InlineData("""{"type":"TextBlock"}""")]
    [InlineData("""{"type":"TextBlock","text":1}""")]
    [InlineData("""{"type":"TextBlock","text":"x","style":"loud"}""")]
    [InlineData("""{"type":"TextBlock","text":"x","font":"y"}""")]
    [InlineData("""{"type":"Chart.Poem"}""")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.OpenUrl"}]}""")]
    public void What_Teams_does_not_know_is_found(string element) =>
        Assert.NotEmpty(AdaptiveSchema.Teams().Faults(CardOf(JsonNode.Parse(element)!))); // ! these are objects

    static JsonElement CardOf(JsonNode element) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["fallbackText"] = "A full sentence.",
        ["lang"] = "en",
        ["body"] = new JsonArray(element),
    });

    static JsonElement Adaptive(Element element) => element is Input
        ? ShownInTeams.Dialog(new Form("Vote", "en", [element], null))
        : ShownInTeams.Card(new Card("A full sentence.", "en", [element]));

    static IEnumerable<Type> Cases<T>() => typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract);
}
