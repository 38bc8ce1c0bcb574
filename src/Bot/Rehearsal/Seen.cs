using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>What somebody finds who looks over a card.</summary>
static class Seen
{
    /// <summary>Its buttons, from top to bottom.</summary>
    public static IEnumerable<CardAction> Actions(IEnumerable<Element> elements) => elements.SelectMany(element => element switch
    {
        ActionSet set => set.Actions,
        Container container => Actions(container.Items),
        _ => [],
    });

    /// <summary>Its numbered or lettered lines.</summary>
    public static IEnumerable<Fact> Facts(IEnumerable<Element> elements) => elements.SelectMany(element => element switch
    {
        FactSet facts => facts.Facts,
        Container container => Facts(container.Items),
        _ => [],
    });
}

/// <summary>A session as everybody sees it at one moment. What all see is drawn once, however many look.</summary>
sealed class Sight(LoadedSession session, Words words)
{
    public LoadedSession Session => session;

    public Session State => session.State;

    public Words Words => words;

    public Card Root => field ??= SessionCards.Root(State, words);
}
