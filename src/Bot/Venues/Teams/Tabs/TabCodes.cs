using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>
/// By a code a new tab learns whose boards it is to show: its address may say anything, but who is told a code in a conversation is in it. They are few,
/// short-lived and in memory alone; whoever comes too late asks for another.
/// </summary>
public sealed class TabCodes(TimeProvider time)
{
    /// <summary>What is typed for one.</summary>
    public const string Verb = "tab";

    /// <summary>Codes that are remembered; beyond it those of longest ago are none any more.</summary>
    public const int KnownMax = 1_000;

    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(15);

    readonly RecentlyUsed<PlaceCode, (VenueId Venue, DateTimeOffset Until)> known = new(KnownMax);

    public static bool IsMeant(string text) => text.Trim().Equals(Verb, StringComparison.OrdinalIgnoreCase);

    /// <summary>For whoever asked alone. In a chat with the bot there is nobody else to show anything to.</summary>
    public string Answer(Origin from, Words words)
    {
        if (from.Kind == ConversationKind.Personal)
        {
            return words["Tabs.NotAlone"];
        }

        var code = PlaceCode.New();
        known.Put(code, (from.Venue, time.GetUtcNow() + Lives));
        return words.Say("Tabs.Code", code.Reveal(), (int)Lives.TotalMinutes);
    }

    /// <summary>The place in which it was told; null where it is none, or too old.</summary>
    public VenueId? Find(string typed) =>
        PlaceCode.TryParse(typed, out var code) && known.TryGet(code, out var found) && time.GetUtcNow() < found.Until ? found.Venue : null;
}
