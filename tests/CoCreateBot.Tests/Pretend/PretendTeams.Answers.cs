using System.Text;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>
/// What Teams takes for an answer to its invokes (learn.microsoft.com, "Dialogs", "Create and send the dialog"; "Universal Actions", "Response format").
/// </summary>
sealed partial class PretendTeams
{
    /// <summary>What a card may have where it is no message of a bot's.</summary>
    const int DialogBytesMax = 28 * 1024;

    const string CardType = "application/vnd.microsoft.card.adaptive";

    static readonly string[] Sizes = ["small", "medium", "large"];

    /// <summary>An answer of a wrong shape is a fault: Teams shows "Something went wrong" for it.</summary>
    /// <param name="call">The name of the invoke; null where it was none.</param>
    public void Judge(string? call, JsonNode? answer)
    {
        var fault = call switch
        {
            "task/fetch" or "composeExtension/fetchTask" => answer is null ? "no dialog and no sentence" : FaultOf(answer),
            "task/submit" or "composeExtension/submitAction" => answer is null ? null : FaultOf(answer),
            "adaptiveCard/action" => FaultOfPress(answer),
            null => answer is null ? null : "an answer to what wants none",
            _ => null,
        };
        if (fault is not null)
        {
            lock (gate)
            {
                Faults.Add($"{call}: {fault}");
            }
        }
    }

    static string? FaultOf(JsonNode answer) => answer is not JsonObject { Count: 1 } whole || whole["task"] is not JsonObject { Count: 2 } task
        ? $"not a task alone: {answer.ToJsonString()}"
        : ((string?)task["type"], task["value"]) switch
        {
            ("message", JsonValue said) => string.IsNullOrWhiteSpace((string?)said) ? "an empty sentence" : null,
            ("continue", JsonObject shown) => FaultOfDialog(shown),
            _ => $"neither a dialog nor a sentence: {task.ToJsonString()}",
        };

    // A card, a sentence or an error; we ask nobody to sign in, so there are no others.
    static string? FaultOfPress(JsonNode? answer) => answer is not JsonObject { Count: 3 } whole
        ? $"no status, type and value alone: {answer?.ToJsonString()}"
        : (whole["statusCode"]?.ToJsonString(), (string?)whole["type"], whole["value"]) switch
        {
            ("200", CardType, JsonObject card) => (string?)card["type"] != "AdaptiveCard" ? "no card"
                : Encoding.UTF8.GetByteCount(card.ToJsonString()) > DialogBytesMax ? "too big"
                : null,
            ("200", "application/vnd.microsoft.activity.message", JsonValue said) =>
                said.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text) ? null : "an empty sentence",
            ("400" or "500", "application/vnd.microsoft.error", JsonObject { Count: 2 } error) =>
                string.IsNullOrWhiteSpace((string?)error["code"]) || string.IsNullOrWhiteSpace((string?)error["message"]) ? "an error that says nothing" : null,
            _ => $"neither a card nor a sentence nor an error: {whole.ToJsonString()}",
        };

    static string? FaultOfDialog(JsonObject shown)
    {
        var card = shown["card"]?["content"] as JsonObject;
        var parts = PretendTeamsMember.Typed(card).ToList();
        var inputs = parts.Where(one => ((string?)one["type"])!.StartsWith("Input.", StringComparison.Ordinal)).Select(one => (string?)one["id"]).ToList(); // ! typed
        return string.IsNullOrWhiteSpace((string?)shown["title"]) ? "no title"
            : !Sizes.Contains((string?)shown["width"]) || !Sizes.Contains((string?)shown["height"]) ? "no size"
            : (string?)shown["card"]?["contentType"] != CardType || (string?)card?["type"] != "AdaptiveCard" ? "no card"
            : Encoding.UTF8.GetByteCount(card!.ToJsonString()) > DialogBytesMax ? "too big" // ! see the line before
            : inputs.Distinct().Count() != inputs.Count || inputs.Contains(null) ? "inputs that are not told apart"
            : parts.Exists(one => (string?)one["type"] == "Action.Execute") ? "a button that does nothing in a dialog"
            : null;
    }
}
