using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>The first so many requests of some traffic.</summary>
sealed class Once(ITraffic traffic, long count) : ITraffic
{
    long left = count;

    public ReadOnlyMemory<byte> Next(int connection) => left-- > 0 ? traffic.Next(connection) : default;

    public bool Answered(int connection, int status, ReadOnlySpan<byte> body) => traffic.Answered(connection, status, body);

    public void Lost(int connection) => traffic.Lost(connection);
}
