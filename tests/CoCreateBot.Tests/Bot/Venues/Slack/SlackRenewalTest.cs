using System.Text.Json;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Tokens that live for half a day, and what goes wrong on the way to the next one.</summary>
public sealed class SlackRenewalTest : IDisposable
{
    static readonly TimeSpan Life = TimeSpan.FromHours(12);

    readonly ManualTime time = new();
    readonly PretendSlack slack;
    readonly SlackMetrics metrics = new();
    readonly MisbehavingStore store = new(new MemoryStore());
    readonly SlackInstallations installations;
    readonly SlackWire wire;
    readonly SlackHttp http;
    readonly SlackTokens tokens;

    public SlackRenewalTest()
    {
        slack = new PretendSlack(time) { IsByOAuth = true, Rotates = true };
        var options = new SlackOptions(PretendSlack.Secret, "", "") { ClientId = PretendSlack.ClientId, ClientSecret = PretendSlack.ClientSecret };
        wire = new SlackWire(SlackWire.Client(slack), options, metrics, time);
        installations = new SlackInstallations(
            store, new EphemeralDataProtectionProvider(), new PretendLeases(1), time, NullLogger<SlackInstallations>.Instance);
        tokens = new SlackTokens(wire, options, new SlackRenewal(installations, wire, options, new PretendLeases(1), time, NullLogger<SlackRenewal>.Instance));
        http = new SlackHttp(wire, tokens, new SlackBudgets(time), new SlackLacks());
    }

    public void Dispose()
    {
        metrics.Dispose();
        slack.Dispose();
    }

