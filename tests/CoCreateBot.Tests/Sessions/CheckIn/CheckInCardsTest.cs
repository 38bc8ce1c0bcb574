using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What a check-in shows, to whom, and when.</summary>
public sealed class CheckInCardsTest
{
    [Fact]
    public void A_named_light_shows_names_beside_each_answer_at_once_by_the_alphabet()
    {
        var card = Given("checkin").Types(Dora, "checkin green").Types(Bob, "checkin green").Types(Cem, "checkin red").Root();

        Assert.Contains(
            "● Green = 2 people: Bob, Dora\n▲ Yellow = 0 people\n■ Red = 1 person: Cem", Said.In(card), StringComparison.Ordinal);
        Assert.Equal("Check-in: How are you arriving? ● Green: 2, ■ Red: 1.", card.FallbackText);
        Assert.Contains(card.Body.OfType<FactSet>().Single().Facts[0].Value, run => run is WordsRun { Text: "Bob" });
    }

    [Fact]
    public void A_crowd_shows_counts_and_no_names()
    {
        Assert.Contains("1 person: Bob", Said.In(Joined(Limits.NamedShownMax).Root()), StringComparison.Ordinal);
        var crowd = Joined(Limits.NamedShownMax + 1);
        Assert.Contains("● Green = 1 person\n", Said.In(crowd.Root()), StringComparison.Ordinal);
        Assert.DoesNotContain("Bob", Said.In(crowd.Root()), StringComparison.Ordinal);
        Assert.Contains("1 stand in the export.", Said.In(crowd.Root()), StringComparison.Ordinal);
        Assert.Contains(crowd.Artifacts, row => row is { Kind: "note", Text: "slept well", Author: "Bob" });

        static Story Joined(int people) => Given("checkin").Types(Bob, "checkin green \"slept well\"")
            .And([.. Enumerable.Range(3, people - 2).Select(n => new SessionEvent.PersonJoined(Number(n).Person, null))]);
    }

    [Fact]
    public void Notes_stand_beside_names() => Assert.Contains(
        "Bob = slept badly", Said.In(Given("checkin").Types(Bob, "checkin red \"slept badly\"").Root()), StringComparison.Ordinal);

    [Fact]
    public void Words_are_listed_beside_names() => Assert.Contains(
        "Bob = hopeful\nCem = tired",
        Said.In(Given("checkin word").Types(Cem, "checkin tired").Types(Bob, "checkin hopeful").Root()),
        StringComparison.Ordinal);

    [Fact]
    public void An_anonymous_check_in_shows_how_many_answered_and_its_tally_at_the_close()
    {
        var open = Given("checkin anonymous")
            .Types(Dora, "checkin red \"zzz\"").Types(Bob, "checkin green \"aaa\"").Types(Cem, "checkin green \"mmm\"");

        Assert.Contains("3 people have answered.", Said.In(open.Root()), StringComparison.Ordinal);
        Assert.Empty(open.Root().Body.OfType<FactSet>());
        Assert.Empty(open.Artifacts);
        var closed = Said.In(open.When(new Command.Close(), Ann).Root());
        Assert.Contains(
            "● Green = 2 people\n▲ Yellow = 0 people\n■ Red = 1 person\nNotes\naaa\nmmm\nzzz\n", closed, StringComparison.Ordinal);
    }

    [Fact]
    public void Anonymous_words_are_listed_by_frequency_and_alphabet_whenever_they_came()
    {
        string[] words = ["tired", "hopeful", "curious", "Tired"];
        var forwards = Closed(words);

        Assert.Contains("Tired (2), curious, hopeful", Said.In(forwards.Root()), StringComparison.Ordinal);
        Assert.Equal(Said.In(forwards.Root()), Said.In(Closed([.. words.Reverse()]).Root()));
        Assert.Equal(forwards.Artifacts, Closed([.. words.Reverse()]).Artifacts);

        static Story Closed(string[] words) => words.Index().Aggregate(Given("checkin word anonymous"),
            (story, word) => story.Types(Number(word.Index), "checkin " + word.Item)).When(new Command.Close(), Ann);
    }

