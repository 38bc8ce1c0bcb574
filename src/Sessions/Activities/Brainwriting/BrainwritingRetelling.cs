using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>
/// The ideas that are shown: not when they came, and not in which order the sheets were begun. Where people are named, on their sheets; else one by one,
/// without what would say which of them have the same author.
/// </summary>
static class BrainwritingRetelling
{
    public static BrainwritingEvent Plan(Brainwriting state) => new BrainwritingEvent.Planned(
        state.Question, state.IdeasEach, state.RoundsSet, state.IsGallery, state.IsLive, state.LastsSet);

    public static ImmutableArray<ActivityEvent> Of(Brainwriting state, AgendaItem item, Retelling renamed) =>
    [
        new BrainwritingEvent.Started(state.IsLive, state.Seats, state.RoundLasts),
        .. renamed.Names ? Rows(state, item, renamed) : Apart(state),
    ];

    static IEnumerable<ActivityEvent> Apart(Brainwriting state)
    {
        var (sheets, stars) = (state.ShownSheets.Count(), state.Stars());
        return state.ShownIdeas().Select((idea, i) => new BrainwritingEvent.Told(
            idea.Id, idea.Text, BasisOf(idea.BuildsOn, state), stars.GetValueOrDefault(idea.Id), i < sheets ? i + 1 : 0, state.PictureOf(idea.Id) is not null));
    }

    static int? BasisOf(int? idea, Brainwriting state) => idea is { } basis && state.IsShown(basis) ? basis : null;

    static IEnumerable<ActivityEvent> Rows(Brainwriting state, AgendaItem item, Retelling renamed)
    {
        var number = state.Sheets.Values.OrderBy(sheet => sheet.Ideas.Where(state.IsShown).DefaultIfEmpty(int.MaxValue).Min())
            .Select((sheet, i) => (sheet.Number, Fresh: i + 1)).ToDictionary(pair => pair.Number, pair => pair.Fresh);
        return
            from writer in state.Writers.Where(one => one.Value.Held.Any(held => IsShown(held, state)))
                .Select(one => (Author: renamed.Person(one.Key), one.Value)).OrderBy(one => one.Author.Value, StringComparer.Ordinal)
            from held in writer.Value.Held.Where(held => IsShown(held, state)).OrderBy(held => number[held.Sheet])
            from told in Row(state, new Written(writer.Author, writer.Value.Ring, held, number[held.Sheet]), item.OpenedAt ?? default)
            select told;
    }

    static bool IsShown(HeldSheet held, Brainwriting state) => held.Given.Concat(held.Late).Any(idea => state.IsShown(idea.Id));

    readonly record struct Written(PersonAlias Author, int Ring, HeldSheet Held, int Sheet);

    static IEnumerable<ActivityEvent> Row(Brainwriting state, Written row, DateTimeOffset at)
    {
        var (given, late) = (Shown(row.Held.Given, state), Shown(row.Held.Late, state));
        ImmutableArray<int> stars = [.. state.Sheets[row.Held.Sheet].Stars.Where(state.IsShown)]; // whoever is told last holds it, so all bring them
        return
        [
            new BrainwritingEvent.SheetTaken(row.Author, row.Sheet, row.Ring, row.Held.Round, at, Until: null, []),
            .. given.IsEmpty ? [] : (ReadOnlySpan<ActivityEvent>)[HandedIn(row, given, stars, isLate: false)],
            .. late.IsEmpty ? [] : (ReadOnlySpan<ActivityEvent>)[HandedIn(row, late, [], isLate: true)],
        ];
    }

    static ImmutableArray<GivenIdea> Shown(ImmutableArray<GivenIdea> ideas, Brainwriting state) =>
    [
        .. ideas.Where(idea => state.IsShown(idea.Id)).Select(idea => idea with
        {
            BuildsOn = BasisOf(idea.BuildsOn, state),
            Picture = idea.Picture is null ? null : PictureRef.Elsewhere, // a file holds words alone
        }),
    ];

    static BrainwritingEvent.HandedIn HandedIn(Written row, ImmutableArray<GivenIdea> ideas, ImmutableArray<int> stars, bool isLate) =>
        new(row.Author, row.Sheet, row.Held.Round, ideas, stars, isLate);
}
