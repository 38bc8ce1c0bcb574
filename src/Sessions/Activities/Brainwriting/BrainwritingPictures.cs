using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>An idea may have a picture beside its words. The words stay what is counted, grouped, voted on and exported.</summary>
static class BrainwritingPictures
{
    /// <summary>Of one person in one brainwriting: an idea in four of three on each sheet of a ring.</summary>
    public const int EachMax = 12;

    /// <summary>Of all in one brainwriting; nobody looks at more, and no phone draws them.</summary>
    public const int PicturesMax = 200;

    /// <summary>All of them together.</summary>
    public const long BytesMax = 256 * 1024 * 1024;

    /// <summary>Why these ideas cannot be taken with their pictures; null where they can.</summary>
    public static Refusal? Refuses(Brainwriting state, PersonAlias author, ImmutableArray<GivenIdea> before, ImmutableArray<GivenIdea> given)
    {
        if (given.All(idea => idea.Picture is null || before.Any(old => old.Picture == idea.Picture)))
        {
            return null; // nothing new: whoever takes one away is never refused
        }

        var others = state.Pictures.Where(other => before.All(old => old.Id != other.Key)).ToList();
        var own = given.Select(idea => idea.Picture).OfType<PictureRef>().ToList();
        return others.Count(other => state.Ideas[other.Key].Author == author) + own.Count > EachMax
            ? new Refusal("Brainwriting.TooManyPictures", RefusalKind.NotNow, EachMax)
            : others.Count + own.Count > PicturesMax || others.Sum(other => (long)other.Value.Bytes) + own.Sum(picture => (long)picture.Bytes) > BytesMax
                ? new Refusal("Brainwriting.PicturesFull", RefusalKind.NotNow)
            : null;
    }

    /// <summary>All that ideas still have, also hidden ones: what was hidden by mistake is not lost.</summary>
    public static IEnumerable<string> Ids(Brainwriting state) => state.Pictures.Values.Select(picture => picture.Id).Where(PictureRef.IsId);

    /// <summary>May this reader see it? Their own always; of others, while it is open, what lies before them on a sheet, and then all that is shown.</summary>
    public static bool MaySee(AgendaItem item, string id, PersonAlias reader)
    {
        var state = (Brainwriting)item.State;
        var ideas = state.Pictures.Where(picture => picture.Value.Id == id).Select(picture => state.Ideas[picture.Key]);
        return ideas.Any(idea => idea.Author == reader || item.Status switch
        {
            ActivityStatus.Closed => state.IsShown(idea.Id),
            ActivityStatus.Open => state.CurrentOf(reader) is { } held && state.Before(held, reader).Any(before => before.Id == idea.Id),
            _ => false,
        });
    }
}
