using System.Globalization;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>What a button carries comes from whoever presses it, and they may have written it themselves.</summary>
public sealed class TeamsForgedTest
{
    const string Message = "application/vnd.microsoft.activity.message";

    static readonly TeamsOptions Both = new()
    {
        AppId = PretendTeamsKeys.Bot,
        AppPassword = "s3cret",
        TenantId = PretendTeams.Tenant,
        AllowedTenants = [PretendTeams.Tenant, TeamsActivities.Tenant],
    };

    [Theory]
    [InlineData("")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("../../etc/passwd")]
    [InlineData("0")]
    [InlineData("-")]
    [InlineData("ABCDEFGHIJKLMNOP")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_session_that_is_none_counts_nothing(string session)
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");

        var answer = await story.Bob.PressAsync(story.Channel, Forged(card, press => With(press, 1, session)), "Green");

        SaysSo(answer);
        await NothingCountedAsync(story, card);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("007")]
    [InlineData("-1")]
    [InlineData("2147483647")]
    [InlineData("2147483648")]
    [InlineData("x")]
    public async Task A_round_that_is_not_open_counts_nothing(string round)
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");

        var answer = await story.Bob.PressAsync(story.Channel, Forged(card, press => With(press, 2, round)), "Green");

        SaysSo(answer);
        await NothingCountedAsync(story, card);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("")]
    [InlineData("1|2|3")]
    public async Task A_press_in_another_shape_counts_nothing(string value)
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");

        SaysSo(await story.Bob.PressAsync(story.Channel, Forged(card, _ => value), "Green"));
        await NothingCountedAsync(story, card);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("next")]
    [InlineData("pause")]
    [InlineData("cancel")]
    [InlineData("remove")]
    [InlineData("frobnicate")]
    public async Task What_is_the_facilitator_s_is_not_done_by_others_whatever_their_button_says(string verb)
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");

        foreach (var round in (string[])["0", "1"])
        {
            SaysSo(await story.Bob.PressAsync(story.Channel, Forged(card, press => With(With(With(press, 2, round), 3, verb), 4, "")), "Green"));
        }

        await NothingCountedAsync(story, card);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("pause")]
    [InlineData("frobnicate")]
    public async Task What_is_the_facilitator_s_is_not_done_through_a_dialog_either(string verb)
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("ask \"What now?\"");
        foreach (var round in (string[])["0", "1", "9"])
        {
            string Other(string press) => With(With(With(press, 2, round), 3, verb), 4, "");
            var asking = Forged(card, Other);
            foreach (var data in PretendTeamsMember.Typed(asking.Card).Select(one => one["data"]).OfType<JsonObject>())
            {
                data[AdaptiveData.Asks] = true;
            }

            var dialog = await story.Bob.OpenAsync(story.Channel, card, "");
            var button = (JsonObject)dialog["task"]!["value"]!["card"]!["content"]!["actions"]![0]!["data"]!; // ! it is a dialog of ours
            button[AdaptiveData.Press] = Other((string)button[AdaptiveData.Press]!);

            Assert.NotNull((await story.Bob.OpenAsync(story.Channel, asking, ""))["task"]);
            Assert.NotNull((await story.Bob.HandInAsync(story.Channel, card, dialog, ("", "Plant a tree")))?["task"]);
        }

        var genuine = await story.Bob.OpenAsync(story.Channel, card, "");
        Assert.Null(await story.Bob.HandInAsync(story.Channel, card, genuine, ("", "Plant a tree"))); // it is open still
        await story.PassUntilAsync(() => Says(card, "1 reply") || Says(card, "1 person"), "it counts once");
        story.FindsNoBug();
    }

    [Fact]
    public async Task The_console_of_another_shows_and_does_nothing()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");
        await story.PassUntilAsync(() => story.Channel.Messages.Exists(message => message.Reader == story.Ann.Id), "the console");
        var console = story.Channel.Messages.Single(message => message.Reader is not null);

        var answer = await story.Bob.PressAsync(story.Channel, console, "Pause");

        SaysSo(answer);
        Assert.DoesNotContain("For you as facilitator", TeamsStory.TextOf(answer), StringComparison.Ordinal);
        await NothingCountedAsync(story, card);
    }

    [Theory]
    [InlineData("console")]
    [InlineData("minutes-1")]
    [InlineData("nowhere")]
    [InlineData("")]
    public async Task A_slot_is_never_taken_at_its_word(string slot)
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");

        var answer = await story.Bob.PressAsync(story.Channel, Forged(card, press => press, slot), "Green");

        Assert.Equal(Message, (string?)answer["type"]); // it counts, and shows nothing that is another's
        Assert.DoesNotContain("facilitator", TeamsStory.TextOf(answer), StringComparison.Ordinal);
        await story.PassUntilAsync(() => Says(card, "1 person"), "it counts");
    }

    [Fact]
    public async Task A_session_of_another_channel_takes_nothing_from_here_and_shows_nothing()
    {
        await using var story = await TeamsStory.BeginAsync();
        var elsewhere = story.Teams.Channel("19:secret@thread.tacv2", "19:secret-team@thread.tacv2");
        elsewhere.Members.Add(story.Ann.Id);
        await story.Ann.MentionAsync(elsewhere, "vote \"Sell the purple house?\" Yes | No | Later | Never | Rent it");
        var card = elsewhere.Root;

        var pressed = await story.Bob.PressAsync(story.Channel, Asked(card, "Vote"), "Vote");
        var opened = await story.Bob.OpenAsync(story.Channel, card, "Vote");
        var dialog = await story.Ann.OpenAsync(elsewhere, card, "Vote");
        var handedIn = await story.Bob.HandInAsync(story.Channel, card, dialog, ("Your choice", "Never"));

        Assert.Equal("message", (string?)opened["task"]?["type"]);
        Assert.Equal("message", (string?)handedIn?["task"]?["type"]);
        foreach (var answer in (JsonNode?[])[pressed, opened, handedIn])
        {
            Assert.Contains("in another place", answer!.ToJsonString(), StringComparison.Ordinal); // ! each says something
            Assert.DoesNotContain("purple", answer.ToJsonString(), StringComparison.Ordinal);
        }

        await Settled(story);
        Assert.DoesNotContain("1 person", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_of_another_tenant_reach_no_session_of_this_one_from_a_chat_of_their_own()
    {
        await using var story = await TeamsStory.BeginAsync(teams: Both);
        var card = await story.StartAsync("checkin \"How is the purple house?\"");
        var token = story.Keys.Sign(serviceUrl: TeamsActivities.Service);
        var data = (JsonObject)Execute(card, "Green")["data"]!.DeepClone(); // ! a button of ours has it
        var press = TeamsActivities.Press(data);
        press["conversation"] = new JsonObject { ["id"] = "a:their-own", ["conversationType"] = "personal", ["tenantId"] = TeamsActivities.Tenant };
        press["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = TeamsActivities.Tenant } };
        var fetch = press.DeepClone().AsObject().With("name", "task/fetch").With("value", new JsonObject { ["data"] = data.DeepClone() }).With("id", "f:2");
        var submit = fetch.DeepClone().AsObject().With("name", "task/submit").With("id", "f:3");

        foreach (var activity in (JsonObject[])[press, fetch, submit])
        {
            var (status, said) = await story.KnockAsync(activity.Bytes(), token);

            Assert.Equal(200, status);
            Assert.Contains("in another place", said, StringComparison.Ordinal);
            Assert.DoesNotContain("purple", said, StringComparison.Ordinal);
        }

        await NothingCountedAsync(story, card);
    }

    [Fact]
    public async Task The_same_ids_in_another_tenant_are_another_place()
    {
        await using var story = await TeamsStory.BeginAsync(teams: Both);
        var card = await story.StartAsync("checkin");
        var press = TeamsActivities.Press((JsonObject)Execute(card, "Green")["data"]!.DeepClone()); // ! as above
        press["conversation"]!["id"] = story.Channel.Id; // ! Of puts it there

        var (status, said) = await story.KnockAsync(press.Bytes(), story.Keys.Sign(serviceUrl: TeamsActivities.Service));

        Assert.Equal(200, status);
        Assert.Contains("in another place", said, StringComparison.Ordinal);
        await NothingCountedAsync(story, card);
    }

    [Fact]
    public async Task What_somebody_else_gave_is_in_no_dialog_of_mine()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("ask \"What now?\"");
        var dialog = await story.Ann.OpenAsync(story.Channel, card, "");
        await story.Ann.HandInAsync(story.Channel, card, dialog, ("", "purple rhinoceros"));

        var mine = await story.Bob.OpenAsync(story.Channel, card, "");

        Assert.DoesNotContain("purple", mine.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("purple", (await story.Ann.OpenAsync(story.Channel, card, "")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_longer_than_any_answer_stays_in_its_dialog_with_what_is_wrong()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("ask \"What now?\"");
        var dialog = await story.Bob.OpenAsync(story.Channel, card, "");

        var answer = await story.Bob.HandInAsync(story.Channel, card, dialog, ("", new string('x', 40_000)));

        Assert.NotNull(answer?["task"]);
        Assert.True(answer.ToJsonString().Length < 100_000, "What was written is not sent back without end.");
        await Settled(story);
        Assert.DoesNotContain("1 reply", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TeamsRequest.FieldsMax, 200)]
    [InlineData(TeamsRequest.FieldsMax + 1, 400)]
    public async Task More_fields_than_any_form_has_are_not_taken(int count, int status)
    {
        await using var story = await TeamsStory.BeginAsync(teams: Both);
        var data = new JsonObject { [AdaptiveData.Press] = "1|abcdefghijklmnop|1|answer|green", [AdaptiveData.Slot] = "root" };
        for (var at = 0; at < count; at++)
        {
            data[string.Create(CultureInfo.InvariantCulture, $"i{at}")] = new string('x', 1_000);
        }

        foreach (var activity in (JsonObject[])
            [TeamsActivities.Press(data), TeamsActivities.Invoke("task/submit", new JsonObject { ["data"] = data.DeepClone() })])
        {
            var answer = await story.KnockAsync(activity.Bytes(), story.Keys.Sign(serviceUrl: TeamsActivities.Service));

            Assert.Equal(status, answer.Status);
            Assert.DoesNotContain("xxx", answer.Said, StringComparison.Ordinal);
        }

        story.FindsNoBug();
    }

    // The card as it would be if somebody had written other things into its buttons.
    static PretendActivity Forged(PretendActivity card, Func<string, string> press, string? slot = null)
    {
        var content = (JsonObject)card.Content.DeepClone();
        foreach (var data in PretendTeamsMember.Typed(content).Select(one => one["data"]).OfType<JsonObject>())
        {
            if ((string?)data[AdaptiveData.Press] is { } value)
            {
                data[AdaptiveData.Press] = press(value);
                data[AdaptiveData.Slot] = slot ?? (string?)data[AdaptiveData.Slot];
            }
        }

        return card with { Content = content };
    }

    // What opens a dialog, sent as a press.
    static PretendActivity Asked(PretendActivity card, string title)
    {
        var content = (JsonObject)card.Content.DeepClone();
        foreach (var action in PretendTeamsMember.Typed(content).Where(one => ((string?)one["title"])?.Contains(title, StringComparison.Ordinal) == true))
        {
            action["type"] = "Action.Execute";
        }

        return card with { Content = content };
    }

    static JsonObject Execute(PretendActivity card, string title) => PretendTeamsMember.Typed(card.Card)
        .First(one => (string?)one["type"] == "Action.Execute" && ((string?)one["title"])?.Contains(title, StringComparison.Ordinal) == true);

    static string With(string press, int part, string value)
    {
        var parts = press.Split('|', 5);
        Assert.True(Press.TryDecode(press, out _) || parts.Length == 5, press);
        parts[part] = value;
        return string.Join('|', parts);
    }

    static void SaysSo(JsonNode answer)
    {
        var isNotOurs = (string?)answer["type"] == "application/vnd.microsoft.error" && (int?)answer["statusCode"] == 400;
        Assert.True(isNotOurs || ((string?)answer["type"] == Message && (int?)answer["statusCode"] == 200), answer.ToJsonString());
        Assert.True(((string?)(isNotOurs ? answer["value"]?["message"] : answer["value"]))?.Length > 10, answer.ToJsonString());
    }

    static bool Says(PretendActivity card, string text) => TeamsStory.TextOf(card.Card).Contains(text, StringComparison.Ordinal);

    static Task Settled(TeamsStory story)
    {
        var until = story.Teams.Time.GetUtcNow() + TimeSpan.FromSeconds(2);
        return story.PassUntilAsync(() => story.Teams.Time.GetUtcNow() >= until, "a while");
    }

    // Whoever comes next is the first, and the session is as open as it was.
    static async Task NothingCountedAsync(TeamsStory story, PretendActivity card)
    {
        var fresh = await story.Ann.PressAsync(story.Channel, card, "Green");

        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)fresh["type"]);
        Assert.Contains("1 person", TeamsStory.TextOf(fresh), StringComparison.Ordinal);
        story.FindsNoBug();
    }
}
