using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CoCreateBot.Load.Traffic;

/// <summary>
/// A whole HTTP request in bytes, written once. For each sending only its holes are filled with digits, so that the generator takes as little as possible
/// of the processor that it shares with the server.
/// </summary>
partial class Template
{
    readonly byte[] request;
    readonly int bodyAt;
    readonly Dictionary<string, Hole> holes;
    readonly string headers;
    readonly string body;

    /// <param name="headers">Whole lines, besides the host and the length.</param>
    /// <param name="body">ASCII. Like the headers it has holes of the form <c>QXname_widthXQ</c>, which no encoding changes.</param>
    public Template(string host, string path, string headers, string body)
    {
        (this.headers, this.body) = (headers, body);
        var length = HolePattern.Replace(body, hole => new string('0', Width(hole))).Length;
        var (text, found) = Dig(
            $"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length.ToString(CultureInfo.InvariantCulture)}\r\n{headers}\r\n{body}");
        holes = found;
        request = Encoding.ASCII.GetBytes(text);
        bodyAt = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
    }

    public int BodyLength => request.Length - bodyAt;

    public string Body => Encoding.ASCII.GetString(request.AsSpan(bodyAt));

    /// <summary>As it is to be sent now. It stays as it is until something is filled in again.</summary>
    public ReadOnlyMemory<byte> Request => request;

    protected Span<byte> Head => request.AsSpan(0, bodyAt);

    protected ReadOnlySpan<byte> BodyBytes => request.AsSpan(bodyAt);

    /// <summary>The same request to another address.</summary>
    public virtual Template At(string host, string path) => new(host, path, headers, body);

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
