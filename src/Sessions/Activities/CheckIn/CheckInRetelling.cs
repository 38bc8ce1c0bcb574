using System.Collections.Immutable;
using System.Security.Cryptography;

namespace CoCreateBot.Sessions;

static class CheckInRetelling
{
    public static ImmutableArray<ActivityEvent> Of(CheckIn state, bool isNamed, Retelling renamed) =>
        state.Format == CheckInFormat.Rose ? Roses(state, isNamed, renamed) : Answers(state, isNamed, renamed);

    // Where nobody is named, no text stands beside another of the same person.
    static ImmutableArray<ActivityEvent> Roses(CheckIn state, bool isNamed, Retelling renamed)
    {
        var given = state.Answers.Select(answer => (Author: renamed.Person(answer.Key), answer.Value.Parts))
            .OrderBy(answer => answer.Author.Value, StringComparer.Ordinal)
            .ToList();
        var parts = RoseBudThorn.Names.ToDictionary(name => name, name => given.Select(answer => answer.Parts?[name]).ToArray(), StringComparer.Ordinal);
        foreach (var texts in isNamed ? [] : parts.Values.ToList())
        {
            RandomNumberGenerator.Shuffle(texts.AsSpan());
        }

        return [.. given.Select((answer, i) => new CheckInEvent.Shared(answer.Author, parts["rose"][i], parts["bud"][i], parts["thorn"][i]))];
    }

    static ImmutableArray<ActivityEvent> Answers(CheckIn state, bool isNamed, Retelling renamed)
    {
        var answers = state.Answers.Select(given => (Author: renamed.Person(given.Key), given.Value.Value, given.Value.Note))
            .OrderBy(given => given.Author.Value, StringComparer.Ordinal)
            .ToList();
        var notes = answers.Select(given => given.Note).ToArray();
        if (!isNamed)
        {
            RandomNumberGenerator.Shuffle(notes.AsSpan()); // not beside its answer, where nobody is named: so it is in the rows
        }

        return [.. answers.Zip(notes, (given, note) => new CheckInEvent.Answered(given.Author, given.Value, note))];
    }
}
