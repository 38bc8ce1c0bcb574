using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>Which sentence on the store's trouble is true: to press again helps where it may pass by itself, if not at once.</summary>
static class StoreTexts
{
    public static string NotSaved(StoreWatch watch) => watch switch
    {
        { IsForSomebody: true } => "Web.NotSavedForLong",
        { IsLasting: true } => "Web.NotSavedStill",
        _ => "Commands.Unavailable",
    };

    public static string Away(StoreUnavailableException why, StoreWatch watch) =>
        why.Trouble is StoreTrouble.Damaged or StoreTrouble.DamagedRow || watch.IsForSomebody ? "Web.StoreAwayForLong"
        : watch.IsLasting ? "Web.StoreAwayStill"
        : "Web.StoreAway";
}
