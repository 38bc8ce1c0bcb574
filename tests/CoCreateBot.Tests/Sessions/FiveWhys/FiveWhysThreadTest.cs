using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Replies in the thread are causes under the node that is followed.</summary>
public sealed class FiveWhysThreadTest
{
    static readonly Story Late = Story.Given("why \"The report was late\"").Types(Cem, "why \"Printed on Friday\"");

    static FiveWhys State(Story story) => (FiveWhys)story.Item.State;

    static Story Says(Story story, Somebody who, string id, string? text, bool isChange = false) =>
        story.Contributes(who, story.Item.Activity.Read(new ThreadReply(id, text, isChange))!); // ! it takes replies

    static string Told(Story story) => string.Join(" | ", State(story).Nodes().Select(node => $"{node.Number} {node.Cause.Text}"));

    [Fact]
    public void A_reply_is_an_assumption_under_the_node_that_is_followed_and_counts_once()
    {
        var said = Says(Late.Types(Ann, "why follow 1"), Bob, "1.1", "The printer was empty").Happened();

        Assert.Equal("1 Printed on Friday | 1.1 The printer was empty", Told(Says(said, Bob, "1.1", "The printer was empty").ThenNothing()));
        Assert.False(State(said).Cause(State(said).Find("1.1")!.Value)!.IsEvidence); // ! it is there
    }

    [Fact]
    public void It_changes_and_goes_with_its_message_until_others_stand_on_it()
    {
        var said = Says(Late, Bob, "1.1", "The printer was empty");
        var changed = Says(said, Bob, "1.1", "No paper", isChange: true).Happened();

        Assert.Equal("1 Printed on Friday | 2 No paper", Told(changed));
        Says(changed, Cem, "1.1", "Mine now", isChange: true).ThenNothing();
        Says(changed, Bob, "9.9", "Never seen", isChange: true).ThenNothing();
        var gone = Says(changed, Bob, "1.1", null, isChange: true).Happened();
        Assert.Equal("1 Printed on Friday", Told(gone));
        Says(gone, Bob, "1.1", "Late again").ThenNothing(); // delivered late
        Says(changed.Types(Cem, "why \"Nobody ordered\" under 2"), Bob, "1.1", null, isChange: true).ThenRefused("FiveWhys.BuiltOn", "2");
    }

    [Fact]
    public void It_comes_back_with_its_message_where_it_stood_unless_it_was_hidden()
    {
        var two = Late.Types(Cem, "why \"No power\"").Types(Ann, "why follow 1");
        var gone = Says(Says(two, Bob, "1.1", "No paper"), Bob, "1.1", null, isChange: true).Types(Ann, "why follow 2");
        var back = new ThreadReply("1.1", "No paper", IsChange: true) { IsBack = true };

        gone.Contributes(Cem, gone.Item.Activity.Read(back)!).ThenNothing(); // ! it takes replies
        Assert.Equal(
            "1 Printed on Friday | 1.1 No paper | 2 No power", Told(gone.Contributes(Bob, gone.Item.Activity.Read(back)!).Happened())); // ! see above
        var hidden = Says(Says(Late, Bob, "1.1", "No paper").Types(Ann, "why hide 2"), Bob, "1.1", null, isChange: true);
        hidden.Contributes(Bob, gone.Item.Activity.Read(back)!).ThenRefused("FiveWhys.NoNode"); // ! see above
    }

    [Fact]
    public void Where_nobody_is_named_a_reply_is_none() =>
        Says(Story.Given("why \"The report was late\" anonymous"), Bob, "1.1", "The printer was empty").ThenRefused("FiveWhys.ThreadShowsName");
}
