using System.Collections.Immutable;
using System.Security.Cryptography;

namespace CoCreateBot.Sessions;

static class CheckInRetelling
{
    public static ImmutableArray<ActivityEvent> Of(CheckIn state, bool isNamed, Retelling renamed)
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
