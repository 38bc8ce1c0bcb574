namespace CoCreateBot.Load.Traffic;

/// <summary>What the generator sends, and who is told what came back. All on the generator's thread.</summary>
interface ITraffic
{
    /// <summary>The next request for a connection; empty where there is nothing left to send.</summary>
    ReadOnlyMemory<byte> Next(int connection);

    /// <summary>200 without a body is how the server says: it is so, durably.</summary>
    void Answered(int connection, int status, bool hasBody);

    /// <summary>The connection broke before an answer came: nobody knows what became of the request.</summary>
    void Lost(int connection);
}
