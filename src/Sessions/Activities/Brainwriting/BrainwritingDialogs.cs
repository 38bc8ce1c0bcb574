using System.Collections.Immutable;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>One person's sheet, what they see while they wait for the next, and what they can still change.</summary>
static class BrainwritingDialogs
{
    /// <summary>Of an idea in a list to choose from; what it says in full stands above.</summary>
    const int ExcerptMax = 60;

    static Brainwriting State(ActivityView view) => (Brainwriting)view.Item.State;

    /// <summary>Null where there is no sheet yet: the button asks for one.</summary>
    public static Form? Main(ActivityView view, PersonAlias author)
    {
        var state = State(view);
        return state.CurrentOf(author) switch
        {
            null => null,
            { IsHandedIn: false } held => Sheet(view, held, author, BrainwritingReading.HandInVerb),
            { } held when state.IsLive => Waiting(view, held),
            { } => state.Writers[author].Held.Count(held => held.IsHandedIn) >= state.Rounds ? Done(view) : null,
        };
    }

    public static ImmutableArray<Form> Sides(ActivityView view, PersonAlias author) =>
        Changeable(State(view), author) is { } held ? [Sheet(view, held, author, BrainwritingReading.ChangeVerb)] : [];

    /// <summary>What was handed in and has not gone on: until the bell, or until the next sheet lies before this person.</summary>
    public static HeldSheet? Changeable(Brainwriting state, PersonAlias author) =>
        state.CurrentOf(author) is { IsHandedIn: true } held ? held : null;

    static Form Sheet(ActivityView view, HeldSheet held, PersonAlias author, string verb)
    {
        var (state, words) = (State(view), view.Words);
        var before = state.Before(held, author);
        ImmutableArray<Element> body =
        [
            new TextBlock(When(view, held), TextStyle.Subtle),
            .. before.IsEmpty
                ? (ReadOnlySpan<Element>)[new TextBlock(words[held.Round == 1 ? "Brainwriting.FirstRow" : "Brainwriting.EmptySheet"])]
                : [new TextBlock(words[state.IsGallery ? "Brainwriting.LookAt" : "Brainwriting.ReadFirst"]), Facts(view, before)],
            .. Enumerable.Range(0, state.IdeasEach).SelectMany(cell => Cell(view, held, cell, before)),
            .. state.IsHarvest(held, author) ? Stars(view, held, before) : [],
            .. LateOnes(view, author),
            new TextBlock(words["Brainwriting.NotSavedYet"], TextStyle.Subtle),
            new TextBlock(Receipt.For(view), TextStyle.Subtle),
        ];
        var title = words[verb == BrainwritingReading.ChangeVerb ? "Brainwriting.ChangeTitle" : "Brainwriting.SheetTitle"];
        return new Form(title, words.Language, body, new Execute(
            words["Brainwriting.Submit"], view.Press(verb, BrainwritingReading.Argument(held)).Holding(held.Words()), ActionStyle.Positive))
        { Recap = Recap(view) };
    }

    static ImmutableArray<Element> Recap(ActivityView view) => [new TextBlock(SessionCards.Prompt(view))];

    static ImmutableArray<Run> When(ActivityView view, HeldSheet held)
    {
        var (state, words) = (State(view), view.Words);
        var round = new TextRun(Number(held.Round));
        var rounds = new TextRun(Number(Math.Max(state.Rounds, held.Round)));
        return (state.IsLive ? view.Item.Deadline : held.Until) is { } until
            ? words.Runs(state.IsLive ? "Brainwriting.UntilBell" : "Brainwriting.YoursUntil", round, rounds, new MomentRun(until))
            : words.Runs("Brainwriting.RoundOf", round, rounds);
    }

    static FactSet Facts(ActivityView view, ImmutableArray<WrittenIdea> ideas) =>
        new([.. ideas.Select(idea => new Fact(Number(idea.Id), BrainwritingCards.Line(view, idea, name: null, isStarred: false))
        {
            Pictures = view.Drawn(State(view).PictureOf(idea.Id), idea.Text),
        })]);

    static IEnumerable<Element> Cell(ActivityView view, HeldSheet held, int cell, ImmutableArray<WrittenIdea> before)
    {
        var words = view.Words;
        var given = held.Given.FirstOrDefault(idea => idea.Cell == cell);
        yield return new InputText(BrainwritingReading.IdeaInput(cell), words.Say("Brainwriting.IdeaLabel", cell + 1), HandingIn.IdeaMax)
        {
            Value = given?.Text ?? "",
            IsMultiline = true,
        };
        foreach (var input in PictureOf(view, cell, given))
        {
            yield return input;
        }

        if (before.IsEmpty)
        {
            yield break;
        }

        yield return new InputChoiceSet(
            BrainwritingReading.BasisInput(cell),
            words.Say("Brainwriting.BasisLabel", cell + 1),
            [new Choice(words["Brainwriting.IsNew"], BrainwritingReading.None), .. before.Select(idea => Choice(words, "Brainwriting.BuildsOnChoice", idea))])
        {
            Value = given?.BuildsOn is { } basis && before.Any(idea => idea.Id == basis) ? Number(basis) : BrainwritingReading.None,
            IsRequired = true,
        };
    }

