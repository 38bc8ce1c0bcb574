using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>A question to a community of any size: each reply counts, and above a few dozen they are rated.</summary>
public sealed class OpenPromptActivity : Activity<OpenPrompt, OpenPromptCommand, OpenPromptEvent>
{
    /// <summary>Stored for ever.</summary>
    public const string KindName = "open-prompt";

    public override string Kind => KindName;

    public override ImmutableArray<string> Verbs => [OpenPromptReading.AskVerb];

    public override ImmutableArray<string> SteeringVerbs => [OpenPromptReading.RatingVerb];

    public override ImmutableArray<StoredName> EventNames { get; } =
    [
        new("open-prompt-planned", typeof(OpenPromptEvent.Planned)),
        new("open-prompt-replied", typeof(OpenPromptEvent.Replied)),
    ];

    public override bool HasFigures => false;

    public override bool CountsApart => true;

    public override IJsonTypeInfoResolver Json => OpenPromptJson.Default;

    public override TimeSpan Grace => Limits.HandInGrace;

    public override Parsed<ActivityPlan> Plan(TypedLine line) => OpenPromptReading.Plan(line);

    public override StartForm? Start(Words words) => OpenPromptReading.Start(words);

    protected override bool IsAnswer(TypedLine line, OpenPrompt state) => OpenPromptReading.IsAnswer(line);

    public override bool IsAnsweredInWords(AgendaItem item) => true;

    protected override Parsed<OpenPromptCommand> Read(TypedLine line, OpenPrompt state) => OpenPromptReading.Typed(line);

