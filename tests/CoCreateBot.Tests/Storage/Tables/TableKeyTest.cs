using System.Text;
using CoCreateBot.Storage.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>Ids as keys of rows: whatever stands in them, the service takes them, and no two become the same.</summary>
public sealed class TableKeyTest
{
    const int Ids = 500;

    static readonly string[] Some =
    [
        "", " ", "a", "a/b", "a!2fb", "a!b", "a?b", "a#b", "a\\b", "a%2fb", "a+b", "a\u0000b", "a\u0085b", "ü", "👋", "slack:T1/C1", "slack:T1", "!!", "!-", "!~",
    ];

    [Fact]
    public void Every_id_makes_a_key_that_the_service_takes_and_that_is_its_own()
    {
        string[] ids = [.. Some, .. AnyRow.Text.Sample(20, new Rnd(7, 9), Ids), .. Enumerable.Range(0, 9).Select(n => new string('ü', 300) + n)];
        ids = [.. ids.Distinct(StringComparer.Ordinal)];

        foreach (var id in ids)
        {
            TableLimits.CheckKeys(TableKey.Partition(id), "within!-" + TableKey.Of(id, id), isCosmos: true); // or it throws
            Assert.DoesNotContain('%', TableKey.Of(id));
        }

        Assert.Equal(ids.Length, ids.Select(TableKey.Of).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ids.Length, ids.Select(TableKey.Partition).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ids.Length, ids.Select(id => TableKey.Of(id, id)).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void An_id_is_told_from_its_key_unless_it_was_too_long()
    {
        var ids = Some.Concat(AnyRow.Text.Sample(20, new Rnd(7, 9), Ids)).Select(id => string.Concat(id.EnumerateRunes())); // half a character is none

        Assert.All(ids, id => Assert.Equal(id, TableKey.IdOf(TableKey.Partition(id))));
        Assert.Null(TableKey.IdOf(TableKey.Partition(new string('a', 500))));
    }

    [Fact]
    public void An_id_of_letters_and_digits_is_read_as_it_is() => Assert.Equal("slack:T1!2fC1", TableKey.Of("slack:T1/C1"));

    [Theory]
    [InlineData(118)]
    [InlineData(119)]
    [InlineData(5_000)]
    public void What_is_too_long_is_cut_behind_its_beginning(int length)
    {
        var key = TableKey.Of(new string('x', length));

        Assert.Equal(length <= 118, key == new string('x', length));
        Assert.True(Encoding.UTF8.GetByteCount(key) <= 118);
        Assert.StartsWith("xxxxxxxx", key, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("slack:T1/", "slack:T1/C1", true)]
    [InlineData("slack:T1/", "slack:T10/C1", false)]
    [InlineData("slack:T1/", "slack:T1", false)]
    [InlineData("web:", "web:zimmer-ü-👋", true)]
    [InlineData("web:", "webs:room", false)]
    public void What_begins_alike_is_one_range(string begins, string id, bool isIn)
    {
        var (from, key) = (TableKey.Partition(begins), TableKey.Partition(id));

        Assert.Equal(isIn, string.CompareOrdinal(key, from) >= 0 && string.CompareOrdinal(key, TableKey.EndOf(from)) < 0);
    }
}
