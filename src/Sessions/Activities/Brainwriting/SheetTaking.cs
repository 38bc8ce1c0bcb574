using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>Somebody asks for a sheet: seats are taken by asking, as the log may not link who joined with who writes.</summary>
static class SheetTaking
{
    /// <summary>How long a sheet of the pool is one person's: so much working time, or by the clock where all ends before that.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromHours(4);

    /// <summary>People who write live: a bell deals to all of them in one event, and a commit holds 512 KiB.</summary>
    public const int LiveMax = 5_000;

    /// <summary>Ideas of others shown beside a sheet in a gallery.</summary>
    public const int StimulusMax = 3;

    public static ActivityDecision Take(Brainwriting state, ActivityTurn turn)
    {
        var most = state.IsLive ? LiveMax : Limits.ParticipantsMax;
        if (!state.Writers.ContainsKey(turn.Author) && state.Writers.Count >= most)
        {
            return new Refusal("Session.Full", RefusalKind.NotNow, most);
        }

        return state.IsLive ? TakeLive(state, turn) : Borrow(state, turn);
    }

    static ActivityDecision TakeLive(Brainwriting state, ActivityTurn turn) => state.CurrentOf(turn.Author) switch
    {
        { IsOpened: true } or { IsHandedIn: true } => ActivityDecision.Nothing,
        { } => ActivityDecision.Of(new BrainwritingEvent.SheetOpened(turn.Author, turn.Now)),
        null => ActivityDecision.Of(Taken(
            state, turn, FreeInRing(state, turn) ?? NewSheet(state, turn.Author, state.Round, []), state.Round, until: null)),
    };

    /// <summary>In the first round everybody begins a sheet; later a latecomer goes on with one that nobody has now, where there is one.</summary>
    static int? FreeInRing(Brainwriting state, ActivityTurn turn)
    {
        if (state.Round == 1 || state.IsGallery)
        {
            return null;
        }

        var writer = state.Writers.GetValueOrDefault(turn.Author);
        var ring = RingOf(state, turn);
        return state.Sheets.Values
            .Where(sheet => sheet.Ring == ring && sheet.HeldRound < state.Round && writer?.HasHad(sheet.Number) != true)
            .OrderBy(sheet => sheet.Rows).ThenBy(sheet => sheet.Number).FirstOrDefault()?.Number;
    }

    static ActivityDecision Borrow(Brainwriting state, ActivityTurn turn)
    {
        var writer = state.Writers.GetValueOrDefault(turn.Author);
        var until = LeaseOf(turn);
        switch (state.CurrentOf(turn.Author))
        {
            case { IsHandedIn: false } mine when mine.Until > turn.Now:
                return ActivityDecision.Nothing;
            case { IsHandedIn: false } mine: // nobody else has asked for it meanwhile
                return ActivityDecision.Of(Taken(state, turn, mine.Sheet, mine.Round, until));
            default:
                break;
        }

        if (writer?.Held.Count(held => held.IsHandedIn) >= state.Rounds)
        {
            return ActivityDecision.Nothing; // the dialog says that all is done
        }

        var round = (writer?.Held.Length ?? 0) + 1;
        return (writer is null || state.IsGallery ? NewSheet(state, turn.Author, round, []) : FreeInPool(state, writer, turn.Now)) is { } sheet
            ? ActivityDecision.Of(Taken(state, turn, sheet, round, until))
            : new Refusal("Brainwriting.NoFreeSheet", RefusalKind.NotNow);
    }

    static DateTimeOffset LeaseOf(ActivityTurn turn)
    {
        var until = WorkingTime.After(turn.Now, Lease, LocalTime.ZoneOf(turn.Zone));
        return until < turn.Deadline ? until : turn.Now + Lease;
    }

