using System.Text.Json.Nodes;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Sessions;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>The dialog that shows most, handed in. Slack sends all of it back, and escapes what is not ASCII, and each slash.</summary>
static class LargestView
{
    /// <summary>Letters of one to four bytes.</summary>
    public static TheoryData<string> Letters => ["x", "ش", "漢", "😀", "/x"];

    /// <summary>The payload as Slack writes it.</summary>
    public static string HandedIn(string letter)
    {
        var ideas = Enumerable.Range(1, 200).Select(n => new TakenIdea(1, n, new AtTheBounds(letter).Full(HandingIn.IdeaMax, n), true));
        var story = Story.Given("cluster A | B").And(new SessionEvent.Supplied(1, new ClusteringEvent.Taken([.. ideas], [], 0)));
        var largest = AtTheBoundsTest.Forms(story.Session, Story.English)
            .Select(form => BlockKitRenderer.Modal(form, form.Submit?.Press.Encode() ?? "", "form")).MaxBy(view => view.Length)!; // ! there are some
        var view = JsonNode.Parse(largest)!.AsObject(); // ! a view is an object
        view["id"] = "V1";
        view["state"] = new JsonObject { ["values"] = PretendSlackForm.Filled(view, [("Into which group?", "In no group")]) };
        return new JsonObject
        {
            ["type"] = "view_submission",
            ["team"] = new JsonObject { ["id"] = PretendSlack.Team },
            ["user"] = new JsonObject { ["id"] = "U0BOB", ["team_id"] = PretendSlack.Team },
            ["trigger_id"] = "1.2",
            ["view"] = view,
        }.ToJsonString().Replace("/", "\\/", StringComparison.Ordinal);
    }
}