    static IEnumerable<Input> PictureOf(ActivityView view, int cell, GivenIdea? given)
    {
        var words = view.Words;
        yield return new InputPicture(BrainwritingReading.PictureInput(cell), words.Say("Brainwriting.PictureLabel", cell + 1))
        {
            Given = view.Drawn(given?.Picture, given?.Text ?? "").FirstOrDefault(),
            Hint = words.Say(cell == 0 ? "Brainwriting.PictureHint" : "Brainwriting.PictureHintAgain", Limits.PictureBytesMax / 1024 / 1024),
        };
        if (given?.Picture is not null)
        {
            yield return new InputToggle(BrainwritingReading.NoPictureInput(cell), words.Say("Brainwriting.NoPicture", cell + 1));
        }
    }

    static Choice Choice(Words words, string key, WrittenIdea idea) =>
        new(words.Say(key, idea.Id, Excerpt(idea.Text)), Number(idea.Id));

    static string Excerpt(string text)
    {
        if (text.Length <= ExcerptMax)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[ExcerptMax - 1]) ? ExcerptMax - 1 : ExcerptMax; // never half a character
        return text[..end] + "…";
    }

    static IEnumerable<Element> Stars(ActivityView view, HeldSheet held, ImmutableArray<WrittenIdea> before)
    {
        var (state, words) = (State(view), view.Words);
        yield return new TextBlock(words["Brainwriting.StarTheBest"]);
        ImmutableArray<Choice> choices =
        [
            new Choice(words["Brainwriting.NoStar"], BrainwritingReading.None),
            .. before.Select(idea => Choice(words, "Brainwriting.StarChoice", idea)),
            .. Enumerable.Range(0, state.IdeasEach)
                .Select(cell => new Choice(words.Say("Brainwriting.OwnIdea", cell + 1), BrainwritingReading.OwnStarOf(cell))),
        ];
        var starred = held.IsHandedIn ? state.Sheets[held.Sheet].Stars : [];
        for (var star = 0; star < HandingIn.StarsMax; star++)
        {
            yield return new InputChoiceSet(BrainwritingReading.StarInput(star), words.Say("Brainwriting.StarLabel", star + 1), choices)
            {
                Value = star < starred.Length ? ValueOf(starred[star], held) : BrainwritingReading.None,
                IsRequired = true,
            };
        }
    }

    static string ValueOf(int idea, HeldSheet held) => held.Given.FirstOrDefault(given => given.Id == idea) is { } own
        ? BrainwritingReading.OwnStarOf(own.Cell)
        : Number(idea);

    static IEnumerable<Element> LateOnes(ActivityView view, PersonAlias author)
    {
        var late = State(view).Writers.TryGetValue(author, out var writer) ? writer.Held.Sum(held => held.Late.Length) : 0;
        if (late > 0)
        {
            yield return new TextBlock(view.Words.Count("Brainwriting.LateKept", late), TextStyle.Subtle);
        }
    }

    static string Comes(Brainwriting state) => state.Round >= state.Rounds ? "Brainwriting.ClosesAt"
        : Bells.MayRingEarly(state) ? "Brainwriting.NextSheetAt"
        : "Brainwriting.NextSheetAtBell";

    static Form Waiting(ActivityView view, HeldSheet held)
    {
        var (state, words) = (State(view), view.Words);
        var until = view.Item.Deadline is { } deadline
            ? words.Runs(Comes(state), new MomentRun(deadline))
            : [];
        ImmutableArray<Fact> given = [.. held.Given.Select(idea => Own(view, idea)), .. Starred(view, held)];
        ImmutableArray<Element> body =
        [
            new TextBlock(held.Given.IsEmpty ? words["Brainwriting.NothingHandedIn"] : words.Count("Brainwriting.HandedIn", held.Given.Length)),
            .. given.IsEmpty ? [] : (ReadOnlySpan<Element>)[new FactSet(given)],
            .. until.IsEmpty ? [] : (ReadOnlySpan<Element>)[new TextBlock(until)],
            new TextBlock(words.Say("Brainwriting.HowToChange", words["Brainwriting.Change"]), TextStyle.Subtle),
        ];
        return new Form(words["Brainwriting.WaitingTitle"], words.Language, body, Submit: null) { Recap = Recap(view) };
    }

    static IEnumerable<Fact> Starred(ActivityView view, HeldSheet held) => State(view).Sheets[held.Sheet].Stars.Where(State(view).IsShown)
        .Select((idea, star) => new Fact(view.Words.Say("Brainwriting.StarLabel", star + 1), [new WordsRun(State(view).Ideas[idea].Text)]));

    static Fact Own(ActivityView view, GivenIdea given) => new(
        view.Words.Say("Brainwriting.IdeaLabel", given.Cell + 1),
        [new WordsRun(given.Text), .. view.Remark(given.Picture)])
    {
        Pictures = view.Drawn(given.Picture, given.Text),
    };

    static Form Done(ActivityView view) => new(
        view.Words["Brainwriting.WaitingTitle"],
        view.Words.Language,
        [
            new TextBlock(view.Words["Brainwriting.AllWritten"]),
            new TextBlock(view.Words.Say("Brainwriting.HowToChange", view.Words["Brainwriting.Change"]), TextStyle.Subtle),
        ],
        Submit: null)
    {
        Recap = Recap(view),
    };
}
