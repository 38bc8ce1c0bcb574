using System.Collections.Immutable;

namespace CoCreateBot.Storage.Moving;

/// <summary>
/// Copies all of a store into another one, and compares them. Where it breaks off it is started again: what is there already is passed over. A store that holds
/// anything else is left as it is. Nobody else may write to either of them meanwhile.
/// </summary>
public static class StoreMove
{
    /// <param name="say">How far it is, with each row.</param>
    /// <exception cref="StoreUnavailableException">One of them failed; what was copied stays.</exception>
    public static async Task<Moved> RunAsync(IStore from, IStore to, Action<MoveProgress> say, CancellationToken stop)
    {
        var whole = await MarksAsync(from, rows => say(new(MoveStep.ReadsWhatIs, rows, null)), stop);
        var there = await MarksAsync(to, rows => say(new(MoveStep.ReadsWhatIsThere, rows, null)), stop);
        var all = whole.Values.Sum(marks => marks.Count);
        if (all == 0 || there.Any(kind => !kind.Value.IsSubsetOf(Of(whole, kind.Key))))
        {
            return new(all == 0 ? MoveEnd.Nothing : MoveEnd.Refused, Kinds(whole, there));
        }

        await CopyAsync(from, to, there, rows => say(new(MoveStep.Copies, rows, all)), stop);
        var left = await MarksAsync(from, rows => say(new(MoveStep.Compares, rows, 2 * all)), stop);
        var right = await MarksAsync(to, rows => say(new(MoveStep.Compares, all + rows, 2 * all)), stop);
        var kinds = Kinds(left, right);
        return new(kinds.All(kind => kind.IsSame) ? MoveEnd.Same : MoveEnd.Different, kinds);
    }

    static async Task CopyAsync(IStore from, IStore to, Dictionary<string, HashSet<UInt128>> there, Action<int> say, CancellationToken stop)
    {
        var waiting = new List<StoredRow>();
        var rows = 0;
        await foreach (var row in new StoredRows(from, stop).ReadAsync())
        {
            // What is of one kind can be put in any order; of two kinds the first may have to be there before the second.
            if (waiting is [var first, ..] && (first.Kind != row.Kind || row.Kind is StoredRows.Pictures || waiting.Count == StoredRows.TogetherMax))
            {
                await PutAsync();
            }

            rows++;
            if (Of(there, row.Kind).Contains(row.Mark))
            {
                say(rows);
            }
            else
            {
                waiting.Add(row);
            }
        }

        await PutAsync();

        async Task PutAsync()
        {
            await Task.WhenAll(waiting.Select(row => row.PutAsync(to, stop)));
            waiting.Clear();
            say(rows);
        }
    }

    static async Task<Dictionary<string, HashSet<UInt128>>> MarksAsync(IStore store, Action<int> say, CancellationToken stop)
    {
        var marks = new Dictionary<string, HashSet<UInt128>>(StringComparer.Ordinal);
        var rows = 0;
        await foreach (var row in new StoredRows(store, stop).ReadAsync())
        {
            marks.TryAdd(row.Kind, []);
            marks[row.Kind].Add(row.Mark);
            say(++rows);
        }

        return marks;
    }

    static ImmutableArray<MovedKind> Kinds(Dictionary<string, HashSet<UInt128>> from, Dictionary<string, HashSet<UInt128>> to) =>
    [
        .. from.Keys.Union(to.Keys, StringComparer.Ordinal).Select(kind => new MovedKind(
            kind, Sum(Of(from, kind)), Sum(Of(to, kind)), Of(to, kind).Except(Of(from, kind)).Count())),
    ];

    static HashSet<UInt128> Of(Dictionary<string, HashSet<UInt128>> marks, string kind) => marks.GetValueOrDefault(kind) ?? [];

    static StoredSum Sum(HashSet<UInt128> marks) => new(marks.Count, StoredRow.HashOf(marks));
}

public enum MoveStep
{
    ReadsWhatIs,
    ReadsWhatIsThere,
    Copies,
    Compares,
}

/// <param name="Of">How many there are in all; null where nobody knows yet.</param>
public readonly record struct MoveProgress(MoveStep Step, int Rows, int? Of);

public enum MoveEnd
{
    /// <summary>Both hold the same.</summary>
    Same,

    /// <summary>All was copied, and still they do not hold the same.</summary>
    Different,

    /// <summary>The other one holds something else; nothing was written.</summary>
    Refused,

    /// <summary>There is nothing to copy; nothing was written.</summary>
    Nothing,
}

public sealed record Moved(MoveEnd End, ImmutableArray<MovedKind> Kinds);

/// <param name="Strange">Rows that only the second has.</param>
public sealed record MovedKind(string Name, StoredSum From, StoredSum To, int Strange)
{
    public bool IsSame => From == To;
}

/// <param name="Hash">SHA-256 of what all of the rows say, whatever their order.</param>
public readonly record struct StoredSum(int Rows, string Hash);
