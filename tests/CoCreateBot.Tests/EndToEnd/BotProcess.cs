using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>The built program with a data folder of its own, started as anybody starts it. It can be killed, and started again on what it left.</summary>
sealed partial class BotProcess : IAsyncDisposable
{
    const string Sign = "CoCreateBot is running.";

    static readonly Uri Anywhere = new("http://127.0.0.1:0/");

    /// <summary>One look at the store may take seconds on a busy machine, and says so itself.</summary>
    const int LooksMax = 6;

    readonly TestFolder folder = new();
    readonly StringBuilder before = new();
    readonly (string Name, string Value)[] settings;
    Child? running;

    BotProcess((string Name, string Value)[] settings) => this.settings = settings;

    /// <summary>Where it listens; the same after each start.</summary>
    public Uri Address { get; private set; } = Anywhere;

    /// <summary>All that it printed, over all its starts.</summary>
    public string Printed => before + running?.Printed;

    public static Task<BotProcess> StartAsync(params (string Name, string Value)[] settings) => StartAtAsync(Anywhere, settings);

    /// <summary>Where others have to know its address before it is there.</summary>
    public static async Task<BotProcess> StartAtAsync(Uri address, params (string Name, string Value)[] settings)
    {
        var bot = new BotProcess(settings) { Address = address };
        try
        {
            await bot.StartAsync();
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    public async Task KillAsync()
    {
        await Running.KillAsync();
        await ForgetAsync();
    }

    public Task StartAgainAsync() => StartAsync();

    /// <summary>Stops it as a service manager does, and it goes as it is told.</summary>
    public async Task StopAsync()
    {
        var code = await Running.TerminateAsync();
        await ForgetAsync();
        Assert.True(code == 0, $"It ended with {code}:\n{Printed}");
    }

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync();
        folder.Dispose();
    }

    Child Running => running ?? throw new InvalidOperationException("It does not run.");

    async Task StartAsync()
    {
        var (child, line) = await Child.StartAsync(Start(), Sign);
        running = child;
        Address = new Uri(AddressIn.Match(line).Value);
        using var http = new HttpClient { Timeout = Child.Within };
        var looks = 0;
        while (await StatusAsync(http) is not HttpStatusCode.OK)
        {
            Assert.True(++looks < LooksMax, "The store is not ready.\n" + Printed);
        }
    }

    ProcessStartInfo Start()
    {
        // The runtime that runs the tests runs the program.
        var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet");
        var program = Path.Combine(AppContext.BaseDirectory, "CoCreateBot.dll");
        var start = new ProcessStartInfo(dotnet, [program, "--urls", Address.ToString()]) { WorkingDirectory = folder.Path };
        start.Environment["Storage__Path"] = folder.File("cocreate.db");
        start.Environment["Logging__LogLevel__CoCreateBot"] = "Trace"; // what may not be logged may not be logged at any level
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    async Task<HttpStatusCode> StatusAsync(HttpClient http)
    {
        using var answer = await http.GetAsync(new Uri(Address, "/health/ready"));
        return answer.StatusCode;
    }

    async Task ForgetAsync()
    {
        if (running is { } child)
        {
            before.AppendLine(child.Printed);
            running = null;
            await child.DisposeAsync();
        }
    }

    [GeneratedRegex(@"http://[^/ ]+/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    static partial Regex AddressIn { get; }
}
