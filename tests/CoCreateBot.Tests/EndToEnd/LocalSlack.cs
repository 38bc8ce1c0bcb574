using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>
/// local-slack: a workspace with one channel and four people on this machine, with the pages people use. It is lax where Slack is strict (triggers,
/// rates, limits), shows what is for one person's eyes to all, and its dialogs to all; other tests are about these.
/// </summary>
sealed class LocalSlack : IAsyncDisposable
{
    public const string SigningSecret = "pretend-signing-secret";
    public const string BotToken = "xoxb-pretend-token";
    public const string AppToken = "xapp-pretend-token";
    public const string Channel = "C01GEN";

    const string Sign = "local-slack is running";

    static readonly string Program = Path.Combine(Checkout.Root, "node_modules", "local-slack-linux-x64", "bin", "local-slack");

    readonly HttpClient http = new() { Timeout = Child.Within };
    readonly TestFolder folder;
    readonly Child child;

    LocalSlack(Uri address, TestFolder folder, Child child)
    {
        (Address, this.folder, this.child) = (address, folder, child);
        http.BaseAddress = address;
    }

    public Uri Address { get; }

    public static void SkipUnlessInstalled() => Assert.SkipUnless(
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture is Architecture.X64 && File.Exists(Program),
        "local-slack is not installed; npm ci at the root of the checkout installs it (Linux on x64 only).");

    /// <summary>Addresses for it and for the bot that are free now: each has to know the other's before it is started.</summary>
    public static (Uri Slack, Uri Bot) FreeAddresses()
    {
        using var slack = new TcpListener(IPAddress.Loopback, 0);
        using var bot = new TcpListener(IPAddress.Loopback, 0); // while the other still listens: so they differ
        slack.Start();
        bot.Start();
        return (AddressOf(slack), AddressOf(bot));
    }

    static Uri AddressOf(TcpListener listener) =>
        new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));

    /// <param name="bot">Where the bot is reached; null where it comes by itself, through a socket.</param>
    public static async Task<LocalSlack> StartAsync(Uri address, Uri? bot)
    {
        var place = new TestFolder();
        await File.WriteAllTextAsync(place.File("slack.yaml"), Workspace(bot));
        var port = address.Port.ToString(CultureInfo.InvariantCulture);
        string[] arguments =
            ["--config", place.File("slack.yaml"), "--port", port, "--base-host", address.Host, "--files-dir", place.File("files")];
        var (started, _) = await Child.StartAsync(new ProcessStartInfo(Program, arguments) { WorkingDirectory = place.Path }, Sign);
        return new LocalSlack(address, place, started);
    }

    /// <summary>What stands in the channel and its threads for everybody, the oldest first.</summary>
    public async Task<IReadOnlyList<SlackMessage>> MessagesAsync()
    {
        using var answer = await ReadAsync($"_control/messages/{Channel}");
        return [.. answer.RootElement.GetProperty("messages").EnumerateArray().Where(SlackMessage.IsForAll).Select(SlackMessage.Of)];
    }

    /// <summary>What one person alone got to see, whoever asked for it.</summary>
    public async Task<IReadOnlyList<(string To, string Text)>> PrivateAsync()
    {
        using var answer = await ReadAsync($"_control/messages/{Channel}");
        return
        [
            .. from message in answer.RootElement.GetProperty("messages").EnumerateArray()
               where message.TryGetProperty("ephemeral_to", out _)
               select (message.GetProperty("ephemeral_to").GetString() ?? "", message.GetRawText()),
        ];
    }

    /// <summary>What the bot called of Slack's methods, in their order.</summary>
    public async Task<IReadOnlyList<string>> CallsAsync()
    {
        using var answer = await ReadAsync("_control/log");
        return [.. answer.RootElement.GetProperty("log").EnumerateArray().Select(entry => entry.GetProperty("summary").GetString() ?? "")];
    }

    /// <summary>The same as local-slack tells it, for pictures.</summary>
    public async Task<string> MessagesJsonAsync() => await http.GetStringAsync(new Uri($"_control/messages/{Channel}", UriKind.Relative));

    /// <summary>The dialog that was opened last, as JSON.</summary>
    public async Task<JsonElement> LastDialogAsync()
    {
        using var answer = await ReadAsync("_control/log");
        return answer.RootElement.GetProperty("log").EnumerateArray()
            .Last(entry => entry.GetProperty("summary").GetString() is "views.open" or "views.update")
            .GetProperty("detail").GetProperty("view").Clone();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await child.DisposeAsync();
        folder.Dispose();
    }

    async Task<JsonDocument> ReadAsync(string path)
    {
        await using var body = await http.GetStreamAsync(new Uri(path, UriKind.Relative));
        return await JsonDocument.ParseAsync(body);
    }

    /// <summary>Waits for the bot's socket; what is sent before it is there is lost.</summary>
    public async Task ConnectedAsync()
    {
        using var limit = new CancellationTokenSource(Child.Within, TimeProvider.System);
        while (!(await CallsAsync()).Any(call => call.StartsWith("socket connected", StringComparison.Ordinal)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token); // it can only be asked
        }
    }

    static string Workspace(Uri? bot) => $$"""
        workspace: { name: Garden Works, domain: garden-works, teamId: T01TEST }
        app: { appId: A01APP, botUserId: U0BOT, botName: CoCreate, botToken: {{BotToken}}, appToken: {{AppToken}},
               signingSecret: {{SigningSecret}}, {{(bot is null ? "mode: socket" : $"mode: events, requestUrl: \"{new Uri(bot, "/slack/events")}\"")}} }
        users:
          - { id: U01ALICE, name: alice, real_name: Alice Anderson, email: alice@example.com, tz: Europe/Vienna }
          - { id: U02BOB, name: bob, real_name: Bob Brown, email: bob@example.com, tz: Europe/Vienna }
          - { id: U03CARLA, name: carla, real_name: Carla Costa, email: carla@example.com, tz: Europe/Vienna }
          - { id: U04DAN, name: dan, real_name: Dan Diaz, email: dan@example.com, tz: Europe/Vienna }
        channels:
          - { id: {{Channel}}, name: general, members: [U01ALICE, U02BOB, U03CARLA, U04DAN, U0BOT] }
        """;
}
