using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>
/// A next step that somebody was asked about in private. What they were asked stands there no longer once they have answered: what they said does, and what
/// they can still say.
/// </summary>
static class AskedSteps
{
    /// <param name="refusal">Why what they pressed was not taken; null where it was.</param>
    public static ImmutableArray<Element> Answered(SessionHosts hosts, Session session, Press press, Person who, Refusal? refusal, Words words)
    {
        ImmutableArray<Element> lead = refusal is null ? [] : [new TextBlock(words.Say(refusal))];
        var lines = session.Item(press.Round) is { } item && hosts.Peek(session.Id) is { } loaded
            ? lead.AddRange(OwnSteps.Answered(new ActivityView(session, item, words), OwnSteps.Of(item, press), loaded.AuthorOf(who, item), press))
            : lead;
        return lines.IsEmpty ? [new TextBlock(words["Home.Noted"])] : lines;
    }
}
