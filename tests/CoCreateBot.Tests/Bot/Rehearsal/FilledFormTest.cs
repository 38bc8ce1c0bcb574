using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Cards;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Bot.Rehearsal;

/// <summary>A form is filled in by what it shows, whichever activity it is of.</summary>
public sealed class FilledFormTest
{
    static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void Never_are_more_dots_spent_than_there_are() => Check(seed =>
    {
        var dots = Enumerable.Range(0, 5).Select(i => new InputChoiceSet($"option-{i}", "Option", [.. Enumerable.Range(0, 4).Select(Digit)]) { Value = "0", IsRequired = true });
        var filled = Fill(seed, [.. dots], dotsMax: 4);

        Assert.Equal(5, filled.Count);
        Assert.InRange(filled.Values.Sum(value => int.Parse(value, CultureInfo.InvariantCulture)), 1, 4);
        Assert.All(filled.Values, value => Assert.InRange(int.Parse(value, CultureInfo.InvariantCulture), 0, 3));
    });

    [Fact]
    public void What_is_required_is_filled_in_and_all_of_it_fits() => Check(seed =>
    {
        var filled = Fill(seed,
        [
            new InputText("note", "Note", 140) { IsRequired = true }, new InputText("name", "Name", 5) { IsRequired = true },
            new InputNumber("number", "Number", 3, 4) { IsRequired = true }, new InputChoiceSet("choice", "Choice", [Digit(7), Digit(8)]) { IsRequired = true },
        ]);

        Assert.InRange(filled["note"].Length, 1, 140);
        Assert.InRange(filled["name"].Length, 1, 5);
        Assert.InRange(filled["number"], "3", "4");
        Assert.InRange(filled["choice"], "7", "8");
    });

    [Fact]
    public void What_was_refused_and_may_be_left_out_is_left_out() => Check(seed =>
    {
        ImmutableArray<Element> body = [new InputText("what", "What", 140) { IsRequired = true }, new InputText("sign", "Sign", 140)];

        Assert.Equal("", Fill(seed, body, wrong: "sign")["sign"]);
        Assert.NotEqual("", Fill(seed, body, wrong: "what")["what"]);
    });

    [Fact]
    public void Nobody_sends_a_form_in_which_nothing_stands() => Check(seed =>
        Assert.InRange(Fill(seed, [new InputNumber("times", "Times", 1, 3)])["times"], "1", "3"));

    [Fact]
    public void A_troll_writes_junk_and_nobody_else_does() => Check(seed =>
    {
        ImmutableArray<Element> body = [new InputText("what", "What", 140) { IsRequired = true }];

        Assert.True(Phrases.IsJunk(Fill(seed, body, isTroll: true)["what"]));
        Assert.False(Phrases.IsJunk(Fill(seed, body)["what"]));
    });

    static void Check(Action<int> law) => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), law).QuickCheckThrowOnFailure();

    static Choice Digit(int n) => new(n.ToString(CultureInfo.InvariantCulture), n.ToString(CultureInfo.InvariantCulture));

    static IReadOnlyDictionary<string, string> Fill(int seed, ImmutableArray<Element> body, int? dotsMax = null, string? wrong = null, bool isTroll = false) =>
        new FilledForm(new Form("Form", "en", body, null) { DotsMax = dotsMax }, Phrases.In("en"), new Random(seed), isTroll, Today).Fill(wrong);
}
