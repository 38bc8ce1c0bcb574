using System.Text.Json;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;

namespace CoCreateBot.Tests.Cards.Adaptive;

/// <summary>What is in a card, whatever it stands in.</summary>
static class CardParts
{
    /// <summary>Every object that has a type, those in fallbacks too.</summary>
    public static IEnumerable<JsonElement> Typed(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Typed),
        JsonValueKind.Object => (json.TryGetProperty("type", out _) ? [json] : (IEnumerable<JsonElement>)[])
            .Concat(json.EnumerateObject().Where(member => member.Name is not "data" and not "msteams").SelectMany(member => Typed(member.Value))),
        _ => [],
    };

    public static IEnumerable<JsonElement> OfType(JsonElement json, string type) => Typed(json).Where(part => TypeOf(part) == type);

    public static string TypeOf(JsonElement part) => part.GetProperty("type").GetString()!; // ! typed

    public static string? Text(JsonElement part, string name) => part.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>The words of rich texts, in which nothing is parsed.</summary>
    public static string Said(JsonElement json) => string.Concat(OfType(json, "RichTextBlock").Select(block => string.Concat(
        block.GetProperty("inlines").EnumerateArray().Select(run => run.ValueKind == JsonValueKind.String ? run.GetString() : Text(run, "text"))) + "\n"));

    /// <summary>Every text that a client reads as Markdown, the newest and the oldest.</summary>
    public static IEnumerable<string> Markdown(JsonElement json) => Typed(json).SelectMany(part => TypeOf(part) switch
    {
        "TextBlock" => [Text(part, "text")],
        "Input.Toggle" => [Text(part, "title")],
        "Input.ChoiceSet" when Text(part, "style") == "expanded" => part.GetProperty("choices").EnumerateArray().Select(choice => Text(choice, "title")),
        "FactSet" => part.GetProperty("facts").EnumerateArray().SelectMany(fact => new[] { Text(fact, "title"), Text(fact, "value") }),
        _ => (IEnumerable<string?>)[],
    }).OfType<string>();

    public static IEnumerable<string> Presses(JsonElement json) => Typed(json)
        .Where(part => TypeOf(part) is "Action.Execute" or "Action.Submit")
        .Select(action => action.GetProperty("data").GetProperty(AdaptiveData.Press).GetString()!); // ! each has one

    public static IEnumerable<Press> Presses(IEnumerable<Element> elements) => elements.SelectMany(element => element switch
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
}
