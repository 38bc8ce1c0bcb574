using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Tests.Cards;

public sealed class FormTest
{
    static readonly Form Asked = new("Title", "en",
    [
        new TextBlock("Please"),
        new InputText("note", "Note", 140) { Value = "before" },
        new InputNumber("dots", "Dots", 0, 3) { Value = 1 },
        new InputChoiceSet("light", "Light", [new("Green", "g"), new("Red", "r")]) { Value = "g" },
        new InputText("other", "Other", 10) { Value = "stays" },
    ], new Execute("Send", new Press("abc", 1, "hand-in")));

    [Fact]
    public void What_was_sent_stands_in_the_form_again_even_where_it_is_wrong()
    {
        var filled = Asked.Filled(Sent(("note", new string('x', 10_000)), ("dots", "99"), ("light", "r")), ImmutableDictionary<string, string>.Empty);

        Assert.Equal(10_000, Of<InputText>(filled, "note").Value.Length);
        Assert.Equal(99, Of<InputNumber>(filled, "dots").Value);
        Assert.Equal("r", Of<InputChoiceSet>(filled, "light").Value);
        Assert.Equal("stays", Of<InputText>(filled, "other").Value);
    }

    [Fact]
    public void What_an_input_cannot_hold_leaves_it_empty()
    {
        var filled = Asked.Filled(Sent(("dots", "two"), ("light", "purple"), ("unknown", "x")), ImmutableDictionary<string, string>.Empty);

        Assert.Null(Of<InputNumber>(filled, "dots").Value);
        Assert.Null(Of<InputChoiceSet>(filled, "light").Value);
        Assert.Equal(Asked.Body.Length, filled.Body.Length);
    }

    [Fact]
    public void Errors_come_along()
    {
        var filled = Asked.Filled(Sent(), ImmutableDictionary<string, string>.Empty.Add("note", "Too long."));

        Assert.Equal("Too long.", filled.Errors["note"]);
        Assert.Equal(Asked.Body, filled.Body);
    }

    static Dictionary<string, string> Sent(params (string Id, string Value)[] fields) => fields.ToDictionary(field => field.Id, field => field.Value);

    static T Of<T>(Form form, string id)
        where T : Input => Assert.IsType<T>(form.Inputs.Single(input => input.Id == id));
}
