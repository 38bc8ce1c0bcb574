using System.Text.Json;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Cards.BlockKit;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Each bound, at it and beyond; nothing at all, and very much.</summary>
public sealed class BrainwritingBoundsTest
{
    [Fact]
    public void An_idea_has_at_most_500_characters_and_the_refusal_stands_at_its_input()
    {
        var story = Writing.Opened("brainwrite live", people: 2).AllTake(2);

        story.Writes(Bob, "", new string('x', HandingIn.IdeaMax)).Happened();
        var refused = story.Writes(Bob, "", new string('x', HandingIn.IdeaMax + 1)).ThenRefused("Session.TooLong", 501, 500);
        Assert.Equal("idea-2", refused.Last.Refusal?.Input);
    }

    [Theory]
    [InlineData("brainwrite rounds 0", "Brainwriting.BadRounds")]
    [InlineData("brainwrite rounds 1", null)]
    [InlineData("brainwrite rounds 6", null)]
    [InlineData("brainwrite rounds 7", "Brainwriting.BadRounds")]
    [InlineData("brainwrite ideas 0", "Brainwriting.BadIdeas")]
    [InlineData("brainwrite ideas 6", null)]
    [InlineData("brainwrite ideas 7", "Brainwriting.BadIdeas")]
    [InlineData("brainwrite \"How?\" live for 5m rounds 3 ideas 3 gallery", null)]
    [InlineData("brainwrite named anonymous", "Session.NamedOrAnonymous")]
    [InlineData("brainwrite dots 3", "Session.NoSuchSetting")]
    [InlineData("brainwrite one | two", "Brainwriting.OnlyAQuestion")]
    public void A_start_is_read_or_refused(string line, string? refusal) => Assert.Equal(refusal, Story.Planned(line).Refusal?.Key);

