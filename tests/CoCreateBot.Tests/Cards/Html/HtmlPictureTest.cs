using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;

namespace CoCreateBot.Tests.Cards.Html;

/// <summary>Pictures that people gave, on a page.</summary>
public sealed class HtmlPictureTest
{
    static readonly Picture Bench = new("abc/0a1b", "A bench under the \"tree\"");

    [Fact]
    public void A_picture_says_what_it_shows_and_leads_to_the_whole_of_it()
    {
        var image = Parsed.Card(new FactSet([new Fact("7", [new WordsRun("A bench")]) { Pictures = [Bench] }])).Single("img");

        Assert.Equal("A bench under the \"tree\"", image.Get("alt"));
        Assert.Equal("/r/x/pictures/abc/0a1b", image.Get("src"));
        Assert.Equal("/r/x/pictures/abc/0a1b", image.Parent?.Get("href"));
        Assert.Equal("dd", image.Parent?.Parent?.Name.LocalName);
        Assert.Equal("lazy", image.Get("loading"));
    }

    [Fact]
    public void Where_none_are_shown_there_is_none()
    {
        var card = new Card("A card.", "en", [new FactSet([new Fact("7", [new WordsRun("A bench")]) { Pictures = [Bench] }])]);
        Assert.DoesNotContain("img", HtmlRenderer.Card(card, Parsed.Context with { Pictures = null }), StringComparison.Ordinal);
    }

    [Fact]
    public void That_there_is_one_is_said_where_it_is_not_drawn_and_nowhere_else()
    {
        Fact bench = new("7", [new WordsRun("A bench"), new TextRun(" (picture)") { IsForPicture = true }]) { Pictures = [Bench] };
        var card = new Card("A card.", "en", [new FactSet([bench])]);

        Assert.DoesNotContain("(picture)", HtmlRenderer.Card(card, Parsed.Context), StringComparison.Ordinal);
        Assert.Contains("(picture)", HtmlRenderer.Card(card, Parsed.Context with { Pictures = null }), StringComparison.Ordinal);
        Assert.Contains("(picture)", HtmlRenderer.Card(card with { Body = [new FactSet([bench with { Pictures = [] }])] }, Parsed.Context), StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_with_a_picture_sends_files_and_another_does_not()
    {
        var form = Parsed.Form(Parsed.FormOf(new InputPicture("picture-1", "Picture for idea 1") { Hint = "PNG or JPEG.", Given = Bench })).Single("form");
        var input = form.Descendants("input").Single(input => input.Get("type") == "file");

        Assert.Equal("multipart/form-data", form.Get("enctype"));
        Assert.Equal("picture-1", input.Get("name"));
        Assert.Equal("image/*", input.Get("accept"));
        Assert.Equal("PNG or JPEG.", form.ById(input.Get("aria-describedby") ?? "").Value);
        Assert.Equal(input.Get("id"), form.Single("label").Get("for"));
        Assert.Equal(Bench.AltText, form.Single("img").Get("alt"));
        Assert.Null(Parsed.Form(Parsed.FormOf(new InputText("idea-1", "Idea 1", 500))).Single("form").Get("enctype"));
    }

    [Fact]
    public void What_is_wrong_with_a_picture_stands_at_its_input()
    {
        var form = Parsed.FormOf(new InputPicture("picture-1", "Picture")).Filled(
            new Dictionary<string, string>(), System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("picture-1", "Not whole."));
        var input = Parsed.Form(form).Descendants("input").Single(input => input.Get("type") == "file");

        Assert.Equal("true", input.Get("aria-invalid"));
        Assert.Equal("Not whole.", Parsed.Form(form).ById(input.Get("aria-describedby") ?? "").Value);
    }
}
