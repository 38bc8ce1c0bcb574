namespace CoCreateBot.Sessions;

/// <summary>Someone who joined.</summary>
/// <param name="Number">In order of joining, from 1: "guest 3", where no name was given.</param>
public sealed record Participant(int Number, string? Name)
{
    /// <summary>They were forgotten at their own wish.</summary>
    public bool IsErased { get; init; }

    /// <summary>They came by the open link.</summary>
    public bool IsGuest { get; init; }
}

/// <summary>What somebody said of the minutes.</summary>
public sealed record Remark(PersonAlias Author, string Text);
