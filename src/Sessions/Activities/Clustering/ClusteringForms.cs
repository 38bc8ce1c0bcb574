using System.Collections.Immutable;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>The forms by which anybody changes the groups: each by list and button, none by dragging.</summary>
static class ClusteringForms
{
    public const string IdeaInput = "idea";
    public const string MoreInput = "more";
    public const string OtherInput = "other";
    public const string GroupInput = "group";
    public const string ToInput = "to";
    public const string NameInput = "name";
    public const string NoteInput = "note";

    /// <summary>A list of choices has at most 100 (Slack); above it one writes the number.</summary>
    public const int ChoicesMax = 100;

    /// <summary>Room for a hundred numbers.</summary>
    const int NumbersMax = 600;

    static Clustering State(ActivityView view) => (Clustering)view.Item.State;

    public static ImmutableArray<CardAction> Actions(ActivityView view) =>
    [
        new OpenDialog(view.Words["Clustering.Move"], view.Press(ClusteringReading.MoveVerb), ActionStyle.Positive),
        new OpenDialog(view.Words["Clustering.NameOrMerge"], view.Press(ClusteringReading.GroupVerb)),
        new OpenDialog(view.Words["Clustering.FoundSame"], view.Press(ClusteringReading.SameVerb)),
        new OpenDialog(view.Words["Clustering.AddNote"], view.Press(ClusteringReading.NoteVerb)),
    ];

    public static ImmutableArray<Form> Sides(ActivityView view) =>
    [
        .. State(view).Living.Any() ? (ReadOnlySpan<Form>)[Group(view)] : [],
        .. State(view).Ideas.Length > 1 ? (ReadOnlySpan<Form>)[Same(view)] : [],
        Note(view),
    ];

    public static Form Move(ActivityView view) => Of(view, "Clustering.Move", ClusteringReading.MoveVerb,
    [
        Idea(view, IdeaInput, "Clustering.IdeaLabel", isRequired: false),
        new InputText(MoreInput, view.Words["Clustering.MoreLabel"], NumbersMax) { Hint = view.Words["Clustering.MoreHint"] },
        Groups(view, ToInput, "Clustering.ToLabel",
        [
            new Choice(view.Words["Clustering.ToNone"], ClusteringReading.NoGroup),
            new Choice(view.Words["Clustering.ToNew"], ClusteringReading.NewGroup),
        ]) with
        {
            IsRequired = true,
        },
        new InputText(NameInput, view.Words["Clustering.NewNameLabel"], Limits.NameMax) { Hint = view.Words["Clustering.NewNameHint"] },
    ]) with
    {
        Recap = [.. ClusteringCards.All(view, ClusteringCards.ListedLongMax)],
    };

    static Form Group(ActivityView view) => Of(view, "Clustering.NameOrMerge", ClusteringReading.GroupVerb,
    [
        Groups(view, GroupInput, "Clustering.GroupLabel", []) with { IsRequired = true },
        new InputText(NameInput, view.Words["Clustering.NameLabel"], Limits.NameMax) { Hint = view.Words["Clustering.NameHint"] },
        Groups(view, ToInput, "Clustering.IntoLabel", [new Choice(view.Words["Clustering.IntoNone"], ClusteringReading.NoGroup)]) with
        {
            Value = ClusteringReading.NoGroup, IsRequired = true,
        },
    ]);

    static Form Same(ActivityView view) => Of(view, "Clustering.FoundSame", ClusteringReading.SameVerb,
    [
        new TextBlock(view.Words["Clustering.SameHint"]),
        Idea(view, IdeaInput, "Clustering.IdeaLabel", isRequired: true),
        Idea(view, OtherInput, "Clustering.OtherLabel", isRequired: true),
    ]);

    static Form Note(ActivityView view) => Of(view, "Clustering.AddNote", ClusteringReading.NoteVerb,
    [
        new TextBlock(view.Words["Clustering.NoteIntro"]),
        Idea(view, IdeaInput, "Clustering.IdeaLabel", isRequired: true),
        new InputText(NoteInput, view.Words["Clustering.NoteLabel"], Limits.NoteMax) { Hint = view.Words["Clustering.NoteHint"] },
    ]);

    static Form Of(ActivityView view, string title, string verb, ImmutableArray<Element> body) => new(
        view.Words[title],
        view.Words.Language,
        [.. body, new TextBlock(Receipt.For(view), TextStyle.Subtle)],
        new Execute(view.Words["Clustering.Submit"], view.Press(verb), ActionStyle.Positive));

    static Input Idea(ActivityView view, string input, string label, bool isRequired)
    {
        var ideas = State(view).Ideas;
        return ideas.Length > ChoicesMax
            ? new InputNumber(input, view.Words[label], 1, ideas.Length) { IsRequired = isRequired, Hint = view.Words["Clustering.NumberHint"] }
            : new InputChoiceSet(input, view.Words[label], [.. ideas.Select(idea => new Choice($"{Number(idea.Number)}. {idea.Text}", Number(idea.Number)))])
            {
                IsRequired = isRequired,
            };
    }

    static InputChoiceSet Groups(ActivityView view, string input, string label, ImmutableArray<Choice> others) => new(
        input,
        view.Words[label],
        [.. State(view).Living.Select(group => new Choice($"{group.Letter}. {group.Name}", Number(group.Id))), .. others]);
}
