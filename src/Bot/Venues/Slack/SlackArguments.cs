using System.Net.Http.Headers;
using System.Text.Json;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What goes along with a call; it can be sent more than once.</summary>
public readonly record struct SlackArguments(ReadOnlyMemory<byte> Bytes, bool IsForm)
{
    static readonly MediaTypeHeaderValue FormType = new("application/x-www-form-urlencoded");

    public static SlackArguments Json(Action<Utf8JsonWriter> arguments) => new(WireJson.Object(arguments), IsForm: false);

    public static SlackArguments Form(IEnumerable<KeyValuePair<string, string>> arguments)
    {
        var pairs = arguments.Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}");
        return new(System.Text.Encoding.ASCII.GetBytes(string.Join('&', pairs)), IsForm: true);
    }

    public HttpContent Content()
    {
        var content = WireJson.Content(Bytes);
        content.Headers.ContentType = IsForm ? FormType : content.Headers.ContentType;
        return content;
    }
}
