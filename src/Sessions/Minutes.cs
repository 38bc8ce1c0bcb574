using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What remains of a session, built by rule: the same facts on every platform.</summary>
static class Minutes
{
    public static Card Draw(Session session, Words words)
    {
        var views = session.Agenda
            .Where(item => item.Status == ActivityStatus.Closed)
            .Select(item => new ActivityView(session, item, words))
            .ToImmutableArray();
        var closedAt = session.ClosedAt ?? session.OpenedAt;
        ImmutableArray<Element> body =
        [
            new TextBlock(words["Session.MinutesTitle"], TextStyle.Heading),
            new TextBlock(words.Runs("Session.MinutesWhen", new MomentRun(session.OpenedAt), new MomentRun(closedAt)), TextStyle.Subtle),
            .. views.SelectMany(Part),
        ];
        var summaries = views.Select(view => $"{SessionCards.PromptText(view)} {view.Item.Activity.Summary(view)}");
        return new Card(words.Say("Session.MinutesFallback", string.Join(' ', summaries)), words.Language, body);
    }

    static IEnumerable<Element> Part(ActivityView view)
    {
        var contributors = view.Item.State.Contributors;
        yield return new TextBlock(SessionCards.Prompt(view));
        if (!view.Item.State.HasResult)
        {
            yield return new TextBlock(view.Words["Session.NothingToSummarise"]);
            yield break;
        }

        yield return new TextBlock(view.Words.Count("Session.TookPart", contributors), TextStyle.Subtle);
        foreach (var element in view.Item.Activity.Minutes(view))
        {
            yield return element;
        }
    }
}
