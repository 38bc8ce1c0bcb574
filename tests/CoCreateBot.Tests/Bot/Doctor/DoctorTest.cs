using System.Globalization;
using System.Net;
using CoCreateBot.Bot.Doctor;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoCreateBot.Tests.Bot.Doctor;

/// <summary><c>doctor</c>: what is set up, what works, what is missing and how to get it.</summary>
public sealed class DoctorTest : IDisposable
{
    const string Secret = "a-signing-secret";

    static readonly string[] Socket = ["--Slack:AppToken", PretendSockets.AppToken, "--Slack:BotToken", PretendSlack.Token];
    static readonly string[] Signed = ["--Slack:SigningSecret", Secret, "--Slack:BotToken", PretendSlack.Token];

    readonly TestFolder folder = new();
    readonly PretendSockets sockets = new(new PretendSlack(new ManualTime()));

    public void Dispose()
    {
        sockets.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task With_nothing_set_up_it_says_how_to_begin_and_nothing_is_wrong()
    {
        var (code, lines) = await RunAsync();

        Assert.Equal(0, code);
        Assert.Equal(["OK", "OK", "MISSING", "MISSING", "MISSING", "OK"], Words(lines));
        Assert.Contains("OK       Sessions are kept for ever; Retention:Days says for how many days, where it is set.", lines);
        Assert.StartsWith("OK       You can start. Without Slack and Teams there are rooms on the web", lines[^1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("MISSING  Slack is not set up. `manifest slack --socket` prints", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("MISSING  Web:PublicUrl is not set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_says_how_long_sessions_are_kept()
    {
        var (_, lines) = await RunAsync(["--Retention:Days", "365", "--Retention:Workspaces:slack:T1", "30", "--Retention:Workspaces:web="]);

        Assert.Contains("OK       Sessions are kept for 365 days after their close, in slack:T1 for 30 days, in web for ever.", lines);
    }

    [Fact]
    public async Task In_Socket_Mode_all_is_well_where_Slack_says_so()
    {
        var (code, lines) = await RunAsync(Socket);

        Assert.Equal(0, code);
        Assert.Contains($"OK       Slack:BotToken (xoxb-…) works in the workspace {PretendSlack.Team}.", lines);
        Assert.Contains("OK       The bot has all permissions that it needs.", lines);
        Assert.Contains("OK       This machine's clock agrees with Slack's.", lines);
        Assert.Contains("OK       Slack:AppToken (xapp-…) opens sockets: Socket Mode is on.", lines);
        Assert.DoesNotContain("MISSING", Words(lines)); // no address is needed
        Assert.Equal("OK       You can start.", lines[^1]);
        Assert.Empty(sockets.Lines); // none is opened
        Assert.Empty(sockets.Slack.Faults);
    }

    [Fact]
    public async Task Over_HTTP_it_says_where_Slack_has_to_come()
    {
        var (code, lines) = await RunAsync([.. Signed, "--Web:PublicUrl", "https://bot.example.org/"]);

        Assert.Equal(0, code);
        Assert.Contains(lines, line => line.StartsWith("OK       Slack:SigningSecret is set. Slack has to reach https://bot.example.org/slack/events", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("AppToken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_not_granted_is_named_and_what_is_optional_is_no_fault()
    {
        var granted = SlackScopes.Bot.Except(["files:write"]).ToArray();
        Assert.Equal(0, (await RunAsync(Socket, scopes: string.Join(',', granted))).Code);

        var (code, lines) = await RunAsync(Socket, scopes: string.Join(", ", granted.Except(["chat:write", "im:write"])));

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.StartsWith("WRONG    The bot lacks permissions: chat:write, im:write. On api.slack.com/apps", StringComparison.Ordinal));
        Assert.Contains("MISSING  The permission files:write was not granted; the bot does without.", lines);
    }

    [Theory]
    [InlineData(60, "OK       This machine's clock agrees with Slack's.", 0)]
    [InlineData(61, "WRONG    This machine's clock is 61 seconds behind Slack's", 1)]
    [InlineData(-400, "WRONG    This machine's clock is 400 seconds ahead of Slack's", 1)]
    public async Task A_clock_that_is_off_is_found(int skew, string said, int expected)
    {
        var (code, lines) = await RunAsync(Socket, skew: TimeSpan.FromSeconds(skew));

        Assert.Equal(expected, code);
        Assert.Contains(lines, line => line.StartsWith(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_bot_token_says_where_the_right_one_is()
    {
        sockets.Slack.Trouble("auth.test", new PretendTrouble.Says("account_inactive"));

        var (code, lines) = await RunAsync(Socket);

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.StartsWith("WRONG    Slack:BotToken (xoxb-…) is refused: account_inactive. On api.slack.com/apps", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"not_allowed_token_type"}""", HttpStatusCode.OK, "Slack:AppToken (xapp-…) is refused: not_allowed_token_type.")]
    [InlineData("<html>", HttpStatusCode.OK, "Slack at https://slack.com/api/ did not answer (no JSON).")]
    [InlineData("", HttpStatusCode.BadGateway, "Slack at https://slack.com/api/ did not answer (status 502).")]
    [InlineData("", HttpStatusCode.TooManyRequests, "Slack at https://slack.com/api/ did not answer (too many requests).")]
    public async Task What_is_wrong_with_the_app_token_is_said(string answer, HttpStatusCode status, string said)
    {
        sockets.Refuse(status, answer);

        var (code, lines) = await RunAsync(Socket);

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.StartsWith($"WRONG    {said}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Slack_that_hangs_is_waited_for_ten_seconds()
    {
        sockets.Slack.Trouble("auth.test", new PretendTrouble.Hang());
        var running = RunAsync(Socket);
        await sockets.Slack.UntilAsync(() => sockets.Slack.Called.Contains("auth.test"), "Slack is asked");
        sockets.Slack.Time.Pass(SlackDoctor.AnswerWithin);

        var (code, lines) = await running;

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains("did not answer (no answer in time)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_setting_that_is_wrong_or_missing_is_named_and_no_token_goes_anywhere()
    {
        var (code, lines) = await RunAsync(["--Slack:BotToken", "xoxp-secret-1", "--Slack:Api", "x"]);

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.StartsWith("MISSING  Slack:AppToken is missing, or Slack:SigningSecret", StringComparison.Ordinal));
        Assert.StartsWith("WRONG    What stands in the way: 3.", lines[^1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("WRONG    Slack:BotToken is not a bot token", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("WRONG    Slack:Api is no setting", StringComparison.Ordinal));
        Assert.Empty(sockets.Slack.Called);
    }

    [Fact]
    public async Task Where_workspaces_install_it_each_that_is_broken_is_named()
    {
        string[] settings =
        [
            "--Slack:SigningSecret", Secret, "--Slack:ClientId", "1.2", "--Slack:ClientSecret", "client-secret", "--Slack:KeysPath", folder.File("keys"),
            "--Web:PublicUrl", "https://bot.example.org",
        ];
        var (before, none) = await RunAsync(settings);
        Assert.Equal(0, before);
        Assert.Contains("MISSING  No workspace has installed the app yet: open https://bot.example.org/slack/install.", none);

        await InstallAsync(("T1", PretendSlack.Token), ("T2", "xoxb-gone"));
        var (code, lines) = await RunAsync(settings);

        Assert.Equal(1, code);
        Assert.Contains("WRONG    The installation in T2 does not work: invalid_auth. Install it again at https://bot.example.org/slack/install.", lines);
        Assert.Contains("WRONG    Installations that were looked at: 2. Broken: 1.", lines);
        Assert.DoesNotContain(lines, line => line.Contains("xoxb", StringComparison.Ordinal) || line.Contains("client-secret", StringComparison.Ordinal));

        Directory.Delete(folder.File("keys"), recursive: true);
        Assert.Contains((await RunAsync(settings)).Lines, line => line.StartsWith("WRONG    The installation in T1 cannot be read", StringComparison.Ordinal));
    }

    async Task InstallAsync(params (string Workspace, string Token)[] those)
    {
        await using var store = await SqliteStore.OpenAsync(folder.File("cocreate.db"), new SqliteOptions());
        var keys = DataProtectionProvider.Create(new DirectoryInfo(folder.File("keys")), builder => builder.SetApplicationName(SlackKeys.Application));
        var installations = new SlackInstallations(store, keys, new PretendLeases(1), TimeProvider.System, NullLogger<SlackInstallations>.Instance);
        foreach (var (workspace, token) in those)
        {
            await installations.PutAsync(new SlackInstallation(workspace, token, "", sockets.Slack.Time.GetUtcNow()), default);
        }
    }

    [Fact]
    public async Task A_store_that_a_server_works_on_is_no_fault()
    {
        await using var store = await SqliteStore.OpenAsync(folder.File("cocreate.db"), new SqliteOptions());

        var (code, lines) = await RunAsync();

        Assert.Equal(0, code);
        Assert.Contains("is in use by a server that runs", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_none_is_wrong()
    {
        await File.WriteAllTextAsync(folder.File("cocreate.db"), new string('x', 8_192));

        var (code, lines) = await RunAsync();

        Assert.Equal(1, code);
        Assert.StartsWith("WRONG    The store", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_setting_is_said_in_one_sentence()
    {
        using var output = new StringWriter();
        using var problems = new StringWriter();

        Assert.Equal(2, await DoctorCommand.RunAsync(["nonsense"], output, problems));

        Assert.Equal("", output.ToString());
        Assert.StartsWith("\"nonsense\" is no setting.", Assert.Single(problems.ToString().Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_says_what_it_does()
    {
        using var output = new StringWriter();

        Assert.Equal(0, await DoctorCommand.RunAsync(["--help"], output, TextWriter.Null));

        Assert.StartsWith("doctor looks at the settings", output.ToString(), StringComparison.Ordinal);
    }

    async Task<(int Code, string[] Lines)> RunAsync(string[]? settings = null, string? scopes = null, TimeSpan skew = default)
    {
        using var output = new StringWriter();
        using var problems = new StringWriter();
        using var way = new Headed(sockets, scopes ?? string.Join(',', SlackScopes.Bot), skew);
        string[] args = ["--Storage:Path", folder.File("cocreate.db"), .. settings ?? []];
        var code = await DoctorCommand.RunAsync(args, output, problems, way, sockets.Slack.Time);
        var said = output.ToString();
        Assert.Equal("", problems.ToString());
        Assert.All([PretendSlack.Token, PretendSockets.AppToken, Secret, "xoxp-secret-1"], secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal));
        var lines = said.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.All(Words(lines), word => Assert.Contains(word, (string[])["OK", "MISSING", "WRONG"]));
        return (code, lines);
    }

    static IEnumerable<string> Words(string[] lines) => lines.Select(line => line.Split(' ')[0]);

    /// <summary>What stands in the heads of Slack's answers.</summary>
    sealed class Headed(PretendSockets sockets, string scopes, TimeSpan skew) : DelegatingHandler(new Lent(sockets))
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.Headers.TryAddWithoutValidation("x-oauth-scopes", scopes);
            response.Headers.TryAddWithoutValidation("Date", (sockets.Slack.Time.GetUtcNow() + skew).ToString("r", CultureInfo.InvariantCulture));
            return response;
        }
    }

    /// <summary>Stays when what lent it goes.</summary>
    sealed class Lent(HttpMessageHandler handler) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var way = new HttpMessageInvoker(handler, disposeHandler: false);
            return await way.SendAsync(request, cancellationToken);
        }
    }
}
