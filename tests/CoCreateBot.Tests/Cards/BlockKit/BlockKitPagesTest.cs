using System.Text;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>What is too long for one message: what is kept of it, and how it goes on in further ones.</summary>
public sealed class BlockKitPagesTest
{
    [Fact]
    public void An_emoji_is_sent_as_what_it_is_and_counts_as_it_does_in_a_text()
    {
        var shown = Shown(Card([new TextBlock([new WordsRun("😀\u2060ü\\u00fc\"")])]));

        Assert.Contains("😀\u2060ü\\\\u00fc\\\"", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ü", 139, 28)]
    [InlineData("😀", 60, 12)]
    [InlineData("😀", 40, 20)]
    public void Twenty_eight_notes_in_any_script_stand_on_one_card(string letter, int length, int people)
    {
        var shown = Shown(Notes(letter, length, people));

        Assert.Equal(people, shown.Split(string.Concat(Enumerable.Repeat(letter, length))).Length - 1);
        Assert.Contains("have answered", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Not shown here", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_is_cut_line_by_line_while_counts_and_buttons_stay_and_the_rest_is_counted_and_told_where()
    {
        var shown = Shown(Notes("x", 500, 30) with { Rest = "All of it comes with: /cocreate minutes" });
        var notes = shown.Split(new string('x', 500)).Length - 1;

        Assert.InRange(notes, 15, 29);
        Assert.Contains("30 people have answered.", shown, StringComparison.Ordinal);
        Assert.Contains("Answer now", shown, StringComparison.Ordinal);
        Assert.Contains($"Not shown here: {30 - notes} more. All of it comes with: /cocreate minutes", shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 0, BlockKitLimits.MessageCharactersMax);
    }

    [Fact]
    public void A_message_takes_its_last_character_and_not_one_more()
    {
        var lengths = Enumerable.Range(2_000, 1_000)
            .Select(last => Shown(Card([.. Enumerable.Repeat(2_900, 3).Append(last).Select(length => new TextBlock(new string('x', length)))])).Length)
            .ToList();

        Assert.Equal(BlockKitLimits.MessageCharactersMax, lengths.Max());
    }

    [Fact]
    public void A_card_that_fits_is_one_page_and_itself()
    {
        var card = Notes("x", 100, 5);

        Assert.Same(card, Assert.Single(BlockKitRenderer.Pages(card, 5, Title)));
    }

    [Fact]
    public void A_card_that_does_not_goes_on_in_pages_that_each_fit_and_lose_nothing()
    {
        var card = Card([.. Enumerable.Range(0, 9).SelectMany(part => Part(part))]);
        var pages = BlockKitRenderer.Pages(card, 20, Title);

        Assert.InRange(pages.Length, 3, 19);
        Assert.Equal("Part 2", pages[1].FallbackText);
        var all = pages.Select(Shown).ToList();
        Assert.All(all, page => Assert.DoesNotContain("Not shown here", page, StringComparison.Ordinal));
        Assert.All(all, page => Assert.InRange(page.Length, 1, BlockKitLimits.MessageCharactersMax));
        Assert.All(Enumerable.Range(0, 9 * 40), n => Assert.Equal(1, all.Sum(page => page.Split($"#{n}#").Length - 1)));
    }

    [Fact]
    public void The_last_page_of_as_many_as_may_be_counts_what_it_has_no_room_for()
    {
        var pages = BlockKitRenderer.Pages(Card([.. Enumerable.Range(0, 9).SelectMany(part => Part(part))]), 2, Title);

        Assert.Equal(2, pages.Length);
        Assert.DoesNotContain("Not shown here", Shown(pages[0]), StringComparison.Ordinal);
        var left = Enumerable.Range(0, 9 * 40).Count(n => !pages.Any(page => Shown(page).Contains($"#{n}#", StringComparison.Ordinal)));
        Assert.Matches($"Not shown here: ({left}|{left + 1}|{left + 2}|{left + 3}|{left + 4}|{left + 5}|{left + 6}|{left + 7}) more", Shown(pages[1])); // and titles
    }

    [Fact]
    public void A_bar_on_a_later_page_keeps_the_scale_of_its_chart()
    {
        var bars = Enumerable.Range(0, 120).Select(n => new Bar([new WordsRun($"#{n}# {new string('x', 150)}")], n == 0 ? 100 : 50, "some"));
        var pages = BlockKitRenderer.Pages(Card([new HorizontalBarChart("Dots", [.. bars])]), 20, Title);

        Assert.InRange(pages.Length, 2, 10);
        Assert.All(pages.Skip(1), page => Assert.Contains("\\n▇▇▇▇▇▇▇▇▇▇ some", Shown(page), StringComparison.Ordinal));
    }

    static IEnumerable<Element> Part(int part) =>
    [
        new TextBlock($"Part {part} of it", TextStyle.Heading),
        new FactSet([.. Enumerable.Range(part * 40, 40).Select(n => new Fact($"{n}", [new WordsRun($"#{n}# {new string('y', 100)}")]))]),
    ];

    static Card Notes(string letter, int length, int people) => Card(
    [
        new TextBlock("How are you arriving?", TextStyle.Heading),
        new FactSet([.. Enumerable.Range(0, people).Select(n =>
            new Fact($"Person {n}", [new WordsRun(string.Concat(Enumerable.Repeat(letter, length)))]))]),
        new TextBlock($"{people} people have answered.", TextStyle.Subtle),
        new ActionSet([new Execute("Answer now", new Press("s", 1, "answer"))]),
    ]);

    static Card Card(System.Collections.Immutable.ImmutableArray<Element> body) => new("All", "en", body);

    static string Title(int page) => $"Part {page}";

    static string Shown(Card card) => Encoding.UTF8.GetString(BlockKitRenderer.Message(card).Blocks.Span);
}
