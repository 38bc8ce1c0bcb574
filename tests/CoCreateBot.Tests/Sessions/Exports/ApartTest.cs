using System.Collections.Immutable;
using System.Text.Json;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions.Exports;

/// <summary>Where nobody is named beside what they gave, no file says which of it one person gave.</summary>
public sealed class ApartTest
{
    static readonly ExportCodec Codec = new(Activities.BuiltIn, new Lexicon(Activities.BuiltIn));

    // Behind the word that it came from a file.
    static void AssertTheSame(Story story) => Assert.Equal(
        Said.In(story.Minutes()),
        Said.In(Back(story).Minutes()).Replace(" (brought in from a file)", "").Replace("\n" + Story.English["Session.BroughtInOnce"], ""));

    static readonly string[] Kinds = ["open-prompt-replied", "clustering-noted", "five-whys-caused", "five-whys-tested", "five-whys-voted"];

    [Theory]
    [InlineData("vote A | B | C | D | E concern")]
    [InlineData("vote A | B | C | D | E concern named")]
    [InlineData("vote approval \"Which?\" A | B | C concern")]
    public void A_concern_stands_apart_from_the_ballot_of_whoever_has_it(string start)
    {
        var closed = Story.Given(start)
            .Contributes(Bob, new DotVoteCommand.SetBallot([new DotsOn(0, 1), new DotsOn(1, 1)], new VoteConcern(0, "bobsworry"))).Happened()
            .Contributes(Cem, new DotVoteCommand.SetBallot([], new VoteConcern(2, "cemsworry"))).Happened()
            .When(new Command.Close(), Ann);

        Assert.All(Given(closed, 1).Where(what => Text(what).Contains("worry")), what => Assert.False(what.TryGetProperty("author", out _)));
        Assert.Contains("bobsworry", string.Concat(Given(closed, 1).Select(Text)));
        AssertTheSame(closed);
        Assert.Equal(2, Back(closed).Session.Agenda[0].State.Contributors);
    }

    [Fact]
    public void So_does_each_objection()
    {
        var closed = Story.Given("vote consent \"Shall we?\" A | B")
            .Contributes(Bob, new DotVoteCommand.SetBallot([new DotsOn(0, DotsOn.Objection, "firstreason"), new DotsOn(1, DotsOn.Objection, "otherreason")]))
            .Happened().When(new Command.Close(), Ann);

        Assert.DoesNotContain(Given(closed, 1), what => Text(what).Contains("reason") && what.TryGetProperty("author", out _));
        Assert.DoesNotContain(Given(closed, 1), what => Text(what).Contains("firstreason") && Text(what).Contains("otherreason"));
        AssertTheSame(closed);
    }

    [Fact]
    public void No_two_replies_or_remarks_of_a_nameless_activity_have_one_author() => Prop.ForAll(Played.Any, played =>
    {
        var story = played.Story().When(new Command.Close(), Ann);
        foreach (var item in story.Session.Agenda.Where(item => item.Level != AnonymityLevel.Named || !item.Activity.ShowsNames))
        {
            var authors = Given(story, item.Number, Kinds).Select(what => what.GetProperty("author").GetString()).ToList();
            Assert.Equal(authors.Count, authors.Distinct().Count());
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Three_replies_of_one_are_told_by_three_and_counted_as_one_person_s()
    {
        var closed = new[] { "one", "two", "three" }
            .Aggregate(Story.Given("ask \"Why?\" group"), (story, text) => story.Types(Bob, "ask " + text).Happened())
            .When(new Command.Close(), Ann);

        Assert.Equal(3, Given(closed, 1).Select(what => what.GetProperty("author").GetString()).Distinct().Count());
        Assert.Equal(1, Back(closed).Session.Agenda[0].State.Contributors);
        Assert.Contains("1 person", Said.In(Back(closed).Minutes()));
    }

    [Fact]
    public void No_author_stands_beside_an_idea_and_no_two_ideas_stand_together()
    {
        var closed = Written().When(new Command.Close(), Ann);
        var told = Given(closed, 1).Where(what => Text(what).Contains("idea")).ToList();

        Assert.All(told, what => Assert.False(what.TryGetProperty("author", out _)));
        Assert.All(told, what => Assert.Equal(1, Text(what).Split("idea ").Length - 1));
        Assert.Equal(10, told.Count);
        AssertTheSame(closed);
        Assert.Contains("5 people", Said.In(Back(closed).Minutes()));
    }

    [Fact]
    public void A_hidden_idea_leaves_no_trace()
    {
        var written = Written();
        var rude = ((Brainwriting)written.Item.State).Ideas.Values.First(idea => idea.Text == "idea Bob 1");
        var closed = written.Contributes(Ann, new BrainwritingCommand.Hide(rude.Id)).Happened().When(new Command.Close(), Ann);
        var file = System.Text.Encoding.UTF8.GetString(Codec.Write(closed.Session));

        Assert.DoesNotContain($"{rude.Id}", string.Concat(Given(closed, 1).Select(Text)));
        Assert.DoesNotContain("brainwriting-idea-hidden", file);
        AssertTheSame(closed);
    }

    [Fact]
    public void How_evenly_four_people_spoke_is_in_no_file()
    {
        var four = Written(people: 4).When(new Command.Close(), Ann);
        Assert.DoesNotContain("topThird", System.Text.Encoding.UTF8.GetString(Codec.Write(four.Session)));
        AssertTheSame(four);
    }

    static Story Written(int people = 5) => new[] { Ann, Bob, Cem, Dora, new Somebody("Eve") }[..people].Aggregate(
        Story.Given("brainwrite live"), (story, who) => story
            .Contributes(who, new BrainwritingCommand.TakeSheet()).Happened()
            .Contributes(who, new BrainwritingCommand.HandIn(null, [new($"idea {who.Name} 1"), new($"idea {who.Name} 2")])).Happened());

    /// <summary>What a file tells of one activity.</summary>
    static IEnumerable<JsonElement> Given(Story story, int activity, params string[] kinds)
    {
        var file = JsonDocument.Parse(Codec.Write(story.Session)).RootElement;
        return file.GetProperty("events").EnumerateArray()
            .Where(told => told.GetProperty("k").GetString() == "contributed" && told.GetProperty("activity").GetInt32() == activity)
            .Select(told => told.GetProperty("what"))
            .Where(what => kinds.Length == 0 || kinds.Contains(what.GetProperty("k").GetString()))
            .Select(what => what.GetProperty("e"));
    }

    static string Text(JsonElement told) => told.GetRawText();

    static Story Back(Story story)
    {
        var read = Codec.Read(Codec.Write(story.Session), story.Session.Id, story.Session.Venue);
        return story with { Session = read.Value?.Session ?? throw new InvalidOperationException(read.Refusal?.Key) };
    }
}
