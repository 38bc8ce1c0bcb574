using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Teams.Manifest;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// Our entries in Teams' own menus: beside the box where one writes, behind a "/" and at each message. They are there also where the bot is not a member;
/// what is started there says so.
/// </summary>
public sealed class TeamsExtension(TeamsStart start, TeamsDialogs dialogs, TeamsOutcomes outcomes, TeamsPeople people, AskWhy why, IdeaSheets sheets)
{
    public async Task<DoorAnswer> OpenAsync(TeamsRequest.ExtensionOpens opens)
    {
        var words = people.WordsOf(opens.From);
        return opens switch
        {
            { Command: TeamsCommands.StartId } => await start.OpenAsync(opens.From),
            { Command: TeamsCommands.AskWhyId, About: { } about } => await start.AnswerAsync(
                opens.From, AskAsync(opens.From, about, words), outcome => TeamsStart.Notice(outcome.Problem ?? outcome.Reply.Text)),
            { Command: TeamsCommands.AddIdeaId, About: { } about } => await AddAsync(opens.From, about, words),
            _ => TeamsStart.Notice(words.Say(Refusals.OldCard)),
        };
    }

    /// <summary>What such a dialog holds says itself what it is.</summary>
    public async Task<DoorAnswer> HandInAsync(TeamsRequest.ExtensionHandedIn handedIn, CancellationToken stop) => handedIn.Own is { } own
        ? await start.HandInAsync(handedIn.From, own, handedIn.Fields)
        : await dialogs.HandInAsync(new TeamsRequest.HandedIn(handedIn.From, handedIn.Value, null, handedIn.Fields), stop);

    async Task<TeamsOutcome> AskAsync(Origin from, ChosenMessage about, Words words) =>
        await outcomes.OfAsync(from, await why.StartAsync(Of(from, about), people.ZoneOf(from), words), words);

    async Task<DoorAnswer> AddAsync(Origin from, ChosenMessage about, Words words)
    {
        var found = await sheets.FindAsync(Of(from, about), words);
        return found.Form is { } sheet ? start.Show(sheet, from) : TeamsStart.Notice(found.Why!); // ! there is no sheet
    }

    static ChosenText Of(Origin from, ChosenMessage about) => new(from.Who, from.Venue, from.Delivery, about.IsByBot, () => Task.FromResult(about.Text));
}
