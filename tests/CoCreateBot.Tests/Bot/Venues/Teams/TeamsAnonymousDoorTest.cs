using System.Net;
using CoCreateBot.Bot;
using CoCreateBot.Bot.Venues.Teams;
using Microsoft.Extensions.Configuration;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>The door as it stands open for Microsoft's local client: to this very machine, and to nobody else.</summary>
public sealed class TeamsAnonymousDoorTest
{
    static readonly TeamsOptions Open = new() { AllowAnonymous = true };

    static readonly byte[] Body = TeamsActivities.Message("hello").Bytes();

    [Theory]
    [InlineData("127.0.0.1", 200)]
    [InlineData("127.8.8.8", 200)]
    [InlineData("::1", 200)]
    [InlineData("::ffff:127.0.0.1", 200)]
    [InlineData("192.168.1.7", 401)]
    [InlineData("::ffff:10.0.0.1", 401)]
    [InlineData("fe80::1", 401)]
    [InlineData("0.0.0.0", 401)]
    public async Task Only_who_is_on_this_machine_comes_in_without_a_token(string sender, int status)
    {
        await using var story = await TeamsStory.BeginAsync(teams: Open);

        Assert.Equal(status, (await story.KnockFromAsync(IPAddress.Parse(sender), Body)).Status);
    }

    [Fact]
    public async Task Of_whom_no_address_is_known_does_not_come_in()
    {
        await using var story = await TeamsStory.BeginAsync(teams: Open);

        Assert.Equal(401, (await story.KnockFromAsync(null, Body)).Status);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Forwarded-For", "")]
    [InlineData("x-forwarded-host", "bot.example.org")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded", "by=1.2.3.4")]
    [InlineData("X-Original-For", "127.0.0.1:80")]
    [InlineData("X-Original-Proto", "http")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("CF-Connecting-IP", "1.2.3.4")]
    [InlineData("True-Client-IP", "1.2.3.4")]
    public async Task Who_comes_through_a_proxy_on_this_machine_is_not_on_it(string header, string value)
    {
        await using var story = await TeamsStory.BeginAsync(teams: Open);

        Assert.Equal(401, (await story.KnockFromAsync(IPAddress.Loopback, Body, request => request.Headers[header] = value)).Status);
    }

    [Theory]
    [InlineData("localhost:3978", 200)]
    [InlineData("127.0.0.1:3978", 200)]
    [InlineData("[::1]:3978", 200)]
    [InlineData("LOCALHOST", 200)]
    [InlineData("bot.example.org", 401)]
    [InlineData("localhost.example.org:3978", 401)]
    [InlineData("127.0.0.1.example.org", 401)]
    public async Task A_page_whose_own_name_leads_to_this_machine_does_not_come_in(string host, int status)
    {
        await using var story = await TeamsStory.BeginAsync(teams: Open);

        var answer = await story.KnockFromAsync(IPAddress.Loopback, Body, request => request.Host = new Microsoft.AspNetCore.Http.HostString(host));

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData("")]
    public async Task What_a_page_can_send_without_asking_first_is_not_taken(string type)
    {
        await using var story = await TeamsStory.BeginAsync(teams: Open);

        Assert.Equal(415, (await story.KnockFromAsync(IPAddress.Loopback, Body, request => request.ContentType = type)).Status);
    }

    [Fact]
    public void With_an_app_id_the_door_cannot_be_opened_so() =>
        Assert.NotEmpty((Open with { AppId = "9f3d52c0-5d3f-4d2c-9a15-3f8e0ce5c001" }).Problems());

    [Theory]
    [InlineData("Web:PublicUrl", "https://bot.example.org", true)]
    [InlineData("Web:PublicUrl", "http://192.168.1.7:5080", true)]
    [InlineData("FORWARDEDHEADERS_ENABLED", "true", true)]
    [InlineData("Web:PublicUrl", "http://localhost:5080", false)]
    [InlineData("Web:PublicUrl", "http://127.0.0.1:5080", false)]
    [InlineData("FORWARDEDHEADERS_ENABLED", "false", false)]
    public void A_server_that_is_reached_from_outside_does_not_start_so(string setting, string value, bool isRefused)
    {
        var read = BotOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([new(setting, value), new("Teams:AllowAnonymous", "true")]).Build());

        Assert.Equal(isRefused, read.Problems.Any(problem => problem.Contains("Teams:AllowAnonymous", StringComparison.Ordinal)));
        Assert.Contains(read.Teams.Warnings, warning => warning.Contains("Never put a proxy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_that_Microsoft_s_local_client_sends_comes_in()
    {
        await using var story = await TeamsStory.BeginAsync(teams: Open);
        var taken = 0;
        foreach (var (file, readAs, _) in TeamsFates.All.Where(fate => fate.File.StartsWith("playground/", StringComparison.Ordinal)))
        {
            var (status, said) = await story.KnockFromAsync(IPAddress.Loopback, TeamsSamples.Body(file));

            Assert.Equal((file, readAs == "None" ? 400 : 200), (file, status));
            Assert.DoesNotContain("undefined", said, StringComparison.Ordinal);
            taken += status == 200 ? 1 : 0;
            story.Teams.Time.Pass(TimeSpan.FromSeconds(3)); // so that the bot's own limits do not hold its answers back
        }

        Assert.True(taken >= 30, $"{taken}");
        story.FindsNoBug();
    }
}