    protected override Parsed<OpenPromptCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, OpenPrompt state) =>
        OpenPromptReading.Press(press, fields);

    public override bool TakesReplies => true;

    public override ActivityCommand? Read(ThreadReply reply) => reply switch
    {
        { Text: null } => new OpenPromptCommand.WithdrawReply(reply.Id),
        { Text: var text, IsChange: true } => new OpenPromptCommand.ChangeReply(reply.Id, text, reply.IsBack),
        { Text: var text } => new OpenPromptCommand.AddReply(text, reply.Id),
    };

    protected override OpenPrompt Begin(OpenPromptEvent plan) =>
        plan is OpenPromptEvent.Planned planned ? new OpenPrompt(planned.Question) : throw new UnreachableException();

    /// <summary>All that was said; few enough stand for themselves, many are first rated.</summary>
    public override ImmutableArray<Material> HandsOn(AgendaItem item)
    {
        var state = (OpenPrompt)item.State;
        return [.. state.All().Select(given => new Material(item.Number, given.Reply.Id, given.Reply.Text, state.Count <= OpenPrompt.ProposedMax))];
    }

    public override PersonAlias? AuthorOf(AgendaItem item, int id) =>
        ((OpenPrompt)item.State).Authors.TryGetValue(id, out var author) ? author : null;

    protected override ActivityDecision Decide(OpenPromptCommand command, OpenPrompt state, AgendaItem item, ActivityTurn turn) => command switch
    {
        OpenPromptCommand.SetReplies set when IsOfOldForm(set, state, turn.Author) => Refusals.OtherForm,
        OpenPromptCommand.SetReplies set => Set(set.Texts, state, turn.Author),
        OpenPromptCommand.Say say => Add(say.Text, thread: null, state, turn.Author),
        OpenPromptCommand.Rate => Rate(state),
        _ when item is not { Level: AnonymityLevel.Named, IsBlind: false } => new Refusal("OpenPrompt.ThreadShowsName", RefusalKind.Wrong),
        OpenPromptCommand.AddReply { ReplyId.Length: 0 or > OpenPrompt.ReplyIdMax } => Refusals.NotUnderstood,
        OpenPromptCommand.AddReply add when state.InThread.ContainsKey(add.ReplyId) => ActivityDecision.Nothing,
        OpenPromptCommand.AddReply add => Add(add.Text, add.ReplyId, state, turn.Author),
        OpenPromptCommand.ChangeReply { IsBack: true } back when state.InThread.TryGetValue(back.ReplyId, out var at) && at is null =>
            Add(back.Text, back.ReplyId, state, turn.Author),
        OpenPromptCommand.ChangeReply change => InThread(change.ReplyId, change.Text, state, turn.Author),
        OpenPromptCommand.WithdrawReply withdraw => InThread(withdraw.ReplyId, text: null, state, turn.Author),
        _ => throw new UnreachableException(),
    };

    static ActivityDecision Add(string text, string? thread, OpenPrompt state, PersonAlias author)
    {
        var read = PersonalText.Required(text, OpenPrompt.ReplyMax);
        if (read.Value is not { } said)
        {
            return read.Refusal ?? Refusals.NotUnderstood;
        }

        var given = state.Of(author);
        if (thread is null && given.Values.Any(reply => reply.Text == said))
        {
            return ActivityDecision.Nothing;
        }

        var place = Enumerable.Range(1, OpenPrompt.RepliesMax).FirstOrDefault(free => !given.ContainsKey(free));
        return place == 0
            ? new Refusal("OpenPrompt.TooMany", RefusalKind.NotNow, OpenPrompt.RepliesMax)
            : ActivityDecision.Of(new OpenPromptEvent.Replied(author, place, NumberOf(author, place, state, []), said, thread));
    }

    static ActivityDecision InThread(string id, string? text, OpenPrompt state, PersonAlias author)
    {
        // What never counted (a sixth, one from before) cannot be changed: nothing is owed to whoever edits it.
        if (!state.InThread.TryGetValue(id, out var at) || at is not { } where || where.Author != author)
        {
            return ActivityDecision.Nothing;
        }

        var reply = state.Of(author)[where.Place];
        if (text is null)
        {
            return ActivityDecision.Of(new OpenPromptEvent.Replied(author, where.Place, reply.Id, null, id));
        }

        var read = PersonalText.Required(text, OpenPrompt.ReplyMax);
        return read.Value switch
        {
            null => read.Refusal ?? Refusals.NotUnderstood,
            var said when said == reply.Text => ActivityDecision.Nothing,
            var said => ActivityDecision.Of(new OpenPromptEvent.Replied(author, where.Place, reply.Id, said, id)),
        };
    }

    static ActivityDecision Set(ImmutableSortedDictionary<int, string> texts, OpenPrompt state, PersonAlias author)
    {
        var events = ImmutableArray.CreateBuilder<ActivityEvent>();
        var drawn = new HashSet<int>();
        foreach (var (place, text) in texts)
        {
            var read = PersonalText.Optional(text, OpenPrompt.ReplyMax);
            if (read.Value is not { } said)
            {
                return read.Refusal! with { Input = OpenPromptReading.InputOf(place) }; // ! what is not read is refused
            }

            var standing = state.Of(author).GetValueOrDefault(place);
            if (place is < 1 or > OpenPrompt.RepliesMax)
            {
                return Refusals.NotUnderstood; // a forged form
            }

            if (standing?.Thread is not null)
            {
                if (said.Length > 0)
                {
                    return new Refusal("OpenPrompt.PlaceTaken", RefusalKind.NotNow) { Input = OpenPromptReading.InputOf(place) };
                }
            }
            else if (said != (standing?.Text ?? ""))
            {
                var number = standing?.Id ?? NumberOf(author, place, state, drawn);
                drawn.Add(number);
                events.Add(new OpenPromptEvent.Replied(author, place, number, said.Length > 0 ? said : null, null));
            }
        }

        return new ActivityDecision(events.ToImmutable());
    }

    // It was drawn before other words were given, and would take their place.
    static bool IsOfOldForm(OpenPromptCommand.SetReplies set, OpenPrompt state, PersonAlias author) =>
        set.Held.Length > 0 && set.Held != Press.SealOf(state.WordsOf(author)) && state.Of(author).Any(given =>
            given.Value.Thread is null && set.Texts.TryGetValue(given.Key, out var text) && PersonalText.Line(text) != given.Value.Text);

    // Drawn, not counted: it says nothing of who came first, also not where somebody reads the file.
    static int NumberOf(PersonAlias author, int place, OpenPrompt state, HashSet<int> given) =>
        IdeaNumbers.Draw($"{author.Value}/{place}", state.Count + given.Count, given, state.Authors.ContainsKey);

    static ActivityDecision Rate(OpenPrompt state) => state.Count < RatingActivity.ItemsMin
        ? new Refusal("OpenPrompt.TooFewToRate", RefusalKind.NotNow, RatingActivity.ItemsMin)
        : new ActivityDecision([], FollowUp: RatingActivity.PlanOn(state.Question));

    protected override OpenPrompt Evolve(OpenPrompt state, OpenPromptEvent happened) => happened switch
    {
        OpenPromptEvent.Replied { Text: { } text } e => state with
        {
            Replies = state.Replies.SetItem(e.Author, state.Of(e.Author).SetItem(e.Place, new OpenReply(e.Id, PersonalText.Kept(text), e.Thread))),
            InThread = e.Thread is null ? state.InThread : state.InThread.SetItem(e.Thread, (e.Author, e.Place)),
            Authors = state.Authors.SetItem(e.Id, e.Author),
        },
        OpenPromptEvent.Replied e => state with
        {
            Replies = state.Of(e.Author).Remove(e.Place) is { IsEmpty: false } left
                ? state.Replies.SetItem(e.Author, left)
                : state.Replies.Remove(e.Author),
            InThread = e.Thread is null ? state.InThread : state.InThread.SetItem(e.Thread, null),
            Authors = state.Authors.Remove(e.Id),
        },
        _ => throw new UnreachableException(),
    };

    public override ImmutableArray<Element> Body(ActivityView view) => OpenPromptCards.Body(view);

    public override ImmutableArray<CardAction> Actions(ActivityView view) =>
        [new OpenDialog(view.Words["OpenPrompt.Reply"], view.Press(OpenPromptReading.ReplyVerb), ActionStyle.Positive)];

    public override Form? Dialog(ActivityView view, PersonAlias author) => OpenPromptCards.Dialog(view, author);

    public override ImmutableArray<CardAction> SteeringActions(ActivityView view) => OpenPromptCards.SteeringActions(view);

    public override ImmutableArray<Figure> Board(ActivityView view) => OpenPromptBoard.Of(view);

    public override string Summary(ActivityView view) => OpenPromptCards.Counted(view);

    public override ImmutableArray<Element> Minutes(ActivityView view) => [.. OpenPromptCards.Listed(view, OpenPromptCards.MinutesMax)];

    public override ImmutableArray<int> Lost(AgendaItem item, Erasure erasure) =>
        [.. ((OpenPrompt)item.State).Of(erasure.Author).Values.Select(reply => reply.Id)];

    public override ActivityState Forget(AgendaItem item, Erasure erasure) => OpenPromptErasing.Forget((OpenPrompt)item.State, erasure);

    public override ActivityEvent Without(ActivityEvent happened, AgendaItem item, Erasure erasure) =>
        OpenPromptErasing.Without(happened, (OpenPrompt)item.State, erasure);

    public override ActivityState Withdraw(AgendaItem item, PersonAlias author) => OpenPromptErasing.Withdraw((OpenPrompt)item.State, author);

    public override bool IsWithdrawn(ActivityEvent happened, PersonAlias author) => happened is OpenPromptEvent.Replied given && given.Author == author;

    public override ActivityEvent RetellPlan(AgendaItem item, Retelling renamed) => new OpenPromptEvent.Planned(item.State.Prompt);

    public override ImmutableArray<ActivityEvent> Retell(AgendaItem item, Retelling renamed) =>
    [
        .. ((OpenPrompt)item.State).Replies
            .SelectMany(person => person.Value, (person, reply) => new OpenPromptEvent.Replied(
                renamed.Beside(person.Key),
                renamed.Names ? reply.Key : 1, // else it would tell how many the same person gave
                reply.Value.Id, reply.Value.Text, Thread: null))
            .OrderBy(told => told.Author.Value, StringComparer.Ordinal).ThenBy(told => told.Place),
    ];

    public override ImmutableArray<Artifact> Artifacts(ActivityView view) => OpenPromptCards.Artifacts(view);
}
