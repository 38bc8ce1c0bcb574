using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>One traffic that is sent to several servers, each from a thread of its own.</summary>
sealed class SharedTraffic(ITraffic traffic)
{
    /// <summary>More connections than any run has to one server.</summary>
    const int ConnectionsMax = 10_000;

    readonly Lock gate = new();
    long taken;

    /// <summary>Answered with 200.</summary>
    public long Taken => Interlocked.Read(ref taken);

    public ITraffic Of(int server) => new Part(this, server);

    /// <summary>No more than so many.</summary>
    public ITraffic Of(int server, int most) => new Part(this, server, most);

    sealed class Part(SharedTraffic all, int server, int most = int.MaxValue) : ITraffic
    {
        int left = most;

        public ReadOnlyMemory<byte> Next(int connection)
        {
            lock (all.gate)
            {
                return --left < 0 ? default(ReadOnlyMemory<byte>) : all.Inner.Next(Number(connection)).ToArray(); // its template is everybody's
            }
        }

        public bool Answered(int connection, int status, ReadOnlySpan<byte> body)
        {
            lock (all.gate)
            {
                all.taken += status == 200 ? 1 : 0;
                return all.Inner.Answered(Number(connection), status, body);
            }
        }

        public void Lost(int connection)
        {
            lock (all.gate)
            {
                all.Inner.Lost(Number(connection));
            }
        }

        int Number(int connection) => (server * ConnectionsMax) + connection;
    }

    ITraffic Inner => traffic;
}
