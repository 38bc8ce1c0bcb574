using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Tests.Bot.Venues.Slack;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Every sample through the real door, with the whole bot behind it, signed as for the address it names: as it is, cut, and bent.</summary>
public sealed class TeamsSamplesAtTheDoorTest
{
    /// <summary>Everybody's, so that each sample finds its own tenant and address allowed.</summary>
    static readonly TeamsOptions Everybody = new()
    {
        AppId = PretendTeamsKeys.Bot,
        AppPassword = "s3cret",
        AppType = TeamsAppType.MultiTenant,
        AllowedTenants = [TeamsOptions.AnyTenant],
        ServiceHosts = ["canary.botapi.skype.com", "localhost:56150", "callback.com", "microsoft.com"],
    };

    /// <summary>By what a sample is read as: the status and the kind of answer.</summary>
    static readonly Dictionary<string, (int Status, string Answer)> Answers = new(StringComparer.Ordinal)
    {
        ["Said"] = (200, "nothing"),
        ["Deleted"] = (200, "nothing"),
        ["Ignored"] = (200, "nothing"),
        ["Installed"] = (200, "nothing"),
        ["Removed"] = (200, "nothing"),
        ["BotCame"] = (200, "nothing"),
        ["PlaceEnded"] = (200, "nothing"),
        ["PlaceBack"] = (200, "nothing"),
        ["Searched"] = (200, "application/vnd.microsoft.search.searchResponse"),
        ["Pressed"] = (200, "application/vnd.microsoft.error"),
        ["Opens"] = (200, "message"),
        ["HandedIn"] = (200, "message"),
        ["ExtensionOpens"] = (200, "message"),
        ["ExtensionHandedIn"] = (200, "message"),
        ["NotAnswered"] = (501, "nothing"),
    };

    /// <summary>Those that are answered in another way than their like.</summary>
    static readonly Dictionary<string, (int Status, string Answer)> Others = new(StringComparer.Ordinal)
    {
        ["doc-message-5.json"] = (200, "nothing"), // an old client's press: its sender is told afterwards
        ["playground/message-submit-channel.json"] = (200, "nothing"),
        ["playground/message-submit-groupChat.json"] = (200, "nothing"),
        ["playground/message-submit-personal.json"] = (200, "nothing"),
        ["invoke-adaptiveCard-action-automatic-refresh__composed.json"] = (200, "nothing"), // nobody pressed
        ["doc-conversationUpdate.json"] = (403, "nothing"), // where its address should be it says so only
        ["playground/message-word-mention.json"] = (403, "nothing"), // of a channel that the keys do not speak for
    };

    /// <summary>What may stand where something else is expected; the last is half a letter.</summary>
    static readonly string[] Odd = ["null", "{}", "\"\\ud83d\""];

