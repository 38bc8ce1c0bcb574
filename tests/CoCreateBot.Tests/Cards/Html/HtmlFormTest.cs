using System.Collections.Immutable;
using System.Globalization;
using System.Resources;
using System.Xml.Linq;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Cards.Html;

public sealed class HtmlFormTest
{
    static readonly InputText Idea = new("idea", "Your idea", 500) { IsMultiline = true, IsRequired = true, Hint = "One is enough." };
    static readonly InputNumber Dots = new("dots", "Dots on A", 0, 3);
    static readonly InputChoiceSet Light = new("light", "Your light", [new("Green", "g"), new("Red", "r")])
    {
        Style = ChoiceInputStyle.Expanded,
    };

    [Fact]
    public void Each_field_has_its_label_and_each_id_is_one_things() => ForAnyForm(form =>
    {
        var page = Parsed.Form(form);
        string[] ids = [.. page.Descendants().Attributes("id").Select(a => a.Value)];
        string?[] labelled = [.. page.Descendants("label").Select(l => l.Get("for"))];
        var fields = page.Descendants().Where(e => e.Name.LocalName is "input" or "select" or "textarea" && e.Get("type") != "hidden");

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(fields, f => Assert.Single(labelled, id => id == f.Get("id")));
        Assert.All(page.Descendants("fieldset"), f => Assert.Equal("legend", f.Elements().First().Name));
    });

    [Theory]
    [InlineData("10 Punkte", "field")]
    [InlineData("None worries me", "field wide")]
    public void A_list_with_a_long_choice_has_a_line_of_its_own(string choice, string kind) => Assert.Equal(
        kind, Parsed.Form(Parsed.FormOf(new InputChoiceSet("c", "Which?", [new(choice, "c")]))).Single("select").Parent?.Get("class"));

    [Fact]
    public void Whatever_is_pointed_at_is_there() => ForAnyForm(form =>
    {
        var page = Parsed.Form(form);
        var ids = page.Descendants().Attributes("id").Select(a => a.Value).ToHashSet();
        var pointed = page.Descendants().Attributes()
            .Where(a => a.Name.LocalName is "for" or "form" or "aria-describedby" or "aria-labelledby").SelectMany(a => a.Value.Split(' '));
        var summary = page.Descendants().Where(e => e.Get("role") == "alert").Descendants("a").Select(a => a.Get("href")?[1..]);

        Assert.Empty(pointed.Concat(summary).Except(ids));
    });

    [Fact]
    public void Each_error_is_listed_first_and_said_again_at_its_field() => ForAnyForm(form =>
    {
        var page = Parsed.Form(form);
        var listed = page.Descendants().Where(e => e.Get("role") == "alert").Descendants("li").Count();
        var marked = page.Descendants().Where(e => e.Get("aria-invalid") == "true");

        Assert.Equal(form.Errors.Count, listed);
        Assert.Equal(form.Inputs.Count(i => form.Errors.ContainsKey(i.Id)), marked.Count());
        Assert.All(marked, e => Assert.Contains("_error", e.Get("aria-describedby"), StringComparison.Ordinal));
    });

    [Fact]
    public void The_names_that_are_sent_are_the_inputs_ids() => ForAnyForm(form =>
    {
        var sent = Parsed.Form(form).Elements("form").First().Descendants()
            .Where(e => e.Name.LocalName is "input" or "select" or "textarea").Select(e => e.Get("name")!); // ! a field has one
        var meant = form.Inputs.Where(i => i is not InputChoiceSet { Style: ChoiceInputStyle.Expanded, Choices: [] }).Select(i => i.Id);

        Assert.Equal(meant.Append("token").ToHashSet(), sent.ToHashSet());
    });

    [Fact]
    public void A_box_that_is_not_ticked_sends_off_and_one_that_is_sends_on_behind_it()
    {
        var boxes = Parsed.Form(Parsed.FormOf(new InputToggle("a", "Paint") { IsOn = true }, new InputToggle("b", "Bench"))).Descendants()
            .Where(e => e.Name.LocalName == "input" && e.Get("name") is "a" or "b")
            .Select(e => (e.Get("name"), e.Get("type"), e.Get("value"), e.Get("checked")));

        Assert.Equal(
            [("a", "hidden", "off", null), ("a", "checkbox", "on", "checked"), ("b", "hidden", "off", null), ("b", "checkbox", "on", null)], boxes);
    }

    [Fact]
    public void A_form_hands_in_to_its_round()
    {
        var form = Parsed.Form(Parsed.FormOf(Idea)).Single("form");

        Assert.Equal(("form-abc-3-answer", "post", "/s/abc"), (form.Get("id"), form.Get("method"), form.Get("action")));
        Assert.Equal(("press", "1|abc|3|answer|"), (form.Single("button").Get("name"), form.Single("button").Get("value")));
        Assert.Equal("Your turn", form.ById(form.Get("aria-labelledby")!).Value); // ! as the assertion says
    }

