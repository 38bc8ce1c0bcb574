using System.Net;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>The ways to the bot that have no words, or are messages.</summary>
sealed partial class PretendSlackMember
{
    /// <summary>Types the command alone, and gives the dialog that opens.</summary>
    public async Task<PretendView> OpenStartAsync(string channel)
    {
        slack.Time.Pass(Pause);
        var before = slack.Views.Count;
        await EmptyAsync(SendCommandAsync(channel, "", slack.NewTrigger(id)));
        return await OpenedAsync(before);
    }

    /// <summary>Chooses the bot's entry in Slack's own menu, and gives the dialog that opens.</summary>
    public async Task<PretendView> ChooseStartAsync()
    {
        slack.Time.Pass(Pause);
        var before = slack.Views.Count;
        await EmptyAsync(SendPayloadAsync(new JsonObject
        {
            ["type"] = "shortcut",
            ["token"] = "x",
            ["action_ts"] = "1.1",
            ["team"] = new JsonObject { ["id"] = team, ["domain"] = "pretend" },
            ["user"] = User(),
            ["is_enterprise_install"] = false,
            ["enterprise"] = null,
            ["callback_id"] = "start-session",
            ["trigger_id"] = slack.NewTrigger(id),
        }));
        return await OpenedAsync(before);
    }

    /// <summary>Hands in, and gives the dialog that was put on top.</summary>
    public async Task<PretendView> NextAsync(PretendView view, params (string Label, string Value)[] given)
    {
        var before = slack.Views.Count;
        await SubmitAsync(view, given);
        return await OpenedAsync(before);
    }

    /// <summary>Writes a message that names the bot, and gives what they alone are told.</summary>
    public async Task<PretendMessage> MentionAsync(PretendMessage? thread, string channel, string text, string ts)
    {
        slack.Time.Pass(Pause);
        var told = slack.Whispers.Count;
        await EmptyAsync(SendMentionAsync(thread, channel, text, ts, "Ev" + ts));
        await slack.UntilAsync(() => slack.Whispers.Count > told, "an answer in private");
        var whisper = slack.Whispers[^1];
        Assert.Equal((id, thread?.Ts), (whisper.User, whisper.Message.Thread));
        return whisper.Message;
    }

    public Task<HttpResponseMessage> SendMentionAsync(PretendMessage? thread, string channel, string text, string ts, string eventId)
    {
        var named = $"<@{PretendSlack.BotUser}> {text}";
        var told = new JsonObject { ["type"] = "app_mention", ["user"] = id, ["ts"] = ts, ["text"] = named, ["channel"] = channel };
        if (thread is not null)
        {
            told["thread_ts"] = thread.Ts;
        }

        return SendEventAsync(told, eventId);
    }

    /// <summary>Chooses one of our actions in the menu of a message, and gives the dialog that opens.</summary>
    public async Task<PretendView> ChooseOnAsync(string channel, string action, string text)
    {
        slack.Time.Pass(Pause);
        var before = slack.Views.Count;
        var message = new JsonObject { ["type"] = "message", ["user"] = "U0X", ["ts"] = "1.1", ["text"] = text };
        await EmptyAsync(SendChoiceAsync(channel, action, message, slack.NewTrigger(id)));
        return await OpenedAsync(before);
    }

    async Task<PretendView> OpenedAsync(int before)
    {
        await slack.UntilAsync(() => slack.Views.Count > before, "a dialog opens");
        return slack.Views.Values.Last();
    }

    static async Task EmptyAsync(Task<HttpResponseMessage> sending)
    {
        var response = await sending;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }
}
