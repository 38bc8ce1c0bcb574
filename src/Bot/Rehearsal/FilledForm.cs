using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>
/// Fills in any form by what it shows: a text where there is room for words, one of the choices, not more dots than there are. So a new activity needs
/// nothing here. What a form does not say (that a line is a date) stands in <see cref="Known"/>, and is kept small.
/// </summary>
/// <param name="isTroll">Writes junk wherever there is room for words.</param>
/// <param name="today">At this person's place.</param>
sealed class FilledForm(Form form, Phrases phrases, Random chance, bool isTroll, DateOnly today)
{
    const int DaysMax = 21;

    /// <summary>In per cent: how readily what may be left out is filled in, and how much less each further one.</summary>
    const int Optional = 60;
    const int Hundred = 100;

    /// <summary>The choice by which forms let somebody say nothing.</summary>
    const string Nothing = "none";

    readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    readonly bool hasRequired = form.Inputs.OfType<InputText>().Any(text => text.IsRequired);
    readonly bool isTickList = form.Inputs.OfType<InputToggle>().Count() > 1;
    int texts;
    int choices;

    /// <param name="wrong">The input that was refused when it was filled in before: it is left empty, or as it was, if it can be.</param>
    public IReadOnlyDictionary<string, string> Fill(string? wrong)
    {
        foreach (var input in form.Inputs)
        {
            if ((input.Id == wrong && !input.IsRequired ? Untouched(input) : Known(input) ?? Value(input)) is { } value)
            {
                fields[input.Id] = value;
            }
        }

        if (form.DotsMax is { } dots)
        {
            Spend(dots);
        }

        return fields;
    }

    string? Known(Input input) => input switch
    {
        { Id: "due" } => today.AddDays(1 + chance.Next(DaysMax)).ToString("O", CultureInfo.InvariantCulture),
        { Id: "more" } => "", // numbers of ideas
        { Id: "idea", IsRequired: false } => Value(input with { IsRequired = true }), // it says what is to be moved
        _ => null,
    };

    string? Value(Input input) => input switch
    {
        InputText text => Text(text),
        InputNumber number => Number(number),
        InputChoiceSet choice => Choice(choice),
        // One of several is ticked or not; a single one takes something back or away, and is left as it is.
        InputToggle toggle => isTickList && (chance.Next(Hundred) < Optional / 2 || fields.Count == 0) ? InputToggle.On
            : isTickList ? InputToggle.Off : Untouched(toggle),
        _ => null, // a picture: nobody pretends to have one
    };

    static string? Untouched(Input input) => input switch
    {
        InputChoiceSet choice => choice.Value ?? "",
        InputToggle toggle => toggle.IsOn ? InputToggle.On : InputToggle.Off,
        InputPicture => null,
        _ => "",
    };

    string Text(InputText text)
    {
        var odds = texts == 0 && !hasRequired ? Hundred : Optional / Math.Max(1, texts);
        texts++;
        return text.Value.Length > 0 ? text.Value
            : !text.IsRequired && chance.Next(Hundred) >= odds ? ""
            : isTroll ? Phrases.JunkText(text.MaxLength, chance)
            : phrases.Text(text.MaxLength, chance);
    }

    string Number(InputNumber number) => number.IsRequired || IsAllThereIs(number) || chance.Next(Hundred) < Optional
        ? chance.Next(number.Min, number.Max + 1).ToString(CultureInfo.InvariantCulture)
        : "";

    // Who sends a form has something to say.
    bool IsAllThereIs(InputNumber number) => form.Inputs.All(input => input.Id == number.Id);

    // What stands chosen already means "nothing said" mostly: the first of a form is always answered.
    string Choice(InputChoiceSet set)
    {
        var isFirst = choices++ == 0;
        var others = set.Choices.Where(choice => choice.Value != set.Value && !(isFirst && choice.Value == Nothing)).ToImmutableArray();
        var isKept = !isFirst && chance.Next(Hundred) >= Optional;
        return others.IsEmpty || (isKept && (set.Value is not null || !set.IsRequired)) ? set.Value ?? "" : Phrases.Any(others, chance).Value;
    }

    // One after the other, each where there is still room.
    void Spend(int dots)
    {
        var places = form.Inputs.Where(input => Max(input) > 0).ToImmutableArray();
        foreach (var place in places)
        {
            fields[place.Id] = "0";
        }

        for (var left = places.IsEmpty ? 0 : dots; left > 0; left--)
        {
            var place = Phrases.Any(places, chance);
            var given = int.Parse(fields[place.Id], CultureInfo.InvariantCulture);
            fields[place.Id] = Math.Min(given + 1, Max(place)).ToString(CultureInfo.InvariantCulture);
        }
    }

    // Of a number, or of choices that are numbers from 0 on.
    static int Max(Input input) => input switch
    {
        InputNumber number => number.Max,
        InputChoiceSet { Choices: [{ Value: "0" }, ..] choices } when choices.All(choice => choice.Value.All(char.IsAsciiDigit)) => choices.Length - 1,
        _ => 0,
    };
}
