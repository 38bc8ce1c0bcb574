using System.Net;
using System.Text.Json.Nodes;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>What is said without naming the bot, in the thread of an open prompt or quoting its card, is a contribution where that is no secret.</summary>
public sealed class TeamsRepliesTest
{
    const string Ask = "ask \"What would make this channel worth your time?\"";

    /// <summary>A place with an open prompt, and how one replies to that there.</summary>
    sealed record Asked(TeamsStory Story, PretendConversation Place, PretendActivity Card)
    {
        public static async Task<Asked> BeginAsync(TeamsStory story, string kind, string command)
        {
            var place = kind == "channel" ? story.Channel : story.Teams.GroupChat();
            if (kind != "channel")
            {
                place.Members.AddRange([story.Ann.Id, story.Bob.Id]);
            }

            await story.Ann.MentionAsync(place, command);
            return new Asked(story, place, place.Root);
        }

        public JsonObject By(PretendTeamsMember who, string text, string? id = null) =>
            Place.Kind == "channel" ? who.Reply(Place, text, Card.Id, id) : who.Quote(Place, text, Card.Id, id);

        public Task ShownAsync(params string[] texts) => Story.PassUntilAsync(
            () => texts.All(text => TeamsStory.TextOf(Card.Card).Contains(text, StringComparison.Ordinal)), $"the card says {string.Join(", ", texts)}");

        public IEnumerable<PretendActivity> Told(PretendTeamsMember who) => Place.Messages.Where(message => message.Reader == who.Id);
    }

    [Theory]
    [InlineData("channel")]
    [InlineData("groupChat")]
    public async Task A_reply_counts_once_has_a_receipt_and_is_changed_withdrawn_and_brought_back_with_its_message(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var asked = await Asked.BeginAsync(story, kind, Ask);
        var reply = asked.By(story.Bob, "Fewer posts");

        await OkAsync(story.Bob, reply, reply);
        var again = (JsonObject)reply.DeepClone();
        again["timestamp"] = "2030-01-01T00:00:00Z";
        await OkAsync(story.Bob, again);
        await asked.ShownAsync("Fewer posts", "Bob", "1 reply");
        await story.PassUntilAsync(() => story.Teams.Reactions.Contains((asked.Place.Id, (string)reply["id"]!, "like")), "it has its receipt"); // ! it has one

        var edit = story.Bob.Edit(reply, "Fewer, better posts");
        await OkAsync(story.Bob, edit, edit);
        await asked.ShownAsync("Fewer, better posts", "1 reply");
        await OkAsync(story.Bob, story.Bob.Delete(reply));
        await asked.ShownAsync("0 replies");
        await OkAsync(story.Bob, reply); // told late once more
        await OkAsync(story.Bob, story.Bob.Undelete(reply, "Fewer, better posts"));
        await asked.ShownAsync("Fewer, better posts", "1 reply");
        Assert.Empty(asked.Told(story.Bob));
    }

