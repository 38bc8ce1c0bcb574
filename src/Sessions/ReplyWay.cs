using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>How people in a place say something to an activity that takes replies, besides its button.</summary>
public enum ReplyWay
{
    /// <summary>The card says nothing of it.</summary>
    Unsaid,

    /// <summary>What stands in the thread under the card is heard.</summary>
    Thread,

    /// <summary>What answers the card and quotes it is heard.</summary>
    Quote,

    /// <summary>Only what is written to the bot is heard.</summary>
    Mention,
}

static class ReplyWays
{
    /// <summary>Nothing where replies do not count: they would show a name that nobody was promised would show.</summary>
    public static ImmutableArray<Element> Line(ActivityView view, ReplyWay way, ImmutableArray<CardAction> actions)
    {
        if (view.Item is not { Status: ActivityStatus.Open, Activity.TakesReplies: true, Level: AnonymityLevel.Named, IsBlind: false }
            || way == ReplyWay.Unsaid || actions.OfType<OpenDialog>().FirstOrDefault() is not { } dialog)
        {
            return [];
        }

        var typed = view.Words[view.Item.Activity.Texts.BaseName + ".ReplyTyped"];
        return [new TextBlock(view.Words.Say($"Session.Reply-{way}", dialog.Title, typed), TextStyle.Subtle)];
    }
}
