using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

public sealed class ClusteringTest
{
    /// <summary>Six ideas in two groups, one in none; the numbers are as the list says.</summary>
    static readonly Story Six = Taking(
        ["Benches", "Garden"],
        ("More benches", 0), ("Benches by the river", 0), ("A garden", 1), ("Garden for all", 1), ("A roof garden", 1), ("Free tea", null));

    static Story Taking(string[] groups, params (string Text, int? Group)[] ideas) => Story.Given("cluster A | B | C named").And(
        new SessionEvent.Supplied(1, new ClusteringEvent.Taken(
            [.. ideas.Select((idea, i) => new TakenIdea(7, 100 + i, idea.Text, IsProposed: i % 2 == 0, idea.Group))], [.. groups], LeftOut: 0)));

    static Clustering State(Story story) => (Clustering)story.Item.State;

    static string Groups(Story story) => string.Join(" | ", State(story).Living.Select(group =>
        $"{group.Letter} {group.Name}{(group.IsNamed ? "" : "?")}: {Numbers(story, group.Id)}").Append($"none: {Numbers(story, null)}"));

    static string Numbers(Story story, int? group) => string.Join(' ', State(story).In(group).Select(idea => idea.Number));

    [Fact]
    public void A_group_that_everybody_left_is_offered_while_it_is_open_and_shown_nowhere()
    {
        var left = Story.Given("cluster A | B | C").Contributes(Bob, new ClusteringCommand.Gather("Left", [1])).Happened()
            .Contributes(Bob, new ClusteringCommand.Gather("Right", [1, 2])).Happened();

        Assert.DoesNotContain("Left", Said.In(left.Root()), StringComparison.Ordinal);
        Assert.Contains("A. Left", string.Concat(left.Item.Activity.SideDialogs(left.View(), Bob.In(left.Item)).Append(left.Dialog(Bob)).Select(Said.In)), StringComparison.Ordinal);
        var minutes = Said.In(left.When(new Command.Close(), Ann).Minutes());
        Assert.DoesNotContain("Left", minutes, StringComparison.Ordinal);
        Assert.Contains("Right", minutes, StringComparison.Ordinal);
    }

