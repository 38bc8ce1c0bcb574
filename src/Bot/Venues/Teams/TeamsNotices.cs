using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>In their chat with the bot.</summary>
public sealed class TeamsNotices(TeamsPeople people, TimeProvider time) : Notices<string>(time)
{
    public void Note(LoadedSession session, Person who) => Note(session, who, who.Key);

    private protected override void NoteUntold(string code) => people.NoteUntold(code);

    private protected override string Unheard(string person) => person;

    private protected override async Task TellAsync(string facilitator, Undelivered what, CancellationToken stop)
    {
        var words = await people.WordsOfAsync(facilitator);
        try
        {
            await people.TellAsync(facilitator, TeamsTexts.Message([what.Line(words)], words), stop);
        }
        catch (Exception e) when (e is VenueRefusedException or VenueThrottledException or VenueUnavailableException)
        {
            people.NoteUntold(e.Message);
        }
    }
}
