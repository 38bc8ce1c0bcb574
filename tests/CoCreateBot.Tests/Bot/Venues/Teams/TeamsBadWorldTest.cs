using System.Net;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>A connector that answers late, wrongly or not at all: in the end the card shows how things stand, once.</summary>
public sealed class TeamsBadWorldTest
{
    static readonly Dictionary<string, PretendTrouble[]> Troubles = new(StringComparer.Ordinal)
    {
        ["too often"] = [new PretendTrouble.Status(HttpStatusCode.TooManyRequests, 2), new PretendTrouble.Status(HttpStatusCode.TooManyRequests)],
        ["two at once"] = [new PretendTrouble.Status(HttpStatusCode.PreconditionFailed), new PretendTrouble.Status(HttpStatusCode.PreconditionFailed)],
        ["away"] =
        [
            new PretendTrouble.Status(HttpStatusCode.BadGateway), new PretendTrouble.Status(HttpStatusCode.ServiceUnavailable),
            new PretendTrouble.Status(HttpStatusCode.GatewayTimeout),
        ],
        ["no connection"] = [new PretendTrouble.NoConnection(), new PretendTrouble.NoConnection()],
        ["no answer"] = [new PretendTrouble.Hang()],
    };

    public static TheoryData<string> Names => [.. Troubles.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task After_edits_that_went_wrong_the_card_shows_the_final_tally(string trouble)
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");
        story.Teams.Trouble("PUT activities", Troubles[trouble]);

        await GreenFromBothAsync(story, card);

        await story.PassUntilAsync(() => Says(card, "2 people"), "the tally");
        Assert.Same(card, story.Channel.Root);
        Assert.True(story.Teams.Called.Count(call => call == "PUT activities") > Troubles[trouble].Length, "All of it went wrong first.");
    }

    [Fact]
    public async Task An_edit_whose_answer_was_lost_is_made_again_and_nothing_is_posted_twice()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");
        story.Teams.Trouble("PUT activities", new PretendTrouble.LoseAnswer(), new PretendTrouble.LoseAnswer());

        await GreenFromBothAsync(story, card);

        await story.PassUntilAsync(() => Says(card, "2 people") && card.Edits >= 3, "the tally");
        Assert.Same(card, story.Channel.Root);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task After_posts_that_went_wrong_there_is_one_card(string trouble)
    {
        await using var story = await TeamsStory.BeginAsync();
        story.Teams.Trouble("POST activities", Troubles[trouble]);

        var starting = story.Ann.MentionAsync(story.Channel, "checkin");
        await story.PassUntilAsync(() => starting.IsCompleted && Roots(story).Length > 0, "the card");
        await starting;
        await GreenFromBothAsync(story, story.Channel.Root);

        await story.PassUntilAsync(() => Says(story.Channel.Root, "2 people"), "the tally");
    }

    /// <summary>Teams cannot be asked what stands there, so of a post whose answer was lost there may be one more, and no more than that.</summary>
    [Fact]
    public async Task Of_a_post_whose_answer_was_lost_at_most_one_is_left_over()
    {
        await using var story = await TeamsStory.BeginAsync();
        story.Teams.Trouble("POST activities", new PretendTrouble.LoseAnswer());

        var starting = story.Ann.MentionAsync(story.Channel, "checkin");
        await story.PassUntilAsync(() => starting.IsCompleted && Roots(story).Length == 2, "the second card");
        await starting;
        var (lost, card) = (Roots(story)[0], Roots(story)[1]);
        await story.Bob.PressAsync(story.Channel, lost, "Green"); // its buttons are as good
        await story.Ann.PressAsync(story.Channel, card, "Green");

        await story.PassUntilAsync(() => Says(card, "2 people"), "the tally");
        Assert.Equal(2, Roots(story).Length);
    }

