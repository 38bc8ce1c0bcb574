using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>The three kinds of conversations that Teams has, each with Ann in it.</summary>
static class TeamsPlaces
{
    public static readonly string[] Kinds = ["personal", "groupChat", "channel"];

    public static PretendConversation Place(this TeamsStory story, string kind)
    {
        if (kind == "channel")
        {
            return story.Channel;
        }

        var place = kind == "personal" ? story.Teams.PersonalChat(story.Ann.Id, "a:ann") : story.Teams.GroupChat();
        if (kind == "groupChat")
        {
            place.Members.AddRange([story.Ann.Id, story.Bob.Id]);
        }

        return place;
    }

    public static VenueId VenueOf(PretendConversation place) => TeamsIds.Venue(PretendTeams.Tenant, place.Id);

    /// <summary>The card of a session or one person's own: whatever says this.</summary>
    public static PretendActivity? Saying(this PretendConversation place, string text) =>
        place.Messages.Find(message => !message.IsDeleted && TeamsStory.TextOf(message.Card).Contains(text, StringComparison.Ordinal));

    /// <summary>Waits for it.</summary>
    public static async Task<PretendActivity> HearAsync(this TeamsStory story, PretendConversation place, string text)
    {
        await story.PassUntilAsync(() => place.Saying(text) is not null, text);
        return place.Saying(text)!; // ! it was waited for
    }

    /// <summary>What somebody writes to the bot where this is.</summary>
    public static Task SayAsync(this PretendTeamsMember who, PretendConversation place, string text) =>
        place.Kind == "personal" ? who.WriteAsync(place, text) : who.MentionAsync(place, text);
}
