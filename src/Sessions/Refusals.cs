namespace CoCreateBot.Sessions;

/// <summary>Why not, where the reason is the session's and not an activity's.</summary>
public static class Refusals
{
    public static readonly Refusal NoSuchSession = new("Session.NoSuchSession");
    public static readonly Refusal NotFacilitator = new("Session.NotFacilitator");
    public static readonly Refusal NotOpenYet = new("Session.NotOpenYet");
    public static readonly Refusal Closed = new("Session.ActivityClosed");
    public static readonly Refusal StillOpen = new("Session.StillOpen");
    public static readonly Refusal SessionOver = new("Session.SessionOver");
    public static readonly Refusal NothingOpen = new("Session.NothingOpen");

    /// <summary>A form or a button of an earlier activity, or one that never was.</summary>
    public static readonly Refusal OldCard = new("Session.OldCard");
    public static readonly Refusal BadDuration = new("Session.BadDuration");
    public static readonly Refusal NotUnderstood = new("Session.NotUnderstood");

    public static Refusal TooLong(int length, int max) => new("Session.TooLong", length, max);

    public static readonly Refusal Empty = new("Session.Empty");
}
