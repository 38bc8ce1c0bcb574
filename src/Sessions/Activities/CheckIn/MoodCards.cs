using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>How the mood meter is shown on cards: by the part of the field, in words, with how many are there.</summary>
static class MoodCards
{
    static CheckIn State(ActivityView view) => (CheckIn)view.Item.State;

    /// <summary>What a place means, in words.</summary>
    public static string Title(ActivityView view, string choice) => TitleOf(view, MoodPlace.Of(choice).Part);

    static string TitleOf(ActivityView view, string part) => view.Words["CheckIn.Mood-" + part];

    public static IEnumerable<string> Counts(ActivityView view) => Parts(view).Select(part => $"{TitleOf(view, part.Name)}: {part.Count}");

    /// <summary>Parts where nobody is are left out: nine of them would be many.</summary>
    public static IEnumerable<Element> Tally(ActivityView view)
    {
        yield return new FactSet([.. Parts(view).Select(part => Fact(view, part.Name, part.Count))]);
    }

    public static string NameOf(ActivityView view, string part) => view.Words["CheckIn.MoodName-" + part];

    // By its name alone: what the name means stands on the buttons, and there is little room beside people.
    static Fact Fact(ActivityView view, string part, int people)
    {
        var count = new TextRun(view.Words.Count("CheckIn.People", people));
        var names = CheckInCards.NamesWhoSaid(view, value => MoodPlace.Of(value).Part == part);
        return new Fact(NameOf(view, part), names.IsEmpty ? [count] : [count, new TextRun(": "), .. names]);
    }

    // The pleasant first, and of these the ones with energy.
    public static IEnumerable<(string Name, int Count)> Parts(ActivityView view) => State(view).Answers.Values
        .Select(answer => MoodPlace.Of(answer.Value))
        .GroupBy(place => place.Part, StringComparer.Ordinal)
        .Select(part => (part.Key, part.Count(), part.First()))
        .OrderByDescending(part => Side(part.Item3.Pleasant))
        .ThenByDescending(part => Side(part.Item3.Energy))
        .Select(part => (part.Key, part.Item2));

    static int Side(int step) => step.CompareTo((MoodPlace.Steps + 1) / 2);

    /// <summary>Averages of few would tell what one of them said.</summary>
    public static IEnumerable<string> Averages(ActivityView view)
    {
        if (State(view) is not { Format: CheckInFormat.Mood, Contributors: >= Limits.MinimumAnswers } state)
        {
            return [];
        }

        var places = state.Answers.Values.Select(answer => MoodPlace.Of(answer.Value)).ToList();
        return [view.Words.Say("CheckIn.MoodAverage", places.Average(place => place.Pleasant), places.Average(place => place.Energy))];
    }

    public static IEnumerable<Input> Inputs(ActivityView view, CheckInAnswer? given)
    {
        MoodPlace? place = given is null ? null : MoodPlace.Of(given.Value);
        yield return Steps(view, CheckInReading.AnswerInput, "pleasant", place?.Pleasant);
        yield return Steps(view, CheckInReading.EnergyInput, "energy", place?.Energy);
    }

    static InputChoiceSet Steps(ActivityView view, string id, string axis, int? given) => new(
        id, view.Words["CheckIn.MoodLabel-" + axis], [.. CheckIn.Steps.Select(step => new Choice(view.Words[$"CheckIn.MoodStep-{axis}-{step}"], step))])
    {
        Value = given?.ToString(CultureInfo.InvariantCulture),
        Style = ChoiceInputStyle.Expanded,
        IsRequired = true,
    };
}
