using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoCreateBot.Cards;

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
        Assert.All(Elements, element => Assert.NotNull(Adaptive(element)["type"]));
    }

    [Fact]
    public void Each_counterpart_is_valid_in_Teams()
    {
        using var document = JsonDocument.Parse(SchemaFile());
        var schema = new CardSchema(document.RootElement);

        Assert.All(Elements, element => Assert.Empty(schema.Faults(CardOf(Adaptive(element)))));
    }

    [Theory]
    [InlineData("""{"type":"TextBlock"}""")]
    [InlineData("""{"type":"TextBlock","text":1}""")]
    [InlineData("""{"type":"TextBlock","text":"x","style":"loud"}""")]
    [InlineData("""{"type":"TextBlock","text":"x","font":"y"}""")]
    [InlineData("""{"type":"Chart.Poem"}""")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.OpenUrl"}]}""")]
    public void What_Teams_does_not_know_is_found(string element)
    {
        using var document = JsonDocument.Parse(SchemaFile());

        Assert.NotEmpty(new CardSchema(document.RootElement).Faults(CardOf(JsonNode.Parse(element)!))); // ! these are objects
    }

    static byte[] SchemaFile()
    {
        var shared = Environment.GetEnvironmentVariable("COCREATE_SHARED");
        Assert.SkipUnless(Directory.Exists(shared), "COCREATE_SHARED names no folder with the schema of cards in Teams.");
        return File.ReadAllBytes(Path.Combine(shared, "schemas", "teams-card.schema.json"));
    }

    static JsonElement CardOf(JsonNode element) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["fallbackText"] = "A full sentence.",
        ["lang"] = "en",
        ["body"] = new JsonArray(element),
    });

    static JsonObject Adaptive(Element element) => element switch
    {
        TextBlock text => Text(text),
        FactSet facts => new()
        {
            ["type"] = "FactSet",
            ["facts"] = List(facts.Facts, fact => new() { ["title"] = fact.Title, ["value"] = Join(fact.Value) }),
        },
        HorizontalBarChart chart => Chart(chart),
        Container container => new()
        {
            ["type"] = "Container",
            ["style"] = container.Style.ToString().ToLowerInvariant(),
            ["items"] = List(container.Items, Adaptive),
        },
        ActionSet set => new() { ["type"] = "ActionSet", ["actions"] = List(set.Actions, Adaptive) },
        Image image => new() { ["type"] = "Image", ["url"] = image.Url.AbsoluteUri, ["altText"] = image.AltText },
        Input input => Adaptive(input),
        _ => throw new UnreachableException(),
    };

    static JsonObject Text(TextBlock text)
    {
        var subtle = text.Style == TextStyle.Subtle;
        return text.Inlines is [TextRun { Strong: false } only]
            ? new()
            {
                ["type"] = "TextBlock",
                ["text"] = only.Text,
                ["wrap"] = true,
                ["isSubtle"] = subtle,
                ["style"] = text.Style == TextStyle.Heading ? "heading" : "default",
            }
            : new()
            {
                ["type"] = "RichTextBlock",
                ["inlines"] = List(text.Inlines, run => new() { ["type"] = "TextRun", ["text"] = Say(run), ["isSubtle"] = subtle }),
            };
    }

    /// <summary>Charts are the newest of what we use: a client that does not know them shows the figures.</summary>
    static JsonObject Chart(HorizontalBarChart chart) => new()
    {
        ["type"] = "Chart.HorizontalBar",
        ["title"] = chart.Title,
        ["data"] = List(chart.Bars, bar => new() { ["x"] = Join(bar.Label), ["y"] = bar.Value }),
        ["fallback"] = Adaptive(new FactSet([.. chart.Bars.Select(bar => new Fact(Join(bar.Label), [new TextRun(bar.Figure)]))])),
    };

    static JsonObject Adaptive(CardAction action) => action switch
    {
        Execute execute => new()
        {
            ["type"] = "Action.Execute",
            ["title"] = execute.Title,
            ["verb"] = execute.Press.Verb,
            ["data"] = new JsonObject { ["press"] = execute.Press.Encode() },
            ["style"] = execute.Style.ToString().ToLowerInvariant(),
        },
        OpenDialog dialog => new()
        {
            ["type"] = "Action.Submit",
            ["title"] = dialog.Title,
            ["data"] = new JsonObject { ["press"] = dialog.Press.Encode(), ["msteams"] = new JsonObject { ["type"] = "task/fetch" } },
            ["style"] = dialog.Style.ToString().ToLowerInvariant(),
        },
        OpenUrl link => new() { ["type"] = "Action.OpenUrl", ["title"] = link.Title, ["url"] = link.Url.AbsoluteUri },
        _ => throw new UnreachableException(),
    };

    static JsonObject Adaptive(Input input)
    {
        JsonObject json = input switch
        {
            InputText text => new()
            {
                ["type"] = "Input.Text",
                ["maxLength"] = text.MaxLength,
                ["isMultiline"] = text.IsMultiline,
                ["value"] = text.Value,
            },
            InputNumber number => new() { ["type"] = "Input.Number", ["min"] = number.Min, ["max"] = number.Max, ["value"] = number.Value },
            InputToggle toggle => new()
            {
                ["type"] = "Input.Toggle",
                ["title"] = toggle.Label,
                ["valueOn"] = InputToggle.On,
                ["valueOff"] = InputToggle.Off,
                ["value"] = toggle.IsOn ? InputToggle.On : InputToggle.Off,
            },
            InputChoiceSet set => new()
            {
                ["type"] = "Input.ChoiceSet",
                ["choices"] = List(set.Choices, choice => new() { ["title"] = choice.Title, ["value"] = choice.Value }),
                ["style"] = set.Style.ToString().ToLowerInvariant(),
                ["value"] = set.Value,
            },
            _ => throw new UnreachableException(),
        };
        json["id"] = input.Id;
        json["label"] = input.Label;
        json["isRequired"] = input.IsRequired;
        return json;
    }

    static JsonArray List<T>(ImmutableArray<T> items, Func<T, JsonObject> map) => [.. items.Select(map)];

    static string Join(ImmutableArray<Run> runs) => string.Concat(runs.Select(Say));

    static string Say(Run run) => run switch
    {
        TextRun text => text.Text,
        WordsRun words => words.Text,
        ChannelRun channel => channel.Text,
        MomentRun moment => moment.At.ToString("u", System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new UnreachableException(),
    };

    static IEnumerable<Type> Cases<T>() => typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract);
}
