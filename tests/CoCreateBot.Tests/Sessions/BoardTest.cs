using System.Collections.Immutable;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>A board says what the card, the minutes and the rows say, and nothing else.</summary>
public sealed class BoardTest
{
    const int Tries = 60;

    static readonly Lexicon Lexicon = new(Activities.BuiltIn);

    static ImmutableArray<BoardPart> Board(Story story, string language = "en") => SessionBoard.Parts(story.Session, Lexicon.In(language));

    static T Only<T>(Story story)
        where T : Figure => Board(story).SelectMany(part => part.Figures).OfType<T>().Single();

    static string InBoard(Story story) => string.Join('\n', Board(story).Select(part => $"{Said.In(part.Head)}\n{string.Join('\n', part.Figures.Select(Drawn.In))}"));

    [Fact]
    public void Whatever_people_do_all_that_is_drawn_stands_in_the_minutes_or_on_the_card_or_in_the_rows() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Tries),
        Prop.ForAll(Played.Any, played =>
        {
            var session = played.Story().Session;
            foreach (var words in Lexicon.Languages.Select(Lexicon.In))
            {
                var told = Told(session, words);
                Assert.All(
                    SessionBoard.Parts(session, words).SelectMany(part => part.Figures).Where(figure => figure is not PlaneFigure).SelectMany(Drawn.Texts),
                    text => Assert.Contains(text, told, StringComparison.Ordinal));
            }
        }));

    [Fact]
    public void Whatever_people_do_a_field_of_moods_has_the_rows_at_their_places() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Tries),
        Prop.ForAll(Played.Any, played =>
        {
            var session = played.Story().Session;
            foreach (var view in session.Agenda.Where(item => item.OpenedAt is not null).Select(item => new ActivityView(session, item, Story.English)))
            {
                foreach (var plane in view.Item.Activity.Board(view).OfType<PlaneFigure>())
                {
                    var rows = view.Item.Activity.Artifacts(view).Where(row => row.Kind == "answer").Select(row => row.Text).Order(StringComparer.Ordinal);
                    Assert.Equal(rows, plane.Points.SelectMany(point => Enumerable.Repeat($"{point.Across} {point.Up}", point.Count)).Order(StringComparer.Ordinal));
                }
            }
        }));

    [Fact]
    public void Of_few_who_are_not_named_the_board_tells_no_more_of_moods_than_the_card()
    {
        var story = Story.Given("checkin mood anonymous").Types(Bob, "checkin 4 2").Types(Cem, "checkin 5 1").When(new Command.Close(), Ann);
        Assert.Equal("2 people", Only<BarsFigure>(story).Chart.Bars.Single().Figure);
        Assert.DoesNotContain("4 of 5", InBoard(story), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mood_stands_at_its_place_and_is_said_in_words()
    {
        var plane = Only<PlaneFigure>(Story.Given("checkin mood").Types(Bob, "checkin 4 2").Types(Cem, "checkin 4 2").Types(Dora, "checkin 1 5"));
        Assert.Equal([(1, 5, 1), (4, 2, 2)], plane.Points.Select(point => (point.Across, point.Up, point.Count)));
        Assert.Equal("2 people: Calm (pleasant, little energy), pleasantness 4 of 5, energy 2 of 5", plane.Points[1].Figure);
    }

    static string Told(Session session, Words words)
    {
        var rows = session.Agenda.Where(item => item.ShowsTotals || item.State is CoCreateBot.Sessions.NextSteps or CoCreateBot.Sessions.FiveWhys)
            .Select(item => new ActivityView(session, item, words))
            .SelectMany(view => view.Item.Activity.Artifacts(view).Concat(GuestCards.Artifacts(view)));
        return Said.In(SessionCards.Root(session, words)) + Said.In(SessionCards.MinutesSoFar(session, words))
            + string.Join('\n', rows.Select(row => $"{row.Text} {row.Author}"));
    }

    [Fact]
    public void Whatever_people_do_no_note_of_those_who_are_not_named_says_whose_it_is() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Tries),
        Prop.ForAll(Played.Any, played =>
        {
            var session = played.Story().Session;
            var nameless = session.Agenda.Where(item => item.Level != AnonymityLevel.Named && item.OpenedAt is not null)
                .SelectMany(item => item.Activity.Board(new ActivityView(session, item, Story.English)));
            Assert.Empty(nameless.OfType<WallFigure>().SelectMany(wall => wall.Groups).SelectMany(group => group.Notes)
                .SelectMany(note => note.Remark).OfType<WordsRun>());
        }));

    [Fact]
    public void Before_a_blind_vote_closes_its_board_has_the_options_and_no_bar()
    {
        var open = Story.Given("vote \"Which?\" Paint | Garden | Bench").Types(Bob, "vote A").Happened();

        Assert.Empty(Board(open).SelectMany(part => part.Figures));
        Assert.Contains("Garden", InBoard(open), StringComparison.Ordinal);
        Assert.DoesNotContain("dot from", InBoard(open), StringComparison.Ordinal);

        var bars = Only<BarsFigure>(open.When(new Command.Close(), Ann));
        Assert.Equal("A. Paint", Said.Of(bars.Chart.Bars[0].Label));
        Assert.Contains("Picked: A. Paint", Said.Of(bars.Caption), StringComparison.Ordinal);
    }

    [Fact]
    public void Ideas_come_on_the_wall_at_the_close_and_what_was_built_on_one_stands_right_behind_it()
    {
        var open = Writing.Opened("brainwrite \"Which?\" live rounds 2", people: 2).AllTake(2).Writes(Ann, "A bench", "A lamp").Writes(Bob, "A tree");
        Assert.DoesNotContain("A bench", InBoard(open), StringComparison.Ordinal);

        var built = open.And(new SessionEvent.Supplied(2, new BrainwritingEvent.Told(7, "A bench in the sun", open.Number("A bench"), 0, 0)));
        var wall = Only<WallFigure>(built.When(new Command.Close(), Ann));
        var texts = wall.Groups.Single().Notes.Select(note => Said.Of(note.Text)).ToList();
        Assert.Equal(4, texts.Count);
        Assert.Equal(texts.IndexOf("A bench") + 1, texts.IndexOf("A bench in the sun"));
        Assert.Equal([$"{open.Number("A bench")}"], wall.Groups.Single().Notes[texts.IndexOf("A bench in the sun")].BuildsOn);
    }

    [Fact]
    public void What_is_hidden_is_on_no_wall()
    {
        var story = Writing.Opened("brainwrite \"Which?\" live").Takes(Ann).Writes(Ann, "A bench", "Rude words");
        var closed = story.Types(Ann, $"hide {story.Number("Rude words")}").When(new Command.Close(), Ann);

        Assert.Contains("A bench", InBoard(closed), StringComparison.Ordinal);
        Assert.DoesNotContain("Rude words", InBoard(closed), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_has_each_cause_under_its_own_with_number_and_marks_and_its_measures_in_a_table()
    {
        var story = Story.Given("why \"The report was late\"").Types(Bob, "why \"Printed on Friday\"").Types(Cem, "why \"Paper was out\" under 1 evidence")
            .Types(Ann, "why root 1.1").Types(Cem, "why measure 1.1 \"Order on Thursday\" by Bob").Happened();
        var root = Only<TreeFigure>(story).Root;

        Assert.Equal("The report was late", Said.Of(root.Text));
        var (cause, deeper) = (root.Children.Single(), root.Children.Single().Children.Single());
        Assert.Equal(("1", "Printed on Friday", false), (cause.Label, Said.Of(cause.Text), cause.IsStrong));
        Assert.Equal(("1.1", "Paper was out", true), (deeper.Label, Said.Of(deeper.Text), deeper.IsStrong));
        Assert.Equal(["evidence", "root cause"], deeper.Marks);
        Assert.Contains("Order on Thursday", Said.Of(Only<TableFigure>(story).Rows.Single()[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Guests_have_a_part_of_their_own_as_soon_as_they_are_enough()
    {
        var open = Story.Given("vote \"Which?\" Paint | Garden dots 1 cap 1").OpensToGuests().Types(Bob, "vote A");
        var few = open.Types(Number(1) with { IsGuest = true }, "vote B").When(new Command.Close(), Ann);
        var many = Enumerable.Range(1, Limits.MinimumAnswers)
            .Aggregate(open, (told, n) => told.Types(Number(n) with { IsGuest = true }, "vote B")).When(new Command.Close(), Ann);

        Assert.Equal(["1"], Board(few).Select(part => part.Key));
        Assert.Equal(["1", "1-guests"], Board(many).Select(part => part.Key));
        Assert.Equal([1, Limits.MinimumAnswers], Board(many).Select(part => ((BarsFigure)part.Figures.Single()).Chart.Bars.Max(bar => bar.Value)));
    }

    [Fact]
    public void Steps_are_a_table_with_who_does_them_and_by_when()
    {
        var table = Only<TableFigure>(Story.Given("steps").Types(Ann, "steps \"Ask the town\" by me due 31.12. sign \"a letter\""));

        Assert.Equal(["Step", "Who", "By when", "First sign", "Status"], table.Columns);
        Assert.Equal(5, table.Rows.Single().Length);
        Assert.StartsWith("1. Ask the town", Said.Of(table.Rows.Single()[0]), StringComparison.Ordinal);
        Assert.Contains("Ann", Said.Of(table.Rows.Single()[1]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(200, 1)]
    [InlineData(201, 2)]
    [InlineData(523, 3)]
    public void Over_all_pages_each_note_stands_exactly_once(int notes, int pages)
    {
        var all = Enumerable.Range(1, notes).Select(n => new WallNote($"{n}", [new WordsRun($"idea {n}")], [])).ToList();
        ImmutableArray<WallGroup> groups = [new([new TextRun("A")], [.. all.Take(150)]), new([new TextRun("B")], [.. all.Skip(150)])];
        var part = new BoardPart("1", [new TextBlock("Ideas", TextStyle.Heading)], [new WallFigure("Ideas", groups), new BarsFigure(new HorizontalBarChart("Bars", []))]);

        Assert.Equal(pages, part.Pages);
        var shown = Enumerable.Range(1, pages).Select(part.OnPage).OfType<BoardPart>().ToList();
        Assert.Equal(pages, shown.Count);
        Assert.Null(part.OnPage(pages + 1));
        var walls = shown.SelectMany(page => page.Figures).OfType<WallFigure>().ToList();
        Assert.Equal(all.Select(note => note.Label), walls.SelectMany(wall => wall.Groups).SelectMany(group => group.Notes).Select(note => note.Label));
        Assert.All(walls, wall => Assert.InRange(wall.Count, notes == 0 ? 0 : 1, SessionBoard.NotesAPage));
        Assert.Single(shown.SelectMany(page => page.Figures).OfType<BarsFigure>());
    }

    [Fact]
    public void Of_a_session_that_is_deleted_nothing_is_drawn() =>
        Assert.Empty(SessionBoard.Parts(Story.Given("why \"The report was late\"").Session with { DeletedAt = Story.Noon }, Story.English));
}

/// <summary>What figures say.</summary>
static class Drawn
{
    public static string In(Figure figure) => $"{figure.Title}\n{Said.Of(figure.Caption)}\n{string.Join('\n', Texts(figure))}";

    /// <summary>People's words, figures and marks, one by one; our own titles are not among them.</summary>
    public static IEnumerable<string> Texts(Figure figure) => figure switch
    {
        WallFigure wall => wall.Groups.SelectMany(group => group.Name.Concat(group.Notes.SelectMany(note => note.Text.Concat(note.Remark.OfType<WordsRun>())))).Select(Plain),
        BarsFigure bars => bars.Chart.Bars.SelectMany(bar => bar.Label.Select(Plain).Append(bar.Figure)),
        TreeFigure tree => InNode(tree.Root),
        TableFigure table => table.Rows.SelectMany(row => row).SelectMany(cell => cell.OfType<WordsRun>()).Select(Plain),
        PlaneFigure plane => plane.Points.Select(point => point.Figure),
        TrendFigure trend => trend.Points.Select(point => point.Figure),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static IEnumerable<string> InNode(TreeNode node) => node.Text.Select(Plain).Concat(node.Marks).Concat(node.Children.SelectMany(InNode));

    static string Plain(Run run) => Said.Of([run]);
}
