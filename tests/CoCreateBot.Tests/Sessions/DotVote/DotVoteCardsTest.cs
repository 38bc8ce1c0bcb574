using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What a vote shows: to everybody, to each person, to readers of its rows.</summary>
public sealed class DotVoteCardsTest
{
    const string Seven = "vote \"Which first?\" Paint | Garden | Bus stop | Bench | Lamp | Tree | Swing";

    [Fact]
    public void An_open_card_lists_the_options_by_letter_and_counts_voters_and_nothing_else()
    {
        var story = Given(Seven).Types(Bob, "vote B B D").Types(Cem, "vote A");

        var body = story.Root().Body;
        Assert.Equal(["A Paint", "B Garden", "C Bus stop", "D Bench", "E Lamp", "F Tree", "G Swing"],
            body.OfType<FactSet>().Single().Facts.Select(fact => $"{fact.Title} {Said.Of(fact.Value)}"));
        Assert.Contains("2 people have voted.", Said.In(body), StringComparison.Ordinal);
        Assert.Empty(body.OfType<HorizontalBarChart>());
        Assert.Equal(["Vote"], body.OfType<ActionSet>().Single().Actions.OfType<OpenDialog>().Select(action => action.Title));
        Assert.Empty(story.Artifacts);
    }

    [Fact]
    public void One_voter_is_one_person() =>
        Assert.Contains("1 person has voted.", Said.In(Given(Seven).Types(Bob, "vote B").Root()), StringComparison.Ordinal);

    [Fact]
    public void A_dialog_has_one_input_for_each_option_from_no_dot_up_to_the_cap()
    {
        var inputs = Given(Seven).Dialog(Bob).Inputs.OfType<InputChoiceSet>().OrderBy(input => input.Id, StringComparer.Ordinal).ToList();

        Assert.Equal(
            ["A. Paint", "B. Garden", "C. Bus stop", "D. Bench", "E. Lamp", "F. Tree", "G. Swing"], inputs.Select(input => input.Label));
        Assert.All(inputs, input => Assert.Equal(["0 dots", "1 dot", "2 dots"], input.Choices.Select(choice => choice.Title)));
        Assert.All(inputs, input => Assert.Equal("0", input.Value));
    }

    [Fact]
    public void A_dialog_opens_with_what_its_owner_gave_and_nobody_else()
    {
        var story = Given(Seven).Types(Bob, "vote B B D");

        Assert.Equal("option-1=2 option-3=1", Filled(story.Dialog(Bob)));
        Assert.Equal("", Filled(story.Dialog(Cem)));

        static string Filled(Form form) => string.Join(' ', form.Inputs.OfType<InputChoiceSet>()
            .Where(input => input.Value != "0")
            .OrderBy(input => input.Id, StringComparer.Ordinal)
            .Select(input => $"{input.Id}={input.Value}"));
    }

    [Fact]
    public void What_a_dialog_sends_unchanged_changes_nothing()
    {
        var story = Given(Seven).Types(Bob, "vote B B D");
        var form = story.Dialog(Bob);

        story.Presses(Bob, form.Submit!.Press.Verb, form.Submit.Press.Argument, // ! it hands in
            [.. form.Inputs.OfType<InputChoiceSet>().Select(input => (input.Id, input.Value ?? ""))]).ThenNothing();
    }

    [Fact]
    public void With_two_or_three_options_a_dialog_is_one_choice_of_which_one_is_none()
    {
        var story = Given("vote Yes | No");

        var input = Assert.Single(story.Dialog(Bob).Inputs.OfType<InputChoiceSet>());
        Assert.Equal(ChoiceInputStyle.Expanded, input.Style);
        Assert.Null(input.Value);
        Assert.Equal(["A. Yes", "B. No", "No choice"], input.Choices.Select(choice => choice.Title).Order(StringComparer.Ordinal));
        Assert.Equal("1", story.Types(Bob, "vote B").Dialog(Bob).Inputs.OfType<InputChoiceSet>().Single().Value);
    }