    [Fact]
    public void A_text_says_how_long_it_may_be_and_reopens_with_what_was_given()
    {
        var form = Parsed.Form(Parsed.FormOf(Idea with { Value = "\r\n<b>Sofas</b>" }));
        var field = form.Single("textarea");

        Assert.Equal(("500", "required", "form-abc-3-answer_idea"), (field.Get("maxlength"), field.Get("required"), field.Get("id")));
        Assert.Equal("One is enough. At most 500 characters.", form.ById(field.Get("aria-describedby")!).Value); // ! as the assertion says
        Assert.Equal("\n\n<b>Sofas</b>", field.Value); // browsers drop the first line feed
    }

    [Fact]
    public void A_number_asks_for_the_keypad_and_keeps_its_bounds()
    {
        var field = Parsed.Form(Parsed.FormOf(Dots with { Value = 2 })).ById("form-abc-3-answer_dots");

        Assert.Equal(("number", "numeric"), (field.Get("type"), field.Get("inputmode")));
        Assert.Equal(("0", "3", "2"), (field.Get("min"), field.Get("max"), field.Get("value")));
    }

    [Fact]
    public void A_choice_reopens_with_what_was_chosen()
    {
        var radios = Parsed.Form(Parsed.FormOf(Light with { Value = "r" })).Descendants("input").Where(i => i.Get("type") == "radio");
        var compact = Light with { Style = ChoiceInputStyle.Compact, Value = "r", IsRequired = true };
        var options = Parsed.Form(Parsed.FormOf(compact)).Descendants("option");

        Assert.Equal([("g", null), ("r", "checked")], radios.Select(r => (r.Get("value"), r.Get("checked"))));
        Assert.Equal([("g", null), ("r", "selected")], options.Select(o => (o.Get("value"), o.Get("selected"))));
    }

    [Fact]
    public void Nothing_is_chosen_for_anyone()
    {
        var form = Parsed.Form(Parsed.FormOf(Light, Light with { Id = "other", Style = ChoiceInputStyle.Compact, IsRequired = true }));

        Assert.DoesNotContain(form.Descendants(), e => e.Get("checked") is not null || e.Get("selected") is not null);
        Assert.Equal(("", "Please choose"), (form.Descendants("option").First().Get("value"), form.Descendants("option").First().Value));
    }

    [Fact]
    public void An_error_of_radio_buttons_leads_to_the_first_of_them()
    {
        var form = Parsed.Form(Parsed.FormOf(Light) with { Errors = Errors("light", "Choose one.") });

        Assert.Equal("#form-abc-3-answer_light_0", form.Single("a").Get("href"));
        Assert.Equal("Your light: Choose one.", form.Single("a").Value);
    }

    [Fact]
    public void Buttons_among_the_inputs_hand_in_nothing()
    {
        var skip = new ActionSet([new Execute("Skip today", new Press("abc", 3, "skip"))]);
        var page = Parsed.Form(Parsed.FormOf(Idea with { IsRequired = true }, skip));
        var other = page.Descendants("form").Last();

        Assert.Empty(page.Descendants("form").Descendants("form"));
        Assert.Equal(other.Get("id"), page.Descendants("button").First().Get("form"));
        Assert.Equal("token", other.Single("input").Get("name"));
    }

    [Fact]
    public void A_ballot_tells_the_script_how_many_dots_there_are()
    {
        var form = Parsed.Form(Parsed.FormOf(Dots) with { DotsMax = 5 }).Single("form");

        Assert.Equal(("5", "{left} of {all} dots left"), (form.Get("data-dots"), form.Get("data-dots-left")));
        Assert.Null(Parsed.Form(Parsed.FormOf(Dots)).Single("form").Get("data-dots"));
    }

    [Fact]
    public void A_form_speaks_its_own_language()
    {
        var form = Parsed.Form(Parsed.FormOf(Idea) with { Lang = "de", Errors = Errors("", "Zu spät.") });

        Assert.Contains("Höchstens 500 Zeichen.", form.Value, StringComparison.Ordinal);
        Assert.Contains("(erforderlich)", form.Value, StringComparison.Ordinal);
        Assert.Contains("Bitte prüfen", form.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_German_texts_are_complete()
    {
        var texts = new ResourceManager("HtmlTexts", typeof(HtmlRenderer).Assembly);

        Assert.Equal(Names(CultureInfo.InvariantCulture), Names(CultureInfo.GetCultureInfo("de")));

        IEnumerable<string> Names(CultureInfo culture) =>
            texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)! // ! without it the test fails, as it should
                .Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key).Order();
    }

    static ImmutableDictionary<string, string> Errors(string id, string error) => ImmutableDictionary<string, string>.Empty.Add(id, error);

    static void ForAnyForm(Action<Form> holds) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => holds(new AnyCard(seed, t => t).Form()))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));
}
