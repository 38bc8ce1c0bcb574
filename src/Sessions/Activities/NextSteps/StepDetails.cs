using System.Collections.Immutable;
using System.Globalization;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>Who and by when, as people say it.</summary>
/// <param name="zone">IANA name of the zone in which a day is meant.</param>
sealed class StepDetails(ActivityTurn turn, string zone)
{
    static readonly ImmutableArray<string> MeWords = [NextStepsRules.Me, "i", "ich", "mir"];
    static readonly ImmutableArray<string> NobodyWords = [NextStepsRules.Nobody, "none", "niemand", "-"];
    static readonly ImmutableArray<string> NeverWords = ["none", "never", "kein", "keins", "-"];

    public (DateOnly? Due, Refusal? WhyNot) DueOf(string? text, DateOnly? before)
    {
        if (text is null || text == before?.ToString("O", CultureInfo.InvariantCulture))
        {
            return (before, null); // it may have passed meanwhile
        }

        if (text.Length == 0 || NeverWords.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return (null, null);
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(turn.Now, LocalTime.ZoneOf(zone)).DateTime);
        var due = StepDates.Read(text, today, out var refusal);
        return (due, In(refusal, NextStepsForms.DueInput));
    }

    public (PersonAlias? Owner, Refusal? WhyNot) OwnerOf(string? text, PersonAlias? before)
    {
        if (text is null)
        {
            return (before, null);
        }

        if (MeWords.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return (turn.Author, null);
        }

        if (text.Length == 0 || NobodyWords.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return (null, null);
        }

        var meant = Meant(text.TrimStart('@'));
        return meant switch
        {
            [var one] => (one, null),
            [] => (null, In(new Refusal("NextSteps.NoSuchPerson", RefusalKind.Wrong, text), NextStepsForms.OwnerInput)),
            _ => (null, In(Several(text, meant), NextStepsForms.OwnerInput)),
        };
    }

    Refusal Several(string text, ImmutableArray<PersonAlias> meant) =>
        new("NextSteps.SeveralPeople", RefusalKind.Wrong, text, Removing.Numbers(meant.Select(one => turn.Joined[one])));

    /// <summary>By the number of joining, by the whole name, by both ("Bob 5"), or by how it begins.</summary>
    ImmutableArray<PersonAlias> Meant(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return [.. turn.Joined.Where(person => person.Value.Number == number).Select(person => person.Key)];
        }

        ImmutableArray<PersonAlias> Called(Func<string, bool> fits) =>
            [.. turn.Joined.Where(person => person.Value.Name is { } name && fits(name)).Select(person => person.Key)];
        var whole = Called(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        ImmutableArray<PersonAlias> counted =
        [
            .. turn.Joined.Where(person => $"{person.Value.Name} {Number(person.Value.Number)}".Equals(text, StringComparison.OrdinalIgnoreCase))
                .Select(person => person.Key),
        ];
        return !whole.IsEmpty ? whole : !counted.IsEmpty ? counted : Called(name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase));
    }

    static Refusal? In(Refusal? refusal, string input) => refusal is null ? null : refusal with { Input = input };
}
