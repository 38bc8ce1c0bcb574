using System.Text.Json;
using System.Web;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Two servers share one store and one installation: what one of them gets or changes is the other's, too.</summary>
public sealed class SlackManyServersTest : IDisposable
{
    const string Organisation = "E0HOUSE";

    static readonly TimeSpan Life = TimeSpan.FromHours(12);

    readonly ManualTime time = new();
    readonly PretendSlack slack;
    readonly SlackMetrics metrics = new();
    readonly MisbehavingStore store = new(new MemoryStore());
    readonly EphemeralDataProtectionProvider keys = new();
    readonly Server one;
    readonly Server other;

    public SlackManyServersTest()
    {
        slack = new PretendSlack(time) { IsByOAuth = true, Rotates = true };
        one = new Server(this);
        other = new Server(this);
    }

    public void Dispose()
    {
        metrics.Dispose();
        slack.Dispose();
    }

    [Fact]
    public async Task One_of_them_gets_the_next_pair_and_both_use_it()
    {
        await one.InstallAsync();
        time.Pass(Life);
        store.HoldNext(StoreCall.InstallationsPut).Open(); // that it asks
        var held = store.HoldNext(StoreCall.InstallationsPut); // what it got
        var renewing = one.TokenAsync();
        await held.Reached;
        var waiting = other.TokenAsync();

        held.Open();
        await slack.PassUntilAsync(() => Task.FromResult(waiting.IsCompleted), "the other sees what was got");

        Assert.Equal(await renewing, await waiting);
        Assert.Equal(2, Count("oauth.v2.access"));
        await other.CallAsync();
    }

    [Fact]
    public async Task Whoever_dies_while_it_asks_keeps_nobody_from_asking_for_long()
    {
        await one.InstallAsync();
        time.Pass(Life);
        store.HoldNext(StoreCall.InstallationsPut).Open();
        var never = store.HoldNext(StoreCall.InstallationsPut);
        var dead = one.TokenAsync();
        await never.Reached;
        var waiting = other.TokenAsync();

        await slack.PassUntilAsync(() => Task.FromResult(waiting.IsCompleted), "the other asks by itself");

        await waiting;
        await other.CallAsync();
        Assert.False(dead.IsCompleted);
    }

    [Fact]
    public async Task The_pair_that_works_wins_over_whoever_was_refused_meanwhile()
    {
        await one.InstallAsync();
        time.Pass(Life);
        store.HoldNext(StoreCall.InstallationsPut).Open();
        var held = store.HoldNext(StoreCall.InstallationsPut);
        var renewing = one.TokenAsync();
        await held.Reached;
        var row = (await other.Installations.ReadAsync(PretendSlack.Team, default))!; // ! installed above
        Assert.NotNull(await other.Installations.ReplaceAsync(row, row.What with { IsRefused = true }, default));

        held.Open();

        var token = await renewing;
        time.Pass(SlackInstallations.KnownFor + TimeSpan.FromTicks(1));
        Assert.Equal(token, await other.TokenAsync());
        await other.CallAsync();
    }

    [Fact]
    public async Task A_pair_that_one_got_and_could_not_store_is_stored_though_the_other_was_refused_since()
    {
        await one.InstallAsync();
        time.Pass(Life);
        store.HoldNext(StoreCall.InstallationsPut).Open(); // that it asks
        store.FailNext(StoreCall.InstallationsPut); // what it got
        await Assert.ThrowsAsync<VenueUnavailableException>(one.TokenAsync);
        time.Pass(TimeSpan.FromMinutes(2)); // whoever asks now asks with what has been used
        await Assert.ThrowsAsync<VenueRefusedException>(other.TokenAsync);
        time.Pass(SlackInstallations.KnownFor + TimeSpan.FromTicks(1));

        var token = await one.TokenAsync();

        time.Pass(SlackInstallations.KnownFor + TimeSpan.FromTicks(1));
        Assert.Equal(token, await other.TokenAsync());
        await other.CallAsync();
        Assert.False((await other.Installations.ReadAsync(PretendSlack.Team, default))?.What.IsRefused);
    }

