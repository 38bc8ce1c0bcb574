using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>An open prompt: each reply counts once, however it comes.</summary>
public sealed class OpenPromptTest
{
    static Story Asked(string more = "") => Story.Given($"ask \"What would help?\" {more} for 2d");

    static string[] Texts(Story story) => [.. ((OpenPrompt)story.Item.State).All().Select(given => given.Reply.Text).Order(StringComparer.Ordinal)];

    [Fact]
    public void A_typed_reply_counts_and_the_same_words_again_are_the_same_reply()
    {
        var story = Asked().Types(Bob, "ask more light, we should be live").Happened();

        Assert.Equal(["more light, we should be live"], Texts(story));
        story.Types(Bob, "ask more light, we should be live").ThenNothing();
        Assert.Equal(2, Texts(story.Types(Cem, "ask more light, we should be live")).Length);
    }

    [Theory]
    [InlineData("ask more light", true)]
    [InlineData("ask a \"real\" place", true)]
    [InlineData("ask light | air", true)]
    [InlineData("ask \"What else?\"", false)]
    [InlineData("ask \"What else?\" until Fri 17:00", false)]
    [InlineData("ask", false)]
    public void What_is_not_a_quoted_question_is_a_reply(string line, bool isReply)
    {
        var story = Asked();
        Assert.Equal(isReply, story.Item.Activity.IsAnswer(TypedLine.Parse(line), story.Item));
    }

    [Theory]
    [InlineData("ask", "OpenPrompt.QuestionMissing")]
    [InlineData("ask more light", "OpenPrompt.QuestionMissing")]
    [InlineData("ask \"Why?\" group named", "Session.NamedOrAnonymous")]
    [InlineData("ask \"Why?\" dots 3", "Session.NoSuchSetting")]
    public void A_start_that_cannot_be_is_refused(string line, string key) => Assert.Equal(key, Story.Planned(line).Refusal?.Key);

    [Fact]
    public void It_is_named_at_once_unless_it_is_said_otherwise()
    {
        Assert.Equal((AnonymityLevel.Named, false), Story.Plan("ask \"Why?\"") is var named ? (named.Level, named.IsBlind) : default);
        Assert.Equal((AnonymityLevel.AnonymousToGroup, true), Story.Plan("ask \"Why?\" group") is var group ? (group.Level, group.IsBlind) : default);
        Assert.Equal(AnonymityLevel.AnonymousToEveryone, Story.Plan("ask \"Why?\" anonymous").Level);
    }

    [Fact]
    public void The_dialog_opens_with_what_one_gave_and_sets_it()
    {
        var story = Asked().Presses(Bob, "reply", "", ("reply-1", "light"), ("reply-2", " "), ("reply-3", "air")).Happened();
        Assert.Contains("reply-3: Reply 3 <air>", Said.In(story.Dialog(Bob)), StringComparison.Ordinal);

        story.Presses(Bob, "reply", "", ("reply-1", "light"), ("reply-3", "air")).ThenNothing();
        Assert.Equal(["air", "more light"], Texts(story.Presses(Bob, "reply", "", ("reply-1", "more light"), ("reply-3", "air")).Happened()));
        Assert.Equal(["air"], Texts(story.Presses(Bob, "reply", "", ("reply-1", "")).Happened()));
        story.Presses(Bob, "reply", "", ("reply-6", "x")).ThenRefused("Session.NotUnderstood");
    }

    [Fact]
    public void Five_each_and_no_more()
    {
        var five = Enumerable.Range(1, OpenPrompt.RepliesMax).Aggregate(Asked(), (story, n) => story.Types(Bob, $"ask reply {n}").Happened());

        five.Types(Bob, "ask one more").ThenRefused("OpenPrompt.TooMany", OpenPrompt.RepliesMax);
        five.Types(Cem, "ask one more").Happened();
        five.Presses(Bob, "reply", "", ("reply-2", "")).Types(Bob, "ask one more").Happened();
    }

    [Fact]
    public void A_reply_fits_or_is_refused_at_its_input()
    {
        Asked().Types(Bob, "ask " + new string('x', OpenPrompt.ReplyMax)).Happened();
        Asked().Types(Bob, "ask " + new string('x', OpenPrompt.ReplyMax + 1)).ThenRefused("Session.TooLong");
        var inForm = Asked().Presses(Bob, "reply", "", ("reply-2", new string('x', OpenPrompt.ReplyMax + 1))).ThenRefused("Session.TooLong");
        Assert.Equal("reply-2", inForm.Last.Refusal?.Input);
    }

