namespace CoCreateBot.Load.Traffic;

/// <summary>What the generator sends, and who is told what came back. All on the generator's thread.</summary>
interface ITraffic
{
    /// <summary>The next request for a connection; empty where there is nothing left to send.</summary>
    ReadOnlyMemory<byte> Next(int connection);

    /// <summary>False where this 200 is not what was to come: the server says why not, say. The body stands until the connection sends again.</summary>
    bool Answered(int connection, int status, ReadOnlySpan<byte> body);

    /// <summary>The connection broke before an answer came: nobody knows what became of the request.</summary>
    void Lost(int connection);
}
