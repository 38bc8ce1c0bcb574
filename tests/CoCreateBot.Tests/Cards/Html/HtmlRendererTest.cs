using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Cards.Html;

public sealed class HtmlRendererTest
{
    static readonly string[] KnownAttributes = """
        accept action alt aria-describedby aria-hidden aria-invalid aria-label aria-labelledby aria-required autocomplete autofocus
        checked class data-dots data-dots-left data-dots-over data-moment datetime dir enctype for form height href id inputmode lang
        loading max maxlength method min name rel required role rows selected src tabindex type value width
        """.Split([' ', '\n']);

    static readonly string[] Changing = ["form", "input", "button", "select", "textarea"];

    static readonly Uri Somewhere = new("https://example.org/");

    static readonly DateTimeOffset FridayAtFour = new(2025, 12, 5, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_text_ever_becomes_markup() => ForAnySeed(seed =>
    {
        Assert.Equal(Rendered(seed, Tame).Structure, Rendered(seed, t => t).Structure);
    });

    [Fact]
    public void Nothing_needs_an_exception_from_a_strict_content_policy() => ForAnySeed(seed =>
    {
        var page = Rendered(seed, t => t);

        Assert.DoesNotContain(page.Descendants(), e => e.Name == "script" || e.Name == "style");
        Assert.Empty(page.Descendants().Attributes().Select(a => a.Name.LocalName).Except(KnownAttributes));
    });

    [Fact]
    public void No_address_runs_as_script() => ForAnySeed(seed =>
    {
        string[] harmless = ["https:", "http:", "mailto:", "/", "#"];
        var addresses = Rendered(seed, t => t).Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src" or "action");

        Assert.All(addresses, a => Assert.Contains(harmless, start => a.Value.StartsWith(start, StringComparison.Ordinal)));
    });

    [Fact]
    public void A_readonly_page_changes_nothing() => ForAnySeed(seed =>
    {
        var context = Parsed.Context with { IsReadonly = true };
        var card = Parsed.Html(HtmlRenderer.Card(new AnyCard(seed, t => t).Card(), context));

        Assert.DoesNotContain(card.Descendants(), e => Changing.Contains(e.Name.LocalName));
        Assert.DoesNotContain(card.Descendants("a"), a => a.Get("href")?.StartsWith("#form-", StringComparison.Ordinal) is true);
        Assert.Equal("", HtmlRenderer.Form(new AnyCard(seed, t => t).Form(), context));
    });

    [Fact]
    public void Words_are_kept_to_the_letter_and_apart_from_our_text()
    {
        var words = Parsed.Card(new TextBlock([new WordsRun("<b>a & \"b\"</b>\r\n'c'\0\ud800 👍")])).Single("bdi");

        Assert.Equal("<b>a & \"b\"</b>|'c'\uFFFD\uFFFD 👍", string.Concat(words.Nodes().Select(n => n is XText text ? text.Value : "|")));
    }

    [Fact]
    public void Strong_words_are_strong() =>
        Assert.Equal("Now", Parsed.Card(new TextBlock([new TextRun("Now", Strong: true), new TextRun(": vote")])).Single("strong").Value);

    [Theory]
    [InlineData("en-GB", "Fri, 5 Dec 2025 17:00 (Europe/Berlin)")]
    [InlineData("de-DE", "Fr, 5. Dez 2025 17:00 (Europe/Berlin)")]
    public void A_moment_is_written_in_the_venues_zone_with_its_name(string culture, string expected)
    {
        var card = new Card("A card.", "en", [new TextBlock([new MomentRun(FridayAtFour)])]);
        var context = Parsed.Context with { Culture = CultureInfo.GetCultureInfo(culture) };
        var time = Parsed.Html(HtmlRenderer.Card(card, context)).Single("time");

        Assert.Equal("2025-12-05T16:00:00Z", time.Get("datetime"));
        Assert.Equal("", time.Get("data-moment"));
        Assert.Equal(expected, time.Value.Replace(".,", ",", StringComparison.Ordinal).Replace("Dez.", "Dez", StringComparison.Ordinal)
            .Replace("Fri ", "Fri, ", StringComparison.Ordinal)); // ICU's versions differ in these marks
    }

    [Fact]
    public void A_card_is_named_by_its_first_heading_else_by_its_sentence()
    {
        var heading = new Container([new TextBlock([new TextRun("Which "), new WordsRun("first?")], TextStyle.Heading)]);

        Assert.Equal("Which first?", Parsed.Card(new TextBlock(" ", TextStyle.Heading), heading).Single("article").Get("aria-label"));
        Assert.Equal("A card.", Parsed.Card(new TextBlock("No heading")).Single("article").Get("aria-label"));
    }

    [Fact]
    public void Headings_step_down_from_the_pages_level_and_empty_ones_are_left_out()
    {
        var card = Parsed.Card([.. new[] { "", "One", "Two" }.Select(text => new TextBlock(text, TextStyle.Heading))]);

        Assert.Equal("One", card.Single("h2").Value);
        Assert.Equal("Two", card.Single("h3").Value);
    }

    [Fact]
    public void Arabic_runs_from_right_to_left() =>
        Assert.Equal("rtl", Parsed.Html(HtmlRenderer.Card(new Card("", "ar", []), Parsed.Context)).Single("article").Get("dir"));

    [Fact]
    public void All_buttons_of_a_set_share_one_form_and_its_token()
    {
        var (join, leave) = (new Press("abc", 0, "join"), new Press("abc", 0, "leave", "now"));
        var form = Parsed.Card(new ActionSet([new Execute("Take part", join), new Execute("Leave", leave)])).Single("form");

        Assert.Equal(("post", "/s/abc"), (form.Get("method"), form.Get("action")));
        Assert.Equal(("token", "t\"<&>"), (form.Single("input").Get("name"), form.Single("input").Get("value")));
        Assert.Equal([("press", join), ("press", leave)], form.Descendants("button").Select(b => (b.Get("name"), Pressed(b))));
    }

    [Fact]
    public void A_dialog_is_opened_by_a_link_to_the_persons_form()
    {
        var open = new OpenDialog("Place my dots", new Press("abc", 3, "answer"), ActionStyle.Positive);
        var form = Parsed.Form(Parsed.FormOf()).Single("form");

        Assert.Equal("#" + form.Get("id"), Parsed.Card(new ActionSet([open])).Single("a").Get("href"));
    }

    [Fact]
    public void A_link_to_elsewhere_gives_nothing_away_and_stays_in_a_readonly_page()
    {
        var actions = new ActionSet([new OpenUrl("Minutes", new Uri("https://example.org/")), new Execute("Go", default)]);
        var card = new Card("A card.", "en", [actions]);
        var link = Parsed.Html(HtmlRenderer.Card(card, Parsed.Context with { IsReadonly = true })).Single("a");

        Assert.Equal(("https://example.org/", "noopener noreferrer"), (link.Get("href"), link.Get("rel")));
    }

    [Fact]
    public void An_address_that_would_run_is_shown_as_words()
    {
        var link = new OpenUrl("Minutes", new Uri("javascript:alert(1)"));
        var card = Parsed.Card(new ActionSet([link]), new Image(new Uri("data:text/html,x"), "A tree"));

        Assert.Empty(card.Descendants("a"));
        Assert.Equal("Minutes", card.Single("span").Value);
        Assert.Equal("A tree", card.Single("p").Value);
    }

    [Fact]
    public void Bars_are_scaled_to_the_longest_and_hidden_from_those_who_hear_the_figures()
    {
        var card = Parsed.Card(new HorizontalBarChart("Which first?",
            [new([new WordsRun("Sofas")], int.MaxValue, "many dots"), new([], 1, "1 dot"), new([], 0, "no dots"), new([], -5, "less")]));

        Assert.Equal(["100%", "0%", "0%", "0%"], card.Descendants("rect").Select(r => r.Get("width")));
        Assert.All(card.Descendants("svg"), svg => Assert.Equal("true", svg.Get("aria-hidden")));
        Assert.Equal("Sofas many dots", card.Descendants("li").First().Value);
    }

    [Fact]
    public void Bars_without_a_value_are_no_division_by_nothing() =>
        Assert.Equal("0%", Parsed.Card(new HorizontalBarChart("", [new([], 0, "no dots")])).Single("rect").Get("width"));

    [Fact]
    public void An_input_outside_a_form_is_a_bug_and_not_overlooked() =>
        Assert.Throws<System.Diagnostics.UnreachableException>(() => Parsed.Card(new InputText("a", "A", 1)));

    [Fact]
    public void Each_kind_of_element_run_and_action_is_drawn()
    {
        Element[] all =
        [
            new TextBlock([new TextRun("a"), new WordsRun("b"), new MomentRun(FridayAtFour), new ChannelRun("C1", "c")]), new FactSet([]),
            new HorizontalBarChart("c", []), new Container([]),
            new ActionSet([new Execute("d", new Press("s", 1, "d")), new OpenDialog("e", new Press("s", 1, "e")), new OpenUrl("f", Somewhere)]),
            new Image(Somewhere, "g"), new InputText("h", "h", 1), new InputNumber("i", "i", 0, 1), new InputToggle("k", "k"), new InputChoiceSet("j", "j", []),
            new InputPicture("l", "l"), new ProgressBar("m", 1, 2), new Badge("n"),
        ];

        Assert.Equal(Kinds<Element>(), all.Select(e => e.GetType()).ToHashSet());
        Assert.Equal(Kinds<Run>(), ((TextBlock)all[0]).Inlines.Select(r => r.GetType()).ToHashSet());
        Assert.Equal(Kinds<CardAction>(), ((ActionSet)all[4]).Actions.Select(a => a.GetType()).ToHashSet());
        Assert.NotEmpty(Parsed.Form(Parsed.FormOf(all)).Descendants());
    }

    static HashSet<Type> Kinds<T>() => [.. typeof(T).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(T)) && !t.IsAbstract)];

    static Press Pressed(XElement button) => Press.TryDecode(button.Get("value"), out var press) ? press : default;

    static XElement Rendered(int seed, Func<string, string> text)
    {
        var any = new AnyCard(seed, text);
        return Parsed.Html(HtmlRenderer.Card(any.Card(), Parsed.Context) + HtmlRenderer.Form(any.Form(), Parsed.Context));
    }

    static string Tame(string evil) => string.Concat(evil.Select(c => char.IsWhiteSpace(c) ? c : 'x'));

    static void ForAnySeed(Action<int> holds) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
}
