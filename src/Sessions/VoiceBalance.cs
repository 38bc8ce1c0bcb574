using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

/// <summary>
/// How evenly a group spoke, in figures of the group alone: never who. Under <see cref="Limits.MinimumAnswers"/> people it is not said, as it
/// would be about single ones.
/// </summary>
/// <param name="TopThird">What the third who gave most gave of all, in per cent.</param>
/// <param name="Echoed">People something of whose was built on or starred.</param>
public sealed record VoiceBalance(int People, int TopThird, int Echoed)
{
    const int Percent = 100;

    public static VoiceBalance Of(IEnumerable<IGrouping<PersonAlias, bool>> byPerson)
    {
        var people = byPerson.ToList();
        var given = people.Select(person => person.Count()).OrderDescending().ToList();
        var third = given.Take((given.Count + 2) / 3).Sum();
        var share = (int)Math.Round(Percent * (double)third / Math.Max(1, given.Sum()), MidpointRounding.AwayFromZero);
        return new VoiceBalance(people.Count, share, people.Count(person => person.Any(isEchoed => isEchoed)));
    }

    [JsonIgnore]
    public bool IsSaid => People >= Limits.MinimumAnswers;

    public string? Sentence(Words words) => IsSaid ? words.Say("Session.VoiceBalance", TopThird, Echoed, People) : null;
}