    [Theory]
    [InlineData("edit, said", "Better words")]
    [InlineData("edit, later edit, said", "Best words")]
    [InlineData("said, later edit, edit", "Best words")]
    [InlineData("delete, said", null)]
    [InlineData("delete, said, undelete", "Back again")]
    [InlineData("said, undelete, delete", "Back again")]
    [InlineData("edit to talk, said", null)]
    public async Task Whatever_comes_first_what_the_message_says_last_counts(string order, string? counts)
    {
        foreach (var kind in new[] { "channel", "groupChat" })
        {
            await using var story = await TeamsStory.BeginAsync();
            var asked = await Asked.BeginAsync(story, kind, Ask);
            var said = asked.By(story.Bob, "First words");
            var told = new Dictionary<string, JsonObject>
            {
                ["said"] = said,
                ["edit"] = story.Bob.Edit(said, "Better words"),
                ["edit to talk"] = story.Bob.Edit(said, ".. never mind"),
                ["later edit"] = story.Bob.Edit(said, "Best words"),
                ["delete"] = story.Bob.Delete(said),
                ["undelete"] = story.Bob.Undelete(said, "Back again"),
            };
            foreach (var one in order.Split(", "))
            {
                await OkAsync(story.Bob, told[one]);
            }

            await OkAsync(story.Ann, asked.By(story.Ann, "Also this"));
            await asked.ShownAsync(counts is null ? ["Also this", "1 reply from 1 person"] : ["Also this", counts, "2 replies"]);
            Assert.DoesNotContain("First words", TeamsStory.TextOf(asked.Card.Card), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_elses_change_touches_a_reply()
    {
        await using var story = await TeamsStory.BeginAsync();
        var asked = await Asked.BeginAsync(story, "channel", Ask);
        var reply = asked.By(story.Bob, "Fewer posts");
        await OkAsync(story.Bob, reply);

        var foreign = (JsonObject)story.Bob.Edit(reply, "Nonsense").DeepClone();
        foreign["from"] = asked.By(story.Ann, "x")["from"]!.DeepClone(); // ! each has one
        await OkAsync(story.Ann, foreign);
        foreign["type"] = "messageDelete";
        await OkAsync(story.Ann, foreign);

        await OkAsync(story.Ann, asked.By(story.Ann, "More talks"));
        await asked.ShownAsync("Fewer posts", "More talks", "2 replies");
    }

    [Theory]
    [InlineData("channel", """{"text":".. by the way"}""")]
    [InlineData("channel", """{"conversation":{"id":"19:channel-1@thread.tacv2","conversationType":"channel"}}""")]
    [InlineData("channel", """{"conversation":{"id":"19:channel-1@thread.tacv2;messageid=17","conversationType":"channel"}}""")]
    [InlineData("channel", """{"from":{"id":"28:9f3d52c0-5d3f-4d2c-9a15-3f8e0ce5c001","name":"CoCreate"}}""")]
    [InlineData("channel", """{"from":{"id":"28:another-bot","name":"Another"}}""")]
    [InlineData("channel", """{"text":"","attachments":[{"contentType":"image/png"}]}""")]
    [InlineData("channel", """{"type":"typing"}""")]
    [InlineData("channel", """{"type":"conversationUpdate","membersAdded":[{"id":"29:new"}]}""")]
    [InlineData("channel", """{"type":"messageReaction","reactionsAdded":[{"type":"like"}]}""")]
    [InlineData("groupChat", """{"text":".. by the way"}""")]
    [InlineData("groupChat", """{"entities":[]}""")]
    [InlineData("groupChat", """{"entities":[{"type":"quotedReply","quotedReply":{"messageId":"17"}}]}""")]
    [InlineData("groupChat", """{"from":{"id":"28:another-bot","name":"Another"}}""")]
    public async Task What_is_no_reply_is_passed_over(string kind, string with)
    {
        await using var story = await TeamsStory.BeginAsync();
        var asked = await Asked.BeginAsync(story, kind, Ask);
        var odd = asked.By(story.Bob, "Not meant");
        foreach (var (field, value) in JsonNode.Parse(with)!.AsObject()) // ! see above
        {
            odd[field] = value?.DeepClone();
        }

        await OkAsync(story.Bob, odd);

        await OkAsync(story.Ann, asked.By(story.Ann, "A reply"));
        await asked.ShownAsync("A reply", "1 reply from 1 person");
        Assert.Empty(asked.Told(story.Bob));
        Assert.Single(story.Teams.Reactions);
    }

    [Theory]
    [InlineData("channel")]
    [InlineData("groupChat")]
    public async Task Where_no_name_may_show_it_does_not_count_and_its_sender_is_told_once_in_private(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var asked = await Asked.BeginAsync(story, kind, "ask \"What is wrong here?\" anonymous");
        var secret = asked.By(story.Bob, "My secret");
        await OkAsync(story.Bob, secret, secret);
        await story.PassUntilAsync(() => asked.Told(story.Bob).Any(), "Bob is told");
        await OkAsync(story.Bob, story.Bob.Edit(secret, "My other secret"), asked.By(story.Bob, "And another"));

        var whisper = asked.Told(story.Bob).First();
        Assert.Contains("Replies here show your name", TeamsStory.TextOf(whisper.Card), StringComparison.Ordinal);
        var dialog = await story.Bob.OpenAsync(asked.Place, whisper, "Reply");
        Assert.Null(await story.Bob.HandInAsync(asked.Place, whisper, dialog, ("Reply 1", "In private")));
        await asked.ShownAsync("1 person has replied");
        Assert.Single(asked.Told(story.Bob));
        Assert.Empty(story.Teams.Reactions);
        Assert.DoesNotContain("secret", TeamsStory.TextOf(asked.Card.Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_can_be_for_one_person_alone_it_is_told_in_their_chat_with_the_bot()
    {
        await using var story = await TeamsStory.BeginAsync();
        var asked = await Asked.BeginAsync(story, "channel", "ask \"What is wrong here?\" anonymous");
        asked.Place.Members.Remove(story.Bob.Id);
        var chat = story.Teams.PersonalChat(story.Bob.Id, "a:bob");

        await OkAsync(story.Bob, asked.By(story.Bob, "My secret"));

        await story.PassUntilAsync(() => chat.Shown.Length == 1, "Bob is told");
        Assert.NotNull((await story.Bob.OpenAsync(chat, chat.Root, "Reply"))["task"]);
    }

    [Fact]
    public async Task Who_could_not_be_told_is_told_with_the_next_reply_and_whoever_steers_reads_that_it_failed()
    {
        await using var story = await TeamsStory.BeginAsync();
        var asked = await Asked.BeginAsync(story, "channel", "ask \"What is wrong here?\" anonymous");
        await story.PassUntilAsync(() => asked.Told(story.Ann).Any(), "the console");
        story.Teams.Trouble("POST activities", new PretendTrouble.Status(HttpStatusCode.BadGateway));
        await OkAsync(story.Bob, asked.By(story.Bob, "My secret"));
        await story.Ann.MentionAsync(asked.Place, "pause");
        await story.PassUntilAsync(
            () => asked.Told(story.Ann).Any(one => TeamsStory.TextOf(one.Card).Contains("1 private sentence to somebody", StringComparison.Ordinal)),
            "Ann reads it");

        await story.Ann.MentionAsync(asked.Place, "resume");
        await OkAsync(story.Bob, asked.By(story.Bob, "My secret"));
        await story.PassUntilAsync(() => asked.Told(story.Bob).Any(), "Bob is told");
    }

    [Fact]
    public async Task A_sixth_reply_is_told_to_its_sender()
    {
        await using var story = await TeamsStory.BeginAsync();
        var asked = await Asked.BeginAsync(story, "channel", Ask);
        for (var n = 1; n <= 6; n++)
        {
            await OkAsync(story.Bob, asked.By(story.Bob, $"Reply {n}"));
        }

        await story.PassUntilAsync(() => asked.Told(story.Bob).Any(), "Bob is told");
        Assert.Contains("not counted", TeamsStory.TextOf(asked.Told(story.Bob).Single().Card), StringComparison.Ordinal);
        await asked.ShownAsync("5 replies");
    }

    [Fact]
    public async Task A_reply_to_5_Whys_is_a_cause_and_what_is_asked_about_it_its_author_alone_hears()
    {
        await using var story = await TeamsStory.BeginAsync();
        var asked = await Asked.BeginAsync(story, "channel", "why \"The report was late three times in October\"");
        var cause = asked.By(story.Bob, "Somebody forgot to order paper");
        await OkAsync(story.Bob, cause);

        await story.PassUntilAsync(() => asked.Told(story.Bob).Any(), "Bob is asked");
        Assert.Contains("What let that happen?", TeamsStory.TextOf(asked.Told(story.Bob).Single().Card), StringComparison.Ordinal);
        await asked.ShownAsync("1 cause");
        await OkAsync(story.Bob, story.Bob.Delete(cause));
        await asked.ShownAsync("No cause");
        await OkAsync(story.Bob, story.Bob.Undelete(cause, "Somebody forgot to order paper"));
        await asked.ShownAsync("1 cause");
    }

    [Fact]
    public async Task Many_replies_all_count_and_no_more_have_a_receipt_than_Teams_takes()
    {
        const int People = 200;
        await using var story = await TeamsStory.BeginAsync();
        var asked = await Asked.BeginAsync(story, "channel", Ask);
        var start = story.Teams.Time.GetUtcNow();
        for (var n = 0; n < People; n += 20)
        {
            var at = n;
            await Task.WhenAll(Enumerable.Range(at, 20).Select(one => story.Member($"P{one}")).Select(who => OkAsync(who, asked.By(who, $"From {who.Name}"))));
            story.Teams.Time.Pass(TimeSpan.FromSeconds(1));
        }

        await asked.ShownAsync($"{People} replies from {People} people");
        var seconds = (story.Teams.Time.GetUtcNow() - start).TotalSeconds;
        Assert.InRange(story.Teams.Reactions.Count, 5, (2 * seconds) + 1);
    }

    [Fact]
    public async Task Where_Teams_says_later_nothing_has_a_receipt_until_then_and_all_counts()
    {
        await using var story = await TeamsStory.BeginAsync();
        var asked = await Asked.BeginAsync(story, "channel", Ask);
        story.Teams.Trouble("PUT react", new PretendTrouble.Status(HttpStatusCode.TooManyRequests, RetryAfter: 20));
        await OkAsync(story.Bob, asked.By(story.Bob, "One"));
        await story.PassUntilAsync(() => Tries() == 1, "it is tried");

        await OkAsync(story.Bob, asked.By(story.Bob, "Two"));
        await asked.ShownAsync("2 replies");
        Assert.Equal(1, Tries());
        story.Teams.Time.Pass(TimeSpan.FromSeconds(21));
        await OkAsync(story.Bob, asked.By(story.Bob, "Three"));
        await story.PassUntilAsync(() => story.Teams.Reactions.Count == 1, "it has its receipt");

        int Tries() => story.Teams.Called.Count(call => call == "PUT react");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_store_is_away_it_is_not_acknowledged_and_counts_once_when_it_comes_again(bool isThreadKnown)
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        var asked = await Asked.BeginAsync(story, "channel", Ask);
        if (isThreadKnown)
        {
            await OkAsync(story.Ann, asked.By(story.Ann, "Known"));
        }

        var reply = asked.By(story.Bob, "Fewer posts");
        store.IsDown = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await story.Bob.TellAsync(reply));
        store.IsDown = false;
        await OkAsync(story.Bob, reply, reply);

        await asked.ShownAsync("Fewer posts", isThreadKnown ? "2 replies" : "1 reply");
    }

    [Fact]
    public async Task From_another_place_nothing_counts_whatever_thread_it_names()
    {
        await using var story = await TeamsStory.BeginAsync();
        var asked = await Asked.BeginAsync(story, "channel", Ask);
        var other = story.Teams.Channel("19:other@thread.tacv2", "19:other-team@thread.tacv2");
        var forged = story.Bob.Reply(other, "From elsewhere", asked.Card.Id);
        await OkAsync(story.Bob, forged, story.Bob.Edit(forged, "Still from elsewhere"));
        var foreign = asked.By(story.Bob, "From another tenant");
        foreign["channelData"]!["tenant"]!["id"] = "11111111-2222-3333-4444-555555555555"; // ! each has one
        foreign["conversation"]!["tenantId"] = "11111111-2222-3333-4444-555555555555";
        Assert.Equal(HttpStatusCode.Forbidden, await story.Bob.TellAsync(foreign));
        Assert.Equal(HttpStatusCode.Unauthorized, await story.Bob.TellAsync(asked.By(story.Bob, "Unsigned"), "nonsense"));

        await OkAsync(story.Ann, asked.By(story.Ann, "A reply"));
        await asked.ShownAsync("A reply", "1 reply from 1 person");
    }

    [Fact]
    public async Task Who_names_the_bot_where_replies_count_types_a_command()
    {
        await using var story = await TeamsStory.BeginAsync();
        var asked = await Asked.BeginAsync(story, "channel", Ask);

        await story.Bob.MentionAsync(asked.Place, "frobnicate", asked.Card.Id);
        await story.PassUntilAsync(() => asked.Told(story.Bob).Any(), "Bob is answered");
        await story.Bob.MentionAsync(asked.Place, "ask Fewer posts", asked.Card.Id);

        await asked.ShownAsync("Fewer posts", "1 reply from 1 person");
        Assert.Empty(story.Teams.Reactions);
    }

    [Fact]
    public async Task To_the_bot_alone_one_writes_commands_also_where_one_quotes()
    {
        await using var story = await TeamsStory.BeginAsync();
        var chat = story.Teams.PersonalChat(story.Ann.Id, "a:ann");
        await story.Ann.WriteAsync(chat, Ask);
        await story.PassUntilAsync(() => chat.Shown.Any(one => TeamsStory.TextOf(one.Card).Contains("worth your time", StringComparison.Ordinal)), "the card");
        var card = chat.Shown.First(one => TeamsStory.TextOf(one.Card).Contains("0 replies", StringComparison.Ordinal));

        await OkAsync(story.Ann, story.Ann.Quote(chat, "ask Fewer posts", card.Id));

        await story.PassUntilAsync(() => TeamsStory.TextOf(card.Card).Contains("1 reply", StringComparison.Ordinal), "it counts as typed");
        Assert.Contains("Fewer posts", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
        Assert.DoesNotContain("ask Fewer posts", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
    }

    static async Task OkAsync(PretendTeamsMember who, params JsonObject[] told)
    {
        foreach (var one in told)
        {
            Assert.Equal(HttpStatusCode.OK, await who.TellAsync(one));
        }
    }
}
