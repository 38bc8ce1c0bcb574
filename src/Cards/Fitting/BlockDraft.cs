using System.Diagnostics;

namespace CoCreateBot.Cards.Fitting;

/// <summary>The blocks of one card or form, in reading order, on their way into a message that has bounds.</summary>
abstract class BlockDraft(bool isDialog)
{
    readonly List<Block> _blocks = [];
    int _notShown;

    public bool IsEmpty => _blocks.Count == 0;

    protected bool IsDialog => isDialog;

    protected IReadOnlyList<Block> Drafted => _blocks;

    /// <summary>The blocks that fit. What does not is said in a last one.</summary>
    /// <param name="rest">Where it is to be had.</param>
    public IReadOnlyList<Block> Fit(BlockRoom room, string? rest = null)
    {
        var (kept, leftOut) = room.Fit(_notShown == 0 ? _blocks : [.. _blocks, NotShown(_notShown, rest)]);
        return leftOut == 0 ? kept : [.. kept.Where(block => block.Role != BlockRole.Notice), NotShown(_notShown + leftOut, rest)];
    }

    /// <summary>All of it fits.</summary>
    public bool FitsWhole(BlockRoom room) => _notShown == 0 && room.Holds(_blocks);

    public BlockDraft Add(IEnumerable<Element> elements)
    {
        foreach (var element in elements)
        {
            Add(element);
        }

        return this;
    }

    /// <summary>With what was wrong when it was handed in: above its input, or above all where there is none.</summary>
    public BlockDraft AddForm(Form form)
    {
        var inputs = form.Inputs.Select(input => input.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var error in form.Errors.Where(error => !inputs.Contains(error.Key)).OrderBy(error => error.Key, StringComparer.Ordinal))
        {
            AddError(error.Value);
        }

        foreach (var element in form.Recap.Concat(form.Body))
        {
            if (element is Input input && form.Errors.TryGetValue(input.Id, out var error))
            {
                AddError(error); // no platform has a place of its own for errors in a form that is drawn anew
            }

            Add(element);
        }

        return IsEmpty ? Add([new TextBlock(form.Title)]) : this;
    }

    void Add(Element element)
    {
        switch (element)
        {
            case TextBlock text: AddText(text); break;
            case FactSet facts: AddFacts(facts); break;
            case HorizontalBarChart chart: AddChart(chart); break;
            case ProgressBar progress: AddProgress(progress); break;
            case Badge badge: AddBadge(badge); break;
            case Container container: AddContainer(container); break;
            case ActionSet actions: AddActions(actions); break;
            case Image image: AddImage(image); break;
            case InputPicture when isDialog: break; // neither platform's forms take a file; a picture is given in the web room
            case Input input when isDialog: AddInput(input); break;
            case Input: throw new UnreachableException("A card is everybody's: inputs belong to a person's own form.");
            default: throw new UnreachableException($"No rendering for {element.GetType().Name}.");
        }
    }

    protected void Draft(Block block) => _blocks.Add(block);

    /// <summary>Counted in the last sentence.</summary>
    protected void LeaveOut(int count) => _notShown += count;

    /// <summary>Does a drafted input have this id?</summary>
    protected bool HasInput(string id) => _blocks.Exists(block => block.InputId == id);

    protected abstract void AddText(TextBlock text);

    protected abstract void AddFacts(FactSet facts);

    protected abstract void AddChart(HorizontalBarChart chart);

    protected abstract void AddProgress(ProgressBar progress);

    protected abstract void AddBadge(Badge badge);

    protected abstract void AddContainer(Container container);

    protected abstract void AddActions(ActionSet set);

    protected abstract void AddImage(Image image);

    protected abstract void AddInput(Input input);

    protected abstract void AddError(string error);

    protected abstract Block NotShown(int count, string? rest);
}
