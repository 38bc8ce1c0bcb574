using System.Collections.Immutable;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.Cards.Html;

/// <summary>The page in a real browser, under the content policy the server sends.</summary>
public sealed class SiteScriptTest(Chromium chromium) : IClassFixture<Chromium>
{
    const string Live = "data-live=\"/live\" data-news=\"Something new is here\"";

    static readonly string Ballot = HtmlRenderer.Form(
        Parsed.FormOf(new InputNumber("a", "Dots on A", 0, 3) { Value = 2 }, new InputNumber("b", "Dots on B", 0, 3)) with { DotsMax = 5 },
        Parsed.Context);

    static readonly string Writing = HtmlRenderer.Form(
        Parsed.FormOf(new InputText("idea", "Your idea", 500) { IsMultiline = true }), Parsed.Context);

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_page_of_everything_is_accessible_and_fits_a_phone(ColorScheme scheme)
    {
        await using var room = await Room.OpenAsync(chromium, scheme: scheme);
        await room.EnterAsync(Everything());

        var found = await room.Page.RunAxe();
        Assert.Equal("", string.Join('\n', found.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}"))));
        Assert.Equal(360, await room.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(room.Complaints);
    }

    [Fact]
    public async Task Dots_left_are_counted_while_a_person_votes()
    {
        await using var room = await Room.OpenAsync(chromium);
        await room.EnterAsync(Ballot);
        var left = room.Page.Locator("output");

        Assert.Equal("3 of 5 dots left", await left.TextContentAsync());
        await room.Page.FillAsync("[name=b]", "3");
        Assert.Equal("0 of 5 dots left", await left.TextContentAsync());
        await room.Page.FillAsync("[name=a]", "4");
        Assert.Equal("2 too many: you have 5 dots", await left.TextContentAsync());
    }

    [Fact]
    public async Task Dots_chosen_from_lists_count_once()
    {
        Choice[] dots = [new("0 dots", "0"), new("1 dot", "1"), new("2 dots", "2")];
        await using var room = await Room.OpenAsync(chromium);
        await room.EnterAsync(HtmlRenderer.Form(
            Parsed.FormOf(new InputChoiceSet("a", "Dots on A", [.. dots]) { Value = "2" }, new InputChoiceSet("b", "Dots on B", [.. dots]) { Value = "0" })
                with
            { DotsMax = 3 },
            Parsed.Context));
        var left = room.Page.Locator("output");

        Assert.Equal("1 of 3 dots left", await left.TextContentAsync());
        await room.Page.SelectOptionAsync("[name=b]", "1");
        Assert.Equal("0 of 3 dots left", await left.TextContentAsync());
    }

    [Fact]
    public async Task A_draft_survives_a_reload_and_ends_when_it_is_taken()
    {
        await using var room = await Room.OpenAsync(chromium);
        await room.EnterAsync(Writing);
        await room.Page.FillAsync("textarea", "half a thou");

        await room.Page.GotoAsync("http://room.test/elsewhere");
        await room.Page.GotoAsync("http://room.test/s/abc");
        Assert.Equal("half a thou", await room.Page.InputValueAsync("textarea"));

        room.Body = "<p class='notice problem'>Too busy</p>";
        await room.Page.ClickAsync("button");
        await room.Page.Locator(".problem").WaitForAsync();
        await room.Page.LoadedAsync();
        await room.EnterAsync(Writing);
        Assert.Equal("half a thou", await room.Page.InputValueAsync("textarea")); // what was refused is not lost

        room.Body = Writing + "<p class='notice' data-taken>That counts.</p>";
        await room.Page.ClickAsync("button");
        await room.Page.Locator("[data-taken]").WaitForAsync();
        await room.Page.LoadedAsync();
        await room.EnterAsync(Writing);
        Assert.Equal("", await room.Page.InputValueAsync("textarea"));
    }

    [Fact]
    public async Task An_old_draft_never_hides_a_newer_answer()
    {
        await using var room = await Room.OpenAsync(chromium);
        await room.EnterAsync(Writing);
        await room.Page.FillAsync("textarea", "a draft");

        await room.EnterAsync(HtmlRenderer.Form(
            Parsed.FormOf(new InputText("idea", "Your idea", 500) { IsMultiline = true, Value = "handed in elsewhere" }), Parsed.Context));
        Assert.Equal("handed in elsewhere", await room.Page.InputValueAsync("textarea"));
    }

    [Fact]
    public async Task A_moment_is_shown_in_the_readers_own_zone()
    {
        await using var room = await Room.OpenAsync(chromium, "America/New_York");
        var at = new DateTimeOffset(2025, 12, 5, 16, 0, 0, TimeSpan.Zero);
        await room.EnterAsync(HtmlRenderer.Card(new Card("", "en", [new TextBlock([new MomentRun(at)])]), Parsed.Context));

        Assert.Contains("11:00", await room.Page.TextContentAsync("time"), StringComparison.Ordinal);
        Assert.Contains("Europe/Berlin", await room.Page.GetAttributeAsync("time", "title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_changes_by_itself()
    {
        await using var room = await Room.OpenAsync(chromium);
        room.BodyAttributes = Live;
        room.Events = Changed("live-0", "<p>7 of 12 voted</p>");
        await room.EnterAsync("""<div id="live-0"><p>6 of 12 voted</p></div>""");

        await room.Page.Locator("#live-0", new() { HasText = "7 of 12" }).WaitForAsync();
        Assert.Empty(room.Complaints);
    }

    [Fact]
    public async Task A_card_never_changes_under_the_focus()
    {
        await using var room = await Room.OpenAsync(chromium);
        room.BodyAttributes = Live;
        room.Events = Changed("live-0", "<p>new</p>") + Changed("live-1", "<p>new</p>");
        await room.EnterAsync("""<div id="live-0"><a href="#x" autofocus>old</a></div><div id="live-1">old</div><input />""");

        await room.Page.Locator("#live-1", new() { HasText = "new" }).WaitForAsync();
        Assert.Equal("old", await room.Page.TextContentAsync("#live-0"));
        await room.Page.FocusAsync("input");
        await room.Page.Locator("#live-0", new() { HasText = "new" }).WaitForAsync();
    }

    [Fact]
    public async Task A_live_card_brings_no_form_and_takes_none_away()
    {
        await using var room = await Room.OpenAsync(chromium);
        room.BodyAttributes = Live;
        room.Events = Changed("live-0", "<form></form>") + Changed("live-1", "<p>new</p>") + Changed("live-2", "<p>new</p>");
        await room.EnterAsync("""<div id="live-0">old</div><div id="live-1"><form>mine</form></div><div id="live-2">old</div>""");

        await room.Page.Locator("#live-2", new() { HasText = "new" }).WaitForAsync();
        Assert.Equal(("old", "mine"), (await room.Page.TextContentAsync("#live-0"), await room.Page.TextContentAsync("#live-1")));
    }

    [Fact]
    public async Task A_changed_page_is_shown_at_once_to_someone_who_reads()
    {
        await using var room = await Room.OpenAsync(chromium);
        room.BodyAttributes = Live;
        room.Events = "event: page\ndata: 2\n\n";
        await room.EnterAsync("<p>step 1</p>");
        room.Body = "<p>step 2</p>";

        await room.Page.Locator("p", new() { HasText = "step 2" }).WaitForAsync();
    }

    [Fact]
    public async Task An_answer_to_a_form_is_never_asked_for_again_but_leads_to_its_page()
    {
        await using var room = await Room.OpenAsync(chromium);
        room.BodyAttributes = Live + " data-page=\"/s/room\"";
        room.Events = "event: page\ndata: 2\n\n";
        await room.EnterAsync("<p>it was refused</p>");

        await room.Page.Locator(".news a").ClickAsync();

        await room.Page.WaitForURLAsync("**/s/room");
    }

    [Fact]
    public async Task A_changed_page_is_offered_to_someone_who_writes()
    {
        await using var room = await Room.OpenAsync(chromium);
        await room.EnterAsync(Writing);
        await room.Page.FillAsync("textarea", "half a thou");

        room.BodyAttributes = Live;
        room.Events = "event: page\ndata: 2\n\n";
        await room.EnterAsync(Writing);
        await room.Page.Locator(".news a", new() { HasText = "Something new is here" }).ClickAsync();

        await Assertions.Expect(room.Page.Locator("textarea")).ToHaveValueAsync("half a thou"); // once the fresh page has put it back
    }

    static string Changed(string id, string html) =>
        "event: card\ndata: " + $$"""{"id":"{{id}}","html":"{{html}}"}""" + "\n\n";

    static string Everything()
    {
        Input[] inputs =
        [
            new InputText("t", "Verbesserungsvorschlagsbegründungsfeld", 140) { Hint = "A hint", IsRequired = true },
            new InputText("m", "Your idea", 500) { IsMultiline = true, Value = new string('w', 300) },
            new InputNumber("n", "Dots on A", 0, 3) { Value = 1 },
            new InputChoiceSet("r", "Your light", [new(new string('w', 90), "g"), new("Red", "r")]) { Style = ChoiceInputStyle.Expanded },
            new InputToggle("k", new string('w', 90)),
            new InputChoiceSet("s", "Your group", [new("Staff", "s"), new(new string('w', 90), "w")]),
        ];
        var form = Parsed.FormOf([new TextBlock("Only you see this.", TextStyle.Subtle), .. inputs]);
        var wrong = form with
        {
            Title = "Something is missing",
            Submit = new Execute("Hand in", new Press("abc", 4, "answer"), ActionStyle.Destructive),
            Errors = inputs.ToImmutableDictionary(i => i.Id, i => $"{i.Label} is missing."),
        };
        WordsRun words = new("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen\nكتب أكثر");
        var card = new Card("A card.", "en",
        [
            new TextBlock([words], TextStyle.Heading), new TextBlock([words, new MomentRun(DateTimeOffset.UnixEpoch)]),
            new FactSet([new("A", [words]), new(words.Text, [words])]),
            new Container([new TextBlock("Now", TextStyle.Subtle)], ContainerStyle.Emphasis),
            new Container([new TextBlock([words])], ContainerStyle.Attention),
            new HorizontalBarChart("Which first?", [new([words], 3, "3 dots"), new([words], 1, "1 dot from 1 person, who was late")]),
            new ProgressBar(words.Text, 2, 3),
            .. Enum.GetValues<BadgeStyle>().Select(style => new Badge(words.Text, style)),
            new ActionSet([
                new Execute(words.Text, default, ActionStyle.Positive), new Execute("Leave", default, ActionStyle.Destructive),
                new OpenDialog("Answer", form.Submit!.Press), new OpenUrl("Minutes", new Uri("https://example.org/")), // ! it hands in
            ]),
        ]);
        return HtmlRenderer.Card(card, Parsed.Context) + HtmlRenderer.Form(form with { DotsMax = 5 }, Parsed.Context)
            + HtmlRenderer.Form(wrong, Parsed.Context) + Pages;
    }

    /// <summary>What the pages themselves bring, in the classes of site.css.</summary>
    const string Pages = """
        <p class="lead">For everyone.</p><p class="notice" role="status">Counted.</p><p class="notice problem" role="status">Closed.</p>
        <form class="join" method="post"><h2>Take part</h2><div><label for="name">Your name</label><input id="name" name="name" /></div>
          <button>Join</button><p class="hint">Or stay nameless.</p></form>
        <section class="console" aria-label="Facilitator"><h2>You facilitate</h2><p class="subtle">Step 3.</p>
          <p><a href="#x">Settings</a></p>
          <form class="actions" method="post"><button class="positive">Next</button><button>Pause</button></form></section>
        <form class="commandline" method="post"><label for="c">Command</label><input id="c" name="text" /><button>Send</button></form>
        <ul class="people"><li>Ann</li><li>Bo</li></ul><ul class="past"><li><a href="#y">Opening hours</a> <time>3 Nov</time></li></ul>
        """;
}
