using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What somebody wrote on a sheet: kept whenever it comes, on the sheet or beside it.</summary>
static class HandingIn
{
    /// <summary>An idea, in UTF-16 units (PRODUCT: at most 500 characters).</summary>
    public const int IdeaMax = 500;

    public const int StarsMax = 2;

    public static ActivityDecision HandIn(BrainwritingCommand.HandIn command, Brainwriting state, ActivityTurn turn)
    {
        if (Clean(command.Cells, state) is var read && read.Refusal is { } refusal)
        {
            return refusal;
        }

        var cells = read.Value!; // ! what is not read is refused
        if (command.On is { } on)
        {
            return state.Writers.GetValueOrDefault(turn.Author)?.Find(on.Sheet, on.Round) is { } held
                ? On(held, cells, command, state, turn)
                : Refusals.OldCard;
        }

        if (IsTheLastRowAgain(cells, state, turn.Author))
        {
            return ActivityDecision.Nothing;
        }

        if (state.CurrentOf(turn.Author) is { } current)
        {
            return On(current, cells, command, state, turn);
        }

        var taken = SheetTaking.Take(state, turn);
        if (taken.Refusal is not null)
        {
            return taken;
        }

        var after = taken.Events.Cast<BrainwritingEvent>().Aggregate(state, BrainwritingFold.Evolve);
        return after.CurrentOf(turn.Author) is { } got && On(got, cells, command, after, turn) is var decided
            ? decided with { Events = [.. taken.Events, .. decided.Events] }
            : new Refusal("Brainwriting.AllWritten", RefusalKind.NotNow);
    }

    /// <summary>
    /// A typed line names no sheet. Sent twice it must not fill the next one, which may lie there already: handing in can end the round.
    /// </summary>
    static bool IsTheLastRowAgain(Cells cells, Brainwriting state, PersonAlias author) =>
        state.Writers.GetValueOrDefault(author)?.Held.LastOrDefault(held => held.IsHandedIn) is { } last
        && cells.All.Select(cell => cell.Text).Where(text => text is not "").SequenceEqual(last.Given.Select(given => given.Text), StringComparer.Ordinal);

    sealed record Cells(ImmutableArray<WrittenCell> All);

    static Parsed<Cells> Clean(ImmutableArray<WrittenCell> cells, Brainwriting state)
    {
        if (cells.Length > state.IdeasEach)
        {
            return new Refusal("Brainwriting.TooManyIdeas", RefusalKind.Wrong, state.IdeasEach, cells.Length);
        }

        var clean = ImmutableArray.CreateBuilder<WrittenCell>(cells.Length);
        foreach (var (index, cell) in cells.Index())
        {
            var text = cell.Text is null ? null : PersonalText.Line(cell.Text);
            if (text is { Length: > IdeaMax })
            {
                return Refusals.TooLong(text, IdeaMax) with { Input = BrainwritingReading.IdeaInput(index) };
            }

            if (cell.Picture is not null && string.IsNullOrEmpty(text))
            {
                return new Refusal("Brainwriting.PictureNeedsWords", RefusalKind.Wrong) { Input = BrainwritingReading.IdeaInput(index) };
            }

            clean.Add(cell with { Text = text });
        }

        return new Cells(clean.ToImmutable());
    }

    static ActivityDecision On(HeldSheet held, Cells cells, BrainwritingCommand.HandIn command, Brainwriting state, ActivityTurn turn) =>
        IsLate(held, state, turn) ? Late(held, cells, state, turn.Author)
        : command.Held.Length > 0 && command.Held != Press.SealOf(held.Words()) && Replaces(held, cells) ? Refusals.OtherForm
        : InTime(held, cells, command.Stars, state, turn);

    static bool Replaces(HeldSheet held, Cells cells) => held.Given.Any(given =>
        given.Cell < cells.All.Length && cells.All[given.Cell].Text is { } text && text != given.Text);

    /// <summary>The sheet has gone on: its bell rang more than a minute ago, or it is lent to somebody else.</summary>
    static bool IsLate(HeldSheet held, Brainwriting state, ActivityTurn turn) => state.IsLive
        ? held.Round < state.Round && (held.Round < state.Round - 1 || turn.Now > state.RangAt + Limits.HandInGrace)
        : !held.IsHandedIn && state.Sheets[held.Sheet].Holder != turn.Author;

