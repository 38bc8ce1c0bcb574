using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Chat.Home;

/// <summary>
/// One person's own page. Of a session it shows what its card shows to all (what it is called, what is open, until when) and what is this person's own:
/// nothing of what others gave.
/// </summary>
static class HomeCards
{
    /// <summary>Of the form that asks whether they want to be forgotten.</summary>
    public const string EraseVerb = "erase";

    public const int AsksMax = 10;
    public const int StepsMax = 10;
    public const int OpenMax = 15;
    public const int ClosedMax = 5;

    /// <summary>Titles in buttons; the whole one stands above.</summary>
    const int TitleMax = 40;

    public static readonly TimeSpan ClosedFor = TimeSpan.FromDays(7);

    public static Card Light(Words words) => new(words["Home.Light"], words.Language, [new TextBlock(words["Home.Light"])]);

    public static Card Unavailable(Words words) => new(words["Home.Unavailable"], words.Language, [new TextBlock(words["Home.Unavailable"])]);

    /// <param name="look">How it is shown where they are.</param>
    /// <param name="notice">What came of what they did last.</param>
    public static Card Of(HomeContent content, HomeLook look, Words words, string? notice, DateTimeOffset now)
    {
        ImmutableArray<Element> body =
        [
            .. notice is null ? [] : (ReadOnlySpan<Element>)[Apart([new TextBlock(notice)])],
            .. look.Starts is { } start
                ? (ReadOnlySpan<Element>)[new ActionSet([new Execute(words["Chat.StartOffer"], Own(start), ActionStyle.Positive)])]
                : [],
            .. content.Sessions.IsEmpty ? [Apart([Line(words, "Home.Welcome")])] : Mine(content, words, now),
            Apart(Settings(content, look, words)),
        ];
        return new Card(notice ?? words["Home.Fallback"], words.Language, body);
    }

    // With a line above it.
    static Container Apart(IEnumerable<Element> items) => new([.. items], ContainerStyle.Emphasis);

    static IEnumerable<Element> Mine(HomeContent content, Words words, DateTimeOffset now) =>
    [
        .. Section(words, "Asks", content.Asks.ToList(), AsksMax, ask => Ask(ask.Session, ask.Item, words)),
        .. Section(words, "Steps", content.Steps.ToList(), StepsMax, step => Step(step.Session, step.Item, step.Step, words)),
        .. Section(words, "Open", content.Open.ToList(), OpenMax, session => Open(session, content, words)),
        .. Section(words, "Closed", [.. content.Sessions.Where(one => one.State.ClosedAt > now - ClosedFor)], ClosedMax, session => Closed(session, words)),
        .. content.HasMore ? (ReadOnlySpan<Element>)[new TextBlock(words.Say("Home.HasMore", HomeGathering.SessionsMax), TextStyle.Subtle)] : [],
    ];

    // What there is, or that there is nothing; what does not fit is counted.
    static IEnumerable<Element> Section<T>(Words words, string name, List<T> all, int max, Func<T, IEnumerable<Element>> draw) =>
        all.Count == 0 && name == "Closed" ? [] : [Apart(Items(words, name, all, max, draw))];

    static IEnumerable<Element> Items<T>(Words words, string name, List<T> all, int max, Func<T, IEnumerable<Element>> draw)
    {
        yield return new TextBlock(words["Home.Title-" + name], TextStyle.Heading);
        if (all.Count == 0)
        {
            yield return new TextBlock(words["Home.None-" + name], TextStyle.Subtle);
        }

        foreach (var element in all.Take(max).SelectMany(draw))
        {
            yield return element;
        }

        if (all.Count > max)
        {
            yield return new TextBlock(words.Count("Home.More", all.Count - max), TextStyle.Subtle);
        }
    }

    static IEnumerable<Element> Ask(HomeSession session, AgendaItem item, Words words)
    {
        var view = new ActivityView(session.State, item, words);
        ImmutableArray<Run> place = session.State.Charter is null
            ? [Place(session, words)]
            : [.. Title(session, words), new TextRun(" – "), Place(session, words)];
        yield return new TextBlock(words.Sentence("Home.Ask", SessionCards.Prompt(view), place, Status(session, words)));
        if (item.Activity.Actions(view).OfType<OpenDialog>().FirstOrDefault() is { } dialog)
        {
            // It takes whatever the other buttons do, and brings the promise.
            yield return new ActionSet([item.Activity.Actions(view) is [Execute, ..] ? dialog with { Title = words["Home.Answer"] } : dialog]);
        }
    }

