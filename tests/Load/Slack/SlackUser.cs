using System.Globalization;
using System.Text.Json;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Load.Servers;

namespace CoCreateBot.Load.Slack;

/// <summary>Does the few things that come before a measurement, one at a time, through the real door: start a session, open a dialog, close.</summary>
/// <param name="signer">Outlives the server where what was begun with one goes on with the next.</param>
sealed class SlackUser(BotProcess server, PretendSlack slack, Signer signer) : IDisposable
{
    /// <summary>Starts the sessions, and is nobody of the crowd.</summary>
    public const long Facilitator = 999_999_999;

    const string FormType = "application/x-www-form-urlencoded";

    readonly HttpClient http = new();
    readonly SlackBodies bodies = new(slack.ResponseUrl);
    long trigger = 900_000_000_000;

    public SlackBodies Bodies => bodies;

    public SlackTemplate Template(string body) => new(server.Address.ToString(), SlackDoor.Path, FormType, body, signer);

    /// <summary>Types a command and waits for the session's card.</summary>
    public async Task<PostedMessage> StartAsync(Channel channel, string command)
    {
        await TypeAsync(channel, command);
        return await slack.CardAsync(channel.Id);
    }

    public Task<string> TypeAsync(Channel channel, string command) => PostAsync(bodies.Command(channel, command, Facilitator, ++trigger));

    /// <summary>Presses a button that opens a dialog; gives the dialog as the server sent it.</summary>
    public async Task<JsonElement> OpenDialogAsync(Channel channel, PostedMessage card, Button button, long user)
    {
        await PressAsync(channel, card, button, user);
        return await slack.ViewAsync(SlackBodies.TriggerOf(trigger));
    }

    public Task PressAsync(Channel channel, PostedMessage card, Button button, long user)
    {
        var press = Template(bodies.Tap(channel, card, button));
        press.Fill(press["user"], user);
        press.Fill(press["trigger"], ++trigger);
        return PostAsync(press.Body);
    }

    public void Dispose() => http.Dispose();

    async Task<string> PostAsync(string body)
    {
        var time = signer.Now().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, SlackDoor.Path))
        {
            Content = new StringContent(body, System.Net.Http.Headers.MediaTypeHeaderValue.Parse(FormType)),
        };
        request.Headers.Add("X-Slack-Request-Timestamp", time);
        request.Headers.Add("X-Slack-Signature", "v0=" + signer.Sign(time, body));
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"The server answered {(int)answer.StatusCode}: {text}");
    }
}