    static ActivityDecision InTime(HeldSheet held, Cells cells, ImmutableArray<Star>? stars, Brainwriting state, ActivityTurn turn)
    {
        var on = new SheetRef(held.Sheet, held.Round);
        var given = Given(held.Given, cells, on, state, turn.Author, isLate: false);
        if (BrainwritingPictures.Refuses(state, turn.Author, held.Given, given) is { } refusal)
        {
            return refusal;
        }

        var best = state.IsHarvest(held, turn.Author) && stars is { } set
            ? Starred(set, given, held, state, turn.Author)
            : state.Sheets[held.Sheet].Stars.RemoveAll(idea => held.Given.Any(old => old.Id == idea) && given.All(kept => kept.Id != idea));
        if (held.IsHandedIn && given.SequenceEqual(held.Given) && best.SequenceEqual(state.Sheets[held.Sheet].Stars))
        {
            return ActivityDecision.Nothing;
        }

        var handedIn = new BrainwritingEvent.HandedIn(turn.Author, held.Sheet, held.Round, given, best, IsLate: false);
        var after = BrainwritingFold.Evolve(state, handedIn);
        return Bells.RingsEarly(after, held) ? Bells.Ring(after, turn.Now, handedIn) : ActivityDecision.Of(handedIn);
    }

    // Only what is not on the sheet already: a form that is sent again an hour later adds nothing.
    static ActivityDecision Late(HeldSheet held, Cells cells, Brainwriting state, PersonAlias author)
    {
        var on = new SheetRef(held.Sheet, held.Round);
        var others = cells.All.Select(cell => cell.Text is { } text
            && held.Given.Any(given => given.Text == text && (cell.Picture is null || cell.Picture == given.Picture))
            ? cell with { Text = "" }
            : cell);
        var late = Given(held.Late, new Cells([.. others]), on, state, author, isLate: true);
        return BrainwritingPictures.Refuses(state, author, held.Late, late) is { } refusal ? refusal
            : late.SequenceEqual(held.Late) ? ActivityDecision.Nothing
            : ActivityDecision.Of(new BrainwritingEvent.HandedIn(author, held.Sheet, held.Round, late, [], IsLate: true));
    }

    /// <summary>An idea that is reworded keeps its number; what builds on nothing that was there builds on nothing.</summary>
    static ImmutableArray<GivenIdea> Given(
        ImmutableArray<GivenIdea> before, Cells cells, SheetRef on, Brainwriting state, PersonAlias author, bool isLate)
    {
        var sheet = state.Sheets[on.Sheet];
        var given = ImmutableArray.CreateBuilder<GivenIdea>();
        var numbers = new List<int>();
        var expected = Math.Max(Bells.Target(state), state.Ideas.Count + state.IdeasEach);
        for (var cell = 0; cell < state.IdeasEach; cell++)
        {
            var old = before.FirstOrDefault(idea => idea.Cell == cell);
            var now = cell < cells.All.Length ? cells.All[cell] : new WrittenCell(null);
            var text = now.Text ?? old?.Text ?? "";
            if (text.Length == 0)
            {
                continue;
            }

            var number = old?.Id ?? IdeaNumbers.Draw(IdeaNumbers.Seed(author, on, cell, isLate), expected, numbers, state.Ideas.ContainsKey);
            numbers.Add(number);
            var basis = now.Text is null ? old?.BuildsOn : now.BuildsOn;
            given.Add(new GivenIdea(cell, number, text, basis is { } id && IsThere(id) ? id : null)
            {
                Picture = now.Picture ?? (now.IsPictureGone || (now.IsTyped && text != old?.Text) ? null : old?.Picture),
            });
        }

        return given.ToImmutable();

        bool IsThere(int id) => (sheet.Ideas.Contains(id) || sheet.Stimulus.Contains(id))
            && state.Ideas.TryGetValue(id, out var there) && there.Author != author; // it may have been taken back meanwhile
    }

    static ImmutableArray<int> Starred(
        ImmutableArray<Star> stars, ImmutableArray<GivenIdea> given, HeldSheet held, Brainwriting state, PersonAlias author)
    {
        var before = state.Before(held, author).Select(idea => idea.Id).ToHashSet();
        var meant = stars.Select(star => star.Cell is { } cell ? given.FirstOrDefault(idea => idea.Cell == cell)?.Id : star.Idea)
            .OfType<int>().Where(id => before.Contains(id) || given.Any(idea => idea.Id == id));
        return [.. meant.Distinct().Take(StarsMax).Order()];
    }
}
