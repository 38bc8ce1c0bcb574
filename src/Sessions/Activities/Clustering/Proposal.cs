using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>How the machine would group ideas, by the words they share. The same ideas always give the same groups.</summary>
/// <param name="GroupOf">The group of each idea; null where it is like no other.</param>
/// <param name="SameAs">For each idea the earlier one that says the same in the same words, by its place; null where there is none.</param>
/// <param name="Names">The typical words of each group.</param>
sealed record Proposal(ImmutableArray<int?> GroupOf, ImmutableArray<int?> SameAs, ImmutableArray<string> Names)
{
    /// <summary>5 to 9 groups are what a group of people can look over.</summary>
    public const int GroupsMin = 5;
    public const int GroupsMax = 9;

    /// <summary>So many are compared with one another; the others join the group they are most like.</summary>
    public const int ComparedMax = 1_000;

    /// <summary>An idea that is less like the rest of its group is in none.</summary>
    const double LikenessMin = 0.05;

    /// <summary>Of few ideas there are fewer groups.</summary>
    const int IdeasAGroupMin = 3;

    const int NameWordsMax = 3;

    const int Rounds = 8;

    public static Proposal For(ImmutableArray<string> texts) => For(texts, [.. texts.Select(_ => (string?)null)]);

    /// <param name="pictures">What stands beside each text, by its id: with another picture the same words are another idea.</param>
    public static Proposal For(ImmutableArray<string> texts, ImmutableArray<string?> pictures)
    {
        var sameAs = SameWords(texts, pictures);
        ImmutableArray<int> different = [.. Enumerable.Range(0, texts.Length).Where(at => sameAs[at] is null)];
        var vectors = IdeaVectors.Of([.. different.Select(at => texts[at])]);
        var groups = Settled(vectors, Beginning(vectors));
        var groupOf = new int?[texts.Length];
        foreach (var (group, members) in groups.Index())
        {
            foreach (var member in members)
            {
                groupOf[different[member]] = group;
            }
        }

        for (var at = 0; at < texts.Length; at++)
        {
            groupOf[at] = groupOf[sameAs[at] ?? at];
        }

        // Nothing but the same again: one group, whatever it says.
        if (different is [var only] && texts.Length > 1)
        {
            return new Proposal([.. texts.Select(_ => (int?)0)], sameAs, [NameOf([texts[only]])]);
        }

        return new Proposal([.. groupOf], sameAs, NamesOf(groups, different, texts, vectors));
    }

    /// <summary>A name for these alone.</summary>
    public static string NameOf(IEnumerable<string> texts)
    {
        ImmutableArray<string> all = [.. texts];
        return NameOf([.. Enumerable.Range(0, all.Length)], all, IdeaVectors.Of(all));
    }

    static ImmutableArray<int?> SameWords(ImmutableArray<string> texts, ImmutableArray<string?> pictures)
    {
        var first = new Dictionary<(string Words, string? Picture), int>();
        var ideas = texts.Zip(pictures, (text, picture) => (IdeaWords.Bare(text), picture));
        return [.. ideas.Select((idea, at) => first.TryAdd(idea, at) ? (int?)null : first[idea])];
    }

    /// <summary>Groups of those that are compared with one another.</summary>
    static List<List<int>> Beginning(IdeaVectors vectors)
    {
        var compared = Math.Min(vectors.Count, ComparedMax);
        var usual = Math.Clamp((int)Math.Sqrt(compared / 2.0), GroupsMin, GroupsMax); // 7 for a hundred ideas
        return compared == 0 ? [] : WardLinkage.Cut(vectors, compared, Math.Max(1, Math.Min(usual, compared / IdeasAGroupMin)));
    }

    /// <summary>
    /// Each goes to the group whose middle it is most like, until nothing changes any more. What is like none is let go, and so is a group of one.
    /// </summary>
    static List<List<int>> Settled(IdeaVectors vectors, List<List<int>> groups)
    {
        if (groups.Count == 0)
        {
            return groups;
        }

        var groupOf = new int?[vectors.Count];
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (group, members) in groups.Index())
            {
                members.ForEach(idea => groupOf[idea] = group);
            }

            var middles = groups.ConvertAll(vectors.Middle);
            var next = groups.ConvertAll(_ => new List<int>());
            for (var idea = 0; idea < vectors.Count; idea++)
            {
                next[Enumerable.Range(0, groups.Count).MaxBy(group => vectors.Likeness(idea, middles[group], groupOf[idea] == group))].Add(idea);
            }

            groups = next;
        }

        return Alike(vectors, groups);
    }

    static List<List<int>> Alike(IdeaVectors vectors, List<List<int>> groups)
    {
        var middles = groups.ConvertAll(vectors.Middle);
        return
        [
            .. groups.Select((members, group) => members.Where(idea => vectors.Likeness(idea, middles[group], isIn: true) >= LikenessMin).ToList())
                .Where(members => members.Count > 1)
                .OrderByDescending(members => members.Count)
                .ThenBy(members => members[0]),
        ];
    }

    static ImmutableArray<string> NamesOf(
        List<List<int>> groups, ImmutableArray<int> different, ImmutableArray<string> texts, IdeaVectors vectors)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var members in groups)
        {
            var name = NameOf([.. members], [.. different.Select(at => texts[at])], vectors);
            names.Add(Unlike(names, name));
        }

        return names.ToImmutable();
    }

    /// <summary>The name, with a number where another has it already.</summary>
    public static string Unlike(IReadOnlyCollection<string> taken, string name)
    {
        const int NumberRoom = 5;
        var cut = name.Length > Limits.NameMax - NumberRoom ? name[..(Limits.NameMax - NumberRoom)] : name;
        return taken.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? Enumerable.Range(2, taken.Count).Select(n => $"{cut} {n}").First(other => !taken.Contains(other, StringComparer.OrdinalIgnoreCase))
            : name;
    }

    static string NameOf(ImmutableArray<int> members, ImmutableArray<string> texts, IdeaVectors vectors)
    {
        var words = vectors.Typical(members, NameWordsMax);
        var name = words.IsEmpty ? PersonalText.Line(texts[members[0]]) : string.Join(", ", words);
        if (name.Length <= Limits.NameMax)
        {
            return name;
        }

        var end = char.IsHighSurrogate(name[Limits.NameMax - 2]) ? Limits.NameMax - 2 : Limits.NameMax - 1; // no half characters
        return name[..end].TrimEnd() + "…";
    }
}
