using System.Net.Http.Headers;
using System.Text;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Teams;

/// <summary>Starts sessions through the real door, and makes the taps on their cards.</summary>
sealed class TeamsUser(BotProcess server, PretendTeams teams) : IDisposable
{
    /// <summary>Starts the sessions, and is nobody of the crowd.</summary>
    const long Facilitator = 999_999_999;

    readonly HttpClient http = new();
    long delivery = 900_000_000_000;

    /// <summary>Types a command and waits for the session's card.</summary>
    public async Task<TeamsCard> StartAsync(TeamsPlace place, string command)
    {
        var service = teams.ServiceUrl(place);
        var conversation = teams.In(place);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, TeamsDoor.Path))
        {
            Content = new StringContent(TeamsBodies.Mention(place, service, command, Facilitator, ++delivery), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", teams.Keys.Sign(service, 0));
        using var answer = await http.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? await conversation.CardAsync()
            : throw new InvalidOperationException($"The server answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Taps on each of these choices; by token, of which so many come in turn.</summary>
    public Template[][] Taps(TeamsPlace place, TeamsCard card, IEnumerable<CheckInCard.Choice> choices, int tokens)
    {
        var service = teams.ServiceUrl(place);
        var signed = Enumerable.Range(0, tokens).Select(number => TeamsBodies.Headers(place, teams.Keys.Sign(service, number))).ToList();
        return
        [
            .. choices.Select(choice => TeamsBodies.Tap(place, service, card, choice.Action)).Select(body =>
                signed.Select(headers => new Template(server.Address.ToString(), TeamsDoor.Path, headers, body)).ToArray()),
        ];
    }

    public void Dispose() => http.Dispose();
}
