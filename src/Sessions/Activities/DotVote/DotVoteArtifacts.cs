using System.Collections.Immutable;
using System.Globalization;

namespace CoCreateBot.Sessions;

static class DotVoteArtifacts
{
    public static ImmutableArray<Artifact> Of(ActivityView view)
    {
        if (!view.Item.ShowsTotals)
        {
            return [];
        }

        var state = (DotVote)view.Item.State;
        var tally = state.Tally().Select(sum => new Artifact(
            view.Item.Number, Key("option", sum.Option.Id), "tally", $"{sum.Option.Letter}. {sum.Option.Text}", sum.Dots, Author: null)
        { People = sum.People });
        tally = tally.Concat(state.FirstRound.Select(sum => new Artifact(
            view.Item.Number, Key("first", sum.Option.Id), "approval", $"{sum.Option.Letter}. {sum.Option.Text}", sum.People, Author: null)
        { People = sum.People }));
        tally = tally.Concat(state.Reasons().Select((remark, i) => new Artifact(
            view.Item.Number, Key("reason", i), state.Asks == VoteMethod.Consent ? "objection" : "concern",
            $"{remark.Option.Letter}. {remark.Reason}", Value: null, Author: null)));
        return view.Item.Level == AnonymityLevel.Named ? [.. tally, .. Ballots(view, state)] : [.. tally];
    }

    static IEnumerable<Artifact> Ballots(ActivityView view, DotVote state) =>
        from ballot in state.Ballots
        let number = view.Session.People.GetValueOrDefault(ballot.Key)?.Number ?? 0
        let dots = ballot.Value.Sum(given => given.Dots)
        orderby number
        select new Artifact(view.Item.Number, Key("ballot", number), "ballot", Letters(ballot.Value), dots, view.NameOf(ballot.Key));

    /// <summary>A ballot as one would type it: "B B D".</summary>
    public static string Letters(ImmutableArray<DotsOn> ballot) =>
        string.Join(
        ' ', ballot.OrderBy(given => given.Option).SelectMany(given => Enumerable.Repeat(NameOf(given.Option), given.Dots)));

    // What one types for "none of these".
    static string NameOf(int option) => option == VoteOption.None ? DotVoteReading.NoneWord : VoteOption.LetterOf(option);

    static string Key(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:D5}");
}
