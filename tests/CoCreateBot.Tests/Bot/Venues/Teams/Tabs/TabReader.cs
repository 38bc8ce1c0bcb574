using System.Text.Json.Nodes;
using CoCreateBot.Cards;
using CoCreateBot.Tests.Bot.Venues.Web;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Teams.Tabs;

/// <summary>Somebody with a tab open: Teams fills in what stands in braces in its address, and frames the page.</summary>
sealed class TabReader(TeamsStory story, PretendTeamsMember who, string theme = "default")
{
    /// <summary>As Teams says; it may be forged.</summary>
    public string Account { get; init; } = PretendTeams.ObjectIdOf(who.Id);

    public string Locale { get; init; } = who.Locale;

    public Visitor Page { get; init; } = new(story.Server, "en");

    public string Query => $"?theme={theme}&locale={Locale}&account={Account}";

    /// <summary>What "My page" in their chat with the bot leads to.</summary>
    public static async Task<Uri> LinkAsync(TeamsStory story, PretendTeamsMember who, string word = "help")
    {
        var chat = story.Teams.PersonalChat(who.Id, $"a:{who.Name}");
        var before = chat.Messages.Count;
        await who.WriteAsync(chat, word);
        await story.PassUntilAsync(() => chat.Messages.Count > before, "the answer");
        return LinkIn(chat.Messages[^1]) ?? throw new InvalidOperationException($"There is no button on {chat.Messages[^1].Card.ToJsonString()}");
    }

    public static Uri? LinkIn(PretendActivity message) => PretendTeamsMember.Typed(message.Card)
        .Where(one => (string?)one["type"] == "Action.OpenUrl" && (string?)one["title"] is "My page" or "Meine Seite")
        .Select(one => new Uri((string)one["url"]!)).FirstOrDefault(); // ! such an action has one

    /// <summary>The ticket in it, as Teams hands it to the tab.</summary>
    public static string TicketIn(Uri link)
    {
        Assert.StartsWith($"/l/entity/{PretendTeamsKeys.Bot}/my-page", link.AbsolutePath, StringComparison.Ordinal);
        var context = JsonNode.Parse(Uri.UnescapeDataString(link.Query["?context=".Length..]));
        return (string)context!["subEntityId"]!; // ! the link has one
    }

    public Task<Visitor> OpenAsync(string ticket = "") => Page.SeeAsync($"/teams/me{Query}&ticket={ticket}");

    /// <summary>From the button to the page.</summary>
    public static async Task<TabReader> EnterAsync(TeamsStory story, PretendTeamsMember who, string theme = "default")
    {
        story.Server.BaseAddress = new Uri("https://localhost/");
        var reader = new TabReader(story, who, theme);
        await reader.OpenAsync(TicketIn(await LinkAsync(story, who)));
        return await reader.PressEnterAsync();
    }

    public async Task<TabReader> PressEnterAsync()
    {
        await Page.SendAsync($"/teams/me/enter{Query}", ("link", Hidden("link")), ("own", Hidden("own")));
        return this;
    }

    public Task<Visitor> SendAsync(Press press, params (string Name, string Value)[] fields) =>
        Page.SendAsync($"/teams/me/press{Query}", [("press", press.Encode()), .. fields]);

    public string Hidden(string name) => Page.Page.Split($"name=\"{name}\" value=\"")[1].Split('"')[0];
}
