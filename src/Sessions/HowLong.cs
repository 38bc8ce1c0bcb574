namespace CoCreateBot.Sessions;

/// <summary>For whoever has just started something: how long it is open, and how that is changed.</summary>
public static class HowLong
{
    /// <summary>Null where it has no end of its own.</summary>
    public static string? Said(Session session, Words words)
    {
        if (session.OpenItem is not { Deadline: { } deadline, OpenedAt: { } opened } open)
        {
            return null;
        }

        var key = session switch
        {
            { NextPlanned: null } => "Session.OpenFor",
            { IsLive: true } => "Session.OpenForLive",
            _ => "Session.OpenForDays",
        };
        return words.Say(key, CharterCards.Length(deadline - opened, words), CharterCards.NameOf(open, words));
    }
}
