using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>The form that plans what comes again, for whoever would not type: the usual rules; any other is typed.</summary>
static class ScheduleForm
{
    const string QuestionInput = "question";
    const string WhatInput = "what";
    const string DaysInput = "days";
    const string TimeInput = "time";

    const string TimeProposed = "09:30";
    const int TimeMax = 10;

    /// <summary>What is started, as it would be typed; the texts are named by the place in this list.</summary>
    static readonly string[] What = ["checkin", "checkin 1-5", "checkin word", "checkin weather", "checkin mood", "checkin rose", "ask"];

    static readonly string[] Days =
        ["weekday", "day", "monday", "tuesday", "wednesday", "thursday", "friday", "first monday", "last friday"];

    public static StartForm Of(Words words) => StartForm.Of(
        ScheduleWords.Verb, words["Commands.ScheduleOffer"], words["Commands.ScheduleOffer"], words["Commands.ScheduleSubmit"],
        [
            Choices(WhatInput, words["Commands.ScheduleWhat"], What, what => words["Commands.ScheduleWhat-" + what.Replace(' ', '-')]),
            new InputText(QuestionInput, words["Session.StartQuestion"], Limits.QuestionMax) { Hint = words["Commands.ScheduleQuestionHint"] },
            Choices(DaysInput, words["Commands.ScheduleDays"], Days, days => words["Commands.ScheduleDays-" + days.Replace(' ', '-')]),
            new InputText(TimeInput, words["Commands.ScheduleAt"], TimeMax) { Value = TimeProposed, IsRequired = true },
        ],
        words);

    /// <summary>That form as the line one could have typed.</summary>
    public static string Line(IReadOnlyDictionary<string, string> fields)
    {
        var question = TypedLine.WithoutQuotes(PersonalText.Line(fields.GetValueOrDefault(QuestionInput)));
        var asked = question.Length > 0 ? $" \"{question}\"" : "";
        return $"{Chosen(WhatInput, What)}{asked} every {Chosen(DaysInput, Days)} at {PersonalText.Line(fields.GetValueOrDefault(TimeInput))}";

        string Chosen(string input, string[] known) =>
            fields.GetValueOrDefault(input) is { } sent && known.Contains(sent, StringComparer.Ordinal) ? sent : known[0];
    }

    static InputChoiceSet Choices(string input, string label, string[] values, Func<string, string> name) =>
        new(input, label, [.. values.Select(value => new Choice(name(value), value))]) { Value = values[0], IsRequired = true };
}
