using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Keeps what is logged, so that a test can ask for bugs that were caught at a loop's root.</summary>
sealed class HeardLog<T> : ILogger<T>
{
    readonly ConcurrentQueue<(LogLevel Level, string Text)> heard = new();

    public IEnumerable<string> Bugs => heard.Where(line => line.Level == LogLevel.Critical).Select(line => line.Text);

    public IEnumerable<string> All => heard.Select(line => line.Text);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        heard.Enqueue((logLevel, $"{formatter(state, exception)} {exception}".TrimEnd()));
}
