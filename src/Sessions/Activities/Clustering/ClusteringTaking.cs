using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CoCreateBot.Sessions;

/// <summary>What a clustering takes from the activity before it, and what it hands on.</summary>
static class ClusteringTaking
{
    /// <summary>Ideas of one clustering. Nobody sorts more, and they are one event.</summary>
    public const int IdeasMax = 2_000;

    /// <summary>What the ideas may take in the log, where a character can become six bytes; a commit holds half a megabyte.</summary>
    public const int BytesMax = 384 * 1024;

    /// <summary>Ids, numbers, commas and names of fields of one idea.</summary>
    const int FrameBytes = 110;

    public static ClusteringEvent.Taken Of(Opening opening, AgendaItem item)
    {
        var listed = ((Clustering)item.State).Listed.Select((text, i) => new Material(item.Number, i + 1, text, IsProposed: true));
        var all = listed.Concat(opening.Material.SelectMany(Leaves))
            .DistinctBy(idea => (idea.Activity, idea.Id))
            .OrderBy(idea => Place(opening.Session.Id, idea))
            .ThenBy(idea => (idea.Activity, idea.Id))
            .ToList();
        var fit = Fit(all);
        var proposal = Proposal.For([.. fit.Select(idea => idea.Text)], [.. fit.Select(idea => PictureOf(opening.Session, idea))]);
        var ideas = fit.Select((idea, i) =>
            new TakenIdea(idea.Activity, idea.Id, idea.Text, idea.IsProposed, proposal.GroupOf[i], proposal.SameAs[i] + 1));
        return new ClusteringEvent.Taken([.. ideas], proposal.Names, all.Count - fit.Count);
    }

    static string? PictureOf(Session session, Material idea) =>
        session.Item(idea.Activity) is { } source ? source.Activity.PictureOf(source, idea.Id)?.Id : null;

    static IEnumerable<Material> Leaves(Material material) => material.Parts.IsEmpty ? [material] : material.Parts.SelectMany(Leaves);

    /// <summary>Where there are too many, those that were put forward go first.</summary>
    static List<Material> Fit(List<Material> all)
    {
        var room = BytesMax;
        var fit = all.OrderByDescending(idea => idea.IsProposed)
            .Take(IdeasMax)
            .TakeWhile(idea => (room -= Size(idea.Text)) >= 0)
            .ToHashSet();
        return [.. all.Where(fit.Contains)];
    }

    static int Size(string text) => FrameBytes + text.Sum(c => char.IsAsciiLetterOrDigit(c) || c == ' ' ? 1 : 6);

    /// <summary>An order that is the same for everybody and at all times, and tells nothing of when an idea came or who gave it.</summary>
    static ulong Place(SessionId session, Material idea) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{session}/{idea.Activity}/{idea.Id}/{idea.Text}"))));

    /// <summary>Each group with what it holds, and what is in none. What is the same is one thing that holds all its wordings.</summary>
    public static ImmutableArray<Material> HandsOn(Clustering state, int activity) =>
    [
        .. from grouped in state.Living
           let parts = Things(state, grouped.Id)
           where !parts.IsEmpty
           // ids of groups go on behind those of the ideas that were typed here
           select new Material(activity, state.Ideas.Length + 1 + grouped.Id, grouped.Name, IsProposed: true) { Parts = parts },
        .. Things(state, null),
    ];

    static ImmutableArray<Material> Things(Clustering state, int? group)
    {
        var wordings = state.In(group).ToLookup(idea => idea.SameAs ?? idea.Number);
        return
        [
            .. wordings.Select(same => same.ToList() switch
            {
                [var alone] => Of(alone),
                var several => Of(several.Find(idea => idea.Number == same.Key)!) with // ! the first is in the group of its duplicates
                {
                    IsProposed = several.Exists(idea => idea.IsProposed),
                    Parts = [.. several.Select(Of)],
                },
            }),
        ];
    }

    static Material Of(ClusterIdea idea) => new(idea.Activity, idea.Id, idea.Text, idea.IsProposed);
}
