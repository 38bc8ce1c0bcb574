using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What a check-in looks like: a tally on the card itself, with names where it is named and the group is small.</summary>
static class CheckInCards
{
    /// <summary>Different words, or notes, that a card lists; what is over is counted and stands in the export.</summary>
    public const int ListedMax = 40;

    /// <summary>The same of the minutes.</summary>
    public const int MinutesListedMax = 1_000;

    public static ImmutableArray<Element> Body(ActivityView view) =>
    [
        .. view.Item.ShowsTotals ? (ReadOnlySpan<Element>)[.. Tally(view, ListedMax), .. NotesOnCard(view)] : [],
        new TextBlock(HaveAnswered(view), TextStyle.Subtle),
    ];

    public static ImmutableArray<CardAction> Actions(ActivityView view)
    {
        var state = State(view);
        var dialog = view.Words[state.Format switch
        {
            CheckInFormat.Word => "CheckIn.SayWord",
            CheckInFormat.Rose or CheckInFormat.Free => "CheckIn.SayWords",
            CheckInFormat.Mood => "CheckIn.SayMood",
            _ => "CheckIn.AddNote",
        }];
        return
        [
            .. state.Taps.Select(choice => new Execute(Title(view, choice), view.Press(CheckInReading.AnswerVerb, choice))),
            new OpenDialog(dialog, view.Press(CheckInReading.NoteVerb)),
        ];
    }

    public static string Summary(ActivityView view)
    {
        if (!view.Item.ShowsTotals || State(view) is not { Contributors: > 0 } state)
        {
            return HaveAnswered(view);
        }

        var counts = state.Format switch
        {
            CheckInFormat.Rose or CheckInFormat.Free => [],
            CheckInFormat.Word => WordCounts(view).Take(ListedMax).Select(word => word.Count == 1 ? word.Text : $"{word.Text} ({word.Count})"),
            CheckInFormat.Mood => MoodCards.Counts(view),
            _ => state.Choices.Where(choice => state.CountOf(choice) > 0).Select(choice => $"{Title(view, choice)}: {state.CountOf(choice)}"),
        };
        return !counts.Any() ? HaveAnswered(view) : string.Join(' ', [string.Join(", ", counts) + ".", .. Average(view)]);
    }

    public static ImmutableArray<Element> Minutes(ActivityView view) => [.. Tally(view, MinutesListedMax), .. Notes(view, MinutesListedMax)];

    static CheckIn State(ActivityView view) => (CheckIn)view.Item.State;

    static string HaveAnswered(ActivityView view) => view.Words.Count("CheckIn.HaveAnswered", State(view).Contributors);

    public static string Title(ActivityView view, string choice) => State(view).Format == CheckInFormat.Mood
        ? MoodCards.Title(view, choice)
        : view.Words[$"CheckIn.Choice-{CheckInReading.NameOf(State(view).Format)}-{choice}"];

    public static bool ShowsNames(ActivityView view) =>
        view.Item.Level == AnonymityLevel.Named && view.Session.People.Count <= Limits.NamedShownMax;

    static IEnumerable<Element> Tally(ActivityView view, int max)
    {
        var state = State(view);
        if (state.Contributors == 0)
        {
            return [];
        }

        IEnumerable<Element> counts = state.Format switch
        {
            CheckInFormat.Word => WordList(view, max),
            CheckInFormat.Free => Texts(view, answer => answer.Value, max),
            CheckInFormat.Rose => RoseBudThorn.Names.SelectMany(name => Part(view, name, max)),
            CheckInFormat.Mood => MoodCards.Tally(view),
            CheckInFormat.Light or CheckInFormat.Weather => [new FactSet([.. state.Choices.Select(choice => Choice(view, choice))])],
            _ => Steps(view),
        };
        return [.. counts, .. Average(view).Select(average => new TextBlock(average))];
    }

    static Fact Choice(ActivityView view, string choice)
    {
        var count = new TextRun(view.Words.Count("CheckIn.People", State(view).CountOf(choice)));
        var names = NamesWhoSaid(view, choice);
        return new Fact(Title(view, choice), names.IsEmpty ? [count] : [count, new TextRun(": "), .. names]);
    }

    static ImmutableArray<Run> NamesWhoSaid(ActivityView view, string choice) => NamesWhoSaid(view, value => value == choice);

