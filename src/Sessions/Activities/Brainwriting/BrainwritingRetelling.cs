using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>The ideas on their sheets, and who wrote together on one: not when, and not in which order the sheets were begun.</summary>
static class BrainwritingRetelling
{
    public static BrainwritingEvent Plan(Brainwriting state) => new BrainwritingEvent.Planned(
        state.Question, state.IdeasEach, state.RoundsSet, state.IsGallery, state.IsLive, state.LastsSet);

    public static ImmutableArray<ActivityEvent> Of(Brainwriting state, AgendaItem item, Retelling renamed)
    {
        var number = state.Sheets.Values.OrderBy(sheet => sheet.Ideas.DefaultIfEmpty(int.MaxValue).Min())
            .Select((sheet, i) => (sheet.Number, Fresh: i + 1)).ToDictionary(pair => pair.Number, pair => pair.Fresh);
        var rows =
            from writer in state.Writers.Select(one => (Author: renamed.Person(one.Key), one.Value)).OrderBy(one => one.Author.Value, StringComparer.Ordinal)
            from held in writer.Value.Held.Where(held => held.HasIdeas).OrderBy(held => number[held.Sheet])
            select Row(state, new Written(writer.Author, writer.Value.Ring, held, number[held.Sheet]), item.OpenedAt ?? default);
        return
        [
            new BrainwritingEvent.Started(state.IsLive, state.Seats, state.RoundLasts),
            .. rows.SelectMany(events => events),
            .. state.Hidden.Where(state.Ideas.ContainsKey).Order().Select(idea => new BrainwritingEvent.IdeaHidden(idea)),
        ];
    }

    readonly record struct Written(PersonAlias Author, int Ring, HeldSheet Held, int Sheet);

    static ImmutableArray<ActivityEvent> Row(Brainwriting state, Written row, DateTimeOffset at)
    {
        var held = row.Held;
        var stars = state.Sheets[held.Sheet].Stars; // whoever is told last holds it, so all bring them
        return
        [
            new BrainwritingEvent.SheetTaken(row.Author, row.Sheet, row.Ring, held.Round, at, Until: null, []),
            .. held.Given.IsEmpty ? [] : (ReadOnlySpan<ActivityEvent>)[HandedIn(state, row, held.Given, stars, isLate: false)],
            .. held.Late.IsEmpty ? [] : (ReadOnlySpan<ActivityEvent>)[HandedIn(state, row, held.Late, [], isLate: true)],
        ];
    }

    static BrainwritingEvent.HandedIn HandedIn(
        Brainwriting state, Written row, ImmutableArray<GivenIdea> ideas, ImmutableArray<int> stars, bool isLate) => new(
            row.Author, row.Sheet, row.Held.Round, [.. ideas.Select(idea => state.IsShown(idea.Id) ? idea : idea with { Text = "" })], stars, isLate);
}