    [Fact]
    public async Task Ahead_of_its_end_a_token_is_renewed_once_and_nobody_waits()
    {
        await InstallAsync();
        var first = await TokenAsync();
        time.Pass(Life - SlackRenewal.Ahead - TimeSpan.FromTicks(1));
        Assert.Equal(first, await TokenAsync());
        Assert.Equal(1, Count());

        time.Pass(TimeSpan.FromTicks(1));
        var held = store.HoldNext(StoreCall.InstallationsPut);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TokenAsync())), token => Assert.Equal(first, token));
        await held.Reached;
        Assert.Equal(first, await TokenAsync()); // the next pair is there, but not stored: nobody uses it

        held.Open();
        await UntilAsync(async () => await TokenAsync() != first);
        Assert.Equal(2, Count());
        await CallAsync();
    }

    [Fact]
    public async Task Whoever_comes_after_the_end_waits_for_one_renewal_together()
    {
        await InstallAsync();
        time.Pass(Life + TimeSpan.FromDays(3));

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TokenAsync()));

        Assert.Single(all.Distinct());
        Assert.Equal(2, Count());
        await CallAsync();
    }

    [Fact]
    public async Task Whoever_looked_before_and_asks_after_the_renewal_gets_what_came_of_it()
    {
        await InstallAsync();
        await installations.ServeAsync("E9", ["T9"], default); // so that the next look is at the store
        time.Pass(Life);
        var held = store.HoldNextAnswer(StoreCall.InstallationsRead);
        var early = TokenAsync();
        await held.Reached;
        var renewed = await TokenAsync();

        held.Open();

        Assert.Equal(renewed, await early);
        Assert.Equal(2, Count());
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_asked_for_again_with_the_same()
    {
        await InstallAsync();
        time.Pass(Life);
        slack.Trouble("oauth.v2.access", new PretendTrouble.LoseAnswer());

        await Assert.ThrowsAsync<VenueUnavailableException>(TokenAsync);
        await CallAsync();

        Assert.Equal(3, Count());
    }

    [Fact]
    public async Task A_pair_that_could_not_be_stored_is_not_used_and_not_asked_for_again()
    {
        await InstallAsync();
        time.Pass(Life);
        store.FailNext(StoreCall.InstallationsPut);

        await Assert.ThrowsAsync<VenueUnavailableException>(TokenAsync);
        Assert.Equal(2, Count());
        await CallAsync();

        Assert.Equal(2, Count());
        var kept = await installations.ReadAsync(PretendSlack.Team, default);
        Assert.Equal(await TokenAsync(), kept?.What.Token);
    }

    [Fact]
    public async Task Without_a_next_pair_the_old_token_serves_to_its_end_and_then_it_has_to_be_installed_again()
    {
        await InstallAsync();
        var first = await TokenAsync();
        slack.ForgetRefreshes();
        time.Pass(Life - SlackRenewal.Ahead);

        Assert.Equal(first, await TokenAsync());
        await UntilAsync(async () => (await installations.ReadAsync(PretendSlack.Team, default))?.What.IsRefused == true);
        Assert.Equal(first, await TokenAsync());
        time.Pass(SlackRenewal.Ahead);
        var refused = await Assert.ThrowsAsync<VenueRefusedException>(TokenAsync);

        Assert.Equal("Slack.TokenRefused", refused.ReasonKey);
        Assert.Equal(2, Count());
        await InstallAsync();
        await CallAsync();
    }

    [Fact]
    public async Task What_is_removed_before_it_is_known_to_be_kept_is_not_remembered()
    {
        await InstallAsync();
        var before = (await installations.ReadAsync(PretendSlack.Team, default))!; // ! installed above
        var held = store.HoldNextAnswer(StoreCall.InstallationsPut);
        var putting = installations.PutAsync(before.What, default);
        await held.Reached;
        Assert.True(await installations.RemoveAsync((await installations.ReadAsync(PretendSlack.Team, default))!, default)); // ! just put
        held.Open();
        await putting;

        Assert.Null(await installations.FindAsync(PretendSlack.Team, default));
    }

    [Fact]
    public async Task What_is_uninstalled_during_a_renewal_does_not_come_back()
    {
        await InstallAsync();
        time.Pass(Life);
        var held = store.HoldNext(StoreCall.InstallationsPut);
        var waiting = TokenAsync();
        await held.Reached;

        await installations.RemoveAsync((await installations.ReadAsync(PretendSlack.Team, default))!, default); // ! installed above
        held.Open();

        Assert.Equal(SlackTokens.NotInstalled, (await Assert.ThrowsAsync<VenueRefusedException>(() => waiting)).ReasonKey);
        Assert.Empty(await store.Installations.ReadAsync(9, default));
    }

    [Fact]
    public async Task Where_Slack_says_that_a_token_has_expired_it_is_renewed_whatever_our_clock_says()
    {
        await InstallAsync();
        slack.Trouble("auth.test", new PretendTrouble.Says("token_expired"));

        await CallAsync();

        Assert.Equal(2, Count());
        Assert.Equal(2, slack.Called.Count(method => method == "auth.test"));
    }

    [Fact]
    public async Task What_another_process_renewed_is_used()
    {
        await InstallAsync();
        time.Pass(Life);
        var kept = await installations.ReadAsync(PretendSlack.Team, default);
        var form = SlackArguments.Form([new("grant_type", "refresh_token"), new("refresh_token", kept!.What.Refresh!)]); // ! installed above
        var permit = new SlackOptions("", "", "") { ClientId = PretendSlack.ClientId, ClientSecret = PretendSlack.ClientSecret }.AppPermit;
        var answer = await wire.CallAsync(permit, "oauth.v2.access", form, default);
        var held = store.HoldNext(StoreCall.InstallationsPut);
        var waiting = TokenAsync();
        await held.Reached;
        await installations.PutAsync(kept.What.With(answer, time.GetUtcNow()), default);
        held.Open();

        Assert.Equal(answer.GetProperty("access_token").GetString(), await waiting);
    }

    async Task InstallAsync()
    {
        var go = new Uri($"https://slack.com/oauth/v2/authorize?client_id={PretendSlack.ClientId}&scope=chat:write&state=s&redirect_uri=https://here/back");
        var code = System.Web.HttpUtility.ParseQueryString(slack.Agree(go).Query)["code"]!; // ! agreed
        var options = new SlackOptions("", "", "") { ClientId = PretendSlack.ClientId, ClientSecret = PretendSlack.ClientSecret };
        await new SlackExchange(installations, wire, options, time, NullLogger<SlackExchange>.Instance).InstallAsync(code, "https://here/back");
    }

    Task<string> TokenAsync() => tokens.OfAsync(PretendSlack.Team, default).AsTask();

    Task<JsonElement> CallAsync() => http.CallAsync(PretendSlack.Team, "auth.test", SlackArguments.Json(_ => { }), default);

    int Count() => slack.Called.Count(method => method == "oauth.v2.access");

    static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(PretendSlack.Patience, TimeProvider.System);
        while (!await isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