    [Fact]
    public async Task Every_sample_is_answered_as_is_said_of_it()
    {
        await using var story = await TeamsStory.BeginAsync(teams: Everybody);
        List<string> wrong = [];
        foreach (var (file, readAs, _) in TeamsFates.All)
        {
            var (body, token) = Signed(story, file);
            var (status, said) = await story.KnockAsync(body, token);
            Settle(story);

            var found = (status, KindOf(status, said));
            if (found != Expected(file, readAs))
            {
                wrong.Add($"{file} ({readAs}): {found}, not {Expected(file, readAs)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        story.FindsNoBug();
        SaysNothingOf(story, TeamsFates.All.Select(fate => fate.File));
    }

    [Fact]
    public async Task No_sample_is_even_read_without_a_token()
    {
        await using var story = await TeamsStory.BeginAsync(teams: Everybody);
        foreach (var (file, readAs, _) in TeamsFates.All.Where(fate => fate.ReadAs != "None"))
        {
            Assert.Equal((file, readAs, 401), (file, readAs, (await story.KnockAsync(TeamsSamples.Body(file), token: null)).Status));
        }

        Assert.Empty(story.Teams.Called);
    }

    [Fact]
    public async Task Every_sample_cut_in_half_or_with_a_field_missing_is_taken_or_refused_and_never_a_bug()
    {
        await using var story = await TeamsStory.BeginAsync(teams: Everybody);
        var seen = 0;
        foreach (var (file, _, _) in TeamsFates.All.Where(fate => fate.ReadAs != "None"))
        {
            var (body, token) = Signed(story, file);
            Assert.Equal((file, 400), (file, (await story.KnockAsync(body[..(body.Length / 2)], token)).Status));
            foreach (var (path, bent, other) in Bent(body))
            {
                var (status, _) = await story.KnockAsync(bent, token);

                // The one 5xx: the documentation wants 501 where an invoke's name is not known.
                var isUnknown = TeamsActivityReader.Read(bent, out _) is TeamsRequest.NotAnswered;
                Assert.True(status is 200 or 400 or 401 or 403 || (status == 501 && isUnknown), $"{file} with {path} {other}: {status}");
                seen++;
            }

            Settle(story);
        }

        Assert.InRange(seen, 5_000, 20_000); // of all samples, and still done in seconds
        story.FindsNoBug();
        SaysNothingOf(story, TeamsFates.All.Select(fate => fate.File));
    }

    static IEnumerable<(string Path, byte[] Bent, string Other)> Bent(byte[] body) =>
        from bent in SlackSample.Nulls(JsonNode.Parse(body)!) // ! an activity is a JSON object
        let text = bent.Bent.ToJsonString()
        from other in Odd
        select (bent.Path, Encoding.UTF8.GetBytes(text.Replace("null", other, StringComparison.Ordinal)), other);

    // So that the bot's own limits do not hold its answers back.
    static void Settle(TeamsStory story) => story.Teams.Time.Pass(TimeSpan.FromSeconds(3));

    static (byte[] Body, string Token) Signed(TeamsStory story, string file)
    {
        var body = TeamsSamples.Body(file);
        return (body, ServiceOf(body) is { Length: > 0 } service ? story.Keys.Sign(serviceUrl: service) : story.Keys.Sign());
    }

    static string? ServiceOf(byte[] body)
    {
        TeamsActivityReader.Read(body, out var envelope);
        return envelope.ServiceUrl;
    }

    static (int Status, string Answer) Expected(string file, string readAs) =>
        Others.TryGetValue(file, out var other) ? other
        : readAs != "None" ? Answers[readAs.Split(' ')[0]]
        : (Why(TeamsSamples.Body(file)), "nothing");

    // What none of Teams' servers would send: no object, no address that a token could be for, no tenant, or none of what each activity has.
    static int Why(byte[] body)
    {
        TeamsActivityReader.Read(body, out var envelope);
        return !envelope.IsObject ? 400
            : envelope.ServiceUrl is null ? 401
            : envelope.ChannelId is null || envelope.Tenant is null ? 403
            : 400;
    }

    static string KindOf(int status, string said) => status is not 200 || said.Length == 0 ? "nothing"
        : JsonNode.Parse(said) is not JsonObject json ? "odd"
        : (string?)json["type"] ?? (string?)json["task"]?["type"] ?? "odd";

    // Names, accounts and what was written; of a word or two the log may have its own.
    static void SaysNothingOf(TeamsStory story, IEnumerable<string> files)
    {
        foreach (var personal in files.SelectMany(file => Personal(file)).Distinct(StringComparer.Ordinal).Where(text => text.Length > 7))
        {
            Assert.DoesNotContain(personal, story.Log.Text, StringComparison.Ordinal);
        }
    }

    static ImmutableArray<string> Personal(string file)
    {
        try
        {
            return JsonNode.Parse(TeamsSamples.Body(file)) is not JsonObject json ? [] :
            [
                .. new[] { json["from"]?["name"], json["from"]?["aadObjectId"], json["from"]?["id"], json["text"] }
                    .OfType<JsonValue>().Select(value => value.ToString()),
            ];
        }
        catch (System.Text.Json.JsonException)
        {
            return []; // the README
        }
    }
}
