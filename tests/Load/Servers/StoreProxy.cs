using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CoCreateBot.Load.Servers;

/// <summary>
/// The way to a table store, which can be shut, so that connections are refused, or silenced, so that nothing comes through and nobody says so. What was
/// on its way when it fell silent arrives when it opens again, however late. It counts the requests.
/// </summary>
sealed class StoreProxy : IAsyncDisposable
{
    const int BufferBytes = 64 * 1024;
    const int Backlog = 512;

    static readonly byte[][] Methods = [[.. "GET /"u8], [.. "PUT /"u8], [.. "POST /"u8], [.. "MERGE /"u8], [.. "PATCH /"u8], [.. "DELETE /"u8]];

    readonly IPEndPoint store;
    readonly ConcurrentDictionary<Socket, bool> sockets = new();
    Socket? listener;
    volatile TaskCompletionSource flowing = new();
    long requests;

    StoreProxy(IPEndPoint store, IPEndPoint address) => (this.store, Address) = (store, address);

    public IPEndPoint Address { get; }

    /// <summary>As each begins with its method, and none is sent before the one before it was answered, they are known without being read.</summary>
    public long Requests => Interlocked.Read(ref requests);

    public static StoreProxy To(IPEndPoint store) => new(store, BotProcess.FreeAddress());

    public void Open()
    {
        if (listener is null)
        {
            listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
            listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
            listener.Bind(Address);
            listener.Listen(Backlog);
            _ = AcceptAsync(listener);
        }

        flowing.TrySetResult();
    }

    public void Shut()
    {
        listener?.Dispose();
        listener = null;
        foreach (var socket in sockets.Keys)
        {
            Drop(socket);
        }
    }

    public void Silence() => flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask DisposeAsync()
    {
        flowing.TrySetResult();
        Shut();
        return ValueTask.CompletedTask;
    }

    async Task AcceptAsync(Socket on)
    {
        try
        {
            while (true)
            {
                _ = JoinAsync(await on.AcceptAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was shut.
        }
    }

    async Task JoinAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        sockets[client] = sockets[server] = true;
        try
        {
            await server.ConnectAsync(store);
            await Task.WhenAny(PumpAsync(client, server, isCounted: true), PumpAsync(server, client, isCounted: false));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Either end is gone.
        }

        Drop(client);
        Drop(server);
    }

    async Task PumpAsync(Socket from, Socket to, bool isCounted)
    {
        try
        {
            var buffer = new byte[BufferBytes];
            for (var length = await from.ReceiveAsync(buffer); length > 0; length = await from.ReceiveAsync(buffer))
            {
                await flowing.Task;
                if (isCounted && IsRequest(buffer))
                {
                    Interlocked.Increment(ref requests);
                }

                for (var sent = 0; sent < length;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, length - sent));
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Either end is gone.
        }
    }

    static bool IsRequest(byte[] buffer) => Array.Exists(Methods, method => buffer.AsSpan().StartsWith(method));

    void Drop(Socket socket)
    {
        if (sockets.TryRemove(socket, out _))
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Dispose();
        }
    }
}
