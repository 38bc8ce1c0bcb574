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
    public const string EnergyInput = "energy";
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
        ["weather"] = CheckInFormat.Weather,
        ["wetter"] = CheckInFormat.Weather,
        ["mood"] = CheckInFormat.Mood,
        ["stimmung"] = CheckInFormat.Mood,
        ["rose"] = CheckInFormat.Rose,
        ["free"] = CheckInFormat.Free,
        ["frei"] = CheckInFormat.Free,
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

    static readonly FrozenDictionary<string, string> WeatherWords = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["sun"] = "sunny",
        ["sonnig"] = "sunny",
        ["sonne"] = "sunny",
        ["heiter"] = "fair",
        ["clouds"] = "cloudy",
        ["bewölkt"] = "cloudy",
        ["bewoelkt"] = "cloudy",
        ["wolken"] = "cloudy",
        ["rain"] = "rainy",
        ["regen"] = "rainy",
        ["regnerisch"] = "rainy",
        ["storm"] = "stormy",
        ["sturm"] = "stormy",
        ["stürmisch"] = "stormy",
        ["stuermisch"] = "stormy",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string NameOf(CheckInFormat format) => format switch
    {
        CheckInFormat.Light => "light",
        CheckInFormat.Word => "word",
        CheckInFormat.Scale => "scale",
        CheckInFormat.Roti => "roti",
        CheckInFormat.Weather => "weather",
        CheckInFormat.Mood => "mood",
        CheckInFormat.Rose => "rose",
        CheckInFormat.Free => "free",
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
    public static bool IsAnswer(TypedLine line, CheckIn state) => state.Format switch
    {
        CheckInFormat.Rose when RoseTyped.IsAnswer(line) => true,
        CheckInFormat.Free when line is { Words: [var free], Parts: [{ IsQuoted: false }, ..], Question: not null, Settings.IsEmpty: true }
            && IsOwn(free, state) => true,
        _ => line.Options.IsEmpty && (!AnswerWords(line, out var format).IsEmpty || IsWordAlone(line, format, state)),
    };

    static bool IsOwn(string word, CheckIn state) => Formats.TryGetValue(word, out var format) && format == state.Format;

    // Where any word is an answer, the name of another format is one.
    static bool IsWordAlone(TypedLine line, CheckInFormat? format, CheckIn state) =>
        state.IsInWords && format is not null && format != state.Format && line is { Words: [_], Question: null, Settings.IsEmpty: true };

    /// <summary>"checkin green", "checkin 4 "why"", "checkin word hopeful", "checkin hopeful".</summary>
    public static Parsed<CheckInCommand> Answer(TypedLine line, CheckIn state)
    {
        if (!line.Settings.IsEmpty)
        {
            return new Refusal("Session.NoSuchSetting", RefusalKind.Wrong, line.Settings.Keys.First());
        }

        if (state.Format == CheckInFormat.Rose)
        {
            return RoseTyped.Read(line) is { } share ? share : Unknown(state);
        }

        if (state.Format == CheckInFormat.Free)
        {
            return Answer(FreeText(line, state), note: null, state);
        }

        var words = AnswerWords(line, out var format);
        if (IsWordAlone(line, format, state))
        {
            (words, format) = (line.Words, null);
        }

        var answer = Answer(string.Join(' ', words), line.Question, state);
        var isKnown = state.IsInWords || state.Choices.Contains(answer.Value, StringComparer.Ordinal);
        return isKnown && (format is null || format == state.Format) ? answer : Unknown(state);
    }

    // All that was said, in quotes or not.
    static string FreeText(TypedLine line, CheckIn state)
    {
        var parts = line.Parts.Where(part => part.IsQuoted || part.Text != $"#{line.Which}").ToList();
        var isNamed = parts is [{ IsQuoted: false } first, _, ..] && IsOwn(first.Text, state);
        return string.Join(' ', parts.Skip(isNamed ? 1 : 0).Select(part => part.Text));
    }

    static ImmutableArray<string> AnswerWords(TypedLine line, out CheckInFormat? format)
    {
        format = line.Words is [var first, ..] && Formats.TryGetValue(first, out var known) ? known : null;
        return format is null ? line.Words : line.Words[1..];
    }

    public static Parsed<CheckInCommand> Press(Press press, IReadOnlyDictionary<string, string> fields, CheckIn state) => press.Verb switch
    {
        AnswerVerb => Answer(press.Argument, note: null, state),
        NoteVerb when state.Format == CheckInFormat.Rose && RoseBudThorn.Names.Any(fields.ContainsKey) => RoseTyped.Read(fields),
        NoteVerb when fields.TryGetValue(AnswerInput, out var answer) => Answer(
            state.Format == CheckInFormat.Mood ? $"{answer} {fields.GetValueOrDefault(EnergyInput)}" : answer,
            fields.GetValueOrDefault(NoteInput, ""),
            state),
        NoteVerb => Unknown(state),
        _ => Refusals.NotUnderstood,
    };

    /// <param name="note">Null where only the answer was asked for.</param>
    static CheckInCommand.Answer Answer(string text, string? note, CheckIn state)
    {
        var line = PersonalText.Line(text);
        var value = state.Format switch
        {
            CheckInFormat.Light => LightWords.GetValueOrDefault(line, line),
            CheckInFormat.Weather => WeatherWords.GetValueOrDefault(line, line.ToLowerInvariant()),
            CheckInFormat.Mood => MoodPlace.Read(line),
            _ => line,
        };
        return new CheckInCommand.Answer(value, note is null ? null : PersonalText.Line(note));
    }

    /// <summary>Says what can be answered here.</summary>
    public static Refusal Unknown(CheckIn state) => new("CheckIn.UnknownAnswer-" + NameOf(state.Format), RefusalKind.Wrong) { Input = AnswerInput };
}
