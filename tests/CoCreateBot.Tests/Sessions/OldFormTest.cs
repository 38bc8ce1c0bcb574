using CoCreateBot.Cards;
using static CoCreateBot.Tests.Sessions.Somebody;
using static CoCreateBot.Tests.Sessions.Story;

namespace CoCreateBot.Tests.Sessions;

/// <summary>A form of another tab, drawn before something else was handed in, takes nothing away.</summary>
public sealed class OldFormTest
{
    static Press ButtonOf(Form form) => form.Submit!.Press; // ! each of these has one

    static Story Sends(Story story, Somebody by, Press press, params (string Input, string Value)[] fields)
    {
        var read = story.Item.Activity.Read(press, fields.ToDictionary(field => field.Input, field => field.Value), story.Item);
        return read.Value is { } what ? story.Contributes(by, what) : story with { Last = read.Refusal! }; // ! either
    }

    [Fact]
    public void Replies_that_were_handed_in_meanwhile_stay()
    {
        var start = Given("ask \"Why?\"");
        var old = ButtonOf(start.Dialog(Bob));
        var story = start.Types(Bob, "ask benches are old");

        Sends(story, Bob, old, ("reply-1", ""), ("reply-2", "and few")).ThenRefused("Session.OtherForm");
        Sends(story, Bob, old, ("reply-1", "benches are old"), ("reply-2", "and few")).Happened(); // the same words take nothing away
        Sends(story, Bob, ButtonOf(story.Dialog(Bob)), ("reply-1", ""), ("reply-2", "")).Happened(); // known, it may be taken back
    }

    [Fact]
    public void Ideas_that_were_handed_in_meanwhile_stay()
    {
        var start = Writing.Opened("brainwrite", isLive: false).Takes(Ann);
        var old = ButtonOf(start.Dialog(Ann));
        var story = Sends(start, Ann, old, ("idea-1", "a bench"), ("idea-2", "a lamp"), ("idea-3", "")).Happened();

        Sends(story, Ann, old, ("idea-1", "a tree"), ("idea-2", ""), ("idea-3", "")).ThenRefused("Session.OtherForm");
        Sends(story, Ann, old, ("idea-1", "a bench"), ("idea-2", "a lamp"), ("idea-3", "")).ThenNothing(); // sent twice
    }

    [Fact]
    public void A_ballot_that_was_drawn_before_an_option_was_edited_is_looked_at_again()
    {
        var start = Given("vote \"Pick\" Red | Blue | Green | Black").Types(Bob, "vote A");
        var old = ButtonOf(start.Dialog(Cem));
        var story = start.Types(Ann, "vote edit A \"Yellow\"");

        Sends(story, Cem, old, ("option-0", "1")).ThenRefused("DotVote.OptionEdited");
        Sends(story, Cem, ButtonOf(story.Dialog(Cem)), ("option-0", "1")).Happened();
    }
}
