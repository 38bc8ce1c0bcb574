namespace CoCreateBot.Sessions;

/// <summary>
/// Groups from the bottom up, always joining the two whose middles move least (Ward): so groups come out of like size, where joining the two that are
/// most alike makes one large group and many single ideas. By chains of nearest neighbours, which takes the square of the number and no more.
/// </summary>
static class WardLinkage
{
    readonly record struct Join(int One, int Other, float Height);

    public static List<List<int>> Cut(IdeaVectors vectors, int count, int groups)
    {
        var joins = Joins(Distances(vectors, count), count).OrderBy(join => join.Height).ToList();
        var parent = Enumerable.Range(0, count).ToArray();
        foreach (var join in joins.Take(count - groups))
        {
            parent[Root(parent, join.Other)] = Root(parent, join.One);
        }

        return [.. Enumerable.Range(0, count).GroupBy(idea => Root(parent, idea)).Select(group => group.ToList())];
    }

    static int Root(int[] parent, int idea)
    {
        while (parent[idea] != idea)
        {
            idea = parent[idea] = parent[parent[idea]];
        }

        return idea;
    }

    static float[] Distances(IdeaVectors vectors, int count)
    {
        var distances = vectors.Likenesses(count);
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = 2 - (2 * distances[i]); // of two vectors of length 1, squared
        }

        return distances;
    }

    static List<Join> Joins(float[] distances, int count)
    {
        var joins = new List<Join>(count);
        var sizes = Enumerable.Repeat(1, count).ToArray();
        var chain = new Stack<int>();
        while (joins.Count < count - 1)
        {
            if (chain.Count == 0)
            {
                chain.Push(Array.FindIndex(sizes, size => size > 0));
            }

            var end = chain.Pop();
            var before = chain.Count > 0 ? chain.Peek() : -1;
            var nearest = Nearest(distances, sizes, end, before);
            if (nearest != before)
            {
                chain.Push(end);
                chain.Push(nearest);
                continue;
            }

            chain.Pop();
            joins.Add(new Join(before, end, distances[(before * count) + end]));
            Merge(distances, sizes, before, end);
        }

        return joins;
    }

    /// <summary>The one before in the chain wins where several are as near: else the chain could go round.</summary>
    static int Nearest(float[] distances, int[] sizes, int from, int before)
    {
        var count = sizes.Length;
        var nearest = before;
        for (var other = 0; other < count; other++)
        {
            if (other != from && sizes[other] > 0 && (nearest < 0 || distances[(from * count) + other] < distances[(from * count) + nearest]))
            {
                nearest = other;
            }
        }

        return nearest;
    }

    /// <summary>The other goes into the one; the distances to what both are now follow from those there were (Lance and Williams).</summary>
    static void Merge(float[] distances, int[] sizes, int one, int other)
    {
        var count = sizes.Length;
        var between = distances[(one * count) + other];
        for (var third = 0; third < count; third++)
        {
            if (third != one && third != other && sizes[third] > 0)
            {
                var sum = ((sizes[one] + sizes[third]) * distances[(one * count) + third])
                    + ((sizes[other] + sizes[third]) * distances[(other * count) + third])
                    - (sizes[third] * between);
                distances[(one * count) + third] = distances[(third * count) + one] = sum / (sizes[one] + sizes[other] + sizes[third]);
            }
        }

        sizes[one] += sizes[other];
        sizes[other] = 0;
    }
}
