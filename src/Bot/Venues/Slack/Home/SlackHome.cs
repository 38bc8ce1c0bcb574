using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Chat.Home;
using CoCreateBot.Bot.Venues.Slack.Start;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack.Home;

/// <summary>The App Home: each person's own sessions, what waits for them, their next steps, their settings, and the way to be forgotten.</summary>
public sealed partial class SlackHome(
    SessionHosts hosts, SlackApi api, SlackDialogs dialogs, SlackLanguages languages, OwnLanguages own, HomeGathering gathering,
    HomeDrawing drawing, HomeErasing erasing, SlackStart start, ILogger<SlackHome> log)
{
    internal const string StartVerb = "start";

    const string CallbackId = "home";
    const char Separator = '|';

    static readonly Dictionary<string, string> NoFields = [];

    /// <summary>Somebody looks at it: each visit draws it anew.</summary>
    public DoorAnswer Open(SlackRequest.HomeOpened opened) =>
        opened.IsHome ? DoorAnswer.After(() => drawing.DrawAsync(opened.Who)) : DoorAnswer.Ok;

    /// <summary>A button in it: one of its own, or one of a session, as it stands on that session's card.</summary>
    public async Task<DoorAnswer> PressAsync(SlackRequest.Pressed pressed, CancellationToken stop)
    {
        if (pressed.Value is [SlackOwn.Prefix, ..])
        {
            return VerbIn(pressed.Value) == StartVerb ? start.Open(pressed) : DoorAnswer.After(() => OpenOwnAsync(pressed));
        }

        var isDialog = BlockKitRenderer.OpensDialog(pressed.ActionId);
        if (!Press.TryDecode(pressed.Value, out var press) || !SessionId.IsId(press.Session))
        {
            return Redraw(pressed.Who, (await languages.ForAsync(pressed.Who)).Say(Refusals.OldCard));
        }

        if (isDialog && !BlockKitRenderer.AsksFirst(pressed.ActionId))
        {
            return DoorAnswer.After(() => OpenAsync(pressed, press)); // at once: the trigger lives three seconds
        }

        var words = await languages.ForAsync(pressed.Who);
        var said = await AskAsync(pressed, press, words, stop);
        return isDialog && said is null ? DoorAnswer.After(() => OpenAsync(pressed, press)) : Redraw(pressed.Who, said ?? words["Home.Noted"]);
    }

    // There is no message beside which it could be said that a dialog is not open.
    async Task OpenAsync(SlackRequest.Pressed pressed, Press press)
    {
        if (await dialogs.TryOpenAsync(pressed, press) is { } why)
        {
            await drawing.DrawAsync(pressed.Who, why);
        }
    }

    /// <summary>One of its own dialogs.</summary>
    public async Task<DoorAnswer> HandInAsync(SlackRequest.HandedIn handedIn, CancellationToken stop)
    {
        var words = await languages.ForAsync(handedIn.Who);
        return VerbIn(handedIn.Metadata) switch
        {
            HomeSettings.Verb => await SaveAsync(handedIn, words, stop),
            HomeCards.EraseVerb => await EraseAsync(handedIn, words),
            _ => DoorAnswer.Of(SlackTexts.Update(words.Say(Refusals.OldCard), words)),
        };
    }

    /// <summary>What a session's dialog changed is changed here, too, for who came from here.</summary>
    public async Task<DoorAnswer> FollowAsync(Person who, Task<DoorAnswer> handedIn)
    {
        var answer = await handedIn;
        return !drawing.IsLookedAt(who) ? answer : answer with
        {
            Then = async () =>
            {
                await (answer.Then?.Invoke() ?? Task.CompletedTask);
                await drawing.DrawAsync(who);
            },
        };
    }

    DoorAnswer Redraw(Person who, string notice) => DoorAnswer.After(() => drawing.DrawAsync(who, notice));

    static string VerbIn(string value) => value.IndexOf(Separator, StringComparison.Ordinal) is var at and > 0 ? value[(at + 1)..] : "";

    // Null where it counts; else why not.
    async Task<string?> AskAsync(SlackRequest.Pressed pressed, Press press, Words words, CancellationToken stop)
    {
        try
        {
            var id = new SessionId(press.Session);
            return await hosts.LookAsync(id, session => pressed.Place.IsOf(session.State), stop) is { } session && !pressed.Place.IsOf(session.State)
                ? words["Slack.OtherWorkspace"]
                : await hosts.AskAsync(id, new Wish.Pressed(press, NoFields), pressed.Who, pressed.Trigger, stop) switch
                {
                    Answer.Done => null,
                    Answer.Refused refused => words.Say(refused.Refusal),
                    Answer.Busy => words["Commands.Busy"],
                    _ => words["Commands.Unavailable"],
                };
        }
        catch (StoreUnavailableException)
        {
            return words["Commands.Unavailable"];
        }
    }

    // The trigger lives three seconds: what people set is one row, and where it cannot be read nothing is changed.
    async Task OpenOwnAsync(SlackRequest.Pressed pressed)
    {
        var words = await languages.ForAsync(pressed.Who);
        var (zone, workspace) = (languages.ZoneOf(pressed.Who), SlackIds.Workspace(pressed.Who.Key)!); // ! Slack's people have one
        try
        {
            var view = VerbIn(pressed.Value) switch
            {
                HomeSettings.Verb => View(HomeSettings.Form(await SettingsAsync(pressed.Who), zone, SlackIds.Platform, words), HomeSettings.Verb),
                HomeCards.EraseVerb => View(HomeCards.EraseForm(words), HomeCards.EraseVerb),
                _ => SlackTexts.View(words.Say(Refusals.OldCard), words),
            };
            await api.OpenViewAsync(workspace, pressed.Trigger, view, CancellationToken.None);
        }
        catch (Exception e) when (e is VenueRefusedException or VenueThrottledException or VenueUnavailableException or StoreUnavailableException)
        {
            LogNotOpened(log, e is StoreUnavailableException ? "store" : e.Message);
            await drawing.DrawAsync(pressed.Who, SlackHindrance.NotOpened(e, words));
        }
    }

    Task<PersonSettings> SettingsAsync(Person who) => gathering.SettingsAsync(who, CancellationToken.None);

    static ReadOnlyMemory<byte> View(Form form, string verb) => BlockKitRenderer.Modal(form, $"{SlackOwn.Home}{Separator}{verb}", CallbackId);

    async Task<DoorAnswer> EraseAsync(SlackRequest.HandedIn handedIn, Words words)
    {
        try
        {
            return await erasing.TryBeginAsync(handedIn.Who, handedIn.Trigger)
                ? DoorAnswer.Of(SlackTexts.Update(words["Home.EraseBegun"], words), () => erasing.RunAsync(handedIn.Who))
                : DoorAnswer.Of(SlackTexts.Update(words["Home.EraseRuns"], words));
        }
        catch (StoreUnavailableException)
        {
            return DoorAnswer.Of(SlackTexts.Update(words["Commands.Unavailable"], words));
        }
    }

    async Task<DoorAnswer> SaveAsync(SlackRequest.HandedIn handedIn, Words words, CancellationToken stop)
    {
        var read = HomeSettings.Read(handedIn.Fields(), languages.ZoneOf(handedIn.Who));
        if (read.Value is not { } settings)
        {
            return DoorAnswer.Of(BlockKitRenderer.Error(read.Refusal!.Input!, words.Say(read.Refusal))); // ! what is not read is refused, at an input
        }

        try
        {
            await gathering.SetAsync(handedIn.Who, settings, stop);
        }
        catch (StoreUnavailableException)
        {
            return DoorAnswer.Of(BlockKitRenderer.Error(HomeSettings.LanguageInput, words["Commands.Unavailable"]));
        }

        own.Put(handedIn.Who.Key, settings.Language);
        return DoorAnswer.After(async () => await drawing.DrawAsync(handedIn.Who, (await languages.ForAsync(handedIn.Who))["Home.Saved"]));
    }

    [LoggerMessage(LogLevel.Warning, "A dialog of an App Home could not be opened: {Code}")]
    static partial void LogNotOpened(ILogger log, string code);
}
