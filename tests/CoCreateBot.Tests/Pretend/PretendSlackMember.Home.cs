using System.Net;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Somebody looks at the bot's own place and presses what stands there.</summary>
sealed partial class PretendSlackMember
{
    int visits;

    /// <summary>What stands there now.</summary>
    public PretendView Home => slack.Homes[id];

    /// <summary>Opens it, and gives what is published then.</summary>
    public async Task<PretendView> OpenHomeAsync(string tab = "home")
    {
        slack.Time.Pass(Pause);
        var before = Published;
        Assert.Equal(HttpStatusCode.OK, (await SendHomeOpenedAsync(tab)).StatusCode);
        await slack.UntilAsync(() => Published > before, "the App Home is published");
        return Home;
    }

    public Task<HttpResponseMessage> SendHomeOpenedAsync(string tab = "home") => SendEventAsync(
        new JsonObject { ["type"] = "app_home_opened", ["user"] = id, ["channel"] = $"D{id}", ["tab"] = tab, ["event_ts"] = "1.1" }, $"Ev{id}{++visits}");

    /// <summary>Presses a button there, found by how its title begins, and waits for what follows.</summary>
    public async Task PressHomeAsync(string title)
    {
        var before = Published;
        await SendHomePressAsync(title);
        await slack.UntilAsync(() => Published > before, "the App Home is published again");
    }

    /// <summary>Presses a button there that opens a dialog, and gives the dialog.</summary>
    public async Task<PretendView> OpenFromHomeAsync(string title)
    {
        var before = slack.Views.Count;
        await SendHomePressAsync(title);
        await slack.UntilAsync(() => slack.Views.Count > before, "a dialog opens");
        return slack.Views.Values.Last();
    }

    /// <summary>Hands a dialog in, after which the App Home is drawn anew.</summary>
    public async Task SubmitFromHomeAsync(PretendView view, params (string Label, string Value)[] given)
    {
        var before = Published;
        await SubmitAsync(view, given);
        await slack.UntilAsync(() => Published > before, "the App Home is published again");
    }

    int Published => slack.Called.Count(method => method == "views.publish");

    async Task SendHomePressAsync(string title)
    {
        slack.Time.Pass(Pause);
        var button = Home.Content["blocks"]!.AsArray()
            .Where(block => (string?)block!["type"] == "actions")
            .SelectMany(block => block!["elements"]!.AsArray())
            .FirstOrDefault(element => ((string?)element!["text"]?["text"])?.StartsWith(title, StringComparison.Ordinal) == true)
            ?? throw new InvalidOperationException($"No button “{title}” on {Home.Shown}");
        var view = Home.Content.DeepClone();
        view["id"] = Home.Id;
        view["hash"] = Home.Hash;
        view["state"] = new JsonObject { ["values"] = new JsonObject() };
        var response = await SendPayloadAsync(new JsonObject
        {
            ["type"] = "block_actions",
            ["team"] = Organisation is null ? new JsonObject { ["id"] = team, ["domain"] = "pretend" } : null,
            ["enterprise"] = Organisation is null ? null : new JsonObject { ["id"] = Organisation },
            ["is_enterprise_install"] = Organisation is not null,
            ["user"] = User(),
            ["api_app_id"] = "A1",
            ["token"] = "x",
            ["container"] = new JsonObject { ["type"] = "view", ["view_id"] = Home.Id },
            ["trigger_id"] = slack.NewTrigger(id),
            ["view"] = view,
            ["actions"] = new JsonArray(new JsonObject
            {
                ["action_id"] = button["action_id"]?.DeepClone(),
                ["block_id"] = "b",
                ["text"] = button["text"]?.DeepClone(),
                ["value"] = button["value"]?.DeepClone(),
                ["type"] = "button",
                ["action_ts"] = "1.1",
            }),
        });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }
}
