using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Takes what a member's client would send to the bot's address, and sends it through the newest socket instead.</summary>
sealed class PretendCarrier(PretendSockets sockets) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken); // ! all that Slack sends has a body
        var (type, payload) = Envelope(request.Content.Headers.ContentType?.MediaType, body);
        var ack = await sockets.Newest.TellAsync(type, payload);
        var answer = Encoding.UTF8.GetBytes(ack.Payload?.ToJsonString() ?? "");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(answer) };
    }

    static (string Type, JsonObject Payload) Envelope(string? mediaType, string body)
    {
        if (mediaType == "application/json")
        {
            return ("events_api", JsonNode.Parse(body)!.AsObject());
        }

        var form = System.Web.HttpUtility.ParseQueryString(body);
        return form["payload"] is { } payload
            ? ("interactive", JsonNode.Parse(payload)!.AsObject())
            : ("slash_commands", new JsonObject(form.AllKeys.Select(key => KeyValuePair.Create<string, JsonNode?>(key!, form[key])))); // ! a field has a name
    }
}
