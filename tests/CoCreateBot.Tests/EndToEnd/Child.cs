using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>A program of its own that a test starts. All that it prints is kept, each wait is bounded, and it never outlives its test.</summary>
sealed class Child : IAsyncDisposable
{
    /// <summary>Generous: the machine may be busy with other tests.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    readonly Process process;
    readonly ConcurrentQueue<string> printed = [];
    readonly TaskCompletionSource<string> said = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly string sign;

    Child(ProcessStartInfo start, string sign)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        this.sign = sign;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Exited += (_, _) => said.TrySetException(new InvalidOperationException($"It ended before it said \"{sign}\":\n{Printed}"));
    }

    public string Printed => string.Join('\n', printed);

    /// <summary>Starts it and waits for a line that holds the sign by which it says that it is ready.</summary>
    public static async Task<(Child Child, string Line)> StartAsync(ProcessStartInfo start, string sign)
    {
        var child = new Child(start, sign);
        try
        {
            child.process.Start();
            child.process.BeginOutputReadLine();
            child.process.BeginErrorReadLine();
            return (child, await child.said.Task.WaitAsync(Within, TimeProvider.System));
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>As a power cut does it: nothing in the program gets to run any more.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await EndedAsync();
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using var ask = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {process.Id}")]);
        await ask.WaitForExitAsync().WaitAsync(Within, TimeProvider.System);
        await EndedAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    Task EndedAsync() => process.WaitForExitAsync().WaitAsync(Within, TimeProvider.System);

    void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        printed.Enqueue(line);
        if (line.Contains(sign, StringComparison.Ordinal))
        {
            said.TrySetResult(line);
        }
    }
}