    [Fact]
    public async Task So_it_is_while_the_token_before_still_works()
    {
        var first = await NotStoredAheadAsync();
        time.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(first, await other.TokenAsync());
        await UntilAsync(async () => (await one.Installations.ReadAsync(PretendSlack.Team, default))?.What.IsRefused == true);
        time.Pass(SlackInstallations.KnownFor + TimeSpan.FromTicks(1));

        await UntilAsync(async () => await one.TokenAsync() != first);

        Assert.False((await other.Installations.ReadAsync(PretendSlack.Team, default))?.What.IsRefused);
    }

    [Fact]
    public async Task What_could_not_be_stored_ahead_is_tried_again_soon()
    {
        var first = await NotStoredAheadAsync();
        time.Pass(SlackRenewal.RestUnsaved);

        await UntilAsync(async () => await one.TokenAsync() != first);

        Assert.Equal(2, Count("oauth.v2.access"));
    }

    [Fact]
    public async Task Where_it_was_removed_and_installed_again_through_one_the_other_goes_on_with_what_is_new()
    {
        await one.InstallAsync();
        await other.CallAsync();
        slack.Revoke(PretendSlack.Team);
        await one.Installations.RemoveAsync((await one.Installations.ReadAsync(PretendSlack.Team, default))!, default); // ! installed above
        await one.InstallAsync();

        await other.CallAsync();

        Assert.Equal(await one.TokenAsync(), await other.TokenAsync());
    }

    [Fact]
    public async Task Who_the_bot_is_there_is_asked_again_where_it_was_installed_again()
    {
        await one.InstallAsync();
        var before = await other.Api.WhoAmIAsync(PretendSlack.Team, default);
        Assert.Equal(before, await other.Api.WhoAmIAsync(PretendSlack.Team, default));
        var asked = Count("auth.test");
        time.Pass(SlackInstallations.KnownFor + TimeSpan.FromTicks(1));
        Assert.Equal(before, await other.Api.WhoAmIAsync(PretendSlack.Team, default));
        Assert.Equal(asked, Count("auth.test"));
        await one.InstallAsync();
        time.Pass(SlackInstallations.KnownFor + TimeSpan.FromTicks(1));

        await other.Api.WhoAmIAsync(PretendSlack.Team, default);

        Assert.Equal(asked + 1, Count("auth.test"));
    }

    [Fact]
    public async Task Where_it_was_removed_through_one_the_other_knows_no_token_for_longer_than_a_minute()
    {
        await one.InstallAsync();
        await other.TokenAsync();
        await one.Installations.RemoveAsync((await one.Installations.ReadAsync(PretendSlack.Team, default))!, default); // ! installed above
        time.Pass(SlackInstallations.KnownFor + TimeSpan.FromTicks(1));

        Assert.Null(await other.Installations.FindAsync(PretendSlack.Team, default));
    }

    [Fact]
    public async Task While_the_store_is_away_what_is_known_serves_on()
    {
        await one.InstallAsync();
        var token = await one.TokenAsync();
        time.Pass(SlackInstallations.KnownFor + TimeSpan.FromTicks(1));
        store.IsDown = true;

        Assert.Equal(token, await one.TokenAsync());
    }

    [Fact]
    public async Task One_server_alone_reads_what_it_knows_no_second_time()
    {
        await one.InstallAsync();
        one.Leases.Servers = 1;
        await one.TokenAsync();
        time.Pass(TimeSpan.FromHours(1));
        var reads = store.Calls.Length;

        await one.TokenAsync();

        Assert.Equal(reads, store.Calls.Length);
    }

    [Fact]
    public async Task What_one_learned_of_an_organisation_the_other_sees_the_first_time_it_hears_of_it()
    {
        Assert.Empty(await other.Installations.ServedAsync(Organisation, default));
        await one.Installations.LearnAsync(Organisation, "T1", default);

        await other.Installations.LearnAsync(Organisation, "T1", default);

        Assert.Equal(["T1"], await other.Installations.ServedAsync(Organisation, default));
    }

