using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack.Home;

/// <summary>The App Home: each person's own sessions, what waits for them, their next steps, their settings, and the way to be forgotten.</summary>
public sealed class SlackHome(
    SessionHosts hosts, IStore store, SlackApi api, SlackPresses presses, SlackDialogs dialogs, SlackLanguages languages, SlackOwnLanguages own,
    HomeDrawing drawing, HomeErasing erasing)
{
    internal const string EraseVerb = "erase";

    const string CallbackId = "home";
    const char Separator = '|';

    static readonly Dictionary<string, string> NoFields = [];

    /// <summary>Somebody looks at it: each visit draws it anew.</summary>
    public SlackAnswer Open(SlackRequest.HomeOpened opened) =>
        opened.IsHome ? SlackAnswer.After(() => drawing.DrawAsync(opened.Who)) : SlackAnswer.Ok;

    /// <summary>A button in it: one of its own, or one of a session, as it stands on that session's card.</summary>
    public async Task<SlackAnswer> PressAsync(SlackRequest.Pressed pressed, CancellationToken stop)
    {
        if (pressed.Value is [SlackOwn.Prefix, ..])
        {
            return SlackAnswer.After(() => OpenOwnAsync(pressed));
        }

        var isDialog = BlockKitRenderer.OpensDialog(pressed.ActionId);
        if (isDialog && !BlockKitRenderer.AsksFirst(pressed.ActionId))
        {
            return await presses.PressAsync(pressed, stop);
        }

        var words = await languages.ForAsync(pressed.Who);
        return Press.TryDecode(pressed.Value, out var press) && await AskAsync(pressed, press, words, stop) is var said
            ? isDialog && said is null
                ? SlackAnswer.After(() => dialogs.OpenAsync(pressed, press))
                : Redraw(pressed.Who, said ?? words["Home.Noted"])
            : Redraw(pressed.Who, words.Say(Refusals.OldCard));
    }

    /// <summary>One of its own dialogs.</summary>
    public async Task<SlackAnswer> HandInAsync(SlackRequest.HandedIn handedIn, CancellationToken stop)
    {
        var words = await languages.ForAsync(handedIn.Who);
        return VerbIn(handedIn.Metadata) switch
        {
            HomeSettings.Verb => await SaveAsync(handedIn, words, stop),
            EraseVerb when erasing.TryBegin(handedIn.Who) =>
                SlackAnswer.Of(SlackTexts.Update(words["Home.EraseBegun"], words), () => erasing.RunAsync(handedIn.Who, handedIn.Trigger)),
            EraseVerb => SlackAnswer.Of(SlackTexts.Update(words["Home.EraseRuns"], words)),
            _ => SlackAnswer.Of(SlackTexts.Update(words.Say(Refusals.OldCard), words)),
        };
    }

    /// <summary>What a session's dialog changed is changed here, too, for who came from here.</summary>
    public async Task<SlackAnswer> FollowAsync(Person who, Task<SlackAnswer> handedIn)
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

    SlackAnswer Redraw(Person who, string notice) => SlackAnswer.After(() => drawing.DrawAsync(who, notice));

    static string VerbIn(string value) => value.IndexOf(Separator, StringComparison.Ordinal) is var at and > 0 ? value[(at + 1)..] : "";

    // Null where it counts; else why not.
    async Task<string?> AskAsync(SlackRequest.Pressed pressed, Press press, Words words, CancellationToken stop)
    {
        if (!SessionId.IsId(press.Session))
        {
            return words.Say(Refusals.OldCard);
        }

        try
        {
            var id = new SessionId(press.Session);
            return await hosts.LookAsync(id, stop) is { } session && !pressed.Place.IsOf(session.State)
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
        await drawing.TryAsync(async () =>
        {
            var view = VerbIn(pressed.Value) switch
            {
                HomeSettings.Verb => View(HomeSettings.Form(await SettingsAsync(pressed.Who), zone, words), HomeSettings.Verb),
                EraseVerb => View(EraseForm(words), EraseVerb),
                _ => SlackTexts.View(words.Say(Refusals.OldCard), words),
            };
            await api.OpenViewAsync(workspace, pressed.Trigger, view, CancellationToken.None);
        });
    }

    async Task<PersonSettings> SettingsAsync(Person who) => await store.People.FindAsync(who.Key, CancellationToken.None) ?? PersonSettings.None;

    static Form EraseForm(Words words) => new(
        words["Home.EraseMe"], words.Language, [new TextBlock(words["Home.EraseAsks"]), new TextBlock(words["Home.EraseLeaves"], TextStyle.Subtle)],
        new Execute(words["Home.EraseMe"], new Press("", 0, EraseVerb), ActionStyle.Destructive));

    static ReadOnlyMemory<byte> View(Form form, string verb) => BlockKitRenderer.Modal(form, $"{SlackOwn.Home}{Separator}{verb}", CallbackId);

    async Task<SlackAnswer> SaveAsync(SlackRequest.HandedIn handedIn, Words words, CancellationToken stop)
    {
        var fields = handedIn.Inputs.ToDictionary(input => input.Block, input => input.Value ?? "", StringComparer.Ordinal);
        var read = HomeSettings.Read(fields, languages.ZoneOf(handedIn.Who));
        if (read.Value is not { } settings)
        {
            return SlackAnswer.Of(BlockKitRenderer.Error(read.Refusal!.Input!, words.Say(read.Refusal))); // ! what is not read is refused, at an input
        }

        try
        {
            await (settings == PersonSettings.None
                ? store.People.RemoveAsync(handedIn.Who.Key, stop)
                : store.People.PutAsync(handedIn.Who.Key, settings, stop));
        }
        catch (StoreUnavailableException)
        {
            return SlackAnswer.Of(BlockKitRenderer.Error(HomeSettings.LanguageInput, words["Commands.Unavailable"]));
        }

        own.Put(handedIn.Who.Key, settings.Language);
        return SlackAnswer.After(async () => await drawing.DrawAsync(handedIn.Who, (await languages.ForAsync(handedIn.Who))["Home.Saved"]));
    }
}
