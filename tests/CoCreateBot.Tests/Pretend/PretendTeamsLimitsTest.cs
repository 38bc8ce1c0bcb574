using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace CoCreateBot.Tests.Pretend;

/// <summary>The pretend Teams counts calls as Teams does.</summary>
public sealed class PretendTeamsLimitsTest
{
    [Fact]
    public async Task New_chats_with_one_person_are_counted_like_messages()
    {
        using var teams = new PretendTeams(new ManualTime());
        using var http = new HttpMessageInvoker(teams, disposeHandler: false);
        teams.GroupChat().Members.Add("29:ann");

        for (var n = 0; n < 7; n++)
        {
            Assert.Equal(HttpStatusCode.Created, await CreateAsync(http));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await CreateAsync(http));
        Assert.Equal(1, teams.TooSoon);
    }

    static async Task<HttpStatusCode> CreateAsync(HttpMessageInvoker http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("https://smba.trafficmanager.net/emea/v3/conversations"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", PretendTeams.Token);
        request.Content = new StringContent(
            $$"""{"isGroup":false,"members":[{"id":"29:ann"}],"tenantId":"{{PretendTeams.Tenant}}"}""", Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, default);
        return answer.StatusCode;
    }
}