    [Fact]
    public void A_list_of_words_has_an_end_and_counts_the_rest()
    {
        Assert.DoesNotContain("in the export", Said.In(Closed(CheckInCards.ListedMax).Root()), StringComparison.Ordinal);
        Assert.Contains("1 more stand in the export.", Said.In(Closed(CheckInCards.ListedMax + 1).Root()), StringComparison.Ordinal);
        Assert.Equal(CheckInCards.ListedMax + 1, Closed(CheckInCards.ListedMax + 1).Artifacts.Length);

        static Story Closed(int words) => Enumerable.Range(1, words).Aggregate(Given("checkin word anonymous"),
            (story, n) => story.Types(Number(n), $"checkin word{n:D3}")).When(new Command.Close(), Ann);
    }

    [Fact]
    public void A_named_scale_shows_bars_at_once()
    {
        var story = Given("checkin 1-5").Types(Bob, "checkin 4").Types(Cem, "checkin 5");
        var bars = story.Root().Body.OfType<HorizontalBarChart>().Single().Bars;

        Assert.Equal(
            ["1 of 5 (lowest)|0|0 people", "2 of 5|0|0 people", "3 of 5|0|0 people", "4 of 5|1|1 person", "5 of 5 (highest)|1|1 person"],
            bars.Select(bar => $"{Said.Of(bar.Label)}|{bar.Value}|{bar.Figure}"));
    }

    [Fact]
    public void A_return_on_time_invested_shows_bars_at_the_close_and_no_names()
    {
        var open = Given("checkin roti").Types(Bob, "checkin 4");

        Assert.Empty(open.Root().Body.OfType<HorizontalBarChart>());
        var closed = open.When(new Command.Close(), Ann).Root();
        Assert.Contains("4 good [1] 1 person", Said.In(closed), StringComparison.Ordinal);
        Assert.DoesNotContain("Bob", Said.In(closed), StringComparison.Ordinal);
    }

    [Fact]
    public void An_average_stays_closed_under_five_answers()
    {
        Assert.DoesNotContain("Average", Said.In(Answered(Limits.MinimumAnswers - 1).Root()), StringComparison.Ordinal);
        Assert.Contains("Average: 4.2 of 5.", Said.In(Answered(Limits.MinimumAnswers).Root()), StringComparison.Ordinal);
        Assert.Contains("Durchschnitt: 4,2 von 5.", Said.In(Answered(Limits.MinimumAnswers).Root("de")), StringComparison.Ordinal);

        static Story Answered(int people) => Enumerable.Range(1, people).Aggregate(Given("checkin roti"),
            (story, n) => story.Types(Number(n), n == 1 ? "checkin 5" : "checkin 4")).When(new Command.Close(), Ann);
    }

    [Fact]
    public void One_tap_answers_and_a_dialog_takes_the_note()
    {
        Assert.Equal(
            ["● Green -> 1|abcdefghijklmnop|1|answer|green", "▲ Yellow -> 1|abcdefghijklmnop|1|answer|yellow",
                "■ Red -> 1|abcdefghijklmnop|1|answer|red", "Add a note… -> 1|abcdefghijklmnop|1|note|"],
            Actions("checkin"));
        Assert.Equal(6, Actions("checkin roti").Length);
        Assert.Equal(["Say your word… -> 1|abcdefghijklmnop|1|note|"], Actions("checkin word"));

        static string[] Actions(string start) => [.. Given(start).Root().Body.OfType<ActionSet>().Single().Actions.Select(Said.Of)];
    }

    [Fact]
    public void The_dialog_opens_with_what_you_gave()
    {
        var story = Given("checkin").Types(Bob, "checkin red \"slept badly\"");

        var form = story.Dialog(Bob);
        Assert.Equal("red", form.Inputs.OfType<InputChoiceSet>().Single().Value);
        Assert.Equal("slept badly", form.Inputs.OfType<InputText>().Single().Value);
        Assert.Null(story.Dialog(Cem).Inputs.OfType<InputChoiceSet>().Single().Value);
        Assert.Equal("", story.Dialog(Cem).Inputs.OfType<InputText>().Single().Value);
        story.Presses(Bob, form.Submit!.Press.Verb, "", ("answer", "red"), ("note", "slept badly")).ThenNothing(); // ! it hands in
        Assert.Equal("hopeful", Given("checkin word").Types(Bob, "checkin hopeful").Dialog(Bob).Inputs.OfType<InputText>().First().Value);
    }

