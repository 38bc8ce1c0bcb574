using System.Text.Json;
using CoCreateBot.Bot.Venues.Teams.Connector;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>What Teams wants for an answer, by what it asked (learn.microsoft.com, "Universal Actions", "Dialogs").</summary>
static class TeamsAnswers
{
    /// <summary>To whoever pressed: this card in the place of the one they pressed on.</summary>
    public static ReadOnlyMemory<byte> Card(ReadOnlyMemory<byte> card) =>
        Invoked(StatusCodes.Status200OK, ConnectorJson.AdaptiveCard, json => json.Raw("value", card));

    /// <summary>A sentence to whoever pressed; the card stays.</summary>
    public static ReadOnlyMemory<byte> Message(string text) =>
        Invoked(StatusCodes.Status200OK, "application/vnd.microsoft.activity.message", json => json.WriteString("value", text));

    /// <summary>The button is none of ours.</summary>
    public static ReadOnlyMemory<byte> NotOurs(string text) => Invoked(StatusCodes.Status400BadRequest, "application/vnd.microsoft.error", json =>
    {
        json.WriteStartObject("value");
        json.WriteString("code", "BadRequest");
        json.WriteString("message", text);
        json.WriteEndObject();
    });

    /// <summary>A dialog, or the next one in its place.</summary>
    public static ReadOnlyMemory<byte> Dialog(string title, ReadOnlyMemory<byte> card) => Task("continue", json =>
    {
        json.WriteStartObject("value");
        json.WriteString("title", title);
        json.WriteString("width", "medium");
        json.WriteString("height", "medium");
        json.WriteStartObject("card");
        json.WriteString("contentType", ConnectorJson.AdaptiveCard);
        json.Raw("content", card);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>A dialog that only says something.</summary>
    public static ReadOnlyMemory<byte> Notice(string text) => Task("message", json => json.WriteString("value", text));

    /// <summary>No choices for whoever types into a card's search.</summary>
    public static ReadOnlyMemory<byte> NoChoices { get; } =
        Invoked(StatusCodes.Status200OK, "application/vnd.microsoft.search.searchResponse", json =>
        {
            json.WriteStartObject("value");
            json.WriteStartArray("results");
            json.WriteEndArray();
            json.WriteEndObject();
        });

    static ReadOnlyMemory<byte> Invoked(int status, string type, Action<Utf8JsonWriter> value) => WireJson.Object(json =>
    {
        json.WriteNumber("statusCode", status);
        json.WriteString("type", type);
        value(json);
    });

    static ReadOnlyMemory<byte> Task(string type, Action<Utf8JsonWriter> value) => WireJson.Object(json =>
    {
        json.WriteStartObject("task");
        json.WriteString("type", type);
        value(json);
        json.WriteEndObject();
    });
}