    [Fact]
    public async Task And_within_a_minute_that_a_workspace_has_left_it()
    {
        await one.Installations.ServeAsync(Organisation, ["T1"], default);
        Assert.Equal(["T1"], await other.Installations.ServedAsync(Organisation, default));
        await one.Installations.LeaveAsync(Organisation, ["T1"], default);
        time.Pass(SlackInstallations.KnownFor + TimeSpan.FromTicks(1));

        Assert.Empty(await other.Installations.ServedAsync(Organisation, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_one_cannot_read_it_removes_only_where_nobody_else_could(bool isShared)
    {
        await one.InstallAsync();
        var keyless = new SlackInstallations(
            store, new EphemeralDataProtectionProvider(), new PretendLeases(1) { OutlivesServer = isShared }, time, NullLogger<SlackInstallations>.Instance);

        Assert.True(await keyless.RemoveUnreadableAsync(PretendSlack.Team, default));

        Assert.Equal(isShared ? 1 : 0, (await store.Installations.ReadAsync(9, default)).Length);
    }

    /// <summary>One got the next pair while the one before still works, and could not store it.</summary>
    async Task<string> NotStoredAheadAsync()
    {
        await one.InstallAsync();
        var first = await one.TokenAsync();
        time.Pass(Life - SlackRenewal.Ahead);
        store.HoldNext(StoreCall.InstallationsPut).Open();
        store.FailNext(StoreCall.InstallationsPut);
        Assert.Equal(first, await one.TokenAsync());
        await UntilAsync(() => Task.FromResult(one.Log.All.Any())); // that it is not stored
        return first;
    }

    static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(PretendSlack.Patience, TimeProvider.System);
        while (!await isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    int Count(string method) => slack.Called.Count(called => called == method);

    sealed class Server
    {
        readonly SlackManyServersTest all;
        readonly SlackOptions options = new(PretendSlack.Secret, "", "") { ClientId = PretendSlack.ClientId, ClientSecret = PretendSlack.ClientSecret };
        readonly SlackWire wire;
        readonly SlackTokens tokens;
        readonly SlackHttp http;

        public Server(SlackManyServersTest all)
        {
            this.all = all;
            wire = new SlackWire(SlackWire.Client(all.slack), options, all.metrics, all.time);
            Installations = new SlackInstallations(all.store, all.keys, Leases, all.time, NullLogger<SlackInstallations>.Instance);
            tokens = new SlackTokens(wire, options, new SlackRenewal(Installations, wire, options, Leases, all.time, Log));
            http = new SlackHttp(wire, tokens, new SlackBudgets(all.time), new SlackLacks());
            Api = new SlackApi(http);
        }

        public PretendLeases Leases { get; } = new(2);

        public HeardLog<SlackRenewal> Log { get; } = new();

        public SlackInstallations Installations { get; }

        public SlackApi Api { get; }

        public async Task InstallAsync()
        {
            all.time.Pass(TimeSpan.FromSeconds(1)); // nobody installs it twice in one moment
            var go = new Uri(
                $"https://slack.com/oauth/v2/authorize?client_id={PretendSlack.ClientId}&scope=chat:write&state=s&redirect_uri=https://here/back");
            var code = HttpUtility.ParseQueryString(all.slack.Agree(go).Query)["code"]!; // ! agreed
            await new SlackExchange(Installations, wire, options, all.time, NullLogger<SlackExchange>.Instance).InstallAsync(code, "https://here/back");
        }

        public Task<string> TokenAsync() => tokens.OfAsync(PretendSlack.Team, default).AsTask();

        public Task<JsonElement> CallAsync() => http.CallAsync(PretendSlack.Team, "auth.test", SlackArguments.Json(_ => { }), default);
    }
}
