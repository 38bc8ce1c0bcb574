using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace CoCreateBot.Load.Servers;

/// <summary>
/// Microsoft's emulator of the table service, in memory and new, as npm ci at the root of the checkout installs it. It acknowledges before it keeps anything,
/// so it is never killed here: what is, is the bot.
/// </summary>
sealed partial class AzuriteProcess : IAsyncDisposable
{
    const string Account = "devstoreaccount1";

    /// <summary>Known to everybody: each emulator has it.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    const string Said = "successfully started";

    /// <summary>Rows of a hundred thousand sessions are more than Node.js takes on its own.</summary>
    const string HeapMegabytes = "--max-old-space-size=12000";

    static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    readonly Process process;

    AzuriteProcess(Process process, IPEndPoint address) => (this.process, Address) = (process, address);

    public IPEndPoint Address { get; }

    readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>Requests so far by method and table, where they are counted.</summary>
    public Counts Counted => new(counts.ToImmutableDictionary(StringComparer.Ordinal));

    /// <summary>Null where it is not installed.</summary>
    /// <param name="isCounting">Each request is written down by it, and counted here; that takes time.</param>
    public static async Task<AzuriteProcess?> StartAsync(bool isCounting = false)
    {
        if (Program() is not { } program)
        {
            return null;
        }

        var address = BotProcess.FreeAddress();
        var port = address.Port.ToString(CultureInfo.InvariantCulture);
        string[] arguments = // without the second it would tell its maker about each start
            [HeapMegabytes, program, "--disableTelemetry", "--inMemoryPersistence", .. Silent(isCounting), "--tableHost", $"{address.Address}", "--tablePort", port];
        var started = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("Azurite could not be started.");
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var azurite = new AzuriteProcess(started, address);
        started.OutputDataReceived += (_, line) => azurite.Hear(line.Data ?? "", ready);
        started.BeginOutputReadLine();
        await ready.Task.WaitAsync(ReadyWithin, TimeProvider.System);
        return azurite;
    }

    /// <summary>As the bot's settings take it.</summary>
    /// <param name="at">Where it is reached: itself, or something before it.</param>
    public static string ConnectionString(IPEndPoint at) => $"AccountName={Account};AccountKey={Key};TableEndpoint=http://{at}/{Account}";

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    static string[] Silent(bool isCounting) => isCounting ? [] : ["--silent"];

    void Hear(string line, TaskCompletionSource ready)
    {
        if (line.Contains(Said, StringComparison.Ordinal))
        {
            ready.TrySetResult();
        }
        else if (Request.Match(line) is { Success: true } request)
        {
            var kind = $"{request.Groups["method"].Value} {request.Groups["table"].Value}";
            counts.AddOrUpdate(kind, 1, (_, count) => count + 1);
        }
    }

    [GeneratedRegex(
        $"(?<method>[A-Z]+) /{Account}/CoCreate(?<table>[A-Za-z]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    static partial Regex Request { get; }

    static string? Program()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CoCreateBot.sln")))
        {
            folder = folder.Parent;
        }

        var program = Path.Combine(folder?.FullName ?? "", "node_modules", "azurite", "dist", "src", "table", "main.js");
        return File.Exists(program) ? program : null;
    }
}
