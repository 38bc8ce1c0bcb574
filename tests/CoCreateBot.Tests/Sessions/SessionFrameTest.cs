using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What all activities share: who may steer, in which order things open, that a press may be repeated.</summary>
public sealed class SessionFrameTest
{
    const string Vote = "vote \"Which first?\" Paint | Garden | Bus stop | Bench for 10m";

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_start_opens_the_first_activity_and_its_sender_takes_part() => Given(Vote, "checkin for 5m").Then(
        new SessionEvent.Opened(new VenueId("web:room"), Ann.Person, "en", "Europe/Vienna", IsLive: true, Noon),
        new SessionEvent.PersonJoined(Ann.Person, "Ann"),
        SessionDecider.Planned(1, Plan(Vote), follows: null),
        SessionDecider.Planned(2, Plan("checkin for 5m"), follows: null),
        new SessionEvent.ActivityOpened(1, Noon, Noon + (10 * Minute)));

    [Fact]
    public void The_same_start_sent_twice_starts_once() =>
        Given(Vote).When(new Command.Open(new VenueId("web:room"), "en", "Etc/UTC", IsLive: true, [Plan(Vote)]), Ann).ThenNothing();

    [Theory]
    [MemberData(nameof(FacilitatorsVerbs))]
    public void A_facilitators_verb_is_refused_to_a_participant(Command verb) =>
        Given(Vote).When(verb, Bob).ThenRefused("Session.NotFacilitator");

    public static TheoryData<Command> FacilitatorsVerbs =>
    [
        new Command.Next(), new Command.Close(), new Command.Extend(Minute), new Command.Pause(null), new Command.Pause(Minute),
        new Command.Resume(),
        new Command.Undo(), new Command.SetLevel(AnonymityLevel.Named),
    ];

    [Theory]
    [MemberData(nameof(FacilitatorsVerbs))]
    public void A_facilitators_verb_is_not_refused_to_the_facilitator(Command verb) =>
        Assert.NotEqual("Session.NotFacilitator", Given(Vote).When(verb, Ann).Last.Refusal?.Key);

    [Fact]
    public void Nothing_can_be_asked_of_a_session_that_is_not_there() =>
        Nothing().When(new Command.Join(), Bob).ThenRefused("Session.NoSuchSession");

    [Fact]
    public void Whoever_joins_is_counted_once() => Given(Vote)
        .When(new Command.Join(), Bob).Then(new SessionEvent.PersonJoined(Bob.Person, "Bob"))
        .When(new Command.Join(), Bob).ThenNothing();

    [Fact]
    public void Next_closes_what_is_open_and_opens_what_follows() => Given(Vote, "checkin for 5m").At(Minute)
        .When(new Command.Next(), Ann).Then(
            new SessionEvent.ActivityClosed(1, Noon + Minute, CloseCause.Facilitator),
            new SessionEvent.ActivityOpened(2, Noon + Minute, Noon + (6 * Minute)));

    [Fact]
    public void Next_on_the_last_closes_the_session() => Given(Vote).At(Minute)
        .When(new Command.Next(), Ann).Then(
            new SessionEvent.ActivityClosed(1, Noon + Minute, CloseCause.Facilitator),
            new SessionEvent.Closed(Noon + Minute))
        .When(new Command.Next(), Ann).ThenRefused("Session.SessionOver");

    [Fact]
    public void The_button_next_pressed_twice_goes_on_by_one() => Given(Vote, "checkin", "checkin roti")
        .When(Button("next"), Ann).Happened()
        .When(new Command.Next(From: 1), Ann).ThenNothing();

    [Fact]
    public void The_button_extend_pressed_twice_extends_once() => Given(Vote)
        .When(Button("extend"), Ann).Then(new SessionEvent.DeadlineSet(1, Noon + (12 * Minute)))
        .When(new Command.Extend(2 * Minute, From: Noon + (10 * Minute)), Ann).ThenNothing();

    [Fact]
    public void The_button_undo_pressed_twice_takes_back_one_closing()
    {
        var twoClosed = Given(Vote, "checkin", "checkin roti")
            .When(new Command.Next(), Ann).After(Minute / 6).When(new Command.Next(), Ann);

        twoClosed.When(new Command.Undo(Of: 2), Ann).Then(new SessionEvent.Undone(2, Noon + (Minute / 6)))
            .When(new Command.Undo(Of: 2), Ann).ThenNothing();
    }

    [Fact]
    public void Closing_ends_the_session_and_skips_what_is_planned() => Given(Vote, "checkin")
        .When(new Command.Close(), Ann).Then(
            new SessionEvent.ActivityClosed(1, Noon, CloseCause.Facilitator), new SessionEvent.Closed(Noon))
        .When(new Command.Close(), Ann).ThenNothing();

    [Fact]
    public void An_answer_to_what_has_not_opened_is_refused() => Given(Vote, "checkin")
        .Contributes(Bob, new CheckInCommand.Answer("green", null), activity: 2).ThenRefused("Session.NotOpenYet");

    [Fact]
    public void An_answer_to_what_has_closed_is_refused() => Given(Vote)
        .When(new Command.Close(), Ann)
        .Contributes(Bob, new DotVoteCommand.SetDots(0, 1)).ThenRefused("Session.ActivityClosed");

    [Fact]
    public void A_card_of_an_activity_that_never_was_is_out_of_date() => Given(Vote)
        .Contributes(Bob, new DotVoteCommand.SetDots(0, 1), activity: 7).ThenRefused("Session.OldCard");

    [Fact]
    public void Steering_from_an_older_card_is_refused() => Given("vote A | B", "checkin")
        .Types(Bob, "vote A").Types(Cem, "vote B")
        .When(new Command.Next(), Ann).When(new Command.Next(), Ann) // past the tie
        .Contributes(Ann, new DotVoteCommand.RunOff(), activity: 1).ThenRefused("Session.OldCard");

    static Command Button(string verb) => Given(Vote, "checkin", "checkin roti") is var story
        && SessionCards.Console(story.Session, English).Body.OfType<CoCreateBot.Cards.ActionSet>().Single().Actions
            .OfType<CoCreateBot.Cards.Execute>().First(button => button.Press.Verb == verb).Press is var press
        && SessionCards.Read(press).Value is { } command
            ? command
            : throw new InvalidOperationException("No such button.");
}
