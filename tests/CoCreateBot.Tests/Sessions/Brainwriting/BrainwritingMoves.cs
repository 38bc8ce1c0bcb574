using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What people do with sheets, as chance has it.</summary>
static class BrainwritingMoves
{
    public static BrainwritingCommand Of(Brainwriting state, int who, int spin) => (spin % 8) switch
    {
        0 or 1 => new BrainwritingCommand.TakeSheet(),
        2 => new BrainwritingCommand.Reopen(),
        3 => new BrainwritingCommand.HandIn(null, [new WrittenCell($"typed {who} {spin % 5}"), new WrittenCell("")]),
        var what => On(state, who, spin, what),
    };

    public static BrainwritingCommand Steering(Brainwriting state, int spin) => state.Ideas.Keys.Order().ToList() switch
    {
        [] => new BrainwritingCommand.Bell(state.Round),
        _ when spin % 3 == 0 => new BrainwritingCommand.Bell(state.Round),
        var ideas when spin % 3 == 1 => new BrainwritingCommand.Hide(ideas[spin % ideas.Count]),
        var ideas => new BrainwritingCommand.Mute(ideas[spin % ideas.Count]),
    };

    /// <summary>A form of a sheet they hold or once held, sometimes one they never did.</summary>
    static BrainwritingCommand.HandIn On(Brainwriting state, int who, int spin, int what)
    {
        var somebody = state.Writers.Keys.OrderBy(author => author.Value, StringComparer.Ordinal).Where(author => author.Value.EndsWith(
            Somebody.All[who].Name, StringComparison.Ordinal)).FirstOrDefault();
        var held = somebody.Value is null ? [] : state.Writers[somebody].Held;
        var on = held.IsEmpty
            ? new SheetRef(1, 1)
            : new SheetRef(held[what == 7 ? spin % held.Length : held.Length - 1].Sheet, held[what == 7 ? spin % held.Length : held.Length - 1].Round);
        var ideas = state.Ideas.Keys.Order().ToImmutableArray();
        int? basis = ideas.IsEmpty || spin % 3 == 0 ? null : ideas[spin % ideas.Length];
        var first = new WrittenCell($"idea {who} {spin % 7}", basis) { Picture = PictureOf(spin), IsPictureGone = spin % 9 == 0 };
        ImmutableArray<WrittenCell> cells = [first, new(spin % 5 == 0 ? null : ""), new($"more {spin % 4}")];
        ImmutableArray<Star>? stars = spin % 2 == 0 ? [new Star(basis, null), new Star(null, spin % 3)] : null;
        return new BrainwritingCommand.HandIn(on, cells, stars);
    }

    static PictureRef? PictureOf(int spin) =>
        spin % 4 == 0 ? new PictureRef(new string("0123456789abcdef"[spin % 16], PictureRef.IdLength), 1_000 + (spin % 7)) : null;
}
