using System.Net;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>An export comes as a file, to whoever asked for it and to nobody else.</summary>
public sealed class SlackFilesTest
{
    const string Sent = "in your messages with me";
    const string Name = "files.getUploadURLExternal";
    const string Show = "files.completeUploadExternal";
    const string Note = "I slept well, thanks";

    [Fact]
    public async Task Whoever_asks_gets_the_minutes_and_the_table_in_one_message_of_their_own()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = await AnsweredAsync(story);

        var told = await story.Bob.TypeAsync(channel.Id, "export");

        Assert.True(told.Says(Sent), told.Shown);
        var message = Assert.Single(story.Slack.Files);
        Assert.Equal((story.Bob.Id, "All that was given, as it stands now."), (message.User, message.Comment));
        Assert.Equal([".md", ".csv"], message.All.Select(file => Path.GetExtension(file.Name)));
        Assert.All(message.All, file => Assert.Contains(Note, file.Text, StringComparison.Ordinal));
        Assert.Equal(((byte)0xEF, (byte)'#'), (message.All[1].Bytes![0], message.All[0].Bytes![0])); // ! they came
        Assert.Single(channel.Messages);
    }

    [Theory]
    [InlineData("export csv", ".csv")]
    [InlineData("export JSON", ".json")]
    [InlineData("export markdown", ".md")]
    [InlineData("export csv json", ".csv", ".json")]
    [InlineData("export csv CSV csv json csv", ".csv", ".json")]
    [InlineData("export md markdown", ".md")]
    public async Task A_word_says_in_which_format(string typed, params string[] ends)
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = await AnsweredAsync(story);

        await story.Ann.TypeAsync(channel.Id, typed);

        Assert.Equal(ends, Assert.Single(story.Slack.Files).All.Select(file => Path.GetExtension(file.Name)));
    }

    [Fact]
    public async Task A_format_that_there_is_not_is_refused_and_no_file_is_sent()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = await AnsweredAsync(story);

        var told = await story.Ann.TypeAsync(channel.Id, "export pdf");

        Assert.True(told.Says("An export comes as md"), told.Shown);
        Assert.DoesNotContain(Name, story.Slack.Called);
    }

    [Theory]
    [InlineData("export")]
    [InlineData("export json")]
    public async Task What_is_blind_and_open_is_told_as_a_number_of_people_only(string typed)
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("brainwrite \"How might we meet?\"");
        await story.Bob.TypeAsync(channel.Id, "brainwrite A picnic on the roof");

        await story.Ann.TypeAsync(channel.Id, typed);

        var texts = string.Join('\n', Assert.Single(story.Slack.Files).All.Select(file => file.Text));
        Assert.Contains("How might we meet?", texts, StringComparison.Ordinal);
        Assert.DoesNotContain("picnic", texts, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("bob", texts, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("conversations.open", "im:write", "en-GB", "lacks the permission im:write")]
    [InlineData(Name, "files:write", "en-GB", "lacks the permission files:write")]
    [InlineData(Show, "files:write", "de-DE", "fehlt die Berechtigung files:write")]
    public async Task Where_the_permission_is_missing_the_text_comes_and_says_which(string method, string scope, string locale, string says)
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Locales[story.Ann.Id] = locale;
        var channel = await AnsweredAsync(story);
        story.Slack.Lacking[method] = scope;

        var told = await story.Ann.TypeAsync(channel.Id, "export");

        Assert.True(told.Says(says) && told.Says(Note), told.Shown);
        Assert.Empty(story.Slack.Files);
    }

    [Theory]
    [InlineData("conversations.open")]
    [InlineData(Name)]
    [InlineData(PretendSlack.UploadMethod)]
    [InlineData(Show)]
    public async Task Where_Slack_takes_no_file_the_text_comes(string method)
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = await AnsweredAsync(story);
        PretendTrouble refusing = method == PretendSlack.UploadMethod
            ? new PretendTrouble.Status(HttpStatusCode.Forbidden)
            : new PretendTrouble.Status(HttpStatusCode.TooManyRequests, RetryAfter: 20);
        story.Slack.Trouble(method, refusing);

        var told = await story.Ann.TypeAsync(channel.Id, "export");

        Assert.True(told.Says("Here it is as text") && told.Says(Note), told.Shown);
        Assert.Empty(story.Slack.Files);
    }

    [Theory]
    [InlineData(Name)]
    [InlineData(PretendSlack.UploadMethod)]
    public async Task An_answer_that_was_lost_before_anybody_saw_a_file_costs_one_more_try(string method)
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = await AnsweredAsync(story);
        story.Slack.Trouble(method, new PretendTrouble.LoseAnswer());

        var told = await story.Ann.TypeAsync(channel.Id, "export csv");

        Assert.True(told.Says(Sent), told.Shown);
        Assert.Single(story.Slack.Files);
        Assert.Equal(2, story.Count(Name));
    }

    [Fact]
    public async Task A_file_that_cannot_be_uploaded_is_not_tried_for_ever()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = await AnsweredAsync(story);
        story.Slack.Trouble(PretendSlack.UploadMethod, new PretendTrouble.NoConnection(), new PretendTrouble.Status(HttpStatusCode.BadGateway));

        var told = await story.Ann.TypeAsync(channel.Id, "export");

        Assert.True(told.Says("Here it is as text"), told.Shown);
        Assert.Equal((2, 0), (story.Count(PretendSlack.UploadMethod), story.Count(Show)));
    }

    [Fact]
    public async Task Where_the_last_answer_is_lost_nothing_is_shown_twice_and_it_says_where_to_look()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = await AnsweredAsync(story);
        story.Slack.Trouble(Show, new PretendTrouble.LoseAnswer());

        var told = await story.Ann.TypeAsync(channel.Id, "export");

        Assert.True(told.Says("Look into your messages with me") && !told.Says(Note), told.Shown);
        Assert.Single(story.Slack.Files);
        Assert.Equal(1, story.Count(Show));
    }

    [Theory]
    [InlineData("https://files.slack.example/upload")]
    [InlineData("http://files.slack.com/upload")]
    [InlineData("https://files.slack.com:444/upload")]
    [InlineData("https://files.slack.com@evil.example/upload")]
    [InlineData("https://hooks.slack.com/upload")]
    [InlineData("file:///etc/passwd")]
    [InlineData("odd")]
    public async Task Bytes_go_to_Slack_and_nowhere_else(string url)
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = await AnsweredAsync(story);
        story.Slack.Trouble(Name, new PretendTrouble.Odd($$"""{"ok":true,"file_id":"F1","upload_url":"{{url}}"}"""));

        var told = await story.Ann.TypeAsync(channel.Id, "export");

        Assert.True(told.Says("Here it is as text"), told.Shown);
        Assert.DoesNotContain(PretendSlack.UploadMethod, story.Slack.Called);
        Assert.DoesNotContain("passwd", story.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_thread_a_mention_gives_the_file_as_well()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = await AnsweredAsync(story);

        var told = await story.Bob.MentionAsync(channel.Root, channel.Id, "export csv", "100.1");

        Assert.True(told.Says(Sent), told.Shown);
        Assert.Equal(story.Bob.Id, story.Slack.Files[0].User);
    }

    static async Task<PretendChannel> AnsweredAsync(SlackStory story)
    {
        var (channel, _) = await story.StartAsync("checkin free \"How are you?\"");
        await story.Bob.TypeAsync(channel.Id, $"checkin {Note}");
        await story.Slack.UntilAsync(() => channel.Root.Shows("1 person"), "it counts");
        return channel;
    }
}
