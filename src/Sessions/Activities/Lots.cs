using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace CoCreateBot.Sessions;

/// <summary>
/// An order by lot that is always the same: of the session's things, or of one person's. Order and time of ideas are never shown, and a form
/// drawn again does not jump.
/// </summary>
static class Lots
{
    /// <summary>
    /// How many bytes of people's words an activity takes into one event: a commit holds 512 KiB, and other events beside it. As the log writes
    /// them: six for what is not ASCII.
    /// </summary>
    public const int TakenBytesMax = 300_000;

    /// <summary>Around each text: its ids and their names.</summary>
    const int FrameBytes = 80;

    /// <param name="of">Whose lot it is: a person's alias, or the session for all.</param>
    public static ImmutableArray<T> Drawn<T>(this IEnumerable<T> things, string of, Func<T, (int Activity, int Id)> nameOf) =>
        [.. things.Select(thing => (thing, name: nameOf(thing))).OrderBy(one => Place(of, one.name)).ThenBy(one => one.name).Select(one => one.thing)];

    /// <summary>As many from the front as fit into one event.</summary>
    public static ImmutableArray<Material> Fitting(this ImmutableArray<Material> things)
    {
        var room = TakenBytesMax;
        return [.. things.TakeWhile(thing => (room -= BytesOf(thing)) >= 0)];
    }

    public static int BytesOf(Material thing) =>
        FrameBytes + thing.Text.Sum(c => char.IsAscii(c) && c is not ('"' or '\\' or '<' or '>' or '&' or '\'' or '+' or '`') ? 1 : 6)
            + thing.Parts.Sum(BytesOf);

    /// <summary>Places by lot where there are so many things that a hash of each would be felt.</summary>
    public static Func<int, ulong> PlacesOf(string of)
    {
        const ulong Golden = 0x9E3779B97F4A7C15;
        var begun = of.Aggregate(Golden, (sum, c) => (sum ^ c) * 0x100000001B3);
        return id =>
        {
            var mixed = begun + ((ulong)id * Golden);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        };
    }

    static ulong Place(string of, (int Activity, int Id) name) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{of}/{name.Activity}/{name.Id}"))));
}
