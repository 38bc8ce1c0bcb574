using System.Globalization;

namespace CoCreateBot.Sessions;

/// <summary>Why not, where the reason is the session's and not an activity's.</summary>
public static class Refusals
{
    public static readonly Refusal NoSuchSession = new("Session.NoSuchSession", RefusalKind.NotKnown);
    public static readonly Refusal NotFacilitator = new("Session.NotFacilitator", RefusalKind.NotYours);
    public static readonly Refusal NotOpenYet = new("Session.NotOpenYet", RefusalKind.NotNow);
    public static readonly Refusal Closed = new("Session.ActivityClosed", RefusalKind.NotNow);
    public static readonly Refusal StillOpen = new("Session.StillOpen", RefusalKind.NotNow);
    public static readonly Refusal SessionOver = new("Session.SessionOver", RefusalKind.NotNow);
    public static readonly Refusal DoorLocked = new("Session.DoorLocked", RefusalKind.NotNow);
    public static readonly Refusal OtherForm = new("Session.OtherForm", RefusalKind.NotNow) { IsOfOldForm = true };
    public static readonly Refusal GuestsWait = new("Session.GuestsWait", RefusalKind.NotYours);
    public static readonly Refusal AudienceFrozen = new("Session.AudienceFrozen", RefusalKind.NotNow);
    public static readonly Refusal Removed = new("Session.YouAreRemoved", RefusalKind.NotYours);

    /// <summary>A form or a button said something else of who sees the answer than holds now.</summary>
    public static readonly Refusal PromiseChanged = new("Session.PromiseChanged", RefusalKind.NotNow) { IsOfOldForm = true };
    public static readonly Refusal ResultSeen = new("Session.ResultSeen", RefusalKind.NotNow);
    public static readonly Refusal MoveInChats = new("Session.MoveInChats", RefusalKind.Wrong);
    public static readonly Refusal NothingOpen = new("Session.NothingOpen", RefusalKind.NotNow);

    /// <summary>A form or a button of an earlier activity, or one that never was.</summary>
    public static readonly Refusal OldCard = new("Session.OldCard", RefusalKind.NotNow);
    public static readonly Refusal BadDuration = new("Session.BadDuration", RefusalKind.Wrong);
    public static readonly Refusal NotUnderstood = new("Session.NotUnderstood", RefusalKind.Wrong);

    /// <summary>
    /// Bounds count UTF-16 units, as browsers do where a field has a longest length. A person counts what they see, and one emoji of that can be many
    /// units: where the two differ, both are said.
    /// </summary>
    public static Refusal TooLong(string text, int max) => new StringInfo(text).LengthInTextElements is var seen && seen == text.Length
        ? new("Session.TooLong", RefusalKind.Wrong, seen, max)
        : new("Session.TooLongAsCounted", RefusalKind.Wrong, seen, text.Length, max);

    /// <summary>A number that is none, or is not between the bounds that its form says.</summary>
    public static Refusal NotBetween(int min, int max) => new("Session.NotBetween", RefusalKind.Wrong, min, max);

    public static readonly Refusal Empty = new("Session.Empty", RefusalKind.Wrong);
}
