using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>
/// How evenly a group spoke, in figures of the group alone: never who. Under <see cref="Limits.MinimumAnswers"/> people it is not said, as it
/// would be about single ones.
/// </summary>
/// <param name="Given">How much each person gave, the largest first.</param>
/// <param name="Echoed">People something of whose was built on or starred.</param>
public sealed record VoiceBalance(ImmutableArray<int> Given, int Echoed)
{
    const int Percent = 100;

    public static VoiceBalance Of(IEnumerable<IGrouping<PersonAlias, bool>> byPerson)
    {
        var people = byPerson.ToList();
        return new VoiceBalance([.. people.Select(person => person.Count()).OrderDescending()], people.Count(person => person.Any(isEchoed => isEchoed)));
    }

    /// <summary>What the third who gave most gave of all, in per cent.</summary>
    public int TopThird
    {
        get
        {
            var third = (Given.Length + 2) / 3;
            return (int)Math.Round(Percent * (double)Given.Take(third).Sum() / Math.Max(1, Given.Sum()), MidpointRounding.AwayFromZero);
        }
    }

    public string? Sentence(Words words) => Given.Length < Limits.MinimumAnswers
        ? null
        : words.Say("Session.VoiceBalance", TopThird, Echoed, Given.Length);
}
