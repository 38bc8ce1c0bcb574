using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Cards;

/// <summary>
/// A word that stands where somebody's words were removed at their wish. What is kept is a mark; the word is drawn, in the reader's language,
/// when the card is.
/// </summary>
public static class Removed
{
    /// <summary>A character that nobody can write here: what people give is kept without those of private use.</summary>
    public const string Mark = "\uE000";

    public static string In(string text, string word) => text.Replace(Mark, word, StringComparison.Ordinal); // the very same where there is none

    internal static Card In(Card card, string word) => card with { FallbackText = In(card.FallbackText, word), Body = In(card.Body, word) };

    internal static Form In(Form form, string word) => form with { Title = In(form.Title, word), Body = In(form.Body, word) };

    internal static ImmutableArray<CardAction> In(ImmutableArray<CardAction> actions, string word) =>
        [.. actions.Select(action => action with { Title = In(action.Title, word) })];

    internal static Figure In(Figure figure, string word) => figure switch
    {
        WallFigure wall => wall with { Groups = [.. wall.Groups.Select(group => In(group, word))], Caption = In(wall.Caption, word) },
        BarsFigure bars => bars with { Chart = (HorizontalBarChart)In((Element)bars.Chart, word), Caption = In(bars.Caption, word) },
        TreeFigure tree => tree with { Root = In(tree.Root, word), Caption = In(tree.Caption, word) },
        TableFigure table => table with
        {
            Rows = [.. table.Rows.Select(row => row.Select(cell => In(cell, word)).ToImmutableArray())],
            Caption = In(table.Caption, word),
        },
        PlaneFigure or TrendFigure => figure, // nobody's words are in them
        _ => throw new UnreachableException(),
    };

    static WallGroup In(WallGroup group, string word) =>
        new(In(group.Name, word), [.. group.Notes.Select(note => note with
        {
            Text = In(note.Text, word),
            Remark = In(note.Remark, word),
            Pictures = In(note.Pictures, word),
        })]);

    static TreeNode In(TreeNode node, string word) =>
        node with { Text = In(node.Text, word), Children = [.. node.Children.Select(child => In(child, word))] };

    internal static ImmutableArray<Element> In(ImmutableArray<Element> elements, string word) => [.. elements.Select(element => In(element, word))];

    static Element In(Element element, string word) => element switch
    {
        TextBlock text => text with { Inlines = In(text.Inlines, word) },
        FactSet facts => new FactSet([.. facts.Facts.Select(fact => In(fact, word))]),
        HorizontalBarChart chart => chart with
        {
            Bars = [.. chart.Bars.Select(bar => bar with { Label = In(bar.Label, word), Figure = In(bar.Figure, word) })],
        },
        ProgressBar progress => progress with { Label = In(progress.Label, word) },
        Badge badge => badge with { Text = In(badge.Text, word) },
        Container container => container with { Items = In(container.Items, word) },
        ActionSet actions => new ActionSet(In(actions.Actions, word)),
        InputText text => Labelled(text with { Value = In(text.Value, "") }, word), // a form offers nothing to be handed in again
        InputChoiceSet choices => Labelled(
            choices with { Choices = [.. choices.Choices.Select(choice => choice with { Title = In(choice.Title, word) })] }, word),
        Input input => Labelled(input, word),
        Image image => image with { AltText = In(image.AltText, word) },
        _ => throw new UnreachableException(),
    };

    static Fact In(Fact fact, string word) => fact with
    {
        Title = In(fact.Title, word),
        Value = In(fact.Value, word),
        Pictures = In(fact.Pictures, word),
    };

    static ImmutableArray<Picture> In(ImmutableArray<Picture> pictures, string word) =>
        [.. pictures.Select(picture => picture with { AltText = In(picture.AltText, word) })];

    static Input Labelled(Input input, string word) =>
        input with { Label = In(input.Label, word), Hint = input.Hint is { } hint ? In(hint, word) : null };

    static ImmutableArray<Run> In(ImmutableArray<Run> runs, string word) =>
    [
        .. runs.Select(run => run switch
        {
            TextRun text => text with { Text = In(text.Text, word) },
            WordsRun words => words with { Text = In(words.Text, word) },
            _ => run,
        }),
    ];
}
