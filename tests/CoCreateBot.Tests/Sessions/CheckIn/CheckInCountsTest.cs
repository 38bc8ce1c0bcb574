using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>The figures of a check-in are kept along from answer to answer; they are those of its answers, whatever became of them.</summary>
public sealed class CheckInCountsTest
{
    const int Steps = 400;
    const int People = 12;

    static readonly CheckIn Fresh = new(CheckInFormat.Light, null);
    static readonly string[] Said = [.. CheckIn.Lights, "neither of these"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void They_are_those_of_the_answers_after_whatever_happened_and_whenever_they_were_asked_for(int seed)
    {
        var chance = new Random(seed);
        var state = Fresh;
        for (var step = 0; step < Steps; step++)
        {
            state = After(state, chance);
            if (chance.Next(3) == 0)
            {
                Assert.Equal(CheckIn.Lights.Select(light => state.Answers.Values.Count(answer => answer.Value == light)), CheckIn.Lights.Select(state.CountOf));
                Assert.Equal(state.Answers.Values.Count(answer => answer.Note is not null), state.Notes);
            }
        }
    }

    [Fact]
    public void Whether_they_were_asked_for_makes_no_difference_between_two_states()
    {
        var asked = Fresh.With(Person(1), new CheckInAnswer("green", "fine"));
        var same = asked with { };
        Assert.Equal(1, asked.CountOf("green"));
        Assert.Equal(same, asked);
        Assert.Equal(same.GetHashCode(), asked.GetHashCode());
    }

    // Answers come, with or without a note, come again, are withdrawn, and all of them are begun anew.
    static CheckIn After(CheckIn state, Random chance)
    {
        var person = Person(chance.Next(People));
        var answer = new CheckInAnswer(Said[chance.Next(Said.Length)], chance.Next(2) == 0 ? "a note" : null);
        return chance.Next(20) switch
        {
            0 => state with { Answers = state.Answers.Remove(person) },
            1 => state with { Answers = state.Answers.SetItem(person, answer) },
            2 => Fresh,
            _ => state.With(person, answer),
        };
    }

    static PersonAlias Person(int number) => new($"person-{number}");
}
