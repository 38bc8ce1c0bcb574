using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What people type, press and fill in, read as replies.</summary>
static class OpenPromptReading
{
    public const string AskVerb = "ask";
    public const string ReplyVerb = "reply";

    /// <summary>Steers; "rate" alone is how one rates.</summary>
    public const string RatingVerb = "rating";

    const string GroupWord = StartForm.InGroup;
    const string ReplyInput = "reply-";

    static readonly TimeSpan Live = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Asynchronous = TimeSpan.FromDays(3);

    public static string InputOf(int place) => string.Create(CultureInfo.InvariantCulture, $"{ReplyInput}{place}");

    public static Parsed<ActivityPlan> Plan(TypedLine line)
    {
        if (line is { Question: null } or { Words.IsEmpty: false } or { Options.IsEmpty: false })
        {
            return new Refusal("OpenPrompt.QuestionMissing", RefusalKind.Wrong);
        }

        var question = PersonalText.Required(line.Question, Limits.QuestionMax);
        if (question.Value is not { } asked)
        {
            return question.Refusal ?? Refusals.NotUnderstood;
        }

        var isGroup = line.Settings.ContainsKey(GroupWord);
        var read = new SettingsReader(line, "for", "live", "named", "anonymous", GroupWord);
        var lasts = read.Lasts(Live, Asynchronous);
        var level = read.Level(isGroup ? AnonymityLevel.AnonymousToGroup : AnonymityLevel.Named);
        if (isGroup && level != AnonymityLevel.AnonymousToGroup)
        {
            return new Refusal("Session.NamedOrAnonymous", RefusalKind.Wrong);
        }

        return read.Refusal is { } bad
            ? bad
            : new ActivityPlan(OpenPromptActivity.KindName, new OpenPromptEvent.Planned(asked), level, level != AnonymityLevel.Named, lasts);
    }

    /// <summary>The form that starts one.</summary>
    public static StartForm Start(Words words) => StartForm.Of(
        AskVerb, words["OpenPrompt.StartOffer"], words["OpenPrompt.StartTitle"], words["OpenPrompt.StartSubmit"],
        [
            StartForm.Question(words) with { Hint = words["OpenPrompt.StartHint"], IsRequired = true },
            StartForm.Until(words["OpenPrompt.StartUntilHint"], words),
            StartForm.Names([StartForm.Named, GroupWord, StartForm.Anonymous], words),
        ],
        words);

    /// <summary>A quoted text alone is a question that starts another; all else is a reply, whatever stands in it.</summary>
    public static bool IsAnswer(TypedLine line) => Text(line).Length > 0 && (line.Question is null || !line.Words.IsEmpty || !line.Options.IsEmpty);

    public static Parsed<OpenPromptCommand> Typed(TypedLine line) =>
        line.Verb == RatingVerb ? new OpenPromptCommand.Rate() : new OpenPromptCommand.Say(Text(line));

    // As it was typed, without the number of the session that is meant.
    static string Text(TypedLine line)
    {
        var which = line.Which is { } number ? string.Create(CultureInfo.InvariantCulture, $"#{number}") : "";
        return which.Length == 0 ? line.Rest
            : line.Rest.StartsWith(which, StringComparison.Ordinal) ? line.Rest[which.Length..].TrimStart()
            : line.Rest.EndsWith(which, StringComparison.Ordinal) ? line.Rest[..^which.Length].TrimEnd()
            : line.Rest;
    }

    public static Parsed<OpenPromptCommand> Press(Press press, IReadOnlyDictionary<string, string> fields) => press.Verb switch
    {
        ReplyVerb => Form(fields, press.Held),
        RatingVerb => new OpenPromptCommand.Rate(),
        _ => Refusals.NotUnderstood,
    };

    static Parsed<OpenPromptCommand> Form(IReadOnlyDictionary<string, string> fields, string held)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<int, string>();
        foreach (var (input, text) in fields.Where(field => field.Key.StartsWith(ReplyInput, StringComparison.Ordinal)))
        {
            if (!int.TryParse(input.AsSpan(ReplyInput.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place) || !texts.TryAdd(place, text))
            {
                return Refusals.NotUnderstood;
            }
        }

        return texts.Count == 0 ? Refusals.NotUnderstood : new OpenPromptCommand.SetReplies(texts.ToImmutable(), held);
    }
}