    [Fact]
    public void Typed_ideas_are_grouped_at_once_and_the_proposal_is_kept()
    {
        var story = Story.Given("cluster \"What is the same?\" New benches | Benches by the river | A garden | Garden for all | Tea");

        Assert.Equal("What is the same?", SessionCards.PromptText(story.View()));
        Assert.Equal(5, State(story).Ideas.Length);
        Assert.All(State(story).Living, group => Assert.False(group.IsNamed));
        Assert.Contains("(proposed)", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Contains("(Vorschlag)", Said.In(story.Root("de")), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_idea_there_is_nothing_to_work_on() => Story.Nothing()
        .When(new Command.Open(new VenueId("web:room"), "en", "Europe/Vienna", IsLive: true, [Story.Plan("cluster")]), Ann)
        .ThenRefused("Session.NothingToWorkOn");

    [Fact]
    public void An_idea_is_moved_into_a_group_and_out_of_all() => Six
        .Types(Bob, "cluster move 6 B").Then(
            new SessionEvent.PersonJoined(Bob.Person, "Bob"),
            new SessionEvent.Contributed(1, new ClusteringEvent.Moved(Bob.Person, [6], 1)))
        .Types(Bob, "cluster move 6 3 none").Then(new ClusteringEvent.Moved(Bob.Person, [3, 6], null))
        .Types(Bob, "cluster move 6 none").ThenNothing();

    [Fact]
    public void A_group_is_named_and_a_proposed_name_confirmed() => Assert.Equal(
        "A Places to sit: 1 2 | B Garden: 3 4 5 | none: 6",
        Groups(Six.Types(Bob, "cluster name A \"Places to sit\"").Types(Bob, "cluster name B").Happened()));

    [Fact]
    public void Merged_groups_keep_the_name_a_person_gave_and_their_letters_are_not_given_again() => Assert.Equal(
        "B Places to sit: 1 2 3 4 5 | C Drinks: 6 | none: ",
        Groups(Six.Types(Bob, "cluster name A \"Places to sit\"").Types(Bob, "cluster merge B A").Happened()
            .Types(Cem, "cluster merge B A").ThenNothing()
            .Types(Cem, "cluster new Drinks 6").ThenRefused("Clustering.NotANumber")
            .Types(Cem, "cluster new \"Drinks\" 6").Happened().Types(Cem, "cluster new \"drinks\" 6").Happened()
            .Types(Cem, "cluster new \"Drinks\" 6").Happened().Types(Cem, "cluster new \"Drinks\" 6").ThenNothing()));

    [Fact]
    public void Ideas_are_split_off_under_the_words_they_share() => Assert.Equal(
        "A Benches?: 1 2 | B Garden?: 3 | C Garden 2?: 4 5 | none: 6",
        Groups(Six.Types(Bob, "cluster split B 4 5").Happened().Types(Bob, "cluster split B 4 5").ThenNothing()));

    [Fact]
    public void What_is_not_in_a_group_is_not_split_off_it() =>
        Six.Types(Bob, "cluster split B 4 6 \"New\"").ThenRefused("Clustering.NotInGroup", 6, "B");

    [Fact]
    public void The_same_idea_twice_counts_once_and_keeps_both_texts()
    {
        var story = Six.Types(Bob, "cluster same 6 3").Then(
            new SessionEvent.PersonJoined(Bob.Person, "Bob"),
            new SessionEvent.Contributed(1, new ClusteringEvent.FoundSame(Bob.Person, 6, 3)))
            .Types(Cem, "cluster same 3 6").ThenNothing();

        Assert.Contains("5 ideas in 2 groups, 0 in no group.", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Contains("A garden; same as 6: Free tea", Said.In(story.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_the_same_moves_together_until_it_is_taken_apart() => Assert.Equal(
        "A Benches?: 1 2 3 | B Garden?: 4 5 6 | none: ",
        Groups(Six.Types(Bob, "cluster same 6 3").Types(Bob, "cluster move 6 A").Types(Bob, "cluster apart 3").Types(Bob, "cluster move 6 B").Happened()));

    [Fact]
    public void A_remark_stands_beside_the_idea_and_changes_no_word_of_it()
    {
        var story = Six.Types(Bob, "cluster note 6 \"for whom?\"").Happened().Types(Bob, "cluster note 6 \"for whom?\"").ThenNothing();

        Assert.Contains("6 = Free tea – Remark: for whom?", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.DoesNotContain("Remark", Said.In(story.Types(Bob, "cluster note 6 \"\"").Root()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cluster move 7 B", "Clustering.NoIdea")]
    [InlineData("cluster move 0 B", "Clustering.NoIdea")]
    [InlineData("cluster move six B", "Clustering.NotANumber")]
    [InlineData("cluster move 99999999999 B", "Clustering.NotANumber")]
    [InlineData("cluster move 6 Q", "Clustering.NoGroup")]
    [InlineData("cluster name Q \"x\"", "Clustering.NoGroup")]
    [InlineData("cluster name A \"Garden\"", "Clustering.NameTaken")]
    [InlineData("cluster merge A Q", "Clustering.NoGroup")]
    [InlineData("cluster same 6 6", "Clustering.SameAsItself")]
    [InlineData("cluster same 6 8", "Clustering.NoIdea")]
    [InlineData("cluster note 6", "Clustering.WhichNote")]
    [InlineData("cluster new", "Clustering.WhichIdeas")]
    [InlineData("cluster new \"\"", "Session.Empty")]
    [InlineData("cluster shuffle", "Clustering.Grammar")]
    [InlineData("cluster move 6 B dots 3", "Session.NoSuchSetting")]
    public void What_cannot_be_is_said_in_one_sentence(string typed, string key)
    {
        var story = Six.Types(Bob, typed).ThenRefused(key);
        Assert.DoesNotContain(key, Story.English.Say(story.Last.Refusal!), StringComparison.Ordinal); // ! it was refused
    }

    [Fact]
    public void A_form_does_what_a_typed_line_does()
    {
        (string Typed, string Verb, (string, string)[] Fields)[] both =
        [
            ("cluster move 6 5 A", "move", [("idea", "6"), ("more", "5"), ("to", "0")]),
            ("cluster move 3 none", "move", [("idea", "3"), ("more", ""), ("to", "none"), ("name", "")]),
            ("cluster new \"Roofs\" 5", "move", [("idea", "5"), ("to", "new"), ("name", "Roofs")]),
            ("cluster name A \"Seats\"", "group", [("group", "0"), ("name", "Seats"), ("to", "none")]),
            ("cluster name A", "group", [("group", "0"), ("name", ""), ("to", "none")]),
            ("cluster merge B A \"Both\"", "group", [("group", "0"), ("name", "Both"), ("to", "1")]),
            ("cluster same 1 2", "same", [("idea", "1"), ("other", "2")]),
            ("cluster note 1 \"where?\"", "note", [("idea", "1"), ("note", "where?")]),
        ];
        Assert.All(both, way => Assert.Equal(
            Shown.Everything(Six.Types(Bob, way.Typed).Happened()), Shown.Everything(Six.Presses(Bob, way.Verb, "", way.Fields).Happened())));
    }

    [Theory]
    [InlineData("move", "to", "none", "Clustering.WhichIdeas")]
    [InlineData("move", "idea", "2", "Clustering.WhichGroup")]
    [InlineData("group", "name", "x", "Clustering.WhichGroup")]
    [InlineData("same", "idea", "2", "Clustering.WhichIdeas")]
    [InlineData("note", "note", "x", "Clustering.WhichIdeas")]
    [InlineData("shuffle", "idea", "2", "Session.NotUnderstood")]
    public void A_form_that_lacks_something_is_refused_with_a_sentence(string verb, string input, string value, string key) =>
        Six.Presses(Bob, verb, "", (input, value)).ThenRefused(key);

    [Fact]
    public void Each_button_of_the_card_opens_a_form_of_its_own()
    {
        var view = Six.View();
        var verbs = Six.Item.Activity.Actions(view).OfType<OpenDialog>().Select(open => open.Press).ToList();

        Assert.Equal(4, verbs.Count);
        Assert.All(verbs, press => Assert.Equal(press.Verb, Six.Item.Activity.DialogFor(press, view, Bob.Person)?.Submit?.Press.Verb));
    }

    [Fact]
    public void The_card_names_nobody_and_the_minutes_say_how_much_was_changed()
    {
        var story = Six.Types(Bob, "cluster move 6 B").Types(Cem, "cluster same 1 2").Types(Cem, "cluster merge A B");
        var minutes = Said.In(story.Item.Activity.Minutes(story.View()));

        Assert.DoesNotContain("Bob", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Contains("1 idea moved, 1 duplicate, 1 group merged into another", minutes, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_go_on_with_what_they_hold_and_the_others_as_they_came()
    {
        var story = Six.Types(Bob, "cluster same 2 1").When(new Command.Next(), Ann);
        var item = story.Session.Agenda[0];
        var handed = item.Activity.HandsOn(item);

        Assert.Equal(["Benches", "Garden", "Free tea"], handed.Select(material => material.Text));
        Assert.Equal([true, true, false], handed.Select(material => material.IsProposed));
        Assert.Equal([100, 101], Assert.Single(handed[0].Parts).Parts.Select(part => part.Id));
        Assert.Equal((7, 105), (handed[2].Activity, handed[2].Id));
        Assert.Equal(3, handed.Select(material => (material.Activity, material.Id)).Distinct().Count());
    }

    [Fact]
    public void Rows_hold_each_group_with_its_texts() => Assert.Equal(
        ["A. Benches: More benches | Benches by the river", "B. Garden: A garden | Garden for all | A roof garden", "In no group: Free tea"],
        Six.Artifacts.Where(row => row.Kind == "cluster").Select(row => row.Text));

    [Fact]
    public void There_are_so_many_groups_and_no_more()
    {
        var full = Enumerable.Range(0, ClusteringRules.GroupsMax - 2).Aggregate(Six, (story, n) => story.Types(Bob, $"cluster new \"Group {n}\"").Happened());

        full.Types(Bob, "cluster new \"One more\"").ThenRefused("Clustering.TooManyGroups", ClusteringRules.GroupsMax);
        full.Types(Bob, "cluster merge A B").Types(Bob, "cluster new \"One more\"").Happened();
    }

    [Fact]
    public void So_many_people_may_remark_on_one_idea_and_change_what_they_said()
    {
        var full = Enumerable.Range(0, ClusteringRules.NotesMax).Aggregate(Six, (story, n) => story.Types(Number(n), $"cluster note 1 \"n {n}\"").Happened());

        full.Types(Bob, "cluster note 1 \"me too\"").ThenRefused("Clustering.TooManyNotes", ClusteringRules.NotesMax);
        full.Types(Number(3), "cluster note 1 \"better\"").Happened();
    }

    [Fact]
    public void A_name_and_a_remark_have_their_bounds()
    {
        string Long(int length) => new('x', length);
        Six.Types(Bob, $"cluster name A \"{Long(Limits.NameMax)}\"").Happened();
        Six.Types(Bob, $"cluster name A \"{Long(Limits.NameMax + 1)}\"").ThenRefused("Session.TooLong");
        Six.Types(Bob, $"cluster new \"{Long(Limits.NameMax + 1)}\" 1").ThenRefused("Session.TooLong");
        Six.Types(Bob, $"cluster merge A B \"{Long(Limits.NameMax + 1)}\"").ThenRefused("Session.TooLong");
        Six.Types(Bob, $"cluster note 1 \"{Long(Limits.NoteMax)}\"").Happened();
        Six.Types(Bob, $"cluster note 1 \"{Long(Limits.NoteMax + 1)}\"").ThenRefused("Session.TooLong");
    }

    [Fact]
    public void It_lasts_five_minutes_live_and_a_day_otherwise()
    {
        Assert.Equal(TimeSpan.FromMinutes(5), Story.Plan("cluster live").Lasts);
        Assert.Equal(TimeSpan.FromHours(24), Story.Plan("cluster").Lasts);
        Assert.Equal("Clustering.NotOpen", Story.Planned("cluster move 1 B").Refusal?.Key);
    }
}
