using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;
using CoCreateBot.Tests.Cards.Html;
using CoCreateBot.Tests.EndToEnd;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Tidy;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.Cards.Adaptive;

/// <summary>
/// What Teams is sent, in Microsoft's own renderer: it finds nothing wrong, every text is there to be read as it was written, and each button sends what
/// we wait for. Pictures of some lie in artifacts/screens.
/// </summary>
public sealed class AdaptiveClientTest(Chromium chromium) : IClassFixture<Chromium>
{
    const int Phone = 360;
    const int Desktop = 560;

    static readonly string[] Pictured = ["vote Paint", "checkin for", "brainwrite live", "cluster", "steps", "why \"The report", "vote score", "warmup story"];

    [Fact]
    public async Task Everything_that_Teams_is_sent_is_drawn_with_all_its_texts_and_nothing_is_wrong_with_it()
    {
        using var folder = new TestFolder();
        var (page, complaints) = await OpenAsync(folder);
        foreach (var shown in ShownInTeams.All)
        {
            var drawn = await DrawAsync(page, shown.Json);

            Assert.Empty(drawn.Faults);
            Assert.Empty(drawn.Markup);
            var json = Json(shown.Json);
            Assert.All(TextsOf(json).Select(Squeezed), text => Assert.Contains(text, Squeezed(drawn.Text), StringComparison.Ordinal));
        }

        Assert.Empty(complaints);
        await PictureAsync(page);
    }

    [Fact]
    public async Task Each_button_of_every_card_sends_just_its_own_data()
    {
        using var folder = new TestFolder();
        var (page, _) = await OpenAsync(folder);
        foreach (var shown in ShownInTeams.All.Where(one => !one.IsDialog))
        {
            await DrawAsync(page, shown.Json);

            Assert.Equal(ButtonsOf(Json(shown.Json)), await PressAsync(page));
        }
    }

    [Fact]
    public async Task A_dialog_hands_in_each_of_its_inputs_with_its_press_and_only_when_all_is_filled_in()
    {
        using var folder = new TestFolder();
        var (page, _) = await OpenAsync(folder);
        foreach (var shown in ShownInTeams.All.Where(one => one.IsDialog && Json(one.Json).TryGetProperty("actions", out _)))
        {
            var json = Json(shown.Json);
            var inputs = CardParts.Typed(json).Where(part => CardParts.TypeOf(part).StartsWith("Input.", StringComparison.Ordinal)).ToList();
            await DrawAsync(page, shown.Json);
            var isMissing = inputs.Exists(input => input.TryGetProperty("isRequired", out _) && !input.TryGetProperty("value", out _));
            var press = CardParts.Presses(json).First(); // the frame comes first
            Assert.Equal(isMissing ? 0 : 1, (await PressAsync(page)).Count(sent => sent.Press == press));
            await page.EvaluateAsync("window.fill()");

            var handedIn = (await PressAsync(page))[^1];
            Assert.Equal(press, handedIn.Press);
            Assert.Equal(inputs.Select(input => CardParts.Text(input, "id")!).Order(StringComparer.Ordinal), handedIn.Inputs.Order(StringComparer.Ordinal)); // ! each has one
        }
    }

