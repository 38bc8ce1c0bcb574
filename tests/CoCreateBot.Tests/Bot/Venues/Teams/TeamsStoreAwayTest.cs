using System.Text.Json.Nodes;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>The store is away, and no place is in memory, as after each start: who waits for an answer gets a sentence, in the form they asked in.</summary>
public sealed class TeamsStoreAwayTest
{
    const string Later = "could not be saved";

    [Fact]
    public async Task Who_presses_a_button_is_told()
    {
        var store = new MisbehavingStore(new MemoryStore());
        var before = await TeamsStory.BeginAsync(store);
        var card = await before.StartAsync("checkin");
        await using var story = await before.RestartAsync();
        store.IsDown = true;

        var answer = await story.Ann.PressAsync(story.Channel, card, "Green");

        store.IsDown = false;
        Assert.Equal((200, "application/vnd.microsoft.activity.message"), ((int?)answer["statusCode"], (string?)answer["type"]));
        Assert.Contains(Later, (string?)answer["value"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_opens_a_dialog_or_hands_one_in_is_told()
    {
        var store = new MisbehavingStore(new MemoryStore());
        var before = await TeamsStory.BeginAsync(store);
        var card = await before.StartAsync("vote \"Which first?\" Paint | Garden");
        var dialog = await before.Ann.OpenAsync(before.Channel, card, "Vote");
        await using var story = await before.RestartAsync();
        store.IsDown = true;

        var opened = await story.Ann.OpenAsync(story.Channel, card, "Vote");
        var handedIn = await story.Ann.HandInAsync(story.Channel, card, dialog, ("Your choice", "Garden"));

        store.IsDown = false;
        Assert.All([opened, handedIn], answer => Assert.Contains(Later, SentenceIn(answer), StringComparison.Ordinal));
    }

    static string? SentenceIn(JsonNode? answer) => (string?)answer?["task"]?["type"] == "message" ? (string?)answer["task"]?["value"] : null;
}
