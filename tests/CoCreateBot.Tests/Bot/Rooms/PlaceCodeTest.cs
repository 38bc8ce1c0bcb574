using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Rooms;

/// <summary>The code for one more place: how it is written, what is kept of it, how often one may guess.</summary>
public sealed class PlaceCodeTest
{
    static readonly byte[] Key = [1, 2, 3];

    [Theory]
    [InlineData("K7QF-2MXD")]
    [InlineData("k7qf2mxd")]
    [InlineData("  k7qf 2mxd ")]
    [InlineData("K7 QF–2M_XD.")]
    [InlineData("“K7QF-2MXD”")]
    public void However_it_is_written_it_is_the_same(string typed)
    {
        Assert.True(PlaceCode.TryParse(typed, out var code));
        Assert.Equal("K7QF-2MXD", code.Reveal());
    }

    [Theory]
    [InlineData("OIlo-1L0i", "0110-1101")]
    [InlineData("o0o0i1l1", "0000-1111")]
    public void Letters_that_look_like_digits_are_digits(string typed, string meant)
    {
        Assert.True(PlaceCode.TryParse(typed, out var code));
        Assert.Equal(meant, code.Reveal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("K7QF-2MX")]
    [InlineData("K7QF-2MXDA")]
    [InlineData("K7QF-2MXU")] // U is in no code
    [InlineData("K7QF-2MXÄ")]
    [InlineData("the team")]
    [InlineData("２７QF-2MXD")] // digits of another script
    public void What_has_other_letters_or_another_length_is_none(string typed) => Assert.False(PlaceCode.TryParse(typed, out _));

    [Fact]
    public void Each_is_read_back_and_no_two_are_the_same()
    {
        var all = Enumerable.Range(0, 1_000).Select(_ => PlaceCode.New()).ToList();

        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(all, code => Assert.True(PlaceCode.TryParse(code.Reveal(), out var read) && read == code));
        Assert.Equal(32, string.Concat(all.Select(code => code.Reveal().Replace("-", "", StringComparison.Ordinal))).Distinct().Count());
    }

    [Fact]
    public void Its_hash_needs_the_key_and_no_log_line_holds_it()
    {
        Assert.True(PlaceCode.TryParse("K7QF-2MXD", out var code));

        Assert.NotEqual(code.HashWith(Key), code.HashWith([1, 2, 4]));
        Assert.DoesNotContain("K7QF", $"{code} {code.HashWith(Key)}", StringComparison.Ordinal);
    }

    [Fact]
    public void After_so_many_wrong_ones_a_person_waits_and_others_do_not()
    {
        var time = new ManualTime();
        var codes = new PlaceCodes(new MemoryStore(), time);

        Assert.All(Enumerable.Range(0, PlaceCodes.WrongMax), _ => Assert.True(codes.MayTry(World.Ann)));
        Assert.False(codes.MayTry(World.Ann));
        Assert.True(codes.MayTry(World.Bo));

        time.Pass(PlaceCodes.WrongWithin);
        Assert.True(codes.MayTry(World.Ann));
    }

    [Fact]
    public void Right_ones_are_not_counted()
    {
        var codes = new PlaceCodes(new MemoryStore(), new ManualTime());

        for (var n = 0; n < 5 * PlaceCodes.WrongMax; n++)
        {
            Assert.True(codes.MayTry(World.Ann));
            codes.Forgive(World.Ann);
        }
    }

    [Fact]
    public void To_go_on_after_it_is_no_way_to_be_let_in()
    {
        var codes = new PlaceCodes(new MemoryStore(), new ManualTime());

        Assert.Equal(PlaceCodes.WrongMax, Enumerable.Range(0, 1_000).Count(_ => codes.MayTry(World.Ann)));
    }

    [Fact]
    public void Beyond_so_many_people_those_of_longest_ago_are_forgiven()
    {
        var codes = new PlaceCodes(new MemoryStore(), new ManualTime());
        for (var n = 0; n <= PlaceCodes.WrongMax; n++)
        {
            codes.MayTry(World.Ann);
        }

        for (var n = 0; n < PlaceCodes.PeopleMax; n++)
        {
            codes.MayTry(new Person($"slack:T1/U{n}", null));
        }

        Assert.True(codes.MayTry(World.Ann));
    }
}
