using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>A person's own form in a modal, in their language: opened with what they gave, open until it is right, closed when it counts.</summary>
public sealed partial class SlackDialogs(
    SessionHosts hosts, SlackApi api, SlackWhisper whisper, SlackLanguages languages, SlackOpenViews views, ILogger<SlackDialogs> log)
{
    const string CallbackId = "form";

    public async Task OpenAsync(SlackRequest.Pressed pressed, Press press)
    {
        if (await TryOpenAsync(pressed, press) is { } why)
        {
            await whisper.SayAsync(pressed.ResponseUrl, SlackTexts.Message(why, await languages.ForAsync(pressed.Who)));
        }
    }

    /// <summary>Null where it says all itself; else why it is not open, for whoever has a place to say it.</summary>
    public async Task<string?> TryOpenAsync(SlackRequest.Pressed pressed, Press press)
    {
        var id = new SessionId(press.Session);
        var words = await languages.ForAsync(pressed.Who);
        try
        {
            return await (hosts.Peek(id) is { } session
                ? OpenAsync(pressed, press, await FreshAsync(pressed, press, session, words), words)
                : OpenLightAsync(pressed, press, id, words));
        }
        catch (Exception e) when (e is VenueRefusedException or VenueUnavailableException or VenueThrottledException)
        {
            LogNotOpened(log, e.Message);
            return SlackHindrance.NotOpened(e, words);
        }
    }

    // Before it is refused: another server may have opened just what is asked for.
    async ValueTask<LoadedSession> FreshAsync(SlackRequest.Pressed pressed, Press press, LoadedSession session, Words words)
    {
        try
        {
            var isThere = pressed.Place.IsOf(session.State) && PersonForms.Draw(session, press, pressed.Who, words).Value is not null;
            return isThere ? session : await hosts.LookFreshAsync(session.State.Id, CancellationToken.None) ?? session;
        }
        catch (StoreUnavailableException)
        {
            return session;
        }
    }

    public async Task<DoorAnswer> HandInAsync(SlackRequest.HandedIn handedIn, CancellationToken stop)
    {
        if (!Press.TryDecode(handedIn.Metadata, out var press) || !SessionId.IsId(press.Session))
        {
            var own = await languages.ForAsync(handedIn.Who);
            return Over(handedIn, own.Say(Refusals.OldCard), own);
        }

        var answer = await AskAsync(handedIn, press, handedIn.Fields(), stop);
        var words = await languages.ForAsync(handedIn.Who);
        if (answer is Answer.Done)
        {
            return Then(handedIn, press, words);
        }

        return answer switch
        {
            null => Over(handedIn, words["Slack.OtherWorkspace"], words),
            Answer.Refused refused => Refused(handedIn, press, refused, words),
            Answer.Busy => Keep(handedIn, null, words["Commands.Busy"], words),
            _ => Keep(handedIn, null, words["Commands.Unavailable"], words),
        };
    }

    // Where one waits for what comes next, the dialog stays and says so; where the next sheet is there already, it is shown.
    DoorAnswer Then(SlackRequest.HandedIn handedIn, Press press, Words words)
    {
        if (hosts.Peek(new SessionId(press.Session)) is not { } session
            || session.State.Item(press.Round) is not { Status: ActivityStatus.Open }
            || PersonForms.Next(session, press, handedIn.Who, words).Value is not { } next
            || !(next.Submit is null || (next.Submit.Press.Verb == press.Verb && next.Submit.Press.Argument != press.Argument)))
        {
            return DoorAnswer.Ok;
        }

        views.Note(handedIn.Place.WorkspaceIn(session.State), handedIn.View, press, handedIn.Who, session, next);
        return DoorAnswer.Of(BlockKitRenderer.Update(Modal(next)));
    }

    // Null where the session is another workspace's.
    async Task<Answer?> AskAsync(SlackRequest.HandedIn handedIn, Press press, Dictionary<string, string> fields, CancellationToken stop)
    {
        var id = new SessionId(press.Session);
        try
        {
            return (await hosts.LookAsync(id, session => handedIn.Place.IsOf(session.State), stop))?.State switch
            {
                { } session when !handedIn.Place.IsOf(session) => null,
                _ => await hosts.AskAsync(id, new Wish.Pressed(press, fields), handedIn.Who, handedIn.Trigger, stop),
            };
        }
        catch (StoreUnavailableException)
        {
            return new Answer.Unavailable();
        }
    }

    DoorAnswer Refused(SlackRequest.HandedIn handedIn, Press press, Answer.Refused refused, Words words)
    {
        var text = words.Say(refused.Refusal);
        return refused.Session.Item(press.Round) is not { Status: ActivityStatus.Open }
            ? Over(handedIn, text, words)
            : refused.Refusal.IsOfOldForm && hosts.Peek(refused.Session.Id) is { } session
                && PersonForms.Draw(session, press, handedIn.Who, words).Value is { } form
                ? DoorAnswer.Of(BlockKitRenderer.Update(Modal(Refilled(form, handedIn, text))))
                : Keep(handedIn, refused.Refusal.Input, text, words);
    }

    // With what it says now, and with what was written in it.
    static Form Refilled(Form form, SlackRequest.HandedIn handedIn, string why) => form.Filled(
        handedIn.Fields(), ImmutableDictionary<string, string>.Empty.Add("", why));

    // Nothing that could be put right any more. What somebody wrote is theirs all the same: a view that takes the place of this one would lose it.
    static DoorAnswer Over(SlackRequest.HandedIn handedIn, string text, Words words) =>
        handedIn.Inputs.FirstOrDefault(input => input is { IsText: true, Value.Length: > 0 }) is { Block: { } written }
            ? DoorAnswer.Of(BlockKitRenderer.Error(written, words.Say("Slack.StillThere", text)))
            : DoorAnswer.Of(SlackTexts.Update(text, words));

    static DoorAnswer Keep(SlackRequest.HandedIn handedIn, string? input, string text, Words words)
    {
        if (handedIn.Inputs is not [var first, ..])
        {
            return DoorAnswer.Of(SlackTexts.Update(text, words));
        }

        var block = handedIn.Inputs.Any(one => one.Block == input) ? input! : first.Block; // not null: a block has this name
        return DoorAnswer.Of(BlockKitRenderer.Error(block, text));
    }

    async Task<string?> OpenAsync(SlackRequest.Pressed pressed, Press press, LoadedSession session, Words words)
    {
        if (!pressed.Place.IsOf(session.State))
        {
            return await SayAsync(pressed, words["Slack.OtherWorkspace"], words);
        }

        var form = PersonForms.Draw(session, press, pressed.Who, words);
        if (form.Value is not { } drawn)
        {
            return await SayAsync(pressed, words.Say(form.Refusal!), words); // not null: there is no form
        }

        var workspace = pressed.Place.WorkspaceIn(session.State);
        var view = await api.OpenViewAsync(workspace, pressed.Trigger, Modal(drawn), CancellationToken.None);
        views.Note(workspace, view, press, pressed.Who, session, drawn);
        return null;
    }

    // In the App Home there is no place beside the button: the dialog says it itself.
    async Task<string?> SayAsync(SlackRequest.Pressed pressed, string text, Words words)
    {
        if (pressed.ResponseUrl is not null)
        {
            return text;
        }

        var workspace = SlackIds.Workspace(pressed.Who.Key)!; // ! Slack's people have one
        await api.OpenViewAsync(workspace, pressed.Trigger, SlackTexts.View(text, words), CancellationToken.None);
        return null;
    }

    // Reading the session may take longer than the trigger lives, so something fixed is opened first and filled then.
    async Task<string?> OpenLightAsync(SlackRequest.Pressed pressed, Press press, SessionId id, Words words)
    {
        var workspace = SlackIds.Workspace(pressed.Who.Key)!; // ! Slack's people have one
        string view;
        try
        {
            view = await api.OpenViewAsync(workspace, pressed.Trigger, SlackTexts.View(words["Slack.Loading"], words), CancellationToken.None);
        }
        catch (VenueRefusedException e) when (e.ReasonKey == SlackTokens.NotInstalled)
        {
            return await OpenForStrangerAsync(pressed, press, id, words);
        }

        var (filled, session, form) = await LoadAsync(pressed, press, id, words);
        await api.UpdateViewAsync(workspace, view, filled, CancellationToken.None);
        if (form is not null)
        {
            views.Note(workspace, view, press, pressed.Who, session!, form); // ! it was drawn from one
        }

        return null;
    }

    // Somebody of a workspace that shares the channel and has not installed the bot: the dialog opens in the name of the one that has.
    async Task<string?> OpenForStrangerAsync(SlackRequest.Pressed pressed, Press press, SessionId id, Words words)
    {
        try
        {
            return await hosts.LookAsync(id, CancellationToken.None) is { } session
                ? await OpenAsync(pressed, press, session, words)
                : words.Say(Refusals.NoSuchSession);
        }
        catch (StoreUnavailableException)
        {
            return words["Slack.NotShown"];
        }
    }

    async Task<(ReadOnlyMemory<byte> View, LoadedSession? Session, Form? Form)> LoadAsync(SlackRequest.Pressed pressed, Press press, SessionId id, Words words)
    {
        try
        {
            if (await hosts.LookAsync(id, CancellationToken.None) is not { } session)
            {
                return (SlackTexts.View(words.Say(Refusals.NoSuchSession), words), null, null);
            }

            if (!pressed.Place.IsOf(session.State))
            {
                return (SlackTexts.View(words["Slack.OtherWorkspace"], words), null, null);
            }

            var form = PersonForms.Draw(session, press, pressed.Who, words);
            return form.Value is { } drawn
                ? (Modal(drawn), session, drawn)
                : (SlackTexts.View(words.Say(form.Refusal!), words), null, null); // not null where there is no form
        }
        catch (StoreUnavailableException)
        {
            return (SlackTexts.View(words["Slack.NotShown"], words), null, null);
        }
    }

    internal static ReadOnlyMemory<byte> Modal(Form form) => BlockKitRenderer.Modal(form, form.Submit?.Press.Encode() ?? "", CallbackId);

    [LoggerMessage(LogLevel.Warning, "A dialog could not be opened: {Code}")]
    static partial void LogNotOpened(ILogger log, string code);
}