    [Fact]
    public void A_reply_in_the_thread_counts_once_and_is_changed_and_withdrawn_there()
    {
        var story = Asked().Contributes(Bob, new OpenPromptCommand.AddReply("light", "17.1")).Happened();
        story.Contributes(Bob, new OpenPromptCommand.AddReply("light", "17.1")).ThenNothing();
        Assert.Equal(["more light"], Texts(story.Contributes(Bob, new OpenPromptCommand.ChangeReply("17.1", "more light")).Happened()));
        story.Contributes(Cem, new OpenPromptCommand.ChangeReply("17.1", "forged")).ThenNothing();
        story.Contributes(Bob, new OpenPromptCommand.ChangeReply("99.9", "unknown")).ThenNothing();

        var gone = story.Contributes(Bob, new OpenPromptCommand.WithdrawReply("17.1")).Happened();
        Assert.Empty(Texts(gone));
        gone.Contributes(Bob, new OpenPromptCommand.WithdrawReply("17.1")).ThenNothing();
        gone.Contributes(Bob, new OpenPromptCommand.AddReply("light", "17.1")).ThenNothing(); // delivered late
        gone.Contributes(Bob, new OpenPromptCommand.ChangeReply("17.1", "light")).ThenNothing();
        Assert.Equal(["light"], Texts(gone.Contributes(Bob, new OpenPromptCommand.ChangeReply("17.1", "light", IsBack: true)).Happened()));
        gone.Contributes(Bob, new OpenPromptCommand.ChangeReply("99.9", "unknown", IsBack: true)).ThenNothing();
    }

    [Fact]
    public void A_form_drawn_before_a_reply_came_in_the_thread_takes_nothing_away()
    {
        var story = Asked().Contributes(Bob, new OpenPromptCommand.AddReply("light", "17.1"));

        story.Presses(Bob, "reply", "", ("reply-1", "")).ThenNothing();
        story.Presses(Bob, "reply", "", ("reply-1", "air")).ThenRefused("OpenPrompt.PlaceTaken");
        Assert.DoesNotContain("reply-1:", Said.In(story.Dialog(Bob)), StringComparison.Ordinal);
        Assert.Contains("light", Said.In(story.Dialog(Bob)), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_people_are_not_named_a_reply_in_the_thread_does_not_count() =>
        Asked("anonymous").Contributes(Bob, new OpenPromptCommand.AddReply("light", "17.1")).ThenRefused("OpenPrompt.ThreadShowsName");

    [Fact]
    public void While_it_is_open_the_card_shows_ten_at_most_and_never_in_the_order_in_which_they_came()
    {
        var story = Enumerable.Range(1, 40).Aggregate(Asked(), (now, n) => now.Types(Number(n), $"ask reply {n:D2}"));
        var shown = Enumerable.Range(1, 40).Where(n => Said.In(story.Root()).Contains($"reply {n:D2}", StringComparison.Ordinal)).ToList();

        Assert.Equal(10, shown.Count);
        Assert.NotEqual(Enumerable.Range(1, 10), shown);
        Assert.NotEqual(Enumerable.Range(31, 10), shown);
        Assert.Contains("30 more stand in the export.", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Contains("40 replies from 40 people.", Said.In(story.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_in_a_thousand_in_the_rows()
    {
        var story = Enumerable.Range(0, 1000).Aggregate(Asked(), (now, n) => now.Contributes(Number(n / 5), new OpenPromptCommand.Say($"reply {n}")));

        Assert.Equal(1000, story.Artifacts.Select(row => row.Key).Distinct().Count());
        Assert.Equal(
            Enumerable.Range(0, 1000).Select(n => $"reply {n}").Order(StringComparer.Ordinal),
            story.Artifacts.Select(row => row.Text).Order(StringComparer.Ordinal));
        Assert.Equal("Person 00000", story.Artifacts.Single(row => row.Text == "reply 0").Author);
    }

    [Fact]
    public void Forty_stand_for_themselves_and_more_are_rated()
    {
        var forty = Enumerable.Range(1, OpenPrompt.ProposedMax).Aggregate(Asked(), (now, n) => now.Types(Number(n), $"ask reply {n}"));
        var more = forty.Types(Bob, "ask one more").When(new Command.Close(), Ann);
        forty = forty.When(new Command.Close(), Ann);

        Assert.All(forty.Item.Activity.HandsOn(forty.Item), thing => Assert.True(thing.IsProposed));
        Assert.All(more.Item.Activity.HandsOn(more.Item), thing => Assert.False(thing.IsProposed));
        Assert.Empty(forty.Item.Activity.SteeringActions(forty.View()));
        Assert.Single(more.Item.Activity.SteeringActions(more.View()));
        Assert.IsType<Rating>(more.Presses(Ann, "rating").Happened().Item.State);
        more.Presses(Bob, "rating").ThenRefused("Session.NotFacilitator");
    }
}
