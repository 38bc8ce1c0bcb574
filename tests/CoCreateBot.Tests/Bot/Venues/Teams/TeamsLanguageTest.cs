using System.Text.Json.Nodes;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>What is said to one person is in that person's language, the one they chose or else the one of their Teams; shared cards stay as they are.</summary>
public sealed class TeamsLanguageTest
{
    static readonly string Dora = $"teams:{PretendTeams.Tenant}/aad-dora";

    [Fact]
    public async Task Dialogs_answers_and_what_is_for_their_eyes_alone_are_in_theirs_and_the_card_in_all_s()
    {
        await using var story = await TeamsStory.BeginAsync();
        var dora = Member(story);
        var card = await story.StartAsync("vote \"Which first?\" Paint | Garden");

        var dialog = await dora.OpenAsync(story.Channel, card, "Vote");
        var choice = await dora.ChooseAsync(story.Channel, "start");
        await dora.MentionAsync(story.Channel, "frobnicate");
        await story.PassUntilAsync(() => story.Channel.Messages.Exists(one => one.Reader == dora.Id), "the answer");

        Assert.Equal(("de", "de"), (Lang(dialog), Lang(choice)));
        Assert.Equal("de", (string?)story.Channel.Messages.Single(one => one.Reader == dora.Id).Card["lang"]);
        Assert.Null(await dora.HandInAsync(story.Channel, card, dialog, ("Wahl", "Garden")));
        await story.PassUntilAsync(() => card.Edits > 0, "the edit");
        Assert.Equal("en", (string?)card.Card["lang"]);
    }

    [Fact]
    public async Task What_they_chose_goes_before_their_Teams_also_after_a_start()
    {
        var before = await TeamsStory.BeginAsync();
        await before.Store.People.PutAsync(Dora, new("en", null), default);
        var card = await before.StartAsync("vote \"Which first?\" Paint | Garden");
        Assert.Equal("en", Lang(await Member(before).OpenAsync(before.Channel, card, "Vote")));

        await using var story = await before.RestartAsync(isAsked: true);

        Assert.Equal("en", Lang(await Member(story).OpenAsync(story.Channel, card, "Vote")));
    }

    [Fact]
    public async Task Who_is_asked_to_take_a_step_is_asked_in_theirs()
    {
        await using var story = await TeamsStory.BeginAsync();
        var (dora, chat) = (Member(story), story.Teams.PersonalChat("29:dora", "a:dora"));
        await story.StartAsync("steps for 20d");
        await dora.MentionAsync(story.Channel, "join");

        await story.Ann.MentionAsync(story.Channel, "steps \"Call the city\" by Dora");

        var asked = await story.HearAsync(chat, "Call the city");
        Assert.Equal("de", (string?)asked.Card["lang"]);
    }

    [Fact]
    public async Task Who_steers_is_told_in_the_one_they_chose_what_is_not_shown_also_after_a_start()
    {
        var before = await TeamsStory.BeginAsync();
        var (dora, chat) = (Member(before), before.Teams.PersonalChat("29:dora", "a:dora"));
        await before.Store.People.PutAsync(Dora, new("de", null), default);
        await dora.MentionAsync(before.Channel, "checkin");
        await using var story = await before.RestartAsync(isAsked: true);
        var card = story.Channel.Root;
        story.Channel.HasBot = false;

        await story.Bob.PressAsync(story.Channel, card, "Green");

        await story.PassUntilAsync(() => chat.Shown.Length > 0, "Dora is told");
        Assert.Equal("de", (string?)chat.Shown[^1].Card["lang"]);
    }

    static PretendTeamsMember Member(TeamsStory story)
    {
        var dora = story.Member("Dora", "de-AT");
        story.Channel.Members.Add(dora.Id);
        return dora;
    }

    static string? Lang(JsonNode? dialog) => (string?)dialog?["task"]?["value"]?["card"]?["content"]?["lang"];
}
