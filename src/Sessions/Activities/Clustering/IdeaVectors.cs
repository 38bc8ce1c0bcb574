using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>
/// Texts as weights of their words: what is rare among them weighs more (TF-IDF). Words that begin alike count a little as the same, since German
/// puts words together: "Klimaschutz" and "Klimaziel".
/// </summary>
sealed class IdeaVectors
{
    const int BeginningLength = 5;
    const double BeginningWeight = 0.6;

    /// <summary>What rounding leaves of nothing.</summary>
    const double Nearly = 1e-9;

    readonly ImmutableArray<ImmutableArray<(int Feature, double Weight)>> vectors;
    readonly ImmutableArray<ImmutableArray<(string Stem, string Word)>> words;
    readonly int features;

    IdeaVectors(ImmutableArray<ImmutableArray<(string Stem, string Word)>> words)
    {
        this.words = words;
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var counted = words.Select(text => Features(text).GroupBy(feature => feature.Name, StringComparer.Ordinal)
            .Select(same => (Id: Id(ids, same.Key), Weight: same.First().Weight * (1 + Math.Log(same.Count())))).ToList()).ToList();
        features = ids.Count;
        var texts = new int[features];
        foreach (var (id, _) in counted.SelectMany(text => text))
        {
            texts[id]++;
        }

        vectors = [.. counted.Select(text => Unit(text.ConvertAll(feature => (feature.Id, feature.Weight * Rarity(texts[feature.Id])))))];
    }

    public int Count => words.Length;

    public static IdeaVectors Of(ImmutableArray<string> texts) => new([.. texts.Select(text => IdeaWords.Of(text).ToImmutableArray())]);

    static IEnumerable<(string Name, double Weight)> Features(ImmutableArray<(string Stem, string Word)> text)
    {
        foreach (var (stem, _) in text)
        {
            yield return (stem, 1);
            if (stem.Length >= BeginningLength)
            {
                yield return (stem[..BeginningLength] + '*', BeginningWeight);
            }
        }
    }

    static int Id(Dictionary<string, int> ids, string name)
    {
        ids.TryAdd(name, ids.Count);
        return ids[name];
    }

    double Rarity(int texts) => Math.Log((1.0 + Count) / texts);

    static ImmutableArray<(int Feature, double Weight)> Unit(List<(int Feature, double Weight)> weights)
    {
        var length = Math.Sqrt(weights.Sum(word => word.Weight * word.Weight));
        return length > 0 ? [.. weights.Select(word => (word.Feature, word.Weight / length))] : [];
    }

    /// <summary>Cosine of the angle between each two of the first texts, row by row.</summary>
    public float[] Likenesses(int count)
    {
        var having = new List<(int Text, double Weight)>[features];
        var likeness = new float[count * count];
        for (var text = 0; text < count; text++)
        {
            foreach (var (feature, weight) in vectors[text])
            {
                foreach (var (other, otherWeight) in having[feature] ??= [])
                {
                    likeness[(text * count) + other] += (float)(weight * otherWeight);
                    likeness[(other * count) + text] += (float)(weight * otherWeight);
                }

                having[feature].Add((text, weight));
            }
        }

        return likeness;
    }

    /// <summary>The middle of some texts.</summary>
    public IdeaMiddle Middle(IEnumerable<int> texts)
    {
        var sum = new double[features];
        foreach (var (feature, weight) in texts.SelectMany(text => vectors[text]))
        {
            sum[feature] += weight;
        }

        return new IdeaMiddle([.. sum], sum.Sum(weight => weight * weight));
    }

    /// <summary>How like a text is to a middle, 0 to 1; where it is in it itself, to the others there.</summary>
    public double Likeness(int text, IdeaMiddle middle, bool isIn)
    {
        var (common, own) = (0.0, 0.0);
        foreach (var (feature, weight) in vectors[text]) // asked for each text and each group, in each round
        {
            common += weight * middle.Sum[feature];
            own += isIn ? weight * weight : 0;
        }

        var others = middle.SquaredLength - (isIn ? (2 * common) - own : 0);
        return others > Nearly ? (common - own) / Math.Sqrt(others) : 0;
    }

    /// <summary>The words that many of these texts have and few of the others, as people most often wrote them.</summary>
    public ImmutableArray<string> Typical(ImmutableArray<int> texts, int max)
    {
        var everywhere = words.SelectMany(text => text.Select(word => word.Stem).Distinct(StringComparer.Ordinal))
            .CountBy(stem => stem, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var here = texts.SelectMany(text => words[text].DistinctBy(word => word.Stem, StringComparer.Ordinal))
            .GroupBy(word => word.Stem, StringComparer.Ordinal);
        return
        [
            .. here.Select(word => (Forms: word.Select(form => form.Word), Texts: word.Count(), Score: Score(word.Count(), texts.Length, everywhere[word.Key])))
                .Where(word => (word.Texts > 1 || texts.Length == 1) && word.Forms.Any(form => form.Any(char.IsLetter)))
                .OrderByDescending(word => word.Score)
                .ThenBy(word => word.Forms.Min(StringComparer.Ordinal), StringComparer.Ordinal)
                .Take(max)
                .Select(word => word.Forms.CountBy(form => form, StringComparer.Ordinal)
                    .OrderByDescending(form => form.Value).ThenBy(form => form.Key, StringComparer.Ordinal).First().Key),
        ];
    }

    // How often, times how much more often than elsewhere; the one in both keeps a word of two texts below one of twenty.
    double Score(int here, int texts, int everywhere) => here * Math.Log(1 + ((double)here / texts * Count / everywhere));
}

/// <param name="Sum">Of the texts' vectors, not divided by their number.</param>
sealed record IdeaMiddle(ImmutableArray<double> Sum, double SquaredLength);
