using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>
/// How people are spread over rings and sheets over people. It knows nothing but numbers: it can be read, and tested, alone.
/// </summary>
static class Dealing
{
    /// <summary>6-3-5: six people, three ideas, five minutes.</summary>
    public const int RingMax = 6;

    /// <summary>Up to here a ring grows with those who come unplanned; then another begins.</summary>
    public const int GrownRingMax = 2 * RingMax;

    /// <summary>ceil(n/6) rings, as equal as possible, the larger first: 7 = 4 + 3, 13 = 5 + 4 + 4.</summary>
    public static ImmutableArray<int> Rings(int people)
    {
        var rings = Math.Max(1, (people + RingMax - 1) / RingMax);
        return [.. Enumerable.Range(0, rings).Select(ring => (people / rings) + (ring < people % rings ? 1 : 0))];
    }

    /// <summary>The ring for whoever comes next: the emptiest with a planned seat left, else the smallest, else a new one.</summary>
    public static int RingFor(ImmutableArray<int> seats, ImmutableArray<int> seated)
    {
        var rings = Enumerable.Range(0, Math.Max(1, Math.Max(seats.Length, seated.Length)))
            .Select(ring => (Ring: ring, Taken: At(seated, ring), Free: At(seats, ring) - At(seated, ring))).ToList();
        var planned = rings.Where(ring => ring.Free > 0).ToList();
        var best = (planned.Count > 0 ? planned : rings).MinBy(ring => ring.Taken);
        return best.Free > 0 || best.Taken < GrownRingMax ? best.Ring : rings.Count;

        static int At(ImmutableArray<int> counts, int ring) => ring < counts.Length ? counts[ring] : 0;
    }

    /// <param name="Rows">How many people have written on it.</param>
    public sealed record Sheet(int Number, int Rows);

    /// <param name="Seat">Their place in the ring: the number of the sheet they began with.</param>
    /// <param name="Had">Sheets they have had.</param>
    public sealed record Hand(int Seat, ImmutableHashSet<int> Had);

    /// <summary>
    /// Gives as many people as possible a sheet they have not had, by augmenting paths; among all such ways it takes one that leaves out the
    /// sheets with the most rows (sheets are tried in the order of their rows, and what is once matched stays so). Where nobody is missing each
    /// round is a perfect rotation: after k rounds each hand may still have n - k sheets and each sheet n - k hands.
    /// </summary>
    /// <returns>For each hand its sheet; null where none is left for it.</returns>
    public static ImmutableArray<int?> Match(ImmutableArray<Sheet> sheets, ImmutableArray<Hand> hands)
    {
        var inOrder = sheets.OrderBy(sheet => sheet.Rows).ThenBy(sheet => sheet.Number).ToArray();
        var bySeat = Enumerable.Range(0, hands.Length).OrderBy(hand => hands[hand].Seat).ToArray();
        var choices = inOrder.Select(sheet => Choices(sheet, hands, bySeat)).ToArray();
        var dealt = new int?[hands.Length]; // by hand, an index into inOrder
        for (var sheet = 0; sheet < inOrder.Length; sheet++)
        {
            TryToPlace(sheet, choices, dealt, new bool[hands.Length]);
        }

        return [.. dealt.Select(sheet => sheet is { } index ? inOrder[index].Number : (int?)null)];
    }

    // A sheet goes to the next in the ring first, as on a real table.
    static int[] Choices(Sheet sheet, ImmutableArray<Hand> hands, int[] bySeat)
    {
        var next = Array.FindIndex(bySeat, hand => hands[hand].Seat > sheet.Number);
        var from = next < 0 ? 0 : next;
        return [.. bySeat[from..].Concat(bySeat[..from]).Where(hand => !hands[hand].Had.Contains(sheet.Number))];
    }

    // As deep as a ring is large.
    static bool TryToPlace(int sheet, int[][] choices, int?[] dealt, bool[] asked)
    {
        foreach (var hand in choices[sheet].Where(hand => !asked[hand]))
        {
            asked[hand] = true;
            if (dealt[hand] is not { } other || TryToPlace(other, choices, dealt, asked))
            {
                dealt[hand] = sheet;
                return true;
            }
        }

        return false;
    }
}
