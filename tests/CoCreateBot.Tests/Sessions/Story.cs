using System.Collections.Immutable;
using System.Text;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>
/// A session told as a story: given this, when that, then these events or this refusal. Immutable, so that one beginning can have several
/// ends. Ann is the facilitator.
/// </summary>
sealed record Story(Session Session, DateTimeOffset Now)
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly Activities Known = Activities.BuiltIn;
    static readonly EventCodec Codec = new(Known);
    static readonly Lexicon Lexicon = new(Known);

    public Decision Last { get; init; } = Decision.Nothing;

    public static Words English => Lexicon.In("en");

    /// <summary>Ann starts these typed lines as one agenda.</summary>
    public static Story Given(params string[] agenda) => Open(isLive: true, agenda);

    public static Story GivenAsynchronous(params string[] agenda) => Open(isLive: false, agenda);

    static Story Open(bool isLive, string[] agenda) => Opened(isLive, [.. agenda.Select(Plan)]);

    /// <summary>Ann starts what no line that can be typed is long enough for.</summary>
    public static Story Opened(params ImmutableArray<ActivityPlan> agenda) => Opened(isLive: true, agenda);

    static Story Opened(bool isLive, ImmutableArray<ActivityPlan> agenda)
    {
        var command = new Command.Open(new VenueId("web:room"), "en", "Europe/Vienna", isLive, agenda);
        return Nothing().When(command, Somebody.Ann).Happened();
    }

    public static Story Nothing(Activities? activities = null) =>
        new(new Session(new SessionId("abcdefghijklmnop"), activities ?? Known), Noon);

    public static ActivityPlan Plan(string line) =>
        Planned(line).Value ?? throw new InvalidOperationException($"'{line}' was refused: {Planned(line).Refusal?.Key}");

    public static Parsed<ActivityPlan> Planned(string text)
    {
        var line = TypedLine.Parse(text);
        return (Known.ForVerb(line.Verb) ?? throw new InvalidOperationException($"No activity answers to '{line.Verb}'.")).Plan(line);
    }

    public Story And(params SessionEvent[] events) => this with { Session = Session.Evolve([.. events]) };

    public Story At(TimeSpan after) => this with { Now = Noon + after };

    public Story After(TimeSpan more) => this with { Now = Now + more };

    public Story When(Command command, Somebody? by)
    {
        var decision = SessionDecider.Decide(command, Session, new Turn(by?.ActorIn(Session), Now));
        return this with { Session = Session.Evolve(decision.Events), Last = decision };
    }

    public static readonly VenueId GuestRoom = new("web:guests");

    public Story OpensToGuests() => When(new Command.AddVenue(GuestRoom, IsForGuests: true), Somebody.Ann);

    public Story Ticks()
    {
        var passed = SessionDecider.Passed(Session, Now);
        return this with { Session = Session.Evolve(passed), Last = new Decision(passed) };
    }

    public Story Contributes(Somebody by, ActivityCommand what, int? activity = null) =>
        When(new Command.Contribute(activity ?? Item.Number, what), by);

    /// <summary>Types an answer, or a word that steers the activity.</summary>
    public Story Types(Somebody by, string text) => Contributes(by, Item.Activity.Read(TypedLine.Parse(text), Item));

    /// <summary>Presses a button of the activity, or hands in a form.</summary>
    public Story Presses(Somebody by, string verb, string argument = "", params (string Input, string Value)[] fields) =>
        Contributes(by, Item.Activity.Read(
            new Press(Session.Id.Value, Item.Number, verb, argument),
            fields.ToDictionary(field => field.Input, field => field.Value),
            Item));

    Story Contributes(Somebody by, Parsed<ActivityCommand> read) => read.Value is { } what
        ? Contributes(by, what)
        : this with { Last = read.Refusal ?? throw new InvalidOperationException("Neither read nor refused.") };

    public Story Then(params SessionEvent[] events)
    {
        Assert.Null(Last.Refusal?.Key);
        Assert.Equal(Json([.. events]), Json(Last.Events));
        return this;
    }

    public Story Then(ActivityEvent happened) => Then(new SessionEvent.Contributed(Item.Number, happened));

    /// <summary>Something happened; what exactly another story tells.</summary>
    public Story Happened()
    {
        Assert.Null(Last.Refusal?.Key);
        Assert.NotEmpty(Last.Events);
        return this;
    }

    public Story ThenNothing() => Then(Array.Empty<SessionEvent>());

    public Story ThenRefused(string key, params object[] args)
    {
        Assert.Equal(key, Last.Refusal?.Key);
        if (args.Length > 0)
        {
            Assert.Equal(args.Select(Plain), Last.Refusal?.Args.Select(Plain));
        }

        Assert.Empty(Last.Events);
        return this;
    }

    static string? Plain(object arg) => Convert.ToString(arg, System.Globalization.CultureInfo.InvariantCulture);

    public AgendaItem Item => Session.Current ?? throw new InvalidOperationException("Nothing is open.");

    public ActivityView View(int? activity = null, string language = "en") =>
        new(Session, activity is { } number ? Session.Agenda[number - 1] : Item, Lexicon.In(language));

    public Card Root(string language = "en") => SessionCards.Root(Session, Lexicon.In(language));

    public Card Minutes(string language = "en") =>
        SessionCards.MinutesCard(Session, Lexicon.In(language)) ?? throw new InvalidOperationException("There are no minutes.");

    public Form Dialog(Somebody who) => Item.Activity.Dialog(View(), who.In(Item)) ?? throw new InvalidOperationException("No dialog.");

    public ImmutableArray<Artifact> Artifacts => Item.Activity.Artifacts(View());

    public static string Json(ImmutableArray<SessionEvent> events) =>
        Encoding.UTF8.GetString(Codec.Write(events)).Replace("},{\"k\"", "},\n{\"k\"", StringComparison.Ordinal);
}

