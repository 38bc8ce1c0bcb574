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
    public static readonly Refusal AudienceFrozen = new("Session.AudienceFrozen", RefusalKind.NotNow);
    public static readonly Refusal Removed = new("Session.YouAreRemoved", RefusalKind.NotYours);
    public static readonly Refusal ResultSeen = new("Session.ResultSeen", RefusalKind.NotNow);
    public static readonly Refusal NothingOpen = new("Session.NothingOpen", RefusalKind.NotNow);

    /// <summary>A form or a button of an earlier activity, or one that never was.</summary>
    public static readonly Refusal OldCard = new("Session.OldCard", RefusalKind.NotNow);
    public static readonly Refusal BadDuration = new("Session.BadDuration", RefusalKind.Wrong);
    public static readonly Refusal NotUnderstood = new("Session.NotUnderstood", RefusalKind.Wrong);

    public static Refusal TooLong(int length, int max) => new("Session.TooLong", RefusalKind.Wrong, length, max);

    public static readonly Refusal Empty = new("Session.Empty", RefusalKind.Wrong);
}
