using System.Text;
using System.Text.Json;
using CoCreateBot.Sessions;

namespace CoCreateBot.Load.Teams;

/// <summary>A check-in's card as Teams gets it, read for what it shows.</summary>
static class CheckInCard
{
    /// <summary>A choice of the card.</summary>
    /// <param name="Action">Its button.</param>
    /// <param name="Mark">What stands right before the number of people who chose it.</param>
    public readonly record struct Choice(JsonElement Action, byte[] Mark);

    /// <summary>
    /// In the order of the card, but for red: who gives that is told a word for themselves in the place of the card, which is no part of a tap.
    /// </summary>
    public static List<Choice> Choices(JsonElement card) =>
    [
        .. CheckIn.Lights.Where(light => light != "red")
            .Select(light => Executes(card).Single(action => PressOf(action).EndsWith($"|answer|{light}", StringComparison.Ordinal)))
            .Select(action => new Choice(action, Encoding.UTF8.GetBytes($$""""{{action.GetProperty("title").GetString()}}: ","weight":"Bolder"},""""))),
    ];

    /// <summary>Is it the answer that puts a fresh card in the place of the one that was pressed?</summary>
    public static bool IsFresh(ReadOnlySpan<byte> answer) =>
        answer.StartsWith("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard","""u8);

    /// <summary>How many people chose it; 0 where the card does not say.</summary>
    public static int Shown(ReadOnlySpan<byte> card, Choice choice)
    {
        var at = card.IndexOf(choice.Mark);
        var people = 0;
        foreach (var digit in at < 0 ? [] : card[(at + choice.Mark.Length + 1)..])
        {
            if (digit is (byte)',')
            {
                continue;
            }

            if (!char.IsAsciiDigit((char)digit))
            {
                break;
            }

            people = (people * 10) + (digit - '0');
        }

        return people;
    }

    static IEnumerable<JsonElement> Executes(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Executes),
        JsonValueKind.Object when json.TryGetProperty("type", out var type) && type.ValueEquals("Action.Execute") => [json],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Executes(member.Value)),
        _ => [],
    };

    static string PressOf(JsonElement action) => action.GetProperty("data").GetProperty("cocreate.press").GetString() ?? "";
}
