using System.Collections.Immutable;
using System.Globalization;

namespace CoCreateBot.Sessions;

/// <summary>Answers and notes as rows of their own, in the order of their words: when people answered is not to be seen.</summary>
static class CheckInArtifacts
{
    public static ImmutableArray<Artifact> Of(ActivityView view)
    {
        if (!view.Item.ShowsTotals)
        {
            return [];
        }

        var state = (CheckIn)view.Item.State;
        if (state.Format == CheckInFormat.Rose)
        {
            return [.. RoseBudThorn.Names.SelectMany(name => Shared(view, name))];
        }

        var isNamed = view.Item.Level == AnonymityLevel.Named;
        var rows = state.Answers
            .Select(answer => (answer.Value.Value, answer.Value.Note, Author: isNamed ? view.NameOf(answer.Key) : null))
            .OrderBy(row => row.Value, StringComparer.Ordinal)
            .ThenBy(row => row.Note, StringComparer.Ordinal)
            .ThenBy(row => row.Author, StringComparer.Ordinal)
            .ToList();
        var answers = rows.Select((row, i) => new Artifact(
            view.Item.Number, Key("answer", i), "answer", row.Value, state.IsSteps ? Step(row.Value) : null, row.Author));
        var notes = rows.Where(row => row.Note is not null)
            .OrderBy(row => row.Note, StringComparer.Ordinal) // not beside its answer, where nobody is named
            .Select((row, i) => new Artifact(view.Item.Number, Key("note", i), "note", row.Note ?? "", Value: null, row.Author));
        return [.. answers, .. notes];
    }

    // Each under its own kind, not beside the two others of one person where nobody is named.
    static IEnumerable<Artifact> Shared(ActivityView view, string name) => ((CheckIn)view.Item.State).Answers
        .Select(answer => (Text: answer.Value.Parts?[name], Author: view.Item.Level == AnonymityLevel.Named ? view.NameOf(answer.Key) : null))
        .Where(row => row.Text is not null)
        .OrderBy(row => row.Text, StringComparer.Ordinal)
        .ThenBy(row => row.Author, StringComparer.Ordinal)
        .Select((row, i) => new Artifact(view.Item.Number, Key(name, i), name, row.Text ?? "", Value: null, row.Author));

    public static int Step(string value) => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);

    static string Key(string kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{index + 1:D5}");
}
