using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>When a round ends, and who gets which sheet then.</summary>
static class Bells
{
    /// <summary>Given once, where many are still writing.</summary>
    public static readonly TimeSpan More = TimeSpan.FromMinutes(2);

    /// <summary>More than a third of the sheets.</summary>
    const int Share = 3;

    /// <summary>n x 3 x rounds: shown, never forced.</summary>
    public static int Target(Brainwriting state) => state.People * state.IdeasEach * state.Rounds;

    public static bool RingsOn(Brainwriting state, DateTimeOffset? deadline) =>
        state.IsLive && (state.Round < state.Rounds || ManyAreWriting(state, deadline));

    public static ActivityDecision AtBell(Brainwriting state, DateTimeOffset at) => ManyAreWriting(state, at)
        ? ActivityDecision.Of(new BrainwritingEvent.Prolonged(state.Round)) with { Bell = at + More }
        : Ring(state, at);

    public static ActivityDecision Steered(int round, Brainwriting state, DateTimeOffset now) => state switch
    {
        { IsLive: false } => new Refusal("Brainwriting.NoBell", RefusalKind.NotNow),
        _ when round != state.Round => ActivityDecision.Nothing, // the button was pressed twice, or the clock was first
        _ when state.Round >= state.Rounds => ActivityDecision.Nothing with { IsComplete = true },
        _ => Ring(state, now),
    };

    /// <param name="before">What happened just before, and is in the state already.</param>
    public static ActivityDecision Ring(Brainwriting state, DateTimeOffset now, params ReadOnlySpan<ActivityEvent> before) => new(
        [.. before, new BrainwritingEvent.Rang(state.Round + 1, state.Rounds, now, Deals(state))])
    {
        Bell = now + state.RoundLasts,
    };

    /// <summary>
    /// All sheets of the round are in. In the first round only where those who had joined are all there: else the first to hand in would end it for
    /// everybody.
    /// </summary>
    public static bool RingsEarly(Brainwriting state, HeldSheet handedIn) =>
        state.IsLive && handedIn.Round == state.Round && state.Round < state.Rounds
        && MayRingEarly(state) && (state.Round > 1 || state.Writers.Count >= state.PlannedPeople)
        && OfRound(state).All(held => held.IsHandedIn);

    /// <summary>Can the round end before its bell? Where nobody had joined by the start nobody knows who is still to come.</summary>
    public static bool MayRingEarly(Brainwriting state) => state.Round > 1 || state.PlannedPeople > 1;

    // Whoever opens their sheet only after the bell, while others still hand in, does not begin it anew.
    static bool ManyAreWriting(Brainwriting state, DateTimeOffset? bell)
    {
        if (state.IsProlonged)
        {
            return false;
        }

        var dealt = OfRound(state).ToList();
        return dealt.Count(held => held.OpenedAt < bell && !held.IsHandedIn) * Share > dealt.Count;
    }

    /// <summary>How many sheets are being written on, and how many of them are in.</summary>
    public static (int Sheets, int HandedIn) InRound(Brainwriting state) => (OfRound(state).Count(), OfRound(state).Count(held => held.IsHandedIn));

    static IEnumerable<HeldSheet> OfRound(Brainwriting state) =>
        state.Writers.Values.Select(writer => writer.Last).OfType<HeldSheet>().Where(held => held.Round == state.Round);

    static ImmutableArray<DealtSheet> Deals(Brainwriting state)
    {
        // Whoever neither looked nor wrote in the round has gone: their sheet goes on without them.
        var present = state.Writers.Where(writer => writer.Value.Last is { } last && last.Round == state.Round && (last.IsOpened || last.IsHandedIn))
            .OrderBy(writer => writer.Value.Held[0].Sheet).ToImmutableArray();
        var matched = state.IsGallery ? Nothing(present) : Matched(state, present);
        var shown = state.IsGallery ? state.ShownIdeas() : [];
        var drawn = new HashSet<int>();
        return
        [
            .. present.Select(writer => new DealtSheet(
                writer.Key,
                matched[writer.Key] ?? Drawn(writer.Key),
                state.IsGallery ? SheetTaking.Stimulus(state, shown, writer.Key, state.Round + 1) : [])),
        ];

        int Drawn(PersonAlias author)
        {
            var number = SheetTaking.NewSheet(state, author, state.Round + 1, drawn);
            drawn.Add(number);
            return number;
        }
    }

    static Dictionary<PersonAlias, int?> Nothing(ImmutableArray<KeyValuePair<PersonAlias, Writer>> present) =>
        present.ToDictionary(writer => writer.Key, _ => (int?)null);

    static Dictionary<PersonAlias, int?> Matched(Brainwriting state, ImmutableArray<KeyValuePair<PersonAlias, Writer>> present)
    {
        var sheets = state.Sheets.Values.ToLookup(sheet => sheet.Ring, sheet => new Dealing.Sheet(sheet.Number, sheet.Rows));
        var dealt = new Dictionary<PersonAlias, int?>();
        foreach (var ring in present.GroupBy(writer => writer.Value.Ring))
        {
            var people = ring.ToImmutableArray();
            var hands = people.Select(writer => new Dealing.Hand(
                writer.Value.Held[0].Sheet, [.. writer.Value.Held.Select(held => held.Sheet)])).ToImmutableArray();
            foreach (var (writer, sheet) in people.Zip(Dealing.Match([.. sheets[ring.Key]], hands)))
            {
                dealt[writer.Key] = sheet;
            }
        }

        return dealt;
    }
}