    public static ImmutableArray<Run> NamesWhoSaid(ActivityView view, Func<string, bool> said) => ShowsNames(view)
        ? State(view).Answers.Where(answer => said(answer.Value.Value))
            .Select(answer => view.NameOf(answer.Key))
            .Order(Alphabet(view))
            .Listed(name => [new WordsRun(name)])
        : [];

    static StringComparer Alphabet(ActivityView view) => StringComparer.Create(view.Words.Culture, ignoreCase: true);

    static IEnumerable<Element> Steps(ActivityView view)
    {
        var state = State(view);
        var bars = state.Choices.Select(choice =>
            new Bar([new TextRun(Title(view, choice))], state.CountOf(choice), view.Words.Count("CheckIn.People", state.CountOf(choice))));
        yield return new HorizontalBarChart(view.Words["CheckIn.Chart"], [.. bars]);
        var named = state.Choices.Where(choice => state.CountOf(choice) > 0 && ShowsNames(view))
            .Select(choice => new Fact(Title(view, choice), NamesWhoSaid(view, choice)))
            .ToImmutableArray();
        if (!named.IsEmpty)
        {
            yield return new FactSet(named);
        }
    }

    /// <summary>An average of few would tell what one of them said.</summary>
    public static IEnumerable<string> Average(ActivityView view) => State(view) is { IsSteps: true, Contributors: >= Limits.MinimumAnswers } state
        ? [view.Words.Say("CheckIn.Average", state.Choices.Sum(choice => CheckInArtifacts.Step(choice) * state.CountOf(choice)) / (double)state.Answers.Count)]
        : MoodCards.Averages(view);

    // A person may give three: the card lists as many in all as of other texts.
    static IEnumerable<Element> Part(ActivityView view, string name, int max) =>
        State(view).Answers.Values.Any(answer => answer.Parts?[name] is not null)
            ?
            [
                new TextBlock(view.Words["CheckIn.Part-" + name], TextStyle.Subtle),
                .. Texts(view, answer => answer.Parts?[name], Math.Max(1, max / RoseBudThorn.Names.Length)),
            ]
            : [];

    static IEnumerable<Element> Texts(ActivityView view, Func<CheckInAnswer, string?> said, int max)
    {
        if (ShowsNames(view))
        {
            return [new FactSet(ByName(view, said))];
        }

        var texts = InOrder(view, said);
        return [.. texts.Take(max).Select(text => new TextBlock([new WordsRun(text)])), .. More(view, texts.Count, max)];
    }

    static IEnumerable<Element> WordList(ActivityView view, int max)
    {
        if (ShowsNames(view))
        {
            return [new FactSet(ByName(view, answer => answer.Value))];
        }

        var words = WordCounts(view).ToList();
        var listed = words.Take(max).Chunk(ListedMax).Select(some => new TextBlock(some.Listed(word =>
            word.Count == 1 ? [new WordsRun(word.Text)] : [new WordsRun(word.Text), new TextRun($" ({word.Count})")])));
        return [.. listed, .. More(view, words.Count, max)];
    }

    /// <summary>The most frequent first, and by the alphabet: when a word came is not told.</summary>
    public static IEnumerable<(string Text, int Count)> WordCounts(ActivityView view) => State(view).Answers.Values
        .GroupBy(answer => answer.Value, StringComparer.OrdinalIgnoreCase)
        .Select(group => (Text: group.Select(answer => answer.Value).Order(StringComparer.Ordinal).First(), Count: group.Count()))
        .OrderByDescending(word => word.Count)
        .ThenBy(word => word.Text, Alphabet(view))
        .ThenBy(word => word.Text, StringComparer.Ordinal);

    // Of a crowd with names the card counts them; its minutes list them, without names.
    static IEnumerable<Element> NotesOnCard(ActivityView view) =>
        view.Item.Level == AnonymityLevel.Named && !ShowsNames(view) && State(view).Notes is > 0 and var notes
            ? [NotesTitle(view), new TextBlock(view.Words.Say("CheckIn.InExport", notes), TextStyle.Subtle)]
            : Notes(view, ListedMax);

    static IEnumerable<Element> Notes(ActivityView view, int max) =>
        State(view).Notes == 0 ? [] : [NotesTitle(view), .. Texts(view, answer => answer.Note, max)];

    static TextBlock NotesTitle(ActivityView view) => new(view.Words["CheckIn.Notes"], TextStyle.Subtle);

