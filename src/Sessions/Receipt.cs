namespace CoCreateBot.Sessions;

/// <summary>The line in each dialog that says who will see your name: computed from the settings, never written by hand.</summary>
public static class Receipt
{
    public static string For(ActivityView view) => string.Join(' ', Sentences(view));

    static IEnumerable<string> Sentences(ActivityView view)
    {
        var (session, isNamed) = (view.Session, view.Item.Level == AnonymityLevel.Named);
        yield return Line(view);
        if (session.Venues.Length - (session.GuestVenue is null ? 1 : 2) is > 0 and var elsewhere && isNamed)
        {
            yield return view.Words.Count("Session.ReceiptElsewhere", elsewhere);
        }

        if (session.GuestVenue is not null && isNamed)
        {
            yield return view.Words["Session.ReceiptGuests"];
        }

        if (session is { GuestVenue: not null, CountsGuests: false } && view.Item.Activity.CountsApart)
        {
            yield return view.Words["Session.ReceiptGuestsApart"];
        }
    }

    static string Line(ActivityView view) => view.Item switch
    {
        { Level: AnonymityLevel.Named, Activity.ShowsNames: false } => view.Words["Session.ReceiptNotShown"],
        { Level: AnonymityLevel.Named, IsBlind: false } => view.Words["Session.ReceiptNamed"],
        { Level: AnonymityLevel.Named } => view.Words["Session.ReceiptNamedAtClose"],
        { Level: AnonymityLevel.AnonymousToGroup } => view.Words["Session.ReceiptGroup"],
        _ => view.Words.Say("Session.ReceiptEveryone", (int)Limits.UndoWindow.TotalSeconds),
    };
}
