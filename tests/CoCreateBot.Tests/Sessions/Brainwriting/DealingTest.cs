using System.Collections.Immutable;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Rings and sheets as numbers.</summary>
public sealed class DealingTest
{
    [Theory]
    [InlineData(1, "1")]
    [InlineData(2, "2")]
    [InlineData(3, "3")]
    [InlineData(6, "6")]
    [InlineData(7, "4 3")]
    [InlineData(12, "6 6")]
    [InlineData(13, "5 4 4")]
    [InlineData(300, "6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6 6")]
    public void Rings_are_as_equal_as_possible(int people, string rings) => Assert.Equal(rings, string.Join(' ', Dealing.Rings(people)));

    [Fact]
    public void Those_who_come_fill_the_planned_seats_evenly_then_the_smallest_ring_and_no_ring_grows_without_end()
    {
        var seats = Dealing.Rings(7);
        ImmutableArray<int> seated = [];
        var order = new List<int>();
        for (var person = 0; person < 25; person++)
        {
            var ring = Dealing.RingFor(seats, seated);
            order.Add(ring);
            seated = seated.AddRange(Enumerable.Repeat(0, Math.Max(0, ring + 1 - seated.Length)));
            seated = seated.SetItem(ring, seated[ring] + 1);
        }

        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1], order[..8]); // seven were planned; the eighth makes the smaller ring larger
        Assert.Equal([12, 12, 1], seated);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(12)]
    public void Where_nobody_is_missing_every_round_is_a_perfect_rotation(int people)
    {
        var hands = Enumerable.Range(1, people).Select(seat => new Dealing.Hand(seat, [seat])).ToImmutableArray();
        for (var round = 2; round <= people; round++)
        {
            var dealt = Dealing.Match([.. Enumerable.Range(1, people).Select(sheet => new Dealing.Sheet(sheet, round - 1))], hands);

            Assert.Equal(people, dealt.OfType<int>().Distinct().Count());
            hands = [.. hands.Zip(dealt, (hand, sheet) =>
            {
                Assert.NotNull(sheet);
                Assert.DoesNotContain(sheet.Value, hand.Had);
                return hand with { Had = hand.Had.Add(sheet.Value) };
            })];
        }

        Assert.All(Dealing.Match([.. Enumerable.Range(1, people).Select(sheet => new Dealing.Sheet(sheet, people))], hands), sheet => Assert.Null(sheet));
    }

    sealed record Table(ImmutableArray<Dealing.Sheet> Sheets, ImmutableArray<Dealing.Hand> Hands);

    static readonly Arbitrary<Table> Tables = Arb.From(
        from sheets in Gen.Choose(0, 5)
        from hands in Gen.Choose(0, 5)
        from rows in Gen.ArrayOf(Gen.Choose(0, 3), 5)
        from had in Gen.ArrayOf(Gen.Choose(0, 31), 5)
        select new Table(
            [.. Enumerable.Range(1, sheets).Select(sheet => new Dealing.Sheet(sheet, rows[sheet - 1]))],
            [.. Enumerable.Range(0, hands).Select(hand => new Dealing.Hand(
                hand + 1, [.. Enumerable.Range(1, 5).Where(sheet => (had[hand] >> (sheet - 1) & 1) == 1)]))]));

    [Fact]
    public void As_many_as_possible_get_a_sheet_they_have_not_had_and_the_sheets_with_the_fewest_rows_go_first() =>
        Prop.ForAll(Tables, table =>
        {
            var dealt = Dealing.Match(table.Sheets, table.Hands);
            var given = dealt.OfType<int>().ToList();
            Assert.Equal(given.Count, given.Distinct().Count());
            Assert.All(table.Hands.Zip(dealt).Where(pair => pair.Second is not null), pair => Assert.DoesNotContain(pair.Second ?? 0, pair.First.Had));

            var (count, rows) = Best(table, 0, []);
            Assert.Equal((count, rows), (given.Count, given.Sum(number => table.Sheets[number - 1].Rows)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>All ways there are: the most sheets, and of these the fewest rows.</summary>
    static (int Count, int Rows) Best(Table table, int hand, ImmutableHashSet<int> used)
    {
        if (hand == table.Hands.Length)
        {
            return (used.Count, used.Sum(number => table.Sheets[number - 1].Rows));
        }

        var best = Best(table, hand + 1, used);
        foreach (var sheet in table.Sheets.Where(sheet => !used.Contains(sheet.Number) && !table.Hands[hand].Had.Contains(sheet.Number)))
        {
            var other = Best(table, hand + 1, used.Add(sheet.Number));
            best = other.Count > best.Count || (other.Count == best.Count && other.Rows < best.Rows) ? other : best;
        }

        return best;
    }
}
