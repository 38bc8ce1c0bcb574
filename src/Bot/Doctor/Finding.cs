namespace CoCreateBot.Bot.Doctor;

enum FindingKind
{
    Ok,

    /// <summary>It is not there. Where nobody asked for it, that is no fault.</summary>
    Missing,
    Wrong,
}

/// <summary>One line of what was found. It says how to put right what is not, and never holds a secret.</summary>
/// <param name="IsFault">Something that was set up does not work.</param>
readonly record struct Finding(FindingKind Kind, string Text, bool IsFault)
{
    public static Finding Ok(string text) => new(FindingKind.Ok, text, IsFault: false);

    public static Finding Missing(string text, bool isFault = false) => new(FindingKind.Missing, text, isFault);

    public static Finding Wrong(string text) => new(FindingKind.Wrong, text, IsFault: true);

    /// <summary>The first word is as wide in each line, so that the eye finds what is not OK.</summary>
    public override string ToString() => (Kind switch
    {
        FindingKind.Ok => "OK       ",
        FindingKind.Missing => "MISSING  ",
        _ => "WRONG    ",
    }) + Text.ReplaceLineEndings(" ");
}
