using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CoCreateBot.Sessions;

/// <summary>
/// The number by which an idea is shown and hidden. It comes from a hash, so that a list in the order of the numbers is shuffled, stays as it is when an
/// idea comes or goes, and tells nothing of who wrote first. The hash goes over the author's alias, which nobody but the log knows.
/// </summary>
static class IdeaNumbers
{
    const int Least = 1_000;

    /// <summary>At least twice as many numbers as there may be ideas, so that a free one is near.</summary>
    const int Room = 2;

    public static int Draw(string seed, int expected, IReadOnlyCollection<int> given, Func<int, bool> isTaken)
    {
        var end = Least * 10;
        while (end - Least < expected * Room)
        {
            end *= 10;
        }

        var range = end - Least;
        var place = Place(seed, range);
        while (isTaken(Least + place) || given.Contains(Least + place))
        {
            place = (place + 1) % range;
        }

        return Least + place;
    }

    public static int Place(string seed, int range) =>
        (int)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed))) % (ulong)range);

    public static string Seed(PersonAlias author, SheetRef on, int cell, bool isLate) =>
        string.Create(CultureInfo.InvariantCulture, $"{author.Value}/{on.Sheet}/{on.Round}/{cell}/{isLate}");
}