/// <summary>People of the stories, with the two aliases the log knows them by.</summary>
sealed record Somebody(string Name)
{
    public static readonly Somebody Ann = new("Ann");
    public static readonly Somebody Bob = new("Bob");
    public static readonly Somebody Cem = new("Cem");
    public static readonly Somebody Dora = new("Dora") { IsGuest = true };

    public static readonly ImmutableArray<Somebody> All = [Ann, Bob, Cem, Dora];

    public static Somebody Number(int n) => new($"Person {n:D5}");

    /// <summary>Tells those of one name apart.</summary>
    public string Id { get; init; } = Name;

    public PersonAlias Person => new($"person-{Id}");

    public PersonAlias Voice => new($"voice-{Id}");

    public Actor ActorIn(Session session) =>
        new(Person, Voice, Name, number => session.Item(number) is { } item ? In(item) : Voice) { IsGuest = IsGuest && session.GuestVenue is not null };

    /// <summary>They come by the open link, where there is one.</summary>
    public bool IsGuest { get; init; }

    public PersonAlias In(AgendaItem item) => item.Level == AnonymityLevel.Named ? Person : Voice;
}

/// <summary>Everything a card says, in one text: to find in it what must not be there.</summary>
static class Said
{
    public static string In(Card card) => $"{card.FallbackText}\n{In(card.Body)}";

    public static string In(Form form) => $"{form.Title}\n{In(form.Body)}\n{(form.Submit is { } submit ? Of(submit) : "")}";

    public static string In(IEnumerable<Element> elements) => string.Join('\n', elements.Select(Of));

    static string Of(Element element) => element switch
    {
        TextBlock text => Of(text.Inlines),
        FactSet facts => string.Join('\n', facts.Facts.Select(fact => $"{fact.Title} = {Of(fact.Value)}{Of(fact.Pictures)}")),
        HorizontalBarChart chart => $"{chart.Title}\n"
            + string.Join('\n', chart.Bars.Select(bar => $"{Of(bar.Label)} [{bar.Value}] {bar.Figure}")),
        ProgressBar progress => progress.Label,
        Badge badge => badge.Text,
        Container container => In(container.Items),
        ActionSet actions => string.Join('\n', actions.Actions.Select(Of)),
        InputText text => $"{text.Id}: {text.Label} <{text.Value}> {text.Hint}",
        InputNumber number => $"{number.Id}: {number.Label} <{number.Value}> {number.Hint}",
        InputToggle toggle => $"{toggle.Id}: {toggle.Label} <{toggle.IsOn}> {toggle.Hint}",
        InputPicture picture => $"{picture.Id}: {picture.Label} <{picture.Given?.Key} {picture.Given?.AltText}> {picture.Hint}",
        InputChoiceSet set => $"{set.Id}: {set.Label} <{set.Value}> {set.Hint} "
            + string.Join(" / ", set.Choices.Select(choice => $"{choice.Title} ({choice.Value})")),
        _ => throw new System.Diagnostics.UnreachableException(element.GetType().Name),
    };

    static string Of(IEnumerable<Picture> pictures) => string.Concat(pictures.Select(picture => $" [{picture.Key} {picture.AltText}]"));

    public static string Of(CardAction action) => action switch
    {
        Execute execute => $"{execute.Title} -> {execute.Press.Encode()}",
        OpenDialog open => $"{open.Title} -> {open.Press.Encode()}",
        OpenUrl open => $"{open.Title} -> {open.Url}",
        _ => throw new System.Diagnostics.UnreachableException(action.GetType().Name),
    };

    public static string Of(IEnumerable<Run> runs) => string.Concat(runs.Select(run => run switch
    {
        TextRun text => text.Text,
        WordsRun words => words.Text,
        MomentRun moment => moment.At.ToString("u", System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new System.Diagnostics.UnreachableException(run.GetType().Name),
    }));
}