    [Fact]
    public void Options_are_shuffled_for_each_person_and_always_the_same_for_the_same_one()
    {
        var story = Given(Seven);

        Assert.Equal(Order(story, Bob), Order(story.Types(Cem, "vote A").Types(Bob, "vote B"), Bob));
        var orders = Enumerable.Range(1, 20).Select(n => Order(story, Number(n))).ToList();
        Assert.True(orders.Distinct().Count() > 15);
        Assert.True(orders.Select(order => order[..8]).Distinct().Count() > 3); // "option-3": nobody comes first for everyone
        Assert.All(orders, order => Assert.Equal(7, order.Split(' ').Distinct().Count()));

        static string Order(Story story, Somebody who) => string.Join(' ', story.Dialog(who).Inputs.Select(input => input.Id));
    }

    [Fact]
    public void A_named_vote_shows_who_gave_what_at_the_close_and_not_before()
    {
        var open = Given(Seven + " named").Types(Bob, "vote B B D").Types(Cem, "vote A");
        Assert.DoesNotContain("Bob", Said.In(open.Root()), StringComparison.Ordinal);
        Assert.Empty(open.Artifacts);

        var closed = open.When(new Command.Close(), Ann);
        Assert.Contains("Bob = B B D\nCem = A", Said.In(closed.Root()), StringComparison.Ordinal);
        var ballots = closed.Artifacts.Where(row => row.Kind == "ballot").Select(row => $"{row.Text}|{row.Value}|{row.Author}");
        Assert.Equal(["B B D|3|Bob", "A|1|Cem"], ballots);
    }

    [Fact]
    public void A_named_vote_of_a_crowd_shows_no_names()
    {
        Assert.Contains("Bob = A", Said.In(Joined(Limits.NamedShownMax).Root()), StringComparison.Ordinal);
        Assert.DoesNotContain("Bob", Said.In(Joined(Limits.NamedShownMax + 1).Root()), StringComparison.Ordinal);

        static Story Joined(int people) => Given("vote A | B named").Types(Bob, "vote A")
            .And([.. Enumerable.Range(3, people - 2).Select(n => new SessionEvent.PersonJoined(Number(n).Person, null))])
            .When(new Command.Close(), Ann);
    }

    [Fact]
    public void Rows_are_a_tally_of_each_option_and_nothing_of_any_person()
    {
        var story = Given("vote Paint | Garden | Bus stop | Bench").Types(Bob, "vote B D").Types(Cem, "vote B")
            .When(new Command.Close(), Ann);

        Assert.Equal(
            ["A. Paint|0", "B. Garden|2", "C. Bus stop|0", "D. Bench|1"], story.Artifacts.Select(row => $"{row.Text}|{row.Value}"));
        Assert.All(story.Artifacts, row => Assert.Equal(("tally", 1, null), (row.Kind, row.Activity, row.Author)));
        Assert.Equal(((DotVote)story.Item.State).Tally().Select(sum => (int?)sum.People), story.Artifacts.Select(row => row.People));
        Assert.Equal(4, story.Artifacts.Select(row => row.Key).Distinct().Count());
    }

    [Fact]
    public void The_minutes_say_the_question_the_rule_and_the_result()
    {
        var story = Given(Seven).Types(Bob, "vote B B D").When(new Command.Close(), Ann);

        var minutes = SessionCards.MinutesCard(story.Session, English);
        Assert.NotNull(minutes);
        Assert.Equal("Minutes. Which first? Picked: B. Garden.", minutes.FallbackText);
        string[] lines =
            ["Which first?", "1 person took part", "7 options: 3 dots each", "Picked: B. Garden.", "B. Garden [2] 2 dots from 1 person"];
        foreach (var line in lines)
        {
            Assert.Contains(line, Said.In(minutes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_speaks_german()
    {
        var story = Given("vote Ja | Nein").Types(Bob, "vote B");

        Assert.Contains("2 Möglichkeiten: je eine Wahl.", Said.In(story.Root("de")), StringComparison.Ordinal);
        Assert.Equal("Punktabfrage: Was davon? Gewählt: B. Nein.", story.When(new Command.Close(), Ann).Root("de").FallbackText);
    }
}
