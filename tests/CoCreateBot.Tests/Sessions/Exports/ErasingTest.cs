using System.Collections.Immutable;
using System.Text;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions.Exports;

/// <summary>Who asks to be forgotten is: in the state at once, and in the log when it is scrubbed. What was counted stays.</summary>
public sealed class ErasingTest
{
    static readonly EventCodec Codec = new(Activities.BuiltIn);

    static Config Often => Config.QuickThrowOnFailure.WithMaxTest(300);

    static Arbitrary<(Played Played, Move[] After, int Who)> Any => Arb.From(
        from played in Played.Any.Generator
        from after in Gen.ArrayOf(Move.Any, 10)
        from who in Gen.Choose(0, Somebody.All.Length - 1)
        select (played, after, who));

    [Fact]
    public void The_scrubbed_log_folds_to_the_state_after_the_erasure() => Prop.ForAll(Any, told =>
    {
        var (log, story) = Told(told.Played, told.After, Somebody.All[told.Who]);
        var scrubbed = Erasing.Scrub(Story.Nothing().Session, log);
        var folded = Story.Nothing().And([.. Codec.Read(Codec.Write(scrubbed))]) with { Now = story.Now };

        Assert.Equal(Shown.Everything(story), Shown.Everything(folded));
    }).Check(Often);

    [Fact]
    public void No_event_grows_and_scrubbing_twice_is_once() => Prop.ForAll(Any, told =>
    {
        var (log, _) = Told(told.Played, told.After, Somebody.All[told.Who]);
        var scrubbed = Erasing.Scrub(Story.Nothing().Session, log);
        foreach (var (before, after) in log.Zip(scrubbed))
        {
            Assert.True(Codec.Write([after]).Length <= Codec.Write([before]).Length, $"{before}");
        }

        Assert.Equal(Text(scrubbed), Text(Erasing.Scrub(Story.Nothing().Session, scrubbed)));
    }).Check(Often);

    [Fact]
    public void A_log_of_which_a_crash_left_half_scrubbed_is_scrubbed_to_the_same() => Prop.ForAll(Any, told =>
    {
        var (log, _) = Told(told.Played, told.After, Somebody.All[told.Who]);
        var scrubbed = Erasing.Scrub(Story.Nothing().Session, log);
        ImmutableArray<SessionEvent> half = [.. scrubbed[..(log.Length / 2)], .. log[(log.Length / 2)..]];

        Assert.Equal(Text(scrubbed), Text(Erasing.Scrub(Story.Nothing().Session, half)));
    }).Check(Often);

    [Fact]
    public void To_be_forgotten_twice_is_once_and_counts_stay() => Prop.ForAll(Any, told =>
    {
        var before = told.Played.Story().Ticks();
        var once = before.When(new Command.ForgetMe(), Somebody.All[told.Who]);
        Assert.Empty(once.When(new Command.ForgetMe(), Somebody.All[told.Who]).Last.Events);
        Assert.Equal(before.Session.People.Count, once.Session.People.Count);
        Assert.Equal(before.Session.Agenda.Select(item => item.State.Contributors), once.Session.Agenda.Select(item => item.State.Contributors));
        foreach (var (item, after) in before.Session.Agenda.Zip(once.Session.Agenda))
        {
            if (item.State is DotVote vote)
            {
                Assert.Equal(vote.Tally().Select(sum => (sum.Dots, sum.People)), ((DotVote)after.State).Tally().Select(sum => (sum.Dots, sum.People)));
            }
        }
    }).Check(Often);

    static (ImmutableArray<SessionEvent> Log, Story Story) Told(Played played, Move[] after, Somebody who)
    {
        var story = played.Story().When(new Command.ForgetMe(), who);
        var log = played.Log().SelectMany(commit => commit).Concat(story.Last.Events).ToImmutableArray().ToBuilder();
        foreach (var move in after)
        {
            story = move.Made(story);
            log.AddRange(story.Last.Events);
        }

        return (log.ToImmutable(), story);
    }

    static string Text(ImmutableArray<SessionEvent> events) => Encoding.UTF8.GetString(Codec.Write(events));

