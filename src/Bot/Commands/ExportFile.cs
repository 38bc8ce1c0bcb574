using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>A session as a file, the same wherever somebody asks for it.</summary>
/// <param name="Name">Tells when it began, so that two of a day are two, and nothing else: a file's name is seen by more than its readers.</param>
public sealed record ExportFile(string Name, string Type, ReadOnlyMemory<byte> Bytes)
{
    public const string Markdown = "md";
    public const string Csv = "csv";
    public const string Json = "json";

    public static readonly ImmutableArray<string> Formats = [Markdown, Csv, Json];

    /// <summary>Null where there is no such format.</summary>
    public static ExportFile? Of(Session session, string format, Words words, ExportCodec codec)
    {
        var (type, bytes) = format switch
        {
            Markdown => ("text/markdown; charset=utf-8", Encoding.UTF8.GetBytes(ExportText.Markdown(session, words))),
            Csv => ("text/csv; charset=utf-8", Encoding.UTF8.GetBytes(ExportText.Csv(session, words))),
            Json => ("application/json", codec.Write(session)),
            _ => ("", []),
        };
        return type.Length == 0
            ? null
            : new ExportFile(string.Create(CultureInfo.InvariantCulture, $"session-{session.OpenedAt.UtcDateTime:yyyy-MM-dd-HHmmss}.{format}"), type, bytes);
    }
}
