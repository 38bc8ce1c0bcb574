using System.Collections.Immutable;
using System.Text.Json;

namespace CoCreateBot.Sessions;

/// <summary>
/// A session as a file of its own, and back. What is read may come from anywhere, so nothing in it is taken on trust: it must fold, and all
/// that is drawn of it must be drawn.
/// </summary>
public sealed class ExportCodec(Activities activities, Lexicon lexicon)
{
    /// <summary>A file that is read. 20,000 people with an answer each are a third of it.</summary>
    public const int BytesMax = 16 * 1024 * 1024;

    /// <summary>No text of ours is longer; a file with a longer one was not written here.</summary>
    public const int TextMax = 4_000;

    /// <summary>What one event may take in a log.</summary>
    public const int EventBytesMax = 500 * 1024;

    const string Format = "cocreate-session";
    const int Version = 1;
    const int DepthMax = 32;

    static readonly Refusal NotOurs = new("Session.ImportNotOurs", RefusalKind.Wrong);
    static readonly Refusal OtherVersion = new("Session.ImportOtherVersion", RefusalKind.Wrong);
    static readonly Refusal Broken = new("Session.ImportBroken", RefusalKind.Wrong);

    readonly EventCodec codec = new(activities);

    public byte[] Write(Session session)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = false }))
        {
            json.WriteStartObject();
            json.WriteString("format"u8, Format);
            json.WriteNumber("version"u8, Version);
            json.WriteStartArray("heldBack"u8);
            foreach (var held in Export.HeldBackIn(session))
            {
                json.WriteStartObject();
                json.WriteNumber("activity"u8, held.Activity);
                json.WriteNumber("people"u8, held.People);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("events"u8);
            json.WriteRawValue(codec.Write(Export.Retell(session)), skipInputValidation: true); // written by our own codec
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>The session of a file, under another id and in another place.</summary>
    /// <param name="whenBroken">Hears what a fold or a card met in it. Only its type may go into a log: the rest may be people's words.</param>
    public Parsed<ImportedSession> Read(ReadOnlyMemory<byte> file, SessionId id, VenueId venue, Action<Exception>? whenBroken = null)
    {
        if (file.Length > BytesMax)
        {
            return TooBig;
        }

        try
        {
            using var document = JsonDocument.Parse(WithoutMark(file), new JsonDocumentOptions { MaxDepth = DepthMax });
            return Read(document.RootElement, new Session(id, activities), venue, whenBroken);
        }
        catch (JsonException)
        {
            return Broken;
        }
    }

    public static Refusal TooBig => new("Session.ImportTooBig", RefusalKind.Wrong, BytesMax / 1024 / 1024);

    // Some editors put three bytes before a text.
    static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> file) =>
        file.Span.StartsWith("\uFEFF"u8) ? file["\uFEFF"u8.Length..] : file;

    Parsed<ImportedSession> Read(JsonElement root, Session nothing, VenueId venue, Action<Exception>? whenBroken)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format"u8, out var format) || format.ValueKind != JsonValueKind.String
            || !format.ValueEquals(Format) || !root.TryGetProperty("events"u8, out var events))
        {
            return NotOurs;
        }

        if (!root.TryGetProperty("version"u8, out var version) || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var number) || number != Version)
        {
            return OtherVersion;
        }

        return IsReadable(events)
            ? Fold(codec.Read(JsonSerializer.SerializeToUtf8Bytes(events, ExportJson.Default.JsonElement)), nothing, venue, whenBroken)
            : Broken;
    }

    static bool IsReadable(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() is { Length: <= TextMax } text && !text.Any(char.IsControl),
        JsonValueKind.Array => element.EnumerateArray().All(IsReadable),
        JsonValueKind.Object => element.EnumerateObject().All(property => IsReadable(property.Value)),
        _ => true,
    };

    Parsed<ImportedSession> Fold(ImmutableArray<SessionEvent> events, Session nothing, VenueId venue, Action<Exception>? whenBroken)
    {
        // A forged file can break any rule of any fold or card: whatever that throws, the task keeps it, and the file is refused.
        ImportedSession? imported = null;
        var folding = new Task(() => imported = Folded(events, nothing, venue));
        folding.RunSynchronously(TaskScheduler.Default);
        if (folding.Exception is { InnerException: { } broken })
        {
            whenBroken?.Invoke(broken);
            return Broken;
        }

        return imported is not null ? imported : Broken;
    }

    ImportedSession? Folded(ImmutableArray<SessionEvent> events, Session nothing, VenueId venue)
    {
        if (events is not [SessionEvent.Opened opened, .. var told, SessionEvent.Restored frame] || !told.All(IsRetold)
            || events.Any(happened => codec.Write([happened]).Length > EventBytesMax))
        {
            return null;
        }

        ImmutableArray<SessionEvent> placed = [opened with { Venue = venue }, .. told, frame];
        var session = nothing.Evolve(placed);
        return IsWhole(session, frame) && IsDrawn(session) && IsDrawnAtItsEnd(session) ? new ImportedSession(placed, session) : null;
    }

    static bool IsRetold(SessionEvent happened) => happened is SessionEvent.CharterSet
        or SessionEvent.PersonJoined { Name: null or { Length: <= Limits.NameMax } }
        or SessionEvent.FacilitatorAdded or SessionEvent.ActivityPlanned or SessionEvent.Contributed;

    static bool IsWhole(Session session, SessionEvent.Restored frame)
    {
        int[] numbers = [.. Enumerable.Range(1, session.Agenda.Length)];
        return numbers.Length is > 0 and <= Limits.ActivitiesMax
            && frame.Agenda.Length == numbers.Length
            && session.Agenda.Select(item => item.Number).SequenceEqual(numbers)
            && frame.Order.Order().SequenceEqual(numbers)
            && frame.OpenedInTurn is [_, ..] && frame.OpenedInTurn.All(numbers.Contains) && frame.OpenedInTurn.Length <= Limits.ActivitiesMax
            && session.People.Count <= Limits.ParticipantsMax
            && session.Agenda.All(item => item.State.Contributors is >= 0 and <= Limits.ParticipantsMax && item.Guests is >= 0 and <= Limits.ParticipantsMax)
            && frame.Corrections.Length <= Limits.CorrectionsMax
            && frame.Pretend is >= 0 and <= Limits.ParticipantsMax
            && session.Agenda.All(item => Enum.IsDefined(item.Level) && Enum.IsDefined(item.Status));
    }

    // Its bringing closes what is open, and so shows what a blind activity has kept to itself.
    bool IsDrawnAtItsEnd(Session session) => Import.End(session, session.OpenedAt) is var end && (end.IsEmpty || IsDrawn(session.Evolve(end)));

    // Whatever will be asked of it once it is here, is asked now.
    bool IsDrawn(Session session)
    {
        foreach (var words in Lexicon.Languages.Select(lexicon.In))
        {
            SessionCards.Root(session, words);
            SessionCards.MinutesCard(session, words);
            ExportText.Rows(session, words);
            if (!session.Agenda.All(item => IsKept(ExportText.Readable(new ActivityView(session, item, words)))))
            {
                return false;
            }
        }

        foreach (var item in session.Agenda)
        {
            item.Activity.HandsOn(item);
        }

        return session.NextDue is null or { Year: > 0 } && Export.Retell(session).Length > 0;
    }

    // No store takes two rows under one key, so that such a session would never come to rest.
    static bool IsKept(ImmutableArray<Artifact> rows) => rows.DistinctBy(row => row.Key, StringComparer.Ordinal).Count() == rows.Length;
}

/// <param name="Events">As its log will hold them.</param>
public sealed record ImportedSession(ImmutableArray<SessionEvent> Events, Session Session);

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
sealed partial class ExportJson : System.Text.Json.Serialization.JsonSerializerContext;
