using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Sessions;

/// <summary>What each event makes of the state.</summary>
static class BrainwritingFold
{
    public static Brainwriting Begin(BrainwritingEvent plan) => plan is BrainwritingEvent.Planned planned
        ? new Brainwriting(planned.Question, planned.IdeasEach, planned.Rounds, planned.IsGallery, planned.IsLive, planned.Lasts)
        : throw new UnreachableException();

    public static Brainwriting Evolve(Brainwriting state, BrainwritingEvent happened) => happened switch
    {
        BrainwritingEvent.Started e => state with { IsLive = e.IsLive, Seats = e.Seats, RoundLasts = e.Lasts },
        BrainwritingEvent.SheetTaken e => Taken(state, e),
        BrainwritingEvent.SheetOpened e => Change(state, e.Author, last => last with { OpenedAt = e.At }),
        BrainwritingEvent.HandedIn e => HandedIn(state, e with { Ideas = BrainwritingErasing.Kept(e.Ideas) }),
        BrainwritingEvent.Rang e => Rang(state, e),
        BrainwritingEvent.Prolonged => state with { IsProlonged = true },
        BrainwritingEvent.IdeaHidden e => state with { Hidden = state.Hidden.Add(e.Idea) },
        BrainwritingEvent.AuthorMuted e => state with
        {
            Hidden = state.Hidden.Add(e.Idea),
            Muted = state.Ideas.TryGetValue(e.Idea, out var idea) ? state.Muted.Add(idea.Author) : state.Muted,
        },
        BrainwritingEvent.Told e => Told(state, e),
        _ => throw new UnreachableException(),
    };

    static Brainwriting Told(Brainwriting state, BrainwritingEvent.Told e) => state with
    {
        Ideas = state.Ideas.SetItem(e.Idea, new WrittenIdea(e.Idea, Retelling.Nobody, e.Sheet, PersonalText.Kept(e.Text), e.BuildsOn)),
        Pictures = e.HasPicture ? state.Pictures.SetItem(e.Idea, PictureRef.Elsewhere) : state.Pictures.Remove(e.Idea),
        StarsTold = e.Stars > 0 ? state.StarsTold.SetItem(e.Idea, e.Stars) : state.StarsTold,
        Sheets = e.Sheet > 0
            ? state.Sheets.SetItem(e.Sheet, new WritingSheet(e.Sheet, Ring: 0, Retelling.Nobody, HeldRound: 0) { Ideas = [e.Idea] })
            : state.Sheets,
    };

    static Brainwriting Taken(Brainwriting state, BrainwritingEvent.SheetTaken e)
    {
        if (!state.Writers.ContainsKey(e.Author))
        {
            var seated = state.Seated.AddRange(Enumerable.Repeat(0, Math.Max(0, e.Ring + 1 - state.Seated.Length)));
            state = state with
            {
                Seated = seated.SetItem(e.Ring, seated[e.Ring] + 1),
                Writers = state.Writers.Add(e.Author, new Writer(e.Ring, [])),
            };
        }

        return Held(state, e.Author, new HeldSheet(e.Sheet, e.Round, e.Until, e.At), e.Ring, e.Stimulus);
    }

    static Brainwriting Held(Brainwriting state, PersonAlias author, HeldSheet held, int ring, ImmutableArray<int> stimulus)
    {
        var sheet = state.Sheets.GetValueOrDefault(held.Sheet) ?? new WritingSheet(held.Sheet, ring, author, held.Round) { Stimulus = stimulus };
        var writer = state.Writers[author];
        var isRenewed = writer.Last is { } last && (last.Sheet, last.Round) == (held.Sheet, held.Round); // the lease alone is new
        return state with
        {
            Sheets = state.Sheets.SetItem(
                held.Sheet, sheet with { Holder = author, HeldRound = held.Round, Until = held.Until, IsHandedIn = false }),
            Writers = state.Writers.SetItem(author, writer with
            {
                Held = isRenewed
                    ? writer.Held.SetItem(writer.Held.Length - 1, writer.Held[^1] with { Until = held.Until })
                    : writer.Held.Add(held),
            }),
        };
    }

