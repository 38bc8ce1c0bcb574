using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>Which sentence on the store's trouble is true: to press again helps only while it may pass.</summary>
static class StoreTexts
{
    public static string NotSaved(StoreWatch watch) => watch.IsLasting ? "Web.NotSavedForLong" : "Commands.Unavailable";

    public static string Away(StoreUnavailableException why, StoreWatch watch) =>
        why.Trouble is StoreTrouble.Damaged or StoreTrouble.DamagedRow || watch.IsLasting ? "Web.StoreAwayForLong" : "Web.StoreAway";
}
