using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Answers to a check-in of any format, as random people give them.</summary>
static class CheckInMoves
{
    public static CheckInCommand Of(CheckIn checkIn, int spin, string? note) => checkIn switch
    {
        { Format: CheckInFormat.Rose } => new CheckInCommand.Share(Text(spin, "rose"), Text(spin / 2, "bud"), Text(spin / 3, "thorn")),
        { IsInWords: true } => new CheckInCommand.Answer("word" + spin, note),
        _ => new CheckInCommand.Answer(checkIn.Choices[spin % checkIn.Choices.Length], note),
    };

    static string? Text(int spin, string what) => (spin % 5) switch { 0 => "", 1 => null, _ => what + (spin % 3) };
}