    static Brainwriting Rang(Brainwriting state, BrainwritingEvent.Rang e)
    {
        state = state with { Round = e.Round, RoundsFrozen = e.Rounds, RangAt = e.At };
        foreach (var deal in e.Deals)
        {
            var held = new HeldSheet(deal.Sheet, e.Round, Until: null, OpenedAt: null);
            state = Held(state, deal.Author, held, state.Writers[deal.Author].Ring, deal.Stimulus);
        }

        return state;
    }

    static Brainwriting Change(Brainwriting state, PersonAlias author, Func<HeldSheet, HeldSheet> change)
    {
        var writer = state.Writers[author];
        var held = writer.Held.SetItem(writer.Held.Length - 1, change(writer.Held[^1]));
        return state with { Writers = state.Writers.SetItem(author, writer with { Held = held }) };
    }

    static Brainwriting HandedIn(Brainwriting state, BrainwritingEvent.HandedIn e)
    {
        var writer = state.Writers[e.Author];
        var held = writer.Find(e.Sheet, e.Round) ?? throw new UnreachableException("Only who holds a sheet hands it in.");
        var before = e.IsLate ? held.Late : held.Given;
        var now = e.IsLate ? held with { Late = e.Ideas } : held with { Given = e.Ideas, IsHandedIn = true };
        state = Rewritten(state, e, before) with
        {
            Writers = state.Writers.SetItem(e.Author, writer with { Held = writer.Held.Replace(held, now) }),
        };
        return e.IsLate ? state : OnSheet(state, e, before);
    }

    static Brainwriting Rewritten(Brainwriting state, BrainwritingEvent.HandedIn e, ImmutableArray<GivenIdea> before)
    {
        var ideas = state.Ideas.RemoveRange(before.Select(given => given.Id).Except(e.Ideas.Select(given => given.Id)))
            .SetItems(e.Ideas.Select(given => KeyValuePair.Create(
                given.Id, new WrittenIdea(given.Id, e.Author, e.IsLate ? 0 : e.Sheet, given.Text, given.BuildsOn))));
        var pictures = state.Pictures.RemoveRange(before.Concat(e.Ideas).Select(given => given.Id)).SetItems(
            from given in e.Ideas
            where given.Picture is not null
            select KeyValuePair.Create(given.Id, given.Picture));
        // Also what a muted author rewrites is a further text, and another picture a further one.
        var hidden = state.Muted.Contains(e.Author) ? state.Hidden.Union(e.Ideas.Where(IsFurther).Select(given => given.Id)) : state.Hidden;
        return state with { Ideas = ideas, Pictures = pictures, Hidden = hidden };

        bool IsFurther(GivenIdea given) => before.All(old => (old.Id, old.Text, old.Picture) != (given.Id, given.Text, given.Picture));
    }

    static Brainwriting OnSheet(Brainwriting state, BrainwritingEvent.HandedIn e, ImmutableArray<GivenIdea> before)
    {
        var sheet = state.Sheets[e.Sheet];
        ImmutableArray<int> ideas = [.. sheet.Ideas.Except(before.Select(given => given.Id)), .. e.Ideas.Select(given => given.Id)];
        var isHolders = sheet.Holder == e.Author && sheet.HeldRound == e.Round;
        return state with
        {
            Sheets = state.Sheets.SetItem(e.Sheet, sheet with
            {
                Ideas = ideas,
                Rows = ideas.Select(idea => state.Ideas[idea].Author).Distinct().Count(),
                IsHandedIn = sheet.IsHandedIn || isHolders,
                Stars = isHolders ? e.Stars : sheet.Stars,
            }),
        };
    }
}
