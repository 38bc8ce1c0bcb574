using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Slack;

/// <summary>A request of Slack's, which is signed anew for each sending.</summary>
sealed class SlackTemplate : Template
{
    const string TimeHole = "time_10";
    const int SignatureLength = 64;

    /// <summary>The signature stands last before the empty line.</summary>
    const int SignatureFromEnd = SignatureLength + 4;

    readonly string contentType;
    readonly string body;
    readonly Signer signer;

    public SlackTemplate(string host, string path, string contentType, string body, Signer signer)
        : base(host, path, Headers(contentType), body) => (this.contentType, this.body, this.signer) = (contentType, body, signer);

    public override SlackTemplate At(string host, string path) => new(host, path, contentType, body, signer);

    /// <summary>The request as it is to be sent now. It stays as it is until the next call.</summary>
    public ReadOnlyMemory<byte> Sign()
    {
        var time = this["time"];
        Fill(time, signer.Now());
        signer.Sign(Head.Slice(time.Places[0], time.Width), BodyBytes, Head[^SignatureFromEnd..^4]);
        return Request;
    }

    static string Headers(string contentType) => "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nAccept: */*\r\n"
        + $"Accept-Encoding: gzip,deflate\r\nContent-Type: {contentType}\r\n"
        + $"X-Slack-Request-Timestamp: {HoleNamed(TimeHole)}\r\nX-Slack-Signature: v0={new string('0', SignatureLength)}\r\n";
}

/// <summary>Signs as Slack does.</summary>
sealed class Signer(string secret) : IDisposable
{
    readonly IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));

    public long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public void Sign(ReadOnlySpan<byte> time, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hash.AppendData("v0:"u8);
        hash.AppendData(time);
        hash.AppendData(":"u8);
        hash.AppendData(body);
        hash.TryGetHashAndReset(digest, out _);
        Convert.TryToHexStringLower(digest, signature, out _);
    }

    public string Sign(string time, string body)
    {
        Span<byte> signature = stackalloc byte[2 * HMACSHA256.HashSizeInBytes];
        Sign(Encoding.ASCII.GetBytes(time), Encoding.UTF8.GetBytes(body), signature);
        return Encoding.ASCII.GetString(signature);
    }

    public void Dispose() => hash.Dispose();
}
