using System.Collections.Immutable;
using System.Text.Json;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;

namespace CoCreateBot.Tests.Cards.Adaptive;

/// <summary>What each input becomes in Teams.</summary>
public sealed class AdaptiveDialogTest
{
    static readonly Execute Submit = new("Hand in", new Press("s1", 2, "answer"));

    [Fact]
    public void A_text_has_its_label_its_words_and_its_bound() => Assert.Equal(
        """{"type":"Input.Text","id":"why","label":"Why?","isRequired":true,"errorMessage":"Please fill this in.","maxLength":140,"isMultiline":true,"value":"{{Because}} *of* <at>it</at>"}""",
        Only(new InputText("why", "Why?", 140) { Value = "{{Because}} *of* <at>it</at>", IsMultiline = true, IsRequired = true }).GetRawText());

    [Fact]
    public void A_number_says_its_bounds_where_they_are_not_kept() => Assert.Equal(
        """{"type":"Input.Number","id":"a","label":"A","errorMessage":"Bitte geben Sie eine ganze Zahl von 0 bis 3 an.","min":0,"max":3,"value":2}""",
        Only(new InputNumber("a", "A", 0, 3) { Value = 2 }, "de").GetRawText());

    [Theory]
    [InlineData("Tick", null, "Tick")]
    [InlineData("Tick *this*", "Tick *this*", "Yes")]
    public void A_box_says_by_its_title_or_its_label_what_it_is(string words, string? label, string title)
    {
        var box = Only(new InputToggle("tick", words) { IsOn = true });

        Assert.Equal((label, title, "on", "off", "on"),
            (CardParts.Text(box, "label"), CardParts.Text(box, "title"), CardParts.Text(box, "valueOn"), CardParts.Text(box, "valueOff"), CardParts.Text(box, "value")));
    }

    [Theory]
    [InlineData(12, "green", ChoiceInputStyle.Expanded, "expanded")]
    [InlineData(13, "green", ChoiceInputStyle.Expanded, "compact")]
    [InlineData(2, "*green*", ChoiceInputStyle.Expanded, "compact")]
    [InlineData(2, "green", ChoiceInputStyle.Compact, "compact")]
    public void Few_plain_choices_are_all_seen(int count, string title, ChoiceInputStyle style, string shown)
    {
        var set = Only(new InputChoiceSet("mood", "Mood", [.. Enumerable.Range(0, count).Select(at => new Choice(title, $"c{at}"))]) { Value = "c1", Style = style });

        Assert.Equal((shown, "c1"), (CardParts.Text(set, "style"), CardParts.Text(set, "value")));
        Assert.Equal(title, CardParts.Text(set.GetProperty("choices")[0], "title"));
    }

