using System.Text.Json.Nodes;
using CoCreateBot.Tests.Cards.BlockKit;

namespace CoCreateBot.Tests.Pretend;

/// <summary>The bot's own place, of which each member has one.</summary>
sealed partial class PretendSlack
{
    /// <summary>What stands there, by user id.</summary>
    public Dictionary<string, PretendView> Homes { get; } = [];

    /// <summary>Bots, those who are deactivated, and those of whom this workspace knows nothing: they have none.</summary>
    public HashSet<string> Homeless { get; } = [];

    JsonObject PublishHome(JsonObject arguments)
    {
        if ((string?)arguments["user_id"] is not { Length: > 0 } user || arguments["view"] is not JsonObject view || (string?)view["type"] != "home")
        {
            Faults.Add($"views.publish: no user or no home: {arguments.ToJsonString()}");
            return Error("invalid_arguments");
        }

        if (Homeless.Contains(user))
        {
            return Error("user_not_found");
        }

        if (arguments["hash"] is { } hash && (!Homes.TryGetValue(user, out var there) || (string?)hash != there.Hash))
        {
            return Error("hash_conflict");
        }

        if (Lint("views.publish", BlockKitLint.View(Element(view))) is { } fault)
        {
            return fault;
        }

        var home = new PretendView(Homes.TryGetValue(user, out var before) ? before.Id : Number("V"), (JsonObject)view.DeepClone()) { Hash = Number("hash.") };
        Homes[user] = home;
        return Told(home);
    }

    JsonObject Permalink(JsonObject arguments)
    {
        if (Refuses(arguments, out var channel) is { } error)
        {
            return error;
        }

        var ts = (string?)arguments["message_ts"] ?? "";
        return channel!.Messages.Exists(message => message.Ts == ts)
            ? new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["permalink"] = $"https://pretend.slack.com/archives/{channel.Id}/p{ts.Replace(".", "")}" }
            : Error("message_not_found");
    }
}