    [Fact]
    public void Ideas_are_anonymous_to_the_group_unless_its_starter_says_otherwise()
    {
        Assert.Equal(AnonymityLevel.AnonymousToGroup, Story.Plan("brainwrite").Level);
        Assert.Equal(AnonymityLevel.AnonymousToEveryone, Story.Plan("brainwrite anonymous").Level);
        Assert.Equal(AnonymityLevel.Named, Story.Plan("brainwrite named").Level);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Without_any_idea_it_ends_with_nothing_to_summarise(string language)
    {
        var over = Writing.Opened("brainwrite live", people: 2).AllTake(2).Writes(Ann).When(new Command.Close(), Ann);

        Assert.Empty(over.Item.Activity.HandsOn(over.Item));
        Assert.Empty(over.Artifacts);
        Assert.False(over.Item.State.HasResult);
        Assert.Contains("0", Said.In(over.Root(language)), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_ideas_are_each_an_idea()
    {
        var story = Writing.Opened("brainwrite live rounds 2", people: 2).AllTake(2).Writes(Ann, "same", "same", "same").Writes(Bob, "same", "same", "same");
        story = story.Writes(Ann, "same").Writes(Bob, "same");

        Assert.Equal(8, story.State().Ideas.Count);
        Assert.Equal(8, story.When(new Command.Close(), Ann).Artifacts.Select(row => row.Key).Distinct().Count());
    }

    [Fact]
    public void Six_people_write_108_ideas()
    {
        var story = Played(people: 6, rounds: 6);

        Assert.Equal(108, story.State().Ideas.Count);
        Assert.All(story.State().Sheets.Values, sheet => Assert.Equal(6, sheet.Rows));
        var over = story.When(new Command.Close(), Ann);
        Assert.Equal(108, over.Artifacts.Length);
        Fits(over);
    }

    [Fact]
    public void Three_hundred_people_in_fifty_rings_write_nine_hundred_ideas_a_round()
    {
        var story = Played(people: 300, rounds: 2);

        Assert.Equal(1_800, story.State().Ideas.Count);
        Assert.Equal(300, story.State().Sheets.Count);
        Assert.All(story.State().Sheets.Values, sheet => Assert.Equal(2, sheet.Rows));
        var over = story.When(new Command.Close(), Ann);
        Assert.Contains("And 1600 more", Said.In(over.Root()), StringComparison.Ordinal);
        Assert.Equal(1_800, over.Artifacts.Length);
        Fits(over);
    }

    static Story Played(int people, int rounds)
    {
        var story = Writing.Opened($"brainwrite live rounds {rounds}", people).AllTake(people);
        for (var round = 1; round <= rounds; round++)
        {
            Assert.Equal(round, story.State().Round);
            for (var n = 0; n < people; n++)
            {
                story = story.Writes(Writing.Person(n), $"{n} in {round}: one", $"{n} in {round}: two", $"{n} in {round}: three");
            }
        }

        return story;
    }

    static void Fits(Story story)
    {
        foreach (var card in new[] { story.Root(), story.Root("de"), SessionCards.MinutesCard(story.Session, Story.English)! }) // ! it is over
        {
            var message = BlockKitRenderer.Message(card);
            var sent = JsonSerializer.SerializeToUtf8Bytes(new { text = message.Text, blocks = JsonDocument.Parse(message.Blocks).RootElement });
            Assert.Empty(BlockKitLint.Message(JsonDocument.Parse(sent).RootElement));
        }
    }

    [Fact]
    public void The_numbers_say_nothing_of_the_order_in_which_ideas_came()
    {
        var ideas = Played(people: 6, rounds: 4).State().Ideas.Values.OrderBy(idea => idea.Id).ToList();
        var rounds = ideas.Select(idea => idea.Text.Split(' ')[2][0] - '0').ToList();

        Assert.NotEqual(rounds.Order(), rounds);
        Assert.All(ideas, idea => Assert.InRange(idea.Id, 1_000, 9_999));
        Assert.True(rounds.Zip(rounds.Skip(1)).Count(pair => pair.First != pair.Second) > rounds.Count / 2); // not in runs
    }

    [Fact]
    public void The_number_of_a_sheet_says_nothing_of_who_asked_first()
    {
        var story = Writing.Opened("brainwrite live", people: 12).AllTake(12);
        int[] sheets = [.. Enumerable.Range(0, 12).Select(n => story.Holds(Writing.Person(n)).Sheet)];

        Assert.NotEqual(sheets.Order(), sheets);
        Assert.All(sheets, number => Assert.InRange(number, 1_000, 9_999));
        Assert.Equal(sheets[5], Writing.Opened("brainwrite live", people: 12).Takes(Writing.Person(5)).Holds(Writing.Person(5)).Sheet);
        var gallery = Writing.Opened("brainwrite gallery live", people: 2).AllTake(2).Writes(Ann, "a").Writes(Bob, "b");
        Assert.Equal(4, gallery.State().Sheets.Count);
        Assert.All(gallery.State().Sheets.Keys, number => Assert.InRange(number, 1_000, 9_999));
    }

    [Fact]
    public void A_sheet_offers_its_ideas_to_build_on_and_its_dialog_fits_in_both_languages()
    {
        var story = Writing.Opened("brainwrite live rounds 2 ideas 6", people: 2).AllTake(2);
        var held = story.Holds(Ann);
        var longest = new string('ä', HandingIn.IdeaMax);
        story = story.Presses(Ann, "hand-in", $"{held.Sheet}.{held.Round}", [.. Enumerable.Range(1, 6).Select(n => ($"idea-{n}", longest))])
            .Presses(Bob, "hand-in", $"{story.Holds(Bob).Sheet}.1", ("idea-1", "b"));
        foreach (var language in Lexicon.Languages)
        {
            var form = story.Item.Activity.Dialog(story.View(language: language), Bob.Voice);
            Assert.NotNull(form);
            Assert.Equal(6, form.Inputs.OfType<CoCreateBot.Cards.InputText>().Count());
            Assert.Equal(8, form.Inputs.OfType<CoCreateBot.Cards.InputChoiceSet>().Count()); // six bases, two stars
            Assert.Empty(BlockKitLint.View(JsonDocument.Parse(BlockKitRenderer.Modal(form, "", "form")).RootElement));
        }
    }

    [Fact]
    public void Whoever_waits_reads_until_when_and_how_to_change_it()
    {
        var story = Writing.Opened("brainwrite live", people: 2).AllTake(2).Writes(Ann, "mine");
        var form = story.Dialog(Ann);

        Assert.Null(form.Submit);
        Assert.Contains("mine", Said.In(form), StringComparison.Ordinal);
        Assert.Contains("2026-03-02 12:05:00Z", Said.In(form), StringComparison.Ordinal);
        var side = Assert.Single(story.Item.Activity.SideDialogs(story.View(), Ann.Voice));
        Assert.Equal(side, story.Item.Activity.DialogFor(story.View().Press("change"), story.View(), Ann.Voice), SameText);
        Assert.Contains("<mine>", Said.In(side), StringComparison.Ordinal);
    }

    static bool SameText(CoCreateBot.Cards.Form? one, CoCreateBot.Cards.Form? other) => one is not null && other is not null && Said.In(one) == Said.In(other);

    [Fact]
    public void So_many_write_live_and_one_more_is_refused_with_the_number()
    {
        var almost = Writing.Opened("brainwrite live").And([.. Enumerable.Range(1, SheetTaking.LiveMax - 1).Select(n => (SessionEvent)
            new SessionEvent.Contributed(2, new BrainwritingEvent.SheetTaken(Number(n).Voice, n, n / 6, 1, Story.Noon, null, [])))]);
        var full = almost.Takes(Bob).Happened();
        Assert.Equal(SheetTaking.LiveMax, full.State().Writers.Count);

        full.Takes(Cem).ThenRefused("Session.Full", SheetTaking.LiveMax);
        full.Takes(Bob).ThenNothing();
        full.Writes(Bob, "an idea").Happened();
    }
}
