using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// "Add to brainwriting" in a message's menu: opens one's own sheet of the brainwriting that is open in that channel, with what the message says in its
/// first empty field. It is theirs when they hand it in, and nothing is given before.
/// </summary>
public sealed partial class SlackIdeas(
    IStore store, SessionHosts hosts, SlackApi api, SlackWhisper whisper, SlackLanguages languages, SlackQuotes quotes, TimeProvider time,
    ILogger<SlackIdeas> log)
{
    /// <summary>The trigger lives three seconds: what takes longer to find is put into a dialog that is open by then.</summary>
    public static readonly TimeSpan FindWithin = TimeSpan.FromSeconds(1);

    static readonly Dictionary<string, string> NoFields = [];

    /// <summary>At once: Slack shows nothing of the answer itself.</summary>
    public DoorAnswer Open(SlackRequest.OnMessage chosen) => DoorAnswer.After(() => OpenAsync(chosen));

    /// <summary>A sheet, or a sentence.</summary>
    readonly record struct Found(Form? Form, string? Why);

    async Task OpenAsync(SlackRequest.OnMessage chosen)
    {
        var asker = new SlackAsker(chosen.Who, chosen.Venue, chosen.Trigger, chosen.ResponseUrl);
        var words = await languages.ForAsync(chosen.Who);
        try
        {
            var finding = FindAsync(chosen, words);
            await Task.WhenAny(finding, Task.Delay(FindWithin, time));
            await (finding.IsCompleted ? ShowAsync(asker, await finding, words) : ShowLateAsync(chosen, finding, words));
        }
        catch (Exception e) when (e is VenueRefusedException or VenueUnavailableException or VenueThrottledException)
        {
            LogNotOpened(log, e.Message);
            await whisper.SayAsync(asker, SlackTexts.Message(SlackHindrance.Of(e, words) ?? words["Slack.IdeaNotOpened"], words));
        }
    }

    async Task ShowAsync(SlackAsker asker, Found found, Words words)
    {
        if (found.Form is { } form)
        {
            await api.OpenViewAsync(SlackIds.Team(asker.Venue), asker.Delivery, SlackDialogs.Modal(form), CancellationToken.None);
        }
        else
        {
            await whisper.SayAsync(asker, SlackTexts.Message(found.Why ?? "", words));
        }
    }

    async Task ShowLateAsync(SlackRequest.OnMessage chosen, Task<Found> finding, Words words)
    {
        var workspace = SlackIds.Team(chosen.Venue);
        var view = await api.OpenViewAsync(workspace, chosen.Trigger, SlackTexts.View(words["Slack.Loading"], words), CancellationToken.None);
        var found = await finding;
        var shown = found.Form is { } form ? SlackDialogs.Modal(form) : SlackTexts.View(found.Why ?? "", words);
        await api.UpdateViewAsync(workspace, view, shown, CancellationToken.None);
    }

    async Task<Found> FindAsync(SlackRequest.OnMessage chosen, Words words)
    {
        if (chosen.IsByBot)
        {
            return new Found(null, words["Slack.IdeaOfBot"]);
        }

        var text = PersonalText.Line(await quotes.ReadAsync(chosen));
        if (text.Length == 0)
        {
            return new Found(null, words["Slack.IdeaOfNothing"]);
        }

        try
        {
            return await NewestAsync(chosen.Venue) is { } session
                ? await SheetAsync(session, chosen, text, words)
                : new Found(null, words["Slack.IdeaNoneOpen"]);
        }
        catch (StoreUnavailableException)
        {
            return new Found(null, words["Commands.Unavailable"]);
        }
    }

    async Task<LoadedSession?> NewestAsync(VenueId venue)
    {
        LoadedSession? newest = null;
        foreach (var entry in (await store.Directory.InVenueAsync(venue, CommandDesk.ListedMax, CancellationToken.None)).Where(one => one.ClosedAt is null))
        {
            var session = await hosts.LookAsync(entry.Session, CancellationToken.None);
            if (session is { State.OpenItem: { Activity: BrainwritingActivity } open } && session.State.Venues.Contains(venue)
                && !(newest?.State.OpenItem?.OpenedAt >= open.OpenedAt))
            {
                newest = session;
            }
        }

        return newest;
    }

    // Where nothing of this person's has room, the button on the card asks for a sheet first; so does this.
    async Task<Found> SheetAsync(LoadedSession session, SlackRequest.OnMessage chosen, string text, Words words)
    {
        var sheets = Sheets(session, chosen.Who, words);
        if (!sheets.Any(HasRoom) && Asking(session, words) is { } asks)
        {
            var wish = new Wish.Pressed(asks.Press, NoFields);
            var answer = await hosts.AskAsync(session.State.Id, wish, chosen.Who, chosen.Trigger, CancellationToken.None);
            if (answer is not Answer.Done && sheets.IsEmpty)
            {
                return new Found(null, answer is Answer.Refused no ? words.Say(no.Refusal) : words["Commands.Unavailable"]);
            }

            session = await hosts.LookAsync(session.State.Id, CancellationToken.None) ?? session;
            sheets = Sheets(session, chosen.Who, words);
        }

        return sheets.FirstOrDefault(HasRoom) is { } sheet ? new Found(Filled(sheet, text, words), null)
            : sheets is [var full, ..] ? new Found(WithLead(full, words["Slack.IdeaNoRoom"]), null)
            : new Found(null, words["Slack.IdeaNoSheet"]);
    }

    static OpenDialog? Asking(LoadedSession session, Words words) => session.State.OpenItem is { } open
        ? open.Activity.Actions(new ActivityView(session.State, open, words)).OfType<OpenDialog>().FirstOrDefault(one => one.IsAsking)
        : null;

    // The one before this person, or what they handed in and may still change.
    static ImmutableArray<Form> Sheets(LoadedSession session, Person who, Words words)
    {
        if (session.State.OpenItem is not { } open)
        {
            return [];
        }

        var (view, author) = (new ActivityView(session.State, open, words), session.AuthorOf(who, open));
        IEnumerable<Form?> forms = [open.Activity.Dialog(view, author), .. open.Activity.SideDialogs(view, author)];
        return [.. forms.OfType<Form>().Where(form => form.Submit is not null)];
    }

    static bool HasRoom(Form form) => form.Inputs.OfType<InputText>().Any(input => input.Value.Length == 0);

    static Form Filled(Form sheet, string text, Words words)
    {
        var field = sheet.Inputs.OfType<InputText>().First(input => input.Value.Length == 0);
        var idea = SlackQuotes.Cut(text, field.MaxLength);
        var filled = sheet with { Body = sheet.Body.Replace(field, field with { Value = idea }) };
        var lead = words["Slack.IdeaTheirs"];
        return WithLead(filled, idea == text ? lead : $"{lead} {words.Say("Slack.IdeaCut", field.MaxLength)}");
    }

    static Form WithLead(Form form, string lead) => form with { Body = [new TextBlock(lead), .. form.Body] };

    [LoggerMessage(LogLevel.Warning, "A sheet for a message could not be opened: {Code}")]
    static partial void LogNotOpened(ILogger log, string code);
}
