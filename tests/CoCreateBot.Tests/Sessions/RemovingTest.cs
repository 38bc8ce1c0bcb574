using System.Collections.Immutable;
using System.Text;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>A person is removed with their dots: by whoever steers, after a question, for good.</summary>
public sealed class RemovingTest
{
    static readonly EventCodec Codec = new(Activities.BuiltIn);

    [Fact]
    public void What_they_gave_by_name_in_what_is_open_is_taken_out()
    {
        var story = Given("vote A | B | C | D dots 4 cap 3 named").Types(Bob, "vote A A").Types(Cem, "vote A B").When(Sure("bob"), Ann);

        story.Then(new SessionEvent.PersonRemoved(Bob.Person, [new ErasedVoice(1, Bob.Person)], Noon));
        var vote = Assert.IsType<DotVote>(story.Item.State);
        Assert.Equal([1, 1, 0, 0], vote.Tally().Select(sum => sum.Dots));
        Assert.Equal(1, vote.Contributors);
        Assert.DoesNotContain(Bob.Person, story.Session.People);
        Assert.DoesNotContain("Bob", Said.In(story.When(new Command.Close(), Ann).Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void They_neither_come_back_nor_give_anything_any_more()
    {
        var story = Given("checkin", "vote A | B").Types(Bob, "checkin red").When(Sure("Bob"), Ann);

        story.Types(Bob, "checkin green").ThenRefused("Session.YouAreRemoved");
        story.When(new Command.Join(), Bob).ThenRefused("Session.YouAreRemoved");
        story.When(new Command.Next(), Ann).Types(Bob, "vote A").ThenRefused("Session.YouAreRemoved");
        story.When(new Command.TakeOver(), Bob).ThenRefused("Session.YouAreRemoved");
        story.When(new Command.ForgetMe(), Bob).Happened(); // that right stays
    }

    [Fact]
    public void Of_several_of_one_name_each_is_meant_by_their_number()
    {
        Somebody first = new("Bob") { Id = "first" }, second = new("Bob") { Id = "second" };
        var story = Given("checkin", "steps").When(new Command.Join(), first).When(new Command.Join(), Cem).When(new Command.Join(), second);

        story.When(Sure("bob"), Ann).ThenRefused("Session.SeveralOfThatName", "bob", "Bob 2, Bob 4");
        story.When(new Command.CoFacilitate("Bob"), Ann).ThenRefused("Session.SeveralOfThatName");
        story.When(Sure("bob 4"), Ann).Then(new SessionEvent.PersonRemoved(second.Person, [new ErasedVoice(1, second.Person)], Noon));
        story.When(new Command.CoFacilitate("Bob 2"), Ann).Then(new SessionEvent.FacilitatorAdded(first.Person));
        story.When(Sure("Bob 3"), Ann).ThenRefused("Session.NobodyOfThatName");
        var steps = story.When(new Command.Next(), Ann);
        steps.Types(Ann, "steps \"Paint\" by Bob").ThenRefused("NextSteps.SeveralPeople", "Bob", "Bob 2, Bob 4");
        Assert.Equal(second.Person, Assert.IsType<NextSteps>(steps.Types(Ann, "steps \"Paint\" by \"Bob 4\"").Happened().Item.State).Steps[0].Owner);
    }

    [Fact]
    public void What_has_closed_stays_with_its_name()
    {
        var story = Given("checkin", "vote A | B").Types(Bob, "checkin red").When(new Command.Next(), Ann).When(Sure("Bob"), Ann);

        story.Then(new SessionEvent.PersonRemoved(Bob.Person, [], Noon));
        Assert.Contains("Bob", Said.In(story.When(new Command.Close(), Ann).Minutes()), StringComparison.Ordinal);
        Assert.Equal(1, story.Session.Item(1)?.State.Contributors);
    }

    [Fact]
    public void An_export_names_them_beside_what_stayed_and_nowhere_else()
    {
        var named = Given("checkin", "vote A | B").Types(Bob, "checkin red").When(new Command.Next(), Ann).When(Sure("Bob"), Ann);
        var nameless = Given("checkin").Types(Bob, "checkin red").When(Sure("Bob"), Ann);

        Assert.Contains("Bob", ExportText.Markdown(named.Session, English), StringComparison.Ordinal);
        Assert.Contains("\"Bob\"", Text(named), StringComparison.Ordinal);
        Assert.DoesNotContain("Bob", ExportText.Markdown(nameless.Session, English), StringComparison.Ordinal);
        Assert.DoesNotContain("Bob", Text(nameless), StringComparison.Ordinal);

        static string Text(Story story) => Encoding.UTF8.GetString(new ExportCodec(Activities.BuiltIn, new Lexicon(Activities.BuiltIn)).Write(story.When(new Command.Close(), Ann).Session));
    }

    [Fact]
    public void It_asks_first() =>
        Given("checkin").Types(Bob, "checkin red").When(new Command.Remove("Bob", IsSure: false), Ann).ThenRefused("Session.RemoveAsks", "Bob");

    [Fact]
    public void Only_whoever_steers_may() =>
        Given("checkin").Types(Bob, "checkin red").When(Sure("Bob"), Cem).ThenRefused("Session.NotFacilitator");

    [Fact]
    public void Whoever_started_it_stays() =>
        Given("checkin").When(Sure("Ann"), Ann).ThenRefused("Session.RemoveFacilitator");

    [Fact]
    public void Who_steers_beside_them_steers_no_more_once_removed() => Given("checkin").Types(Bob, "checkin red")
        .When(new Command.CoFacilitate("Bob"), Ann).When(Sure("Bob"), Ann).When(new Command.Close(), Bob).ThenRefused("Session.YouAreRemoved");

    [Fact]
    public void A_name_that_nobody_has_or_several_have_removes_nobody()
    {
        Given("checkin").When(Sure("Bob"), Ann).ThenRefused("Session.NobodyOfThatName", "Bob");
        Given("checkin").And(new SessionEvent.PersonJoined(Cem.Person, "Bob"), new SessionEvent.PersonJoined(Dora.Person, "BOB"))
            .When(Sure("@Bob"), Ann).ThenRefused("Session.SeveralOfThatName", "Bob", "Bob 2, BOB 3");
    }

    [Fact]
    public void When_the_session_is_over_nobody_is_removed() =>
        Given("checkin").Types(Bob, "checkin red").When(new Command.Close(), Ann).When(Sure("Bob"), Ann).ThenRefused("Session.SessionOver");

    [Fact]
    public void Twice_is_refused_as_they_are_here_no_more() =>
        Given("checkin").Types(Bob, "checkin red").When(Sure("Bob"), Ann).When(Sure("Bob"), Ann).ThenRefused("Session.NobodyOfThatName");

    [Fact]
    public void Secret_dots_go_where_the_host_can_know_them_and_nothing_shows_which()
    {
        var story = Voted();
        var before = Said.In(story.Root());

        var after = story.When(InSecret(2), Ann).Happened();

        Assert.Equal([1, 1, 0, 0], Assert.IsType<DotVote>(after.Item.State).Tally().Select(sum => sum.Dots));
        Assert.Equal(before.Replace("2 people", "1 person").Replace("have voted", "has voted"), Said.In(after.Root()).Replace("have voted", "has voted"));
    }

    [Fact]
    public void What_was_given_in_secret_stays_where_it_was_seen_before_or_it_could_be_told_by_subtraction()
    {
        var asked = Given("checkin", "ask \"Why?\" anonymous").Types(Bob, "checkin red").When(new Command.Next(), Ann)
            .Types(Bob, "ask \"Because\"").Types(Cem, "ask \"Therefore\"").Happened();
        var seen = asked.When(new Command.Close(), Ann).When(new Command.Undo(), Ann).Happened();

        Assert.NotEqual([], Assert.IsType<SessionEvent.PersonRemoved>(Assert.Single(asked.When(InSecret(2), Ann).Last.Events)).Voices);
        seen.When(InSecret(2), Ann).Then(new SessionEvent.PersonRemoved(Bob.Person, [], Noon));
    }

    [Fact]
    public void Secret_dots_of_another_activity_than_the_open_one_stay() =>
        Voted().When(InSecret(1), Ann).Then(new SessionEvent.PersonRemoved(Bob.Person, [], Noon));

    [Fact]
    public void Ideas_by_name_vanish_and_what_others_built_on_them_stays()
    {
        var story = Given("brainwrite named live for 2m").Types(Bob, "brainwrite \"Bobsidea\"").Happened().When(Sure("Bob"), Ann);

        Assert.DoesNotContain("Bobsidea", Said.In(story.When(new Command.Close(), Ann).Minutes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_who_comes_later_is_called_by_a_number_that_was_theirs()
    {
        var story = Given("checkin").Types(Bob, "checkin red").When(Sure("Bob"), Ann).Types(Cem, "checkin red");

        Assert.Equal(3, story.Session.People[Cem.Person].Number);
    }

    [Fact]
    public void The_log_without_what_was_taken_out_folds_to_the_same_state_and_does_not_grow() => Prop.ForAll(Any, told =>
    {
        var (log, story) = Told(told.Played, told.After, Somebody.All[told.Who]);
        var scrubbed = Erasing.Scrub(Nothing().Session, log);
        var folded = Nothing().And([.. Codec.Read(Codec.Write(scrubbed))]) with { Now = story.Now };

        Assert.Equal(Shown.Everything(story), Shown.Everything(folded));
        Assert.Equal(Text(scrubbed), Text(Erasing.Scrub(Nothing().Session, scrubbed)));
        foreach (var (before, after) in log.Zip(scrubbed))
        {
            Assert.True(Codec.Write([after]).Length <= Codec.Write([before]).Length, $"{before}");
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Nothing_in_the_scrubbed_log_says_how_they_had_voted()
    {
        var log = Logged([story => story.Types(Bob, "vote A A"), story => story.Types(Bob, "vote A"), story => story.When(InSecret(2), Ann)]);

        var scrubbed = Text(Erasing.Scrub(Nothing().Session, log));

        Assert.Contains(Bob.Voice.Value, Text(log).Split("person-removed")[0], StringComparison.Ordinal);
        Assert.DoesNotContain(Bob.Voice.Value, scrubbed.Split("person-removed")[0], StringComparison.Ordinal);
        Assert.Contains(Cem.Voice.Value, scrubbed, StringComparison.Ordinal);
    }

    static Arbitrary<(Played Played, Move[] After, int Who)> Any => Arb.From(
        from played in Played.Any.Generator
        from after in Gen.ArrayOf(Move.Any, 10)
        from who in Gen.Choose(1, Somebody.All.Length - 1)
        select (played, after, who));

    static (ImmutableArray<SessionEvent> Log, Story Story) Told(Played played, Move[] after, Somebody who)
    {
        var log = played.Log().SelectMany(commit => commit).ToImmutableArray().ToBuilder();
        var story = played.Story();
        story = story.When(new Command.Join(), who);
        log.AddRange(story.Last.Events);
        var voice = new ErasedVoice(story.Session.OpenItem?.Number ?? 0, who.Voice);
        story = story.When(new Command.Remove(who.Name, IsSure: true, who.Person, voice), Ann);
        log.AddRange(story.Last.Events);
        foreach (var move in after)
        {
            story = move.Made(story);
            log.AddRange(story.Last.Events);
        }

        return (log.ToImmutable(), story);
    }

    // A named check-in, and then a secret vote.
    static Story Voted() => Started().Types(Bob, "vote A A").Types(Cem, "vote A B");

    static Story Started() => Given("checkin", "vote A | B | C | D dots 4 cap 3").Types(Bob, "checkin red").When(new Command.Next(), Ann);

    static ImmutableArray<SessionEvent> Logged(Func<Story, Story>[] steps)
    {
        var start = Given("checkin", "vote A | B | C | D dots 4 cap 3");
        var log = start.Last.Events.ToBuilder();
        Func<Story, Story>[] all = [story => story.Types(Bob, "checkin red"), story => story.When(new Command.Next(), Ann), story => story.Types(Cem, "vote A B"), .. steps];
        var story = start;
        foreach (var step in all)
        {
            story = step(story);
            log.AddRange(story.Last.Events);
        }

        return log.ToImmutable();
    }

    static Command.Remove Sure(string name) => new(name, IsSure: true);

    static Command.Remove InSecret(int activity) => new("Bob", IsSure: true, Bob.Person, new ErasedVoice(activity, Bob.Voice));

    static string Text(ImmutableArray<SessionEvent> events) => Encoding.UTF8.GetString(Codec.Write(events));
}