    /// <summary>What was lent is lent for as much time as it still had: working time, or by the clock where all ends before that.</summary>
    public static Brainwriting Resumed(Brainwriting state, Standstill still) => state with
    {
        Sheets = state.Sheets.SetItems(state.Sheets.Where(sheet => sheet.Value is { Until: not null, IsHandedIn: false })
            .Select(sheet => KeyValuePair.Create(sheet.Key, sheet.Value with { Until = Resumed(sheet.Value.Until, still) }))),
        Writers = state.Writers.SetItems(state.Writers.Where(writer => writer.Value.Last is { Until: not null, IsHandedIn: false })
            .Select(writer => KeyValuePair.Create(writer.Key, writer.Value with
            {
                Held = [.. writer.Value.Held[..^1], writer.Value.Held[^1] with { Until = Resumed(writer.Value.Held[^1].Until, still) }],
            }))),
    };

    static DateTimeOffset? Resumed(DateTimeOffset? until, Standstill still)
    {
        if (until is not { } end || WorkingTime.Between(still.From, end, still.Zone) is not { Ticks: > 0 } left)
        {
            return until + still.Length;
        }

        var later = WorkingTime.After(still.To, left, still.Zone);
        return later < still.Deadline ? later : end + still.Length;
    }

    public static int? FreeInPool(Brainwriting state, Writer writer, DateTimeOffset now) => state.Sheets.Values
        .Where(sheet => (sheet.IsHandedIn || sheet.Until <= now) && !writer.HasHad(sheet.Number))
        .OrderBy(sheet => sheet.Rows).ThenBy(sheet => sheet.Number).FirstOrDefault()?.Number;

    /// <summary>Its number is drawn: the buttons of forms carry it, and one that counted up would say who asked first.</summary>
    /// <param name="dealt">Numbers drawn just now, which are not in the state yet.</param>
    public static int NewSheet(Brainwriting state, PersonAlias author, int round, IReadOnlyCollection<int> dealt) =>
        IdeaNumbers.Draw($"{author.Value}/sheet/{round}", state.Sheets.Count + dealt.Count, dealt, state.Sheets.ContainsKey);

    // The larger a ring, the more rounds: whoever comes after what was the only bell sits alone, or a session that is all but over would go on.
    static int RingOf(Brainwriting state, ActivityTurn turn) => state.Writers.GetValueOrDefault(turn.Author)?.Ring ?? state switch
    {
        { IsLive: true, RoundsFrozen: null } when turn.IsInGrace => Math.Max(state.Seats.Length, state.Seated.Length),
        { IsLive: true, IsGallery: false } => Dealing.RingFor(state.Seats, state.Seated),
        _ => 0,
    };

    static BrainwritingEvent.SheetTaken Taken(Brainwriting state, ActivityTurn turn, int sheet, int round, DateTimeOffset? until)
    {
        var author = turn.Author;
        ImmutableArray<int> stimulus = state.IsGallery && round > 1 && !state.Sheets.ContainsKey(sheet)
            ? Stimulus(state, state.ShownIdeas(), author, round)
            : [];
        return new BrainwritingEvent.SheetTaken(author, sheet, RingOf(state, turn), round, turn.Now, until, stimulus);
    }

    /// <summary>
    /// A few ideas of others, other ones for each person and round: as many steps further in the list, whose order is that of the numbers and so
    /// as good as chance.
    /// </summary>
    public static ImmutableArray<int> Stimulus(Brainwriting state, ImmutableArray<WrittenIdea> shown, PersonAlias author, int round)
    {
        if (shown.IsEmpty)
        {
            return [];
        }

        var from = IdeaNumbers.Place($"{author.Value}/{round}", shown.Length);
        var writer = state.Writers.GetValueOrDefault(author);
        var seen = writer is null ? [] : writer.Held.SelectMany(held => state.Sheets[held.Sheet].Stimulus).ToHashSet();
        return [.. Enumerable.Range(0, shown.Length).Select(step => shown[(from + step) % shown.Length])
            .Where(idea => idea.Author != author && !seen.Contains(idea.Id)).Take(StimulusMax).Select(idea => idea.Id).Order()];
    }
}
