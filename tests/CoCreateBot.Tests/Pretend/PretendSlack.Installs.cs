using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Who may call: installations by OAuth in several workspaces and organisations, with tokens that are rotated and revoked.</summary>
sealed partial class PretendSlack
{
    public const string ClientId = "1234.5678";
    public const string ClientSecret = "client-secret-c1";
    public const string App = "A0PRETEND";

    static readonly TimeSpan CodeLives = TimeSpan.FromMinutes(10);
    static readonly TimeSpan TokenLives = TimeSpan.FromHours(12);

    /// <summary>After its one use a refresh token works for so long once more, for those who lost the answer.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    readonly Dictionary<string, Code> codes = [];
    readonly Dictionary<string, Grant> tokens = [];
    readonly Dictionary<string, (Grant Grant, DateTimeOffset? UsedAt)> refreshes = [];
    Grant? caller;

    sealed record Code(string Redirect, string Workspace, bool IsOrg, string Installer, DateTimeOffset At);

    sealed record Grant(string Workspace, bool IsOrg)
    {
        public bool IsRevoked { get; set; }

        public DateTimeOffset? ExpiresAt { get; init; }
    }

    /// <summary>No token is set by hand: only what was installed may call.</summary>
    public bool IsByOAuth { get; init; }

    /// <summary>Tokens live for twelve hours.</summary>
    public bool Rotates { get; init; }

    /// <summary>By organisation.</summary>
    public Dictionary<string, string[]> TeamsOf { get; } = [];

    /// <summary>Scopes that are not granted, by method.</summary>
    public Dictionary<string, string> Lacking { get; } = [];

    /// <summary>Every token that was ever given out, for whoever looks where they are.</summary>
    public List<string> Secrets { get; } = [];

    /// <summary>Somebody reads Slack's own page and agrees; gives the address that their browser goes back to.</summary>
    public Uri Agree(Uri asked, string workspace = Team, string installer = "U0ADMIN", bool isOrg = false)
    {
        var query = HttpUtility.ParseQueryString(asked.Query);
        Assert.Equal("https://slack.com/oauth/v2/authorize", asked.GetLeftPart(UriPartial.Path));
        Assert.Equal(ClientId, query["client_id"]);
        Assert.Contains("chat:write", query["scope"]!.Split(','));
        lock (gate)
        {
            var code = Number("code.");
            codes[code] = new Code(query["redirect_uri"]!, workspace, isOrg, installer, Time.GetUtcNow());
            return new Uri($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
        }
    }

    /// <summary>An admin removes the app, or revokes its tokens: from now on none of them works.</summary>
    public void Revoke(string workspace)
    {
        lock (gate)
        {
            foreach (var grant in tokens.Values.Concat(refreshes.Values.Select(one => one.Grant)).Where(grant => grant.Workspace == workspace))
            {
                grant.IsRevoked = true;
            }
        }
    }

    /// <summary>What only Slack's own trouble explains: refresh tokens that it no longer knows.</summary>
    public void ForgetRefreshes()
    {
        lock (gate)
        {
            refreshes.Clear();
        }
    }

    JsonObject? Unknown(HttpRequestMessage request, string method)
    {
        var token = request.Headers.Authorization is { Scheme: "Bearer", Parameter: { } given } ? given : "";
        caller = token == Token && !IsByOAuth ? new Grant(Team, IsOrg: false) : tokens.GetValueOrDefault(token);
        return caller switch
        {
            _ when !request.RequestUri!.AbsoluteUri.StartsWith(Api, StringComparison.Ordinal) => Error("invalid_auth"), // ! it was sent
            null => Error("invalid_auth"),
            { IsRevoked: true } => Error("token_revoked"),
            { ExpiresAt: { } end } when end <= Time.GetUtcNow() => Error("token_expired"),
            _ when Lacking.TryGetValue(method, out var scope) => Error("missing_scope", ("needed", scope), ("provided", "commands")),
            _ => null,
        };
    }

    bool IsSeen(string team) => caller!.Workspace == team // ! it is known who calls
        || (caller.IsOrg && TeamsOf.TryGetValue(caller.Workspace, out var teams) && teams.Contains(team));

    JsonObject WhoIsCalling() => new()
    {
        ["ok"] = true,
        ["team_id"] = caller!.Workspace,
        ["enterprise_id"] = caller.IsOrg ? caller.Workspace : null,
        ["is_enterprise_install"] = caller.IsOrg,
        ["user_id"] = BotUser,
        ["bot_id"] = Bot,
    };

    JsonObject Teams() => new()
    {
        ["ok"] = true,
        ["teams"] = new JsonArray([.. TeamsOf.GetValueOrDefault(caller!.Workspace, []).Select(team => new JsonObject { ["id"] = team, ["name"] = team })]),
        ["response_metadata"] = new JsonObject { ["next_cursor"] = "" },
    };

    JsonObject Exchange(HttpRequestMessage request, string body)
    {
        var permit = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));
        if (request.Headers.Authorization is not { Scheme: "Basic", Parameter: { } given } || given != permit)
        {
            return Error("invalid_client_id");
        }

        var form = Form(body);
        return (string?)form["grant_type"] == "refresh_token" ? Refresh((string?)form["refresh_token"] ?? "") : Redeem(form);
    }

    JsonObject Redeem(JsonObject form)
    {
        if (!codes.Remove((string?)form["code"] ?? "", out var code) || Time.GetUtcNow() - code.At > CodeLives)
        {
            return Error("invalid_code");
        }

        if ((string?)form["redirect_uri"] != code.Redirect)
        {
            return Error("bad_redirect_uri");
        }

        var answer = Issue(code.Workspace, code.IsOrg);
        answer["authed_user"] = new JsonObject { ["id"] = code.Installer };
        return answer;
    }

    JsonObject Refresh(string refresh)
    {
        if (!refreshes.TryGetValue(refresh, out var known) || known.Grant.IsRevoked || known.UsedAt + Grace < Time.GetUtcNow())
        {
            return Error("invalid_refresh_token");
        }

        refreshes[refresh] = known with { UsedAt = known.UsedAt ?? Time.GetUtcNow() };
        return Issue(known.Grant.Workspace, known.Grant.IsOrg);
    }

    JsonObject Issue(string workspace, bool isOrg)
    {
        var grant = new Grant(workspace, isOrg) { ExpiresAt = Rotates ? Time.GetUtcNow() + TokenLives : null };
        var token = (Rotates ? "xoxe.xoxb-" : "xoxb-") + Number("granted-") + Guid.NewGuid().ToString("N");
        tokens[token] = grant;
        Secrets.Add(token);
        var home = new JsonObject { ["id"] = workspace, ["name"] = $"Name of {workspace}" };
        var answer = new JsonObject
        {
            ["ok"] = true,
            ["access_token"] = token,
            ["token_type"] = "bot",
            ["scope"] = "chat:write,commands",
            ["bot_user_id"] = BotUser,
            ["app_id"] = App,
            ["team"] = isOrg ? null : home,
            ["enterprise"] = isOrg ? home : null,
            ["is_enterprise_install"] = isOrg,
        };
        if (Rotates)
        {
            var refresh = "xoxe-" + Number("refresh-") + Guid.NewGuid().ToString("N");
            refreshes[refresh] = (grant, null);
            Secrets.Add(refresh);
            (answer["expires_in"], answer["refresh_token"]) = ((int)TokenLives.TotalSeconds, refresh);
        }

        return answer;
    }

    static JsonObject Error(string code, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var error = Error(code);
        foreach (var (name, value) in more)
        {
            error[name] = value;
        }

        return error;
    }
}