    [Fact]
    public async Task What_Teams_does_not_take_is_told_to_the_facilitator_and_comes_with_the_next_change()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin \"How is the house?\"");
        story.Teams.Trouble("PUT activities", new PretendTrouble.Status(HttpStatusCode.InternalServerError));

        await story.Bob.PressAsync(story.Channel, card, "Green");
        await story.PassUntilAsync(() => ToldAnn(story, "Teams did not take the card"), "Ann is told");
        await story.Ann.PressAsync(story.Channel, card, "Green");

        await story.PassUntilAsync(() => Says(card, "2 people"), "the tally");
    }

    [Fact]
    public async Task Of_a_conversation_that_takes_nothing_any_more_the_facilitator_is_told_and_the_next_message_brings_it_back()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin \"How is the house?\"");
        story.Channel.HasBot = false;

        var fresh = await story.Bob.PressAsync(story.Channel, card, "Green");
        Assert.Contains("1 person", TeamsStory.TextOf(fresh), StringComparison.Ordinal); // it counts all the same
        await story.PassUntilAsync(() => ToldAnn(story, "not a member of it any more"), "Ann is told");
        Assert.Contains("How is the house?", TeamsStory.TextOf(Chat(story)!.Shown[^1].Card), StringComparison.Ordinal); // ! she was told there
        Assert.False(Says(card, "1 person"));

        story.Channel.HasBot = true;
        await story.Bob.MentionAsync(story.Channel, "help");
        await story.Ann.PressAsync(story.Channel, card, "Green");

        await story.PassUntilAsync(() => Says(card, "2 people"), "the tally");
        Assert.Same(card, story.Channel.Root);
    }

    [Fact]
    public async Task While_a_conversation_is_dead_it_is_not_called()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");
        story.Channel.HasBot = false;
        await story.Bob.PressAsync(story.Channel, card, "Green");
        await story.PassUntilAsync(() => ToldAnn(story, "not a member"), "Ann is told");
        var calls = story.Teams.Called.Count(call => call == "PUT activities");
        var chat = story.Teams.PersonalChat(story.Bob.Id, "a:bob");

        await story.Bob.PressAsync(chat, card, "Red"); // from elsewhere: it says nothing about the channel
        var until = story.Teams.Time.GetUtcNow() + TimeSpan.FromSeconds(5);
        await story.PassUntilAsync(() => story.Teams.Time.GetUtcNow() >= until, "a while");

        Assert.Equal(calls, story.Teams.Called.Count(call => call == "PUT activities"));
    }

    [Fact]
    public async Task Who_could_not_be_asked_in_private_is_counted_on_the_console_with_the_cause_and_without_a_name()
    {
        await using var story = await TeamsStory.BeginAsync();
        await story.StartAsync("steps for 20d");
        await story.Bob.MentionAsync(story.Channel, "join");
        var chat = story.Teams.PersonalChat(story.Bob.Id, "a:bob");
        chat.Closed = (HttpStatusCode.Forbidden, "ConversationBlockedByUser");
        await story.Ann.MentionAsync(story.Channel, "steps \"Call the city\" by Bob");
        await story.PassUntilAsync(
            () => KeptRefusals.AnyAsync(story.Store, new($"teams:{PretendTeams.Tenant}/{story.Channel.Id}")), "Bob was to be asked");

        await story.Ann.MentionAsync(story.Channel, "extend 10m");

        var told = await ToldAsync(story, "1 private message, such as a reminder or asking somebody, was not delivered");
        Assert.Contains("has blocked me", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Bob", told, StringComparison.Ordinal);
    }

    // For Ann's eyes alone.
    static async Task<string> ToldAsync(TeamsStory story, string text)
    {
        string? Told() => story.Channel.Messages.ToArray().Where(one => one.Reader == story.Ann.Id).Select(one => TeamsStory.TextOf(one.Card))
            .LastOrDefault(one => one.Contains(text, StringComparison.Ordinal));

        await story.PassUntilAsync(() => Told() is not null, text);
        return Told()!; // ! just seen
    }

    static async Task GreenFromBothAsync(TeamsStory story, PretendActivity card)
    {
        await story.Bob.PressAsync(story.Channel, card, "Green");
        await story.Ann.PressAsync(story.Channel, card, "Green");
    }

    static PretendActivity[] Roots(TeamsStory story) =>
        [.. story.Channel.Messages.ToArray().Where(one => one is { Thread: null, Reader: null, IsDeleted: false })];

    static PretendConversation? Chat(TeamsStory story) => story.Teams.Called.Contains("POST create") ? story.Teams.Conversation("a:ann") : null;

    static bool ToldAnn(TeamsStory story, string text) => Chat(story)?.Shown.Any(one => Says(one, text)) == true;

    static bool Says(PretendActivity card, string text) => TeamsStory.TextOf(card.Card).Contains(text, StringComparison.Ordinal);
}
