namespace CoCreateBot.Sessions;

/// <summary>The line in each dialog that says who will see your name: computed from the settings, never written by hand.</summary>
public static class Receipt
{
    public static string For(ActivityView view) => view.Session.Venues.Length <= 1 || view.Item.Level != AnonymityLevel.Named
        ? Line(view)
        : $"{Line(view)} {view.Words.Count("Session.ReceiptElsewhere", view.Session.Venues.Length - 1)}";

    static string Line(ActivityView view) => view.Item switch
    {
        { Level: AnonymityLevel.Named, Activity.ShowsNames: false } => view.Words["Session.ReceiptNotShown"],
        { Level: AnonymityLevel.Named, IsBlind: false } => view.Words["Session.ReceiptNamed"],
        { Level: AnonymityLevel.Named } => view.Words["Session.ReceiptNamedAtClose"],
        { Level: AnonymityLevel.AnonymousToGroup } => view.Words["Session.ReceiptGroup"],
        _ => view.Words.Say("Session.ReceiptEveryone", (int)Limits.UndoWindow.TotalSeconds),
    };
}
