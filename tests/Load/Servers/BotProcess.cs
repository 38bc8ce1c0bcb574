using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CoCreateBot.Load.Servers;

/// <summary>A server as a process of its own: the built bot, or this program's yardstick under the bot's very runtime settings.</summary>
sealed class BotProcess : IAsyncDisposable
{
    public const string Program = "CoCreateBot.dll";

    static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);
    static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);
    static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(5);

    static readonly TimeSpan RestWithin = TimeSpan.FromSeconds(20);

    /// <summary>Longer than the pause between two edits of a card: in it a server with a hundred cards still to edit is as idle as one with none.</summary>
    static readonly TimeSpan RestFor = TimeSpan.FromSeconds(2.5);

    static readonly TimeSpan RestLook = TimeSpan.FromMilliseconds(200);
    const double RestShareMax = 0.05;

    static readonly HttpClient Http = new();

    readonly Process process;

    BotProcess(Process process, IPEndPoint address)
    {
        this.process = process;
        Address = address;
    }

    public IPEndPoint Address { get; }

    public Uri Url => new($"http://{Address}/");

    public bool HasExited => process.HasExited;

    /// <summary>Of the processor, since its start.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <param name="settings">As environment variables; none: a server without a chat.</param>
    public static BotProcess StartBot(WorkFolder folder, params (string Name, string Value)[] settings) =>
        StartBuild(null, folder, settings);

    /// <param name="build">The folder of a published build, an older one say; null is this one.</param>
    public static BotProcess StartBuild(string? build, WorkFolder folder, params (string Name, string Value)[] settings) =>
        Start([build is null ? Built(Program) : Path.Combine(build, Program)], folder, settings);

    /// <summary>Hosts the bot's own application in this program, with a few more addresses to measure against.</summary>
    public static BotProcess StartYardstick(WorkFolder folder, params (string Name, string Value)[] settings) => Start(
        ["exec", "--runtimeconfig", Built("CoCreateBot.runtimeconfig.json"), Built("CoCreateBot.Load.dll"), Yardstick.Verb], folder, settings);

    /// <summary>Asks until the answer is 200.</summary>
    public async Task ReadyAsync(string path = "health/ready")
    {
        var since = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(path))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(since) > ReadyWithin)
            {
                throw new InvalidOperationException($"The server did not become ready: {(process.HasExited ? "it ended" : "no answer")}.");
            }

            await Task.Delay(AskAgainAfter, TimeProvider.System);
        }
    }

    /// <summary>Until it does next to nothing: what a run leaves behind, as cards that are still to be edited, is not the next one's load.</summary>
    public async Task RestAsync()
    {
        var since = Stopwatch.GetTimestamp();
        var idleSince = since;
        while (Stopwatch.GetElapsedTime(idleSince) < RestFor && Stopwatch.GetElapsedTime(since) < RestWithin)
        {
            var before = Cpu;
            await Task.Delay(RestLook, TimeProvider.System);
            idleSince = Cpu - before > RestLook * RestShareMax ? Stopwatch.GetTimestamp() : idleSince;
        }
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGTERM, as an operator would; gives the exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await term.WaitForExitAsync();
            await process.WaitForExitAsync().WaitAsync(StopWithin, TimeProvider.System);
        }

        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        catch (TimeoutException)
        {
            Console.WriteLine("The server did not stop when asked to; it is killed.");
            Kill();
        }

        process.Dispose();
    }

    async Task<bool> AnswersAsync(string path)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Url, path));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Nobody listens there now.</summary>
    public static IPEndPoint FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return (IPEndPoint)probe.LocalEndpoint;
    }

    /// <summary>Of a bot that cannot start: its exit code, what it said on standard error, and how long it took.</summary>
    public static async Task<(int Code, string Said, TimeSpan Took)> FailAsync(WorkFolder folder, params (string Name, string Value)[] settings)
    {
        var since = Stopwatch.GetTimestamp();
        using var bot = Process.Start(Starting([Built(Program)], folder, settings, FreeAddress(), says: true))
            ?? throw new InvalidOperationException("The server could not be started.");
        var said = bot.StandardError.ReadToEndAsync();
        bot.OutputDataReceived += (_, _) => { }; // as below
        bot.BeginOutputReadLine();
        try
        {
            await bot.WaitForExitAsync().WaitAsync(ReadyWithin, TimeProvider.System);
            return (bot.ExitCode, (await said).Trim(), Stopwatch.GetElapsedTime(since));
        }
        catch (TimeoutException)
        {
            bot.Kill();
            return (0, "(it did not end)", ReadyWithin);
        }
    }

    static string Built(string file) => Path.Combine(AppContext.BaseDirectory, file);

    static BotProcess Start(string[] command, WorkFolder folder, (string Name, string Value)[] settings)
    {
        var address = FreeAddress();
        var started = Process.Start(Starting(command, folder, settings, address, says: false))
            ?? throw new InvalidOperationException("The server could not be started.");
        started.OutputDataReceived += (_, _) => { }; // read, so that the pipe never fills up
        started.BeginOutputReadLine();
        return new BotProcess(started, address);
    }

    /// <param name="says">What it says on standard error is read.</param>
    static ProcessStartInfo Starting(string[] command, WorkFolder folder, (string Name, string Value)[] settings, IPEndPoint address, bool says)
    {
        var start = new ProcessStartInfo("dotnet", [.. command, "--urls", $"http://{address}"])
        {
            WorkingDirectory = command is [var program] ? Path.GetDirectoryName(program) : AppContext.BaseDirectory, // where what it shows lies
            UseShellExecute = false,
            RedirectStandardOutput = true, // its greeting is not ours
            RedirectStandardError = says,
        };
        start.Environment["Storage__Path"] = folder.Database;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