    [Fact]
    public async Task Buttons_beyond_those_shown_wait_in_a_menu_and_send_theirs_as_well()
    {
        using var folder = new TestFolder();
        var (page, _) = await OpenAsync(folder);
        var buttons = Enumerable.Range(0, 14).Select(at => (CardAction)new Execute($"Button {at}", new Press("s1", 1, "do", $"{at}")));
        var card = AdaptiveRenderer.Card(new Card("All", "en", [new ActionSet([.. buttons])]), ShownInTeams.Context);

        var drawn = await DrawAsync(page, Encoding.UTF8.GetString(card));

        Assert.Empty(drawn.Faults);
        Assert.Equal(6, drawn.Text.Split("Button ").Length - 1);
        Assert.Equal(14, (await PressAsync(page)).Select(sent => sent.Press).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Words_that_look_like_markup_are_drawn_as_they_were_written()
    {
        using var folder = new TestFolder();
        var (page, complaints) = await OpenAsync(folder);
        foreach (var words in AnyTeamsCard.Evil)
        {
            foreach (var json in (string[])[Everywhere(words), EverywhereInForm(words)])
            {
                var drawn = await DrawAsync(page, json);

                Assert.Empty(drawn.Faults);
                Assert.Empty(drawn.Markup);
                Assert.Contains(Squeezed(Tame(words)), Squeezed(drawn.Text), StringComparison.Ordinal);
            }
        }

        Assert.Empty(complaints);
    }

    static string Everywhere(string words)
    {
        ImmutableArray<Run> runs = [new WordsRun(words)];
        return Encoding.UTF8.GetString(AdaptiveRenderer.Card(
            new Card(words, "en",
            [
                .. Enum.GetValues<TextStyle>().Select(style => new TextBlock(runs, style)),
                new FactSet([new Fact(words, runs), new Fact("", runs) { Level = 2 }]),
                new HorizontalBarChart(words, [new Bar(runs, 1, words)]),
                new ProgressBar(words, 1, 2),
                new Badge(words),
                new Container([new TextBlock(words)], ContainerStyle.Emphasis),
                new ActionSet([new Execute(words, new Press("s1", 1, "do"))]),
                new Image(new Uri("http://example.org/not-shown.png"), words),
            ]),
            ShownInTeams.Context));
    }

    static string EverywhereInForm(string words) => Encoding.UTF8.GetString(AdaptiveRenderer.Dialog(
        new Form(words, "en",
        [
            new TextBlock(words),
            new InputText("text", words, 200) { Hint = words },
            new InputNumber("number", words, 1, 3),
            new InputToggle("toggle", words),
            new InputChoiceSet("choice", words, [new Choice(words, "1"), new Choice("Other", "2")]) { Style = ChoiceInputStyle.Expanded },
        ],
        new Execute(words, new Press("s1", 1, "do")))
        {
            Errors = ImmutableDictionary<string, string>.Empty.Add("text", words).Add("", words),
        },
        ShownInTeams.Context));

    async Task<(IPage Page, ConcurrentQueue<string> Complaints)> OpenAsync(TestFolder folder)
    {
        var bundler = Path.Combine(Checkout.Root, "node_modules", ".bin", "esbuild");
        FromNpm.Needs(
            File.Exists(bundler) && Directory.Exists(Path.Combine(Checkout.Root, "node_modules", "adaptivecards")),
            "Microsoft's renderer of cards is not installed; npm ci at the root of the checkout installs it.");
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = Desktop, Height = 300 }, DeviceScaleFactor = 2 });
        var complaints = new ConcurrentQueue<string>();
        page.PageError += (_, error) => complaints.Enqueue(error);
        var source = Path.Combine(Checkout.Root, "tests", "CoCreateBot.Tests", "Cards", "Adaptive", "draw.js");
        using var run = Process.Start(bundler, [source, "--bundle", $"--outfile={folder.File("draw.js")}", "--log-level=error"]);
        await run.WaitForExitAsync().WaitAsync(Child.Within, TimeProvider.System);
        Assert.Equal(0, run.ExitCode);
        await page.SetContentAsync("<!doctype html><meta charset=utf-8><style id=dress></style><div id=shown></div>");
        await page.AddScriptTagAsync(new() { Path = folder.File("draw.js") });
        return (page, complaints);
    }

    static async Task<Drawn> DrawAsync(IPage page, string json, string theme = "light")
    {
        var drawn = await page.EvaluateAsync<JsonElement>("([json, theme]) => window.draw(json, theme)", new[] { json, theme });
        return new Drawn(drawn.GetProperty("text").GetString() ?? "", Texts(drawn.GetProperty("faults")), Texts(drawn.GetProperty("markup")));
    }

    static async Task<List<Sent>> PressAsync(IPage page)
    {
        return [.. Json(await page.EvaluateAsync<string>("window.press()")).EnumerateArray().Select(one => Of(one, CardParts.TypeOf(one)))];
    }

    // What the renderer has instead of a chart it does not know is no button of the card; what it has instead of a button it knows is none either.
    static IEnumerable<Sent> ButtonsOf(JsonElement card) =>
        CardParts.OfType(card, "ActionSet").SelectMany(set => set.GetProperty("actions").EnumerateArray()).Select(action => Of(action, CardParts.TypeOf(action)));

    static Sent Of(JsonElement action, string type)
    {
        var data = action.TryGetProperty("data", out var own) && own.ValueKind == JsonValueKind.Object ? own : default;
        var members = data.ValueKind == JsonValueKind.Object ? data.EnumerateObject().ToList() : [];
        return new Sent(
            type,
            type == "Action.Execute" ? CardParts.Text(action, "verb") : null,
            members.Find(member => member.Name == AdaptiveData.Press) is { Value.ValueKind: JsonValueKind.String } press ? press.Value.GetString() : null,
            members.Find(member => member.Name == AdaptiveData.Teams) is { Value.ValueKind: JsonValueKind.Object } teams ? teams.Value.GetRawText() : null,
            members.Exists(member => member.Name == AdaptiveData.Asks),
            type == "Action.OpenUrl" ? CardParts.Text(action, "url") : null)
        {
            Inputs = [.. members.Select(member => member.Name).Where(name => !AdaptiveData.IsOurs(name))],
        };
    }

    static async Task PictureAsync(IPage page)
    {
        foreach (var (at, start) in Pictured.Index())
        {
            var shown = ShownInTeams.All.Where(one => one.Name.StartsWith(start, StringComparison.Ordinal)).ToList();
            ShownInTeams?[] some = [shown.First(one => !one.IsDialog), shown.Last(one => !one.IsDialog), shown.LastOrDefault(one => one.IsDialog)];
            foreach (var (n, one) in some.OfType<ShownInTeams>().Index())
            {
                await page.SetViewportSizeAsync(n == 1 ? Phone : Desktop, 300);
                await DrawAsync(page, one.Json, at % 2 == 0 ? "light" : "dark");
                var file = string.Create(CultureInfo.InvariantCulture, $"cards-{at:00}-{n}.png");
                await page.Locator("#shown").ScreenshotAsync(new() { Path = Path.Combine(Checkout.Root, "artifacts", "screens", file) });
            }
        }
    }

    static IEnumerable<string> TextsOf(JsonElement json) =>
        CardParts.Said(json).Split('\n').Concat(CardParts.OfType(json, "TextBlock").Select(block => CardParts.Text(block, "text") ?? ""))
            .Concat(CardParts.Typed(json).Select(part => CardParts.Text(part, "label") ?? ""));

    static string Tame(string words) => CardParts.Said(ShownInTeams.Card(new Card("All", "en", [new TextBlock([new WordsRun(words)])])));

    static JsonElement Json(string json) => ShownInTeams.Parsed(Encoding.UTF8.GetBytes(json));

    static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString() ?? "")];

    // A browser gives white space as it shows it.
    static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    sealed record Drawn(string Text, string[] Faults, string[] Markup);

    sealed record Sent(string Type, string? Verb, string? Press, string? Teams, bool Asks, string? Url)
    {
        public List<string> Inputs { get; init; } = [];

        public bool Equals(Sent? other) => other is not null && ToString() == other.ToString();

        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

        public override string ToString() => $"{Type} {Verb} {Press} {Teams} {Asks} {Url} {string.Join(' ', Inputs)}";
    }
}
