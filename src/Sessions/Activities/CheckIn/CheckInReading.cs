using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What people type, press and fill in, read as answers to a check-in.</summary>
static class CheckInReading
{
    public const string AnswerVerb = "answer";
    public const string NoteVerb = "note";

    public const string AnswerInput = "answer";
    public const string NoteInput = "note";

    static readonly TimeSpan Live = TimeSpan.FromMinutes(2);

    /// <summary>Asynchronous: until the next activity opens, and never without an end.</summary>
    static readonly TimeSpan Asynchronous = TimeSpan.FromHours(24);

    static readonly FrozenDictionary<string, CheckInFormat> Formats = new Dictionary<string, CheckInFormat>(StringComparer.Ordinal)
    {
        ["light"] = CheckInFormat.Light,
        ["word"] = CheckInFormat.Word,
        ["1-5"] = CheckInFormat.Scale,
        ["scale"] = CheckInFormat.Scale,
        ["roti"] = CheckInFormat.Roti,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Typed in either language, whatever the session's is.</summary>
    static readonly FrozenDictionary<string, string> LightWords = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["green"] = "green",
        ["grün"] = "green",
        ["gruen"] = "green",
        ["yellow"] = "yellow",
        ["gelb"] = "yellow",
        ["red"] = CheckIn.Red,
        ["rot"] = CheckIn.Red,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string NameOf(CheckInFormat format) => format switch
    {
        CheckInFormat.Light => "light",
        CheckInFormat.Word => "word",
        CheckInFormat.Scale => "scale",
        CheckInFormat.Roti => "roti",
        _ => throw new UnreachableException(),
    };

    public static Parsed<ActivityPlan> Plan(TypedLine line)
    {
        var format = CheckInFormat.Light;
        if (!line.Options.IsEmpty || line.Words.Length > 1 || line.Words is [var word] && !Formats.TryGetValue(word, out format))
        {
            return new Refusal("CheckIn.UnknownFormat", RefusalKind.Wrong);
        }

        var question = PersonalText.Optional(line.Question, Limits.QuestionMax);
        if (question.Value is not { } asked)
        {
            return question.Refusal!; // ! what is not read is refused
        }

        var isRoti = format == CheckInFormat.Roti;
        var read = new SettingsReader(line, "for", "live", "named", "anonymous");
        var lasts = read.Lasts(Live, Asynchronous);
        var level = read.Level(isRoti ? AnonymityLevel.AnonymousToEveryone : AnonymityLevel.Named);
        if (read.Refusal is { } bad)
        {
            return bad;
        }

        var plan = new CheckInEvent.Planned(format, asked.Length > 0 ? asked : null);
        return new ActivityPlan(CheckInActivity.KindName, plan, level, IsBlind: isRoti, lasts);
    }

    /// <summary>A bare "checkin", one with only a format, and one with only a question start a new one; the rest is an answer.</summary>
    public static bool IsAnswer(TypedLine line) => line.Options.IsEmpty && !AnswerWords(line, out _).IsEmpty;

    /// <summary>"checkin green", "checkin 4 "why"", "checkin word hopeful", "checkin hopeful".</summary>
    public static Parsed<CheckInCommand> Answer(TypedLine line, CheckIn state)
    {
        if (!line.Settings.IsEmpty)
        {
            return new Refusal("Session.NoSuchSetting", RefusalKind.Wrong, line.Settings.Keys.First());
        }

        var words = AnswerWords(line, out var format);
        var answer = Answer(string.Join(' ', words), line.Question, state);
        var isKnown = state.Format == CheckInFormat.Word || state.Choices.Contains(answer.Value, StringComparer.Ordinal);
        return isKnown && (format is null || format == state.Format) ? answer : Unknown(state);
    }

    static ImmutableArray<string> AnswerWords(TypedLine line, out CheckInFormat? format)
    {
        format = line.Words is [var first, ..] && Formats.TryGetValue(first, out var known) ? known : null;
        return format is null ? line.Words : line.Words[1..];
    }

    public static Parsed<CheckInCommand> Press(Press press, IReadOnlyDictionary<string, string> fields, CheckIn state) => press.Verb switch
    {
        AnswerVerb => Answer(press.Argument, note: null, state),
        NoteVerb when fields.TryGetValue(AnswerInput, out var answer) => Answer(answer, fields.GetValueOrDefault(NoteInput, ""), state),
        NoteVerb => Unknown(state),
        _ => Refusals.NotUnderstood,
    };

    /// <param name="note">Null where only the answer was asked for.</param>
    static CheckInCommand.Answer Answer(string text, string? note, CheckIn state)
    {
        var line = PersonalText.Line(text);
        var value = state.Format == CheckInFormat.Light ? LightWords.GetValueOrDefault(line, line) : line;
        return new CheckInCommand.Answer(value, note is null ? null : PersonalText.Line(note));
    }

    /// <summary>Says what can be answered here.</summary>
    public static Refusal Unknown(CheckIn state) => new("CheckIn.UnknownAnswer-" + NameOf(state.Format), RefusalKind.Wrong) { Input = AnswerInput };
}