    [Fact]
    public void Of_very_many_choices_the_first_are_offered_with_the_one_that_is_chosen_and_the_others_counted()
    {
        var choices = Enumerable.Range(0, 300).Select(at => new Choice(new string('x', 190), $"c{at}")).ToImmutableArray();
        var json = ShownInTeams.Dialog(new Form("Vote", "en", [new InputChoiceSet("one", "One", choices) { Value = "c299" }], Submit));

        var set = Assert.Single(CardParts.OfType(json, "Input.ChoiceSet"));
        var offered = set.GetProperty("choices").EnumerateArray().Select(choice => CardParts.Text(choice, "value")).ToList();
        Assert.InRange(offered.Count, 50, 299);
        Assert.Equal("c299", offered[^1]);
        Assert.Contains($"Not shown here: {300 - offered.Count} more.", CardParts.Said(json), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_nothing_to_choose_the_dialog_says_so() =>
        Assert.Equal("Mood – There is nothing to choose from yet.\n", CardParts.Said(Only(new InputChoiceSet("mood", "Mood", []))));

    [Fact]
    public void A_hint_stands_below_its_input()
    {
        var both = Only(new InputText("why", "Why?", 140) { Hint = "One sentence." }).GetProperty("items");

        Assert.Equal(["Input.Text", "RichTextBlock"], both.EnumerateArray().Select(CardParts.TypeOf));
    }

    [Fact]
    public void What_is_wrong_stands_above_its_input_and_the_words_are_still_there()
    {
        var form = new Form("Why", "en", [new TextBlock("Say why."), new InputText("why", "Why?", 140) { Value = "no" }], Submit)
        {
            Recap = [new TextBlock("The report was late.")],
            Errors = ImmutableDictionary<string, string>.Empty.Add("why", "Too short.").Add("", "It is closed."),
        };

        var body = ShownInTeams.Dialog(form).GetProperty("body");

        Assert.Equal("It is closed.\nThe report was late.\nSay why.\nToo short.\n", CardParts.Said(body));
        Assert.Equal("Input.Text", CardParts.TypeOf(body[4]));
        Assert.Contains("\"color\":\"Attention\"", body[3].GetRawText(), StringComparison.Ordinal);
        Assert.Equal("no", CardParts.Text(body[4], "value"));
    }

    [Fact]
    public void It_is_handed_in_by_one_button_with_its_press()
    {
        var action = Assert.Single(ShownInTeams.Dialog(new Form("Why", "en", [], Submit)).GetProperty("actions").EnumerateArray());

        Assert.Equal("""{"type":"Action.Submit","title":"Hand in","style":"positive","data":{"cocreate.press":"1|s1|2|answer|"}}""", action.GetRawText());
    }

    [Fact]
    public void A_dialog_in_which_there_is_nothing_to_hand_in_has_no_button_and_says_something()
    {
        var dialog = ShownInTeams.Dialog(new Form("Please wait", "en", [], null));

        Assert.False(dialog.TryGetProperty("actions", out _));
        Assert.Equal("Please wait\n", CardParts.Said(dialog));
    }

    [Fact]
    public void Its_other_buttons_send_no_inputs_and_wait_for_none()
    {
        var form = new Form("Steps", "en", [new ActionSet([new Execute("Accept", Submit.Press), new OpenDialog("Change", Submit.Press) { IsAsking = true }])], Submit);

        var actions = ShownInTeams.Dialog(form).GetProperty("body")[0].GetProperty("actions");

        Assert.All(actions.EnumerateArray(), action => Assert.Equal(("Action.Submit", "none"), (CardParts.TypeOf(action), CardParts.Text(action, "associatedInputs"))));
        Assert.Equal("""{"cocreate.press":"1|s1|2|answer|","cocreate.dialog":true,"cocreate.asks":true}""", actions[1].GetProperty("data").GetRawText());
    }

    [Fact]
    public void A_picture_is_given_elsewhere() =>
        Assert.Equal("Idea\n", CardParts.Said(ShownInTeams.Dialog(new Form("Idea", "en", [new InputPicture("picture", "Picture")], Submit))));

    [Theory]
    [InlineData("")]
    [InlineData("cocreate.press")]
    [InlineData("cocreate.dialog")]
    [InlineData("cocreate.asks")]
    [InlineData("msteams")]
    public void An_input_that_would_be_taken_for_a_button_is_our_mistake(string id) => Assert.Throws<ArgumentException>(
        () => AdaptiveRenderer.Dialog(new Form("x", "en", [new InputText(id, "x", 10)], Submit), ShownInTeams.Context));

    [Fact]
    public void Two_inputs_of_one_id_are_our_mistake() => Assert.Throws<ArgumentException>(
        () => AdaptiveRenderer.Dialog(new Form("x", "en", [new InputToggle("a", "x"), new InputToggle("a", "y")], Submit), ShownInTeams.Context));

    [Theory]
    [InlineData(0)]
    [InlineData(151)]
    public void A_choice_that_could_not_come_back_is_our_mistake(int length) => Assert.Throws<ArgumentException>(() => AdaptiveRenderer.Dialog(
        new Form("x", "en", [new InputChoiceSet("a", "x", [new Choice("y", new string('v', length))])], Submit), ShownInTeams.Context));

    static JsonElement Only(Element element, string lang = "en") =>
        Assert.Single(ShownInTeams.Dialog(new Form("x", lang, [element], Submit)).GetProperty("body").EnumerateArray());
}
