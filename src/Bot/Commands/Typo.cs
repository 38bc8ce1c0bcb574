namespace CoCreateBot.Bot.Commands;

/// <summary>How far one word is from another, in letters put in, left out, changed or swapped with a neighbour.</summary>
static class Typo
{
    /// <summary>As far as that is still worth asking "did you mean"; in a short word it would be another word altogether.</summary>
    const int Near = 2;

    const int LengthMax = 30;

    public static bool IsNear(string one, string other) => Distance(one, other) <= Math.Min(Near, Math.Min(one.Length, other.Length) / 2);

    public static int Distance(string one, string other)
    {
        if (one.Length > LengthMax || other.Length > LengthMax)
        {
            return int.MaxValue;
        }

        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                table[i, j] = i == 0 || j == 0 ? i + j : Step(table, one, other, i, j);
            }
        }

        return table[one.Length, other.Length];
    }

    static int Step(int[,] table, string one, string other, int i, int j)
    {
        var changed = one[i - 1] == other[j - 1] ? 0 : 1;
        var best = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + changed);
        var isSwap = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return isSwap ? Math.Min(best, table[i - 2, j - 2] + 1) : best;
    }
}
