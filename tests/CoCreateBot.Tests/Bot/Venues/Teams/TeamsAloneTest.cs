using System.Net;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>What is for one person's eyes alone where Teams does not take it there: it comes in their chat, and the next one is tried anew.</summary>
public sealed class TeamsAloneTest
{
    const string Post = "POST activities";

    [Fact]
    public async Task That_one_was_too_big_is_not_remembered()
    {
        await using var story = await TeamsStory.BeginAsync();
        var chat = story.Teams.PersonalChat(story.Ann.Id, "a:ann");
        story.Teams.Trouble(Post, new PretendTrouble.Status(HttpStatusCode.RequestEntityTooLarge));

        await story.Ann.MentionAsync(story.Channel, "help");
        await story.PassUntilAsync(() => chat.Shown.Any(), "it comes in her chat");
        await story.Ann.MentionAsync(story.Channel, "help");

        await story.PassUntilAsync(() => IsReader(story, story.Ann), "the next one comes where she asked");
        Assert.Single(chat.Shown);
    }

    [Fact]
    public async Task Where_it_cannot_be_for_one_of_them_it_is_for_the_others()
    {
        await using var story = await TeamsStory.BeginAsync();
        var chat = story.Teams.PersonalChat(story.Ann.Id, "a:ann");
        story.Channel.Members.Remove(story.Ann.Id);

        await story.Ann.MentionAsync(story.Channel, "help");
        await story.PassUntilAsync(() => chat.Shown.Any(), "it comes in her chat");
        await story.Bob.MentionAsync(story.Channel, "help");

        await story.PassUntilAsync(() => IsReader(story, story.Bob), "Bob's comes where he asked");
    }

    [Fact]
    public async Task Where_the_threads_first_message_is_gone_it_comes_in_their_chat()
    {
        await using var story = await TeamsStory.BeginAsync();
        var chat = story.Teams.PersonalChat(story.Ann.Id, "a:ann");

        await story.Ann.MentionAsync(story.Channel, "help", thread: "1766459963017");

        await story.PassUntilAsync(() => chat.Shown.Any(), "it comes in her chat");
        Assert.DoesNotContain("could not be told", story.Log.Text, StringComparison.OrdinalIgnoreCase);
    }

    static bool IsReader(TeamsStory story, PretendTeamsMember who) => story.Channel.Messages.Exists(message => message.Reader == who.Id);
}