    public static List<string> SaidNotes(ActivityView view) => InOrder(view, answer => answer.Note);

    /// <summary>By the alphabet: when a text came is not told.</summary>
    public static List<string> InOrder(ActivityView view, Func<CheckInAnswer, string?> said) =>
        [.. State(view).Answers.Values.Select(said).OfType<string>().Order(StringComparer.Ordinal)];

    public static ImmutableArray<Fact> ByName(ActivityView view, Func<CheckInAnswer, string?> said) =>
    [
        .. State(view).Answers
            .Select(answer => (Name: view.NameOf(answer.Key), Text: said(answer.Value)))
            .Where(line => line.Text is not null)
            .OrderBy(line => line.Name, Alphabet(view))
            .ThenBy(line => line.Text, StringComparer.Ordinal)
            .Select(line => new Fact(line.Name, [new WordsRun(line.Text ?? "")])),
    ];

    static IEnumerable<Element> More(ActivityView view, int count, int max) => count > max
        ? [new TextBlock(view.Words.Say("CheckIn.MoreInExport", count - max), TextStyle.Subtle)]
        : [];

    public static Form Dialog(ActivityView view, PersonAlias author)
    {
        var words = view.Words;
        var given = State(view).Answers.GetValueOrDefault(author);
        ImmutableArray<Element> body =
        [
            new TextBlock(SessionCards.Prompt(view)),
            .. Inputs(view, given),
            .. IsRed(State(view), author, view) ? (ReadOnlySpan<Element>)[new TextBlock(AfterRed(view))] : [],
            new TextBlock(Receipt.For(view), TextStyle.Subtle),
        ];
        var submit = new Execute(words["CheckIn.Submit"], view.Press(CheckInReading.NoteVerb), ActionStyle.Positive);
        return new Form(words["CheckIn.DialogTitle"], words.Language, body, submit);
    }

    /// <summary>In private, to whoever has just said that it is not well with them.</summary>
    public static ImmutableArray<Run> Aside(ActivityView view, CheckIn before, PersonAlias author) =>
        IsRed(State(view), author, view) && !IsRed(before, author, view) ? AfterRed(view) : [];

    static bool IsRed(CheckIn state, PersonAlias author, ActivityView view) =>
        state.Format == CheckInFormat.Light && state.Answers.GetValueOrDefault(author)?.Value == CheckIn.Red
        && !view.Session.IsFacilitator(author); // not to talk to themselves

    static ImmutableArray<Run> AfterRed(ActivityView view) =>
        view.Item.Level == AnonymityLevel.Named && view.Session.Known(view.Session.Facilitator) is { Name: { } name, IsErased: false }
        ? view.Words.Runs("CheckIn.AfterRedNamed", new WordsRun(name))
        : [new TextRun(view.Words["CheckIn.AfterRed"])];

    static IEnumerable<Input> Inputs(ActivityView view, CheckInAnswer? given)
    {
        var words = view.Words;
        if (State(view).Format == CheckInFormat.Rose)
        {
            return RoseBudThorn.Names.Select(name =>
                new InputText(name, words["CheckIn.PartLabel-" + name], Limits.NoteMax) { Value = given?.Parts?[name] ?? "" });
        }

        IEnumerable<Input> note = State(view).Format == CheckInFormat.Free ? []
            : [new InputText(CheckInReading.NoteInput, words["CheckIn.NoteLabel"], Limits.NoteMax) { Value = given?.Note ?? "" }];
        return State(view).Format == CheckInFormat.Mood
            ? [.. MoodCards.Inputs(view, given), .. note]
            : [AnswerInput(view, given), .. note];
    }

    static Input AnswerInput(ActivityView view, CheckInAnswer? given)
    {
        var label = view.Words["CheckIn.AnswerLabel-" + CheckInReading.NameOf(State(view).Format)];
        if (State(view).IsInWords)
        {
            return new InputText(CheckInReading.AnswerInput, label, State(view).WordsMax) { Value = given?.Value ?? "", IsRequired = true };
        }

        var choices = State(view).Choices.Select(choice => new Choice(Title(view, choice), choice));
        return new InputChoiceSet(CheckInReading.AnswerInput, label, [.. choices])
        {
            Value = given?.Value,
            Style = ChoiceInputStyle.Expanded,
            IsRequired = true,
        };
    }
}
