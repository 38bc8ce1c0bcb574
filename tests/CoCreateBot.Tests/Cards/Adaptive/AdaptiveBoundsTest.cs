using System.Collections.Immutable;
using System.Text;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;

namespace CoCreateBot.Tests.Cards.Adaptive;

/// <summary>What is too long for one card: what is kept of it, and how it goes on in further ones.</summary>
public sealed class AdaptiveBoundsTest
{
    [Fact]
    public void A_card_takes_its_last_byte_and_not_one_more()
    {
        var lengths = Enumerable.Range(100, 2_900)
            .Select(last => Size(Card([.. Enumerable.Repeat(2_900, 8).Append(last).Select(length => new TextBlock(new string('x', length)))])))
            .ToList();

        Assert.Equal(AdaptiveLimits.CardBytesMax, lengths.Max() + 1); // the comma that the last block does not have
    }

    [Theory]
    [InlineData("ü", 139, 28)]
    [InlineData("😀", 60, 12)]
    [InlineData("字", 140, 28)]
    public void Twenty_eight_notes_in_any_script_stand_on_one_card(string letter, int length, int people)
    {
        var shown = Shown(Notes(letter, length, people));

        Assert.Equal(people, shown.Split(string.Concat(Enumerable.Repeat(letter, length))).Length - 1);
        Assert.DoesNotContain("Not shown here", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_is_cut_line_by_line_while_counts_and_buttons_stay_and_the_rest_is_counted_and_told_where()
    {
        var shown = Shown(Notes("x", 500, 60) with { Rest = "All of it comes with: /cocreate minutes" });
        var notes = shown.Split(new string('x', 500)).Length - 1;

        Assert.InRange(notes, 30, 59);
        Assert.Contains("60 people have answered.", shown, StringComparison.Ordinal);
        Assert.Contains("Answer now", shown, StringComparison.Ordinal);
        Assert.Contains($"Not shown here: {60 - notes} more. All of it comes with: /cocreate minutes", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_fits_is_one_page_and_itself()
    {
        var card = Notes("x", 100, 5);

        Assert.Same(card, Assert.Single(AdaptiveRenderer.Pages(card, 5, Title)));
    }

    [Fact]
    public void A_card_that_does_not_goes_on_in_pages_that_each_fit_and_lose_nothing()
    {
        var card = Card([.. Enumerable.Range(0, 9).SelectMany(Part)]);
        var pages = AdaptiveRenderer.Pages(card, 20, Title);

        Assert.InRange(pages.Length, 3, 19);
        Assert.Equal("Part 2", pages[1].FallbackText);
        var all = pages.Select(Shown).ToList();
        Assert.All(all, page => Assert.DoesNotContain("Not shown here", page, StringComparison.Ordinal));
        Assert.All(all, page => Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, AdaptiveLimits.CardBytesMax));
        Assert.All(Enumerable.Range(0, 9 * 40), n => Assert.Equal(1, all.Sum(page => page.Split($"#{n}#").Length - 1)));
    }

    [Fact]
    public void A_page_that_fits_without_a_venue_fits_with_one()
    {
        var card = Card([.. Enumerable.Range(0, 400).Select(at => new TextBlock([new MomentRun(DateTimeOffset.UnixEpoch.AddHours(at)), new TextRun($" #{at}#")]))]);
        var names = Enumerable.Range(0, 5).ToDictionary(at => $"29:{at}", at => $"Person with a long name {at}");
        var pages = AdaptiveRenderer.Pages(card with { Mentions = [.. names.Keys] }, 20, Title);

        Assert.All(pages, page => Assert.DoesNotContain(
            "Not shown here",
            Encoding.UTF8.GetString(AdaptiveRenderer.Card(page, ShownInTeams.Context with { Names = names })),
            StringComparison.Ordinal));
    }

    [Fact]
    public void The_sentence_about_what_is_left_out_stays_in_its_bound_in_each_language() => Assert.All(["en", "de"], lang =>
    {
        const int Other = 200; // what stands around it in this card
        var card = new Card("x", lang, [new ActionSet([new OpenUrl("x", new Uri("http://x.example/"))])]) { Rest = new string('字', 1_000) };

        Assert.InRange(AdaptiveRenderer.Card(card, ShownInTeams.Context).Length, 1, AdaptiveLimits.NoticeMax + Other);
    });

    [Fact]
    public void A_frame_that_grows_too_large_is_not_refreshed_by_itself()
    {
        var context = ShownInTeams.Context with
        {
            Names = Enumerable.Range(0, 40).ToDictionary(at => User(at), at => $"{at} {new string('字', 200)}"),
            Refresh = new AdaptiveRefresh(new Press("s1", 1, "show"), [.. Enumerable.Range(0, 90).Select(User)]),
        };
        var card = Notes("字", 500, 60) with { Mentions = [.. Enumerable.Range(0, 40).Select(User)], FallbackText = new string('字', 5_000) };
        var json = ShownInTeams.Card(card, context);

        Assert.False(json.TryGetProperty("refresh", out _));
        Assert.Equal(AdaptiveLimits.MentionsMax, json.GetProperty("msteams").GetProperty("entities").GetArrayLength());
        Assert.InRange(AdaptiveRenderer.Card(card, context).Length, 1, AdaptiveLimits.CardBytesMax);
    }

    [Theory]
    [InlineData(150, false)]
    [InlineData(151, true)]
    public void A_press_that_could_not_be_read_back_is_our_mistake(int length, bool isTooLong)
    {
        var press = new Press("s1", 1, "do", new string('x', length - new Press("s1", 1, "do").Encode().Length));
        var card = Card([new ActionSet([new Execute("Do", press)])]);

        Assert.Equal(isTooLong, Record.Exception(() => Shown(card)) is ArgumentException);
    }

    static string User(int at) => $"29:{at:000}{new string('x', 140)}";

    static IEnumerable<Element> Part(int part) =>
    [
        new TextBlock($"Part {part} of it", TextStyle.Heading),
        new FactSet([.. Enumerable.Range(part * 40, 40).Select(n => new Fact($"{n}", [new WordsRun($"#{n}# {new string('y', 200)}")]))]),
    ];

    static Card Notes(string letter, int length, int people) => Card(
    [
        new TextBlock("How are you arriving?", TextStyle.Heading),
        new FactSet([.. Enumerable.Range(0, people).Select(n =>
            new Fact($"Person {n}", [new WordsRun(string.Concat(Enumerable.Repeat(letter, length)))]))]),
        new TextBlock($"{people} people have answered.", TextStyle.Subtle),
        new ActionSet([new Execute("Answer now", new Press("s", 1, "answer"))]),
    ]);

    static Card Card(ImmutableArray<Element> body) => new("All", "en", body);

    static string Title(int page) => $"Part {page}";

    static int Size(Card card) => AdaptiveRenderer.Card(card, ShownInTeams.Context).Length;

    static string Shown(Card card) => Encoding.UTF8.GetString(AdaptiveRenderer.Card(card, ShownInTeams.Context));
}