    [Fact]
    public void After_a_red_answer_the_dialog_offers_in_private_to_skip_or_to_talk()
    {
        const string Offer = "You may skip today, or talk to the facilitator, Ann.";
        var story = Given("checkin").Types(Bob, "checkin red").Types(Cem, "checkin green");

        Assert.Contains(Offer, Said.In(story.Dialog(Bob)), StringComparison.Ordinal);
        Assert.DoesNotContain(Offer, Said.In(story.Dialog(Cem)), StringComparison.Ordinal);
        Assert.DoesNotContain(Offer, Said.In(story.Root()), StringComparison.Ordinal);
        Assert.DoesNotContain(Offer, Said.In(Given("checkin word").Types(Bob, "checkin red").Dialog(Bob)), StringComparison.Ordinal);
        Assert.Contains(
            "You may skip today, or talk to the facilitator. Nobody",
            Said.In(Given("checkin anonymous").Types(Bob, "checkin red").Dialog(Bob)), StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_red_tap_its_giver_is_told_so_once_and_nobody_else()
    {
        var green = Given("checkin").When(new Command.Join(), Ann).Presses(Bob, "answer", "green");
        var red = green.Presses(Bob, "answer", "red");

        Assert.Equal("You may skip today, or talk to the facilitator, Ann. Nobody else sees this line.", Aside(red, green, Bob));
        Assert.Equal("", Aside(red, green, Cem));
        Assert.Equal("", Aside(red, red, Bob));
        Assert.Equal("", Aside(green, red, Bob));
        Assert.Equal("", Aside(green.Presses(Ann, "answer", "red"), green, Ann));

        static string Aside(Story then, Story before, Somebody who) => Said.Of(then.Item.Activity.Aside(then.View(), before.Item.State, who.Person));
    }

    [Fact]
    public void A_weather_is_shown_in_words_with_its_sign()
    {
        var card = Given("checkin weather").Types(Bob, "checkin regen").Types(Cem, "checkin sunny").Root();

        Assert.Contains("☀ Sunny = 1 person: Cem\n◐ Fair = 0 people", Said.In(card), StringComparison.Ordinal);
        Assert.Equal("Check-in: What is the weather like with you? ☀ Sunny: 1, ☂ Rainy: 1.", card.FallbackText);
        Assert.Equal(6, card.Body.OfType<ActionSet>().Single().Actions.Length);
    }

    [Fact]
    public void A_mood_has_a_tap_for_each_quarter_and_shows_who_is_in_which_part_of_the_field()
    {
        var story = Given("checkin mood").Types(Bob, "checkin 5 4").Presses(Cem, "answer", "4 4").Types(Dora, "checkin 2 3");

        Assert.Equal(
            ["Excited (pleasant, much energy) -> 1|abcdefghijklmnop|1|answer|4 4", "Calm (pleasant, little energy) -> 1|abcdefghijklmnop|1|answer|4 2",
                "Tense (unpleasant, much energy) -> 1|abcdefghijklmnop|1|answer|2 4", "Tired (unpleasant, little energy) -> 1|abcdefghijklmnop|1|answer|2 2",
                "More exactly… -> 1|abcdefghijklmnop|1|note|"],
            story.Root().Body.OfType<ActionSet>().Single().Actions.Select(Said.Of));
        Assert.Contains("Excited = 2 people: Bob, Cem\nUneasy = 1 person: Dora\n", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Equal(["2", "3"], story.Dialog(Dora).Inputs.OfType<InputChoiceSet>().Select(input => input.Value));
        Assert.Equal(["answer|2 3|Dora", "answer|4 4|Cem", "answer|5 4|Bob"], story.Artifacts.Select(row => $"{row.Kind}|{row.Text}|{row.Author}"));
    }

    [Fact]
    public void Averages_of_a_mood_stay_closed_under_five_answers()
    {
        Assert.DoesNotContain("Averages", Said.In(Answered(Limits.MinimumAnswers - 1).Root()), StringComparison.Ordinal);
        Assert.Contains("Averages: pleasantness 4.2, energy 2.0 of 5.", Said.In(Answered(Limits.MinimumAnswers).Root()), StringComparison.Ordinal);

        static Story Answered(int people) => Enumerable.Range(1, people).Aggregate(Given("checkin mood anonymous"),
            (story, n) => story.Types(Number(n), n == 1 ? "checkin 5 2" : "checkin 4 2")).When(new Command.Close(), Ann);
    }

    [Fact]
    public void The_board_shows_the_mood_where_the_card_does()
    {
        var open = Enumerable.Range(1, Limits.MinimumAnswers)
            .Aggregate(Given("checkin mood anonymous"), (story, n) => story.Types(Number(n), "checkin 5 4"));
        Assert.Empty(open.Item.Activity.Board(open.View()));

        var closed = open.When(new Command.Close(), Ann);
        var plane = Assert.IsType<PlaneFigure>(Assert.Single(closed.Item.Activity.Board(closed.View())));
        Assert.Equal(
            new PlanePoint(5, 4, 5, "5 people: Excited (pleasant, much energy), pleasantness 5 of 5, energy 4 of 5"), Assert.Single(plane.Points));
    }

    [Fact]
    public void Roses_buds_and_thorns_stand_apart_by_name_or_by_the_alphabet()
    {
        string[] typed = ["checkin rose \"zzz\" thorn \"noise\"", "checkin rose \"aaa\""];
        var named = Given("checkin rose").Types(Bob, typed[0]).Types(Cem, typed[1]);
        Assert.Contains("Roses: what is good\nBob = zzz\nCem = aaa\nThorns: what hurts\nBob = noise\n", Said.In(named.Root()), StringComparison.Ordinal);
        Assert.DoesNotContain("Buds", Said.In(named.Root()), StringComparison.Ordinal);

        var nameless = Given("checkin rose anonymous").Types(Bob, typed[0]).Types(Cem, typed[1]);
        Assert.DoesNotContain("zzz", Said.In(nameless.Root()), StringComparison.Ordinal);
        var closed = nameless.When(new Command.Close(), Ann);
        Assert.Contains("Roses: what is good\naaa\nzzz\nThorns: what hurts\nnoise\n", Said.In(closed.Root()), StringComparison.Ordinal);
        Assert.Equal(["rose|aaa|", "rose|zzz|", "thorn|noise|"], closed.Artifacts.Select(row => $"{row.Kind}|{row.Text}|{row.Author}"));
        Assert.Equal(["zzz", "", "noise"], nameless.Dialog(Bob).Inputs.OfType<InputText>().Select(input => input.Value));
    }

    [Fact]
    public void Free_words_are_listed_each_on_a_line_and_stand_in_the_minutes()
    {
        var story = Given("checkin free anonymous").Types(Bob, "checkin it goes well").Types(Cem, "checkin a bit tired").When(new Command.Close(), Ann);

        Assert.Contains("a bit tired\nit goes well\n", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Contains("a bit tired\nit goes well", Said.In(story.Minutes()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("checkin", "How are you arriving?")]
    [InlineData("checkin weather", "What is the weather like with you?")]
    [InlineData("checkin rose", "What is your rose, your bud, your thorn?")]
    [InlineData("checkin word", "In one word: how are you arriving?")]
    [InlineData("checkin 1-5", "From 1 to 5: how are you arriving?")]
    [InlineData("checkin roti", "Was this worth your time?")]
    [InlineData("checkin \"How was the week?\"", "How was the week?")]
    public void Each_format_has_a_question_of_its_own_unless_one_was_given(string start, string question) =>
        Assert.Equal(question, Said.Of(Assert.IsType<TextBlock>(Given(start).Root().Body[0]).Inlines));

    [Fact]
    public void Rows_name_people_only_where_they_are_named()
    {
        var named = Given("checkin 1-5").Types(Bob, "checkin 4 \"good week\"").Types(Cem, "checkin 2");
        Assert.Equal(["answer|2|2|Cem", "answer|4|4|Bob", "note|good week||Bob"],
            named.Artifacts.Select(row => $"{row.Kind}|{row.Text}|{row.Value}|{row.Author}"));

        var nameless = Given("checkin anonymous").Types(Bob, "checkin red \"bad\"").Types(Cem, "checkin green")
            .When(new Command.Close(), Ann);
        Assert.Equal(["answer|green||", "answer|red||", "note|bad||"],
            nameless.Artifacts.Select(row => $"{row.Kind}|{row.Text}|{row.Value}|{row.Author}"));
    }

    [Fact]
    public void The_minutes_count_the_answers_and_keep_the_notes()
    {
        var story = Given("checkin").Types(Bob, "checkin red \"slept badly\"").When(new Command.Close(), Ann);

        var minutes = SessionCards.MinutesCard(story.Session, English);
        Assert.NotNull(minutes);
        Assert.Contains("■ Red = 1 person: Bob\nNotes\nBob = slept badly", Said.In(minutes), StringComparison.Ordinal);
    }

    [Fact]
    public void Minutes_of_nothing_say_so() => Assert.Contains(
        "Nobody contributed: nothing to summarise.",
        Said.In(SessionCards.MinutesCard(Given("checkin").When(new Command.Close(), Ann).Session, English)!), // ! it is closed
        StringComparison.Ordinal);
}
