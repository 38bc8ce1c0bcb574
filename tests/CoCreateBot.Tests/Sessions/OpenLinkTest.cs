using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Guests of the open link: counted apart until the facilitator adds them. Dora comes by it.</summary>
public sealed class OpenLinkTest
{
    const string Vote = "vote \"Which first?\" Paint | Garden | Bench | Lamp dots 2 cap 1";

    static Story Guests(Story story, int count, string line) =>
        Enumerable.Range(1, count).Aggregate(story, (told, n) => told.Types(Number(n) with { IsGuest = true }, line));

    static int[] Dots(Story story) => [.. ((DotVote)story.Item.State).Tally().Select(sum => sum.Dots)];

    [Fact]
    public void What_a_guest_gives_is_counted_apart_and_not_with_the_group()
    {
        var story = Guests(Given(Vote).OpensToGuests().Types(Bob, "vote A"), 6, "vote C D").When(new Command.Close(), Ann);

        Assert.Equal([1, 0, 0, 0], Dots(story));
        Assert.Equal((1, 6), (story.Item.State.Contributors, story.Item.Guests));
        var minutes = Said.In(story.Minutes());
        Assert.Contains("1 person took part", minutes, StringComparison.Ordinal);
        Assert.Contains("6 guests took part by the open link, counted apart.", minutes, StringComparison.Ordinal);
        Assert.Contains("6 dots", minutes, StringComparison.Ordinal);
        Assert.DoesNotContain("run-off", minutes, StringComparison.Ordinal); // what guests gave decides nothing
        Assert.Contains("6 guests", Said.In(story.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void Counted_in_by_the_facilitator_they_are_of_the_group_in_what_is_open_and_in_what_comes()
    {
        var story = Guests(Given(Vote, "checkin").OpensToGuests().Types(Bob, "vote A"), 2, "vote C").When(new Command.CountGuests(), Ann)
            .Then(new SessionEvent.GuestsCounted());

        Assert.Equal([1, 0, 2, 0], Dots(story));
        Assert.Equal((3, 0), (story.Item.State.Contributors, story.Item.Guests));
        Assert.Equal([1, 0, 2, 1], Dots(story.Types(Dora, "vote D")));
        Assert.Equal(1, story.When(new Command.Next(), Ann).Types(Dora, "checkin green").Item.State.Contributors);
    }

    [Fact]
    public void Twice_is_once_and_only_whoever_steers_may()
    {
        var story = Given(Vote).OpensToGuests().Types(Dora, "vote A");

        story.When(new Command.CountGuests(), Bob).ThenRefused("Session.NotFacilitator");
        story.When(new Command.CountGuests(), Ann).When(new Command.CountGuests(), Ann).ThenNothing();
        Given(Vote).When(new Command.CountGuests(), Ann).ThenRefused("Session.NoGuests");
    }

    [Fact]
    public void A_guest_changes_what_they_gave_and_sees_it_in_their_form()
    {
        var story = Given(Vote).OpensToGuests().Types(Dora, "vote A").Types(Dora, "vote B");

        var item = story.Item.Entire();
        Assert.Contains("option-1", Said.In(Assert.IsType<Form>(item.Activity.Dialog(story.View() with { Item = item }, Dora.In(item)))), StringComparison.Ordinal);
        Assert.Equal(1, story.Item.Guests);
        Assert.Equal([0, 1, 0, 0], Dots(story.When(new Command.CountGuests(), Ann)));
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Where_nobody_is_named_a_few_guests_have_no_result_of_their_own(int guests, bool isShown)
    {
        var story = Guests(Given(Vote).OpensToGuests().Types(Bob, "vote A"), guests, "vote C D").When(new Command.Close(), Ann);
        var file = System.Text.Encoding.UTF8.GetString(new ExportCodec(Activities.BuiltIn, new Lexicon(Activities.BuiltIn)).Write(story.Session));

        Assert.Equal(isShown, Said.In(story.Minutes()).Contains($"{guests} dots", StringComparison.Ordinal));
        Assert.Equal(isShown, ExportText.Readable(story.View()).Any(row => row.Kind.StartsWith("guest-", StringComparison.Ordinal)));
        Assert.Equal(isShown, file.Contains("\"byGuest\":true", StringComparison.Ordinal));
        Assert.Contains($"\"guests\":{guests}", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Until_it_closes_a_blind_vote_tells_how_many_guests_there_are_and_no_more()
    {
        var (one, other) = (Guests(Given(Vote).OpensToGuests(), 6, "vote C D"), Guests(Given(Vote).OpensToGuests(), 6, "vote A B"));

        Assert.Contains("6 guests", Said.In(one.Root()), StringComparison.Ordinal);
        Assert.Equal(Shown.ToEverybody(one), Shown.ToEverybody(other));
    }

    [Fact]
    public void By_name_a_guest_is_called_one()
    {
        var story = Given("checkin").OpensToGuests().Types(Bob, "checkin green").Types(Dora, "checkin red");

        Assert.Contains("Dora (guest)", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.DoesNotContain("Bob (guest)", Said.In(story.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_counted_apart_waits_for_the_facilitator()
    {
        var story = Given("steps").OpensToGuests();

        story.Types(Dora, "steps add \"Ask the council\"").ThenRefused("Session.GuestsWait");
        story.When(new Command.CountGuests(), Ann).Types(Dora, "steps add \"Ask the council\"").Happened();
    }

    [Fact]
    public void Guests_do_not_take_over()
    {
        var story = Given("checkin").OpensToGuests().Types(Dora, "checkin red").When(new Command.Pause(null), Ann).After(TimeSpan.FromDays(3));

        story.When(new Command.TakeOver(), Dora).ThenRefused("Session.GuestsWait");
    }

    [Fact]
    public void No_guest_comes_to_look_where_names_were_given_before() =>
        Given("checkin").Types(Bob, "checkin red").OpensToGuests().ThenRefused("Session.AudienceFrozen");

    [Fact]
    public void Each_form_says_that_guests_see_it_and_are_counted_apart()
    {
        var named = Said.In(Given("checkin").OpensToGuests().Root());

        Assert.Contains("Guests who come by the open link see it, too.", named, StringComparison.Ordinal);
        Assert.Contains("counted apart", named, StringComparison.Ordinal);
        Assert.Contains("counted apart", Said.In(Given(Vote).OpensToGuests().Dialog(Bob)), StringComparison.Ordinal);
        Assert.DoesNotContain("uests", Said.In(Given("checkin").Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_round_is_made_of_what_the_group_ticked()
    {
        var options = string.Join(" | ", Enumerable.Range(1, 16).Select(n => $"Idea {n}"));
        var story = Guests(Given($"vote \"Which?\" {options}").OpensToGuests().Types(Bob, "vote A B"), 6, "vote C").Types(Ann, "vote second");

        Assert.Equal(["Idea 1", "Idea 2"], ((DotVote)story.Item.State).Options.Select(option => option.Text));
        Assert.Equal(["Idea 1", "Idea 2"], ((DotVote)story.Item.Whole).Options.Select(option => option.Text));
    }

    [Fact]
    public void Whatever_was_given_is_counted_with_the_group_or_with_the_guests_and_never_twice() => Prop.ForAll(Played.Any, played =>
        played.Story().Session.Agenda.All(item =>
        {
            var (group, guests) = (item.State.Givers.ToHashSet(), item.OfGuests().State.Givers.ToHashSet());
            return !group.Overlaps(guests) && item.Whole.Givers.ToHashSet().SetEquals(group.Concat(guests))
                && (!item.Activity.CountsApart || guests.Count == item.Guests);
        })).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void A_guest_who_wants_to_be_forgotten_is()
    {
        var story = Given("ask \"Why?\"").OpensToGuests().Types(Dora, "ask \"for my garden\"").When(new Command.ForgetMe(), Dora).Happened();
        var file = Story.Json(Erasing.Scrub(Nothing().Session, [.. story.Last.Events]));

        Assert.DoesNotContain("garden", Said.In(story.When(new Command.Close(), Ann).Root()), StringComparison.Ordinal);
        Assert.DoesNotContain("garden", file, StringComparison.Ordinal);
    }
}
