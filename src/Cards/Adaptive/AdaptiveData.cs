namespace CoCreateBot.Cards.Adaptive;

/// <summary>
/// What comes back with a button. Teams puts what was filled in beside it, in one flat object; an input's id has no dot, so none of them takes the place of
/// ours.
/// </summary>
public static class AdaptiveData
{
    /// <summary>The encoded <see cref="Cards.Press"/>.</summary>
    public const string Press = Prefix + "press";

    /// <summary>Which of a session's cards the button stands on (<see cref="AdaptiveContext.Slot"/>).</summary>
    public const string Slot = Prefix + "slot";

    /// <summary>Which thing of the bot's own is meant, where the press means no session (<see cref="AdaptiveContext.Own"/>).</summary>
    public const string Own = Prefix + "own";

    /// <summary>True where the button opens a dialog and the way it came does not say so: it did not come by task/fetch.</summary>
    public const string Dialog = Prefix + "dialog";

    /// <summary>True where the press is something asked, done before its dialog is drawn (<see cref="OpenDialog.IsAsking"/>).</summary>
    public const string Asks = Prefix + "asks";

    /// <summary>No input's id begins so.</summary>
    public const string Prefix = "cocreate.";

    /// <summary>Teams' own; task/fetch hides in it.</summary>
    public const string Teams = "msteams";

    /// <summary>Their values would take the place of ours.</summary>
    internal static bool IsOurs(string id) => id == Teams || id.StartsWith(Prefix, StringComparison.Ordinal);
}
