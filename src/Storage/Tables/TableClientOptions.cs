using Azure.Core;
using Azure.Core.Pipeline;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// How long the store is waited for, and how often. With the bounds as they are, a store that cannot be reached, or does not answer about a row, is
/// said within two seconds.
/// </summary>
sealed class TableClientOptions : ClientOptions
{
    /// <summary>For a new connection with its encryption; within it, more than one address may be tried.</summary>
    public static readonly TimeSpan ConnectMax = TimeSpan.FromMilliseconds(700);

    public static readonly TimeSpan TryMax = TimeSpan.FromMilliseconds(850);

    /// <summary>The service looks up to five seconds for one page, and answers with what it found until then.</summary>
    public static readonly TimeSpan PageMax = TimeSpan.FromSeconds(7);

    /// <summary>Further tries after the first. Whoever has more time than two seconds asks again, and knows what may be done already.</summary>
    public const int RetriesMax = 1;

    public static readonly TimeSpan DelayMax = TimeSpan.FromMilliseconds(100);

    /// <summary>A store that wants to be left alone for longer is left alone: the caller is told at once.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromMilliseconds(200);

    /// <summary>One for all clients, so that they share connections.</summary>
    static readonly HttpClientTransport Sockets = new(new HttpClient(Handler()) { Timeout = Timeout.InfiniteTimeSpan }); // the pipeline keeps the time

    public TableClientOptions()
    {
        Transport = Sockets;

        // Both would carry addresses, and those hold the keys of rows.
        Diagnostics.IsLoggingEnabled = false;
        Diagnostics.IsDistributedTracingEnabled = false;
    }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>For one try of anything but a page.</summary>
    public TimeSpan TryTimeout { get; init; } = TryMax;

    public TimeSpan PageTimeout { get; init; } = PageMax;

    public TimeSpan RetryDelay { get; init; } = DelayMax;

    static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false, // a redirect would carry the signature elsewhere
        UseCookies = false,
        ConnectTimeout = ConnectMax,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a changed address is noticed
    };
}
