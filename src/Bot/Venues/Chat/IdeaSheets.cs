using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>
/// "Add to brainwriting" in a message's menu: one's own sheet of the brainwriting that is open in that place, with what the message says in its first empty
/// field. It is theirs when they hand it in, and nothing is given before.
/// </summary>
public sealed class IdeaSheets(IStore store, SessionHosts hosts)
{
    static readonly Dictionary<string, string> NoFields = [];

    public async Task<FoundSheet> FindAsync(ChosenText chosen, Words words)
    {
        if (chosen.IsByBot)
        {
            return new FoundSheet(null, words["Chat.IdeaOfBot"]);
        }

        var text = PersonalText.Line(await chosen.ReadAsync());
        if (text.Length == 0)
        {
            return new FoundSheet(null, words["Chat.IdeaOfNothing"]);
        }

        try
        {
            return await NewestAsync(chosen.Venue) is { } session
                ? await SheetAsync(session, chosen, text, words)
                : new FoundSheet(null, words[$"Chat.IdeaNoneOpen-{chosen.Venue.Platform}"]);
        }
        catch (StoreUnavailableException)
        {
            return new FoundSheet(null, words["Commands.Unavailable"]);
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
    async Task<FoundSheet> SheetAsync(LoadedSession session, ChosenText chosen, string text, Words words)
    {
        var sheets = Sheets(session, chosen.Who, words);
        if (!sheets.Any(HasRoom) && Asking(session, words) is { } asks)
        {
            var wish = new Wish.Pressed(asks.Press, NoFields);
            var answer = await hosts.AskAsync(session.State.Id, wish, chosen.Who, chosen.Delivery, CancellationToken.None);
            if (answer is not Answer.Done && sheets.IsEmpty)
            {
                return new FoundSheet(null, answer is Answer.Refused no ? words.Say(no.Refusal) : words["Commands.Unavailable"]);
            }

            session = await hosts.LookAsync(session.State.Id, CancellationToken.None) ?? session;
            sheets = Sheets(session, chosen.Who, words);
        }

        return sheets.FirstOrDefault(HasRoom) is { } sheet ? new FoundSheet(Filled(sheet, text, words), null)
            : sheets is [var full, ..] ? new FoundSheet(WithLead(full, words["Chat.IdeaNoRoom"]), null)
            : new FoundSheet(null, words["Chat.IdeaNoSheet"]);
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
        var idea = ChosenText.Cut(text, field.MaxLength);
        var filled = sheet with { Body = sheet.Body.Replace(field, field with { Value = idea }) };
        var lead = words["Chat.IdeaTheirs"];
        return WithLead(filled, idea == text ? lead : $"{lead} {words.Say("Chat.IdeaCut", field.MaxLength)}");
    }

    static Form WithLead(Form form, string lead) => form with { Body = [new TextBlock(lead), .. form.Body] };
}

/// <summary>A sheet, or a sentence.</summary>
public readonly record struct FoundSheet(Form? Form, string? Why);