    static IEnumerable<Element> Step(HomeSession session, AgendaItem item, NextStep step, Words words)
    {
        var view = new ActivityView(session.State, item, words);
        var what = OwnSteps.Line(view, step).Select(run => run is WordsRun own ? own with { Strong = true } : run);
        yield return new TextBlock(words.Sentence(
            step.HasAccepted ? "Home.Step" : "Home.StepAsked", [.. what], [new WordsRun(TitleText(session, words))]));
        yield return new ActionSet(OwnSteps.Actions(view, step));
    }

    static IEnumerable<Element> Open(HomeSession session, HomeContent content, Words words)
    {
        var text = session.Loaded.IsFacilitator(content.Who) ? "Home.SessionOfMine" : "Home.Session";
        yield return new TextBlock(words.Sentence(text, Title(session, words), [Place(session, words)], Status(session, words)));
        if (session.Card is { } card)
        {
            yield return new ActionSet([new OpenUrl(words.Say("Home.GoToCard", Short(TitleText(session, words))), card)]);
        }
    }

    static IEnumerable<Element> Closed(HomeSession session, Words words) =>
        [new TextBlock(words.Sentence("Home.Session", Title(session, words), [Place(session, words)], Status(session, words)))];

    static ImmutableArray<Run> Status(HomeSession session, Words words) => session.State switch
    {
        { IsCancelled: true, ClosedAt: { } at } => words.Runs("Home.CancelledAt", new MomentRun(at)),
        { ClosedAt: { } at } => words.Runs("Home.ClosedAt", new MomentRun(at)),
        { OpenItem: null } => words.Runs("Home.Waiting"),
        { IsPaused: true, PausedUntil: { } until, OpenItem: { } item } => words.Runs("Home.PausedUntil", Name(item, words), new MomentRun(until)),
        { IsPaused: true, OpenItem: { } item } => words.Runs("Home.Paused", Name(item, words)),
        { OpenItem: { Deadline: { } until } item } => words.Runs("Home.OpenUntil", Name(item, words), new MomentRun(until)),
        { OpenItem: { } item } => words.Runs("Home.OpenNow", Name(item, words)),
    };

    static TextRun Name(AgendaItem item, Words words) => new(words[item.Activity.Texts.BaseName + ".Name"]);

    static ImmutableArray<Run> Title(HomeSession session, Words words) => [new WordsRun(TitleText(session, words), Strong: true)];

    /// <summary>What a session is called there.</summary>
    public static string TitleText(HomeSession session, Words words) => session.State.Current is { } item
        ? SessionCards.TitleOf(new ActivityView(session.State, item, words))
        : session.State.Charter?.Purpose ?? words["Session.Nothing"];

    static string Short(string title) => title.Length <= TitleMax ? title : PersonalText.Line(title[..TitleMax]) + "…";

    static ChannelRun Place(HomeSession session, Words words) => new(session.Channel, words[session.Place]);

    static IEnumerable<Element> Settings(HomeContent content, HomeLook look, Words words)
    {
        var (language, quiet) = (content.Settings.Language, content.Settings.Quiet);
        yield return new TextBlock(words["Home.Title-Settings"], TextStyle.Heading);
        yield return Line(words, "Home.LanguageIs-" + (language ?? look.Platform));
        yield return new TextBlock(quiet is null
            ? words["Home.NotQuiet"]
            : words.Say("Home.QuietIs", ScheduleTexts.Time(quiet.From), ScheduleTexts.Time(quiet.To), quiet.Zone));
        if (content.KeptDays is { } days)
        {
            yield return new TextBlock(words.Count("Home.KeptFor", days), TextStyle.Subtle);
        }

        yield return new ActionSet(
        [
            look.Opens(words["Home.ChangeSettings"], Own(HomeSettings.Verb)),
            look.Opens(words["Home.EraseMe"], Own(EraseVerb), ActionStyle.Destructive),
        ]);
    }

    public static Form EraseForm(Words words) => new(
        words["Home.EraseMe"], words.Language, [new TextBlock(words["Home.EraseAsks"]), new TextBlock(words["Home.EraseLeaves"], TextStyle.Subtle)],
        new Execute(words["Home.EraseMe"], Own(EraseVerb), ActionStyle.Destructive));

    static TextBlock Line(Words words, string key) => new(words[key]);

    /// <summary>A press that means no session.</summary>
    static Press Own(string verb) => new("", 0, verb);
}

/// <param name="Platform">As settings call it.</param>
/// <param name="Starts">The word of the button that starts something; null where nothing is started from here.</param>
/// <param name="HasForms">The page's own forms stand in it, and buttons lead to them; else the platform opens them.</param>
sealed record HomeLook(string Platform, string? Starts = null, bool HasForms = false)
{
    public CardAction Opens(string title, Press press, ActionStyle style = ActionStyle.Default) =>
        HasForms ? new OpenDialog(title, press, style) : new Execute(title, press, style);
}
