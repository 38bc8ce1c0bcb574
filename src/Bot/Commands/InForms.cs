using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>Refusals that say what to type, as they are said inside a form: there one writes into a field.</summary>
static class InForms
{
    static readonly ImmutableDictionary<string, string> Keys = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create("DotVote.TooFewOptions", "DotVote.StartTooFewOptions"),
            KeyValuePair.Create("Session.PurposeMissing", "Session.StartPurposeMissing"),
            KeyValuePair.Create("OpenPrompt.QuestionMissing", "OpenPrompt.StartQuestionMissing"),
            KeyValuePair.Create("FiveWhys.ProblemMissing", "FiveWhys.StartProblemMissing"),
            KeyValuePair.Create(Refusals.NotUnderstood.Key, "Session.StartNotUnderstood"),
        ]);

    public static Refusal Of(Refusal refusal) => Keys.TryGetValue(refusal.Key, out var key) ? refusal with { Key = key } : refusal;

    public static Parsed<T> Of<T>(Parsed<T> read)
        where T : class => read.Refusal is { } refusal ? Of(refusal) : read;
}
