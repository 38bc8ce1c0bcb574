using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>The form that starts a check-in, in any of its formats.</summary>
static class CheckInStart
{
    const string FormatInput = "format";

    public static StartForm Form(string verb, Words words)
    {
        ImmutableArray<Element> body =
        [
            StartForm.OptionalQuestion(words["CheckIn.StartQuestionHint"], words),
            new InputChoiceSet(FormatInput, words["CheckIn.StartFormat"], [.. Enum.GetValues<CheckInFormat>().Select(format => Choice(format, words))])
            {
                Value = CheckInReading.NameOf(CheckInFormat.Light),
                IsRequired = true,
            },
            StartForm.Minutes(words),
        ];
        return StartForm.Of(verb, words["CheckIn.StartOffer"], words["CheckIn.StartTitle"], words["CheckIn.StartSubmit"], body, words);
    }

    public static TypedLine Read(string verb, IReadOnlyDictionary<string, string> fields)
    {
        var line = StartForm.Read(verb, fields);
        return fields.GetValueOrDefault(FormatInput) is { Length: > 0 } format ? line with { Words = [format] } : line;
    }

    static Choice Choice(CheckInFormat format, Words words)
    {
        var name = CheckInReading.NameOf(format);
        return new Choice(words["CheckIn.StartFormat-" + name], name);
    }
}
