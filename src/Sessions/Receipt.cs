using System.Globalization;

namespace CoCreateBot.Sessions;

/// <summary>The line in each dialog that says who will see your name: computed from the settings, never written by hand.</summary>
public static class Receipt
{
    public static string For(ActivityView view) => string.Join(' ', Sentences(view));

    /// <summary>
    /// Goes along with each form and button: where another one holds when it comes in, the line said something else of who sees the answer. Empty where
    /// all is as it was planned, as on what was drawn before there were stamps.
    /// </summary>
    public static string Stamp(Session session, AgendaItem item)
    {
        var isNamed = item.Level == AnonymityLevel.Named;
        return string.Concat(
            item.Level == item.PlannedLevel ? "" : string.Create(CultureInfo.InvariantCulture, $"l{(int)item.Level}"),
            isNamed && session.Venues.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $"v{session.Venues.Length}") : "",
            isNamed && session.GuestVenue is not null ? "g" : "",
            session.Moves > 0 ? string.Create(CultureInfo.InvariantCulture, $"m{session.Moves}") : "");
    }

    static IEnumerable<string> Sentences(ActivityView view)
    {
        var (session, isNamed) = (view.Session, view.Item.Level == AnonymityLevel.Named);
        yield return Line(view);
        if (session.Moves > 0)
        {
            yield return view.Words["Session.ReceiptMoved"];
        }

        if (session.GroupVenues.Count() - 1 is > 0 and var elsewhere && isNamed)
        {
            yield return view.Words.Count("Session.ReceiptElsewhere", elsewhere);
            if (NamesOf(session) is { Length: > 0 } names)
            {
                yield return view.Words.Say("Session.ReceiptPlaces", names);
            }
        }

        if (session.GuestVenue is not null && isNamed)
        {
            yield return view.Words["Session.ReceiptGuests"];
        }

        // Of counting, not of seeing: no stamp has it.
        if (session is { GuestVenue: not null, CountsGuests: false } && view.Item.Activity.CountsApart)
        {
            yield return view.Words["Session.ReceiptGuestsApart"];
        }
    }

    // Who reads it may be in one of them: it is true there, too.
    static string NamesOf(Session session) =>
        string.Join(", ", session.ByCode.Where(place => session.Venues.Contains(place.Venue)).Select(place => place.Name).OfType<string>());

    static string Line(ActivityView view) => view.Item switch
    {
        { Level: AnonymityLevel.Named, Activity.ShowsNames: false } => view.Words["Session.ReceiptNotShown"],
        { Level: AnonymityLevel.Named, IsBlind: false } => view.Words["Session.ReceiptNamed"],
        { Level: AnonymityLevel.Named } => view.Words["Session.ReceiptNamedAtClose"],
        { Level: AnonymityLevel.AnonymousToGroup } => view.Words["Session.ReceiptGroup"],
        _ => view.Words.Say("Session.ReceiptEveryone", (int)Limits.UndoWindow.TotalSeconds),
    };
}
