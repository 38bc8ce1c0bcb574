using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CoCreateBot.Load.Traffic;

/// <summary>
/// A whole HTTP request in bytes, written once. For each sending only its holes are filled with digits and the signature is made anew, so that the
/// generator takes as little as possible of the processor that it shares with the server.
/// </summary>
sealed partial class Template
{
    const string TimeHole = "time_10";
    const int SignatureLength = 64;

    readonly byte[] request;
    readonly int bodyAt;
    readonly int signatureAt;
    readonly Dictionary<string, Hole> holes;
    readonly Hole time;
    readonly Signer signer;
    readonly string contentType;
    readonly string body;

    /// <param name="body">Has holes of the form <c>QXname_widthXQ</c>, which no encoding changes.</param>
    public Template(string host, string path, string contentType, string body, Signer signer)
    {
        (this.contentType, this.body, this.signer) = (contentType, body, signer);
        var length = HolePattern.Replace(body, hole => new string('0', Width(hole))).Length; // the body is ASCII
        var head = $"POST {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nAccept: */*\r\n"
            + $"Accept-Encoding: gzip,deflate\r\nContent-Type: {contentType}\r\nContent-Length: {length.ToString(CultureInfo.InvariantCulture)}\r\n"
            + $"X-Slack-Request-Timestamp: {HoleNamed(TimeHole)}\r\nX-Slack-Signature: v0={new string('0', SignatureLength)}\r\n\r\n";
        var (text, found) = Dig(head + body);
        holes = found;
        time = holes["time"];
        request = Encoding.ASCII.GetBytes(text);
        bodyAt = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        signatureAt = bodyAt - 4 - SignatureLength;
    }

    public int BodyLength => request.Length - bodyAt;

    public string Body => Encoding.ASCII.GetString(request.AsSpan(bodyAt));

    /// <summary>The same request to another address.</summary>
    public Template At(string host, string path) => new(host, path, contentType, body, signer);

    public static string HoleNamed(string nameAndWidth) => $"QX{nameAndWidth}XQ";

    public Hole this[string name] => holes[name];

    public void Fill(Hole hole, long number)
    {
        Span<char> digits = stackalloc char[20];
        var isShort = number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture) && length <= hole.Width;
        Debug.Assert(isShort, "The number does not fit its hole.");
        foreach (var at in hole.Places)
        {
            var place = request.AsSpan(at, hole.Width);
            place[..^length].Fill((byte)'0');
            Encoding.ASCII.GetBytes(digits[..length], place[^length..]);
        }
    }

    /// <summary>The request as it is to be sent now. It stays as it is until the next call.</summary>
    public ReadOnlyMemory<byte> Sign()
    {
        Fill(time, signer.Now());
        signer.Sign(request.AsSpan(time.Places[0], time.Width), request.AsSpan(bodyAt), request.AsSpan(signatureAt, SignatureLength));
        return request;
    }

    static (string Text, Dictionary<string, Hole> Holes) Dig(string template)
    {
        var text = new StringBuilder();
        Dictionary<string, Hole> found = new(StringComparer.Ordinal);
        var from = 0;
        foreach (Match match in HolePattern.Matches(template))
        {
            text.Append(template, from, match.Index - from);
            var name = match.Groups["name"].Value;
            var before = found.GetValueOrDefault(name, new Hole([], Width(match)));
            found[name] = before with { Places = [.. before.Places, text.Length] };
            text.Append('0', Width(match));
            from = match.Index + match.Length;
        }

        return (text.Append(template, from, template.Length - from).ToString(), found);
    }

    static int Width(Match hole) => int.Parse(hole.Groups["width"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("QX(?<name>[a-z0-9]+)_(?<width>[0-9]+)XQ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    static partial Regex HolePattern { get; }
}

/// <summary>A number of fixed width that stands at one or more places of a request.</summary>
sealed record Hole(int[] Places, int Width);

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
