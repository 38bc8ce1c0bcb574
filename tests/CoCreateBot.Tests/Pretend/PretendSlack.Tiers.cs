using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>How often each method may be called.</summary>
sealed partial class PretendSlack
{
    readonly Dictionary<(string Workspace, string Method), List<DateTimeOffset>> calls = [];

    // Per method and workspace, as many a minute as the method's tier has.
    TimeSpan? IsTooFast(string method)
    {
        var tier = method switch
        {
            "chat.update" or "chat.delete" or "reactions.add" or "conversations.history" or "conversations.replies" or "conversations.join" or "conversations.open" => 50,
            "auth.teams.list" => 20,
            "views.open" or "views.update" or "files.getUploadURLExternal" or "files.completeUploadExternal" => 100,
            _ => 300,
        };
        var now = Time.GetUtcNow();
        if (!calls.TryGetValue((caller!.Workspace, method), out var times)) // ! it is known who calls
        {
            calls[(caller.Workspace, method)] = times = [];
        }

        times.RemoveAll(at => at <= now - TimeSpan.FromMinutes(1));
        if (times.Count >= tier)
        {
            return times[0] + TimeSpan.FromMinutes(1) - now;
        }

        times.Add(now);
        return null;
    }

    static JsonObject Throttled(TimeSpan wait) =>
        new() { ["ok"] = false, ["error"] = "ratelimited", ["$retry"] = (int)Math.Ceiling(wait.TotalSeconds) };
}