    [Fact]
    public void Nothing_they_wrote_is_left_and_nothing_that_was_made_of_it()
    {
        var log = ImmutableArray.CreateBuilder<SessionEvent>();
        var story = Heard(Story.Given("checkin word", "ask \"Why?\" group", "cluster", "vote concern", "why \"Late\"", "steps"), log);
        Do(story => story.Types(Bob, "checkin Bobsword"));
        Do(story => story.Contributes(Bob, new CheckInCommand.Answer("Bobsword", "Bobsnote")));
        Do(story => story.When(new Command.Next(), Ann));
        Do(story => story.Types(Bob, "ask \"Bobsidea benches\""));
        Do(story => story.Types(Cem, "ask \"Cemsidea benches\""));
        Do(story => story.When(new Command.Next(), Ann));
        Do(story => story.Contributes(Bob, new ClusteringCommand.Note(1, "Bobsremark")));
        Do(story => story.When(new Command.Next(), Ann));
        var option = ((DotVote)story.Item.State).Options[0].Id;
        Do(story => story.Contributes(Bob, new DotVoteCommand.SetBallot([new DotsOn(option, 1)], new VoteConcern(option, "Bobsconcern"))));
        Do(story => story.When(new Command.Next(), Ann));
        Do(story => story.Types(Bob, "why \"Bobscause\""));
        Do(story => story.Types(Bob, "why edit 1 \"Bobsbettercause\""));
        Do(story => story.Types(Cem, "why \"Cemscause\""));
        Do(story => story.Types(Ann, "why root 2"));
        Do(story => story.Types(Bob, "why measure 2 \"Bobsmeasure\" by me sign \"Bobssign\""));
        Do(story => story.When(new Command.Next(), Ann));
        Do(story => story.Types(Cem, "steps A"));
        Do(story => story.Contributes(Bob, new NextStepsCommand.Add(new StepDraft("Bobsstep", null, "me", null, "Bobssign"))));
        Do(story => story.Contributes(Cem, new NextStepsCommand.Add(new StepDraft(null, 0, "Bob", null, null))));
        Do(story => story.When(new Command.Close(), Ann));
        Assert.Contains("Bobs", Said.In(story.Minutes()));
        Do(story => story.When(new Command.ForgetMe(), Bob));

        var scrubbed = Text(Erasing.Scrub(Story.Nothing().Session, log.ToImmutable()));
        Assert.DoesNotContain("Bobs", scrubbed);
        Assert.DoesNotContain("\"Bob\"", scrubbed);
        Assert.Contains("Cemsidea", scrubbed);
        var shown = Shown.ToEverybody(story) + ExportText.Csv(story.Session, Story.English) + ExportText.Markdown(story.Session, Story.English);
        Assert.DoesNotContain("Bob", shown);
        Assert.Contains("Cemsidea", shown);
        Assert.Contains("(removed)", ExportText.Markdown(story.Session, Story.English).Replace("\\", "", StringComparison.Ordinal));

        void Do(Func<Story, Story> what) => story = Heard(what(story), log);
    }

    static Story Heard(Story story, ImmutableArray<SessionEvent>.Builder log)
    {
        Assert.Null(story.Last.Refusal?.Key);
        log.AddRange(story.Last.Events);
        return story;
    }

    [Fact]
    public void Where_the_key_is_gone_nobody_can_be_found_any_more()
    {
        var story = Story.Given("vote A | B | C concern").Contributes(Bob, new DotVoteCommand.SetBallot([new DotsOn(0, 1)], new VoteConcern(0, "worry"))).Happened()
            .When(new Command.Close(), Ann).And(new SessionEvent.KeyDestroyed(1));
        story.When(new Command.ForgetMe(), Bob).ThenNothing();
    }

    [Fact]
    public void Who_was_not_there_is_not_forgotten() => Story.Given("checkin").When(new Command.ForgetMe(), Dora).ThenNothing();

    [Fact]
    public void A_card_draws_the_word_in_its_own_language()
    {
        var story = Story.Given("checkin word").Types(Bob, "checkin secret").When(new Command.ForgetMe(), Bob);
        var page = new CoCreateBot.Cards.Html.HtmlContext("", System.Globalization.CultureInfo.InvariantCulture, TimeZoneInfo.Utc);
        Assert.Contains("(removed)", CoCreateBot.Cards.Html.HtmlRenderer.Card(story.Root("en"), page));
        Assert.Contains("(entfernt)", CoCreateBot.Cards.Html.HtmlRenderer.Card(story.Root("de"), page));
        Assert.Contains("(entfernt)", Encoding.UTF8.GetString(CoCreateBot.Cards.BlockKit.BlockKitRenderer.Message(story.Root("de")).Blocks.Span));
        Assert.DoesNotContain(Removed.Mark, CoCreateBot.Cards.Html.HtmlRenderer.Card(story.Root("en"), page));
    }

    [Theory]
    [InlineData("\uE000")]
    [InlineData("a\uE000b")]
    public void Nobody_can_write_the_mark(string text) => Assert.DoesNotContain(Removed.Mark, PersonalText.Line(text));
}
