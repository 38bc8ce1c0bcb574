using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>How somebody takes part.</summary>
enum Temper
{
    Ordinary,

    /// <summary>Comes when much of the first activity is over.</summary>
    Latecomer,

    /// <summary>Goes away in the middle, with what they had begun.</summary>
    Dropout,

    /// <summary>Writes junk.</summary>
    Troll,

    /// <summary>Is there, and gives nothing.</summary>
    Silent,
}

/// <summary>
/// Somebody made up. They look at what a person in a room sees, the shared card and their own forms, and press what stands there. They know no activity:
/// one that comes later can be played by them, too.
/// </summary>
/// <param name="who">Their name says that they are made up, wherever it is shown.</param>
/// <param name="chance">Their own, so that what one does changes nothing for the others.</param>
sealed class PretendPerson(Person who, Temper temper, Phrases phrases, Random chance)
{
    /// <summary>So often they try once more after they were refused.</summary>
    const int TriesMax = 3;

    /// <summary>So many presses a dropout makes.</summary>
    const int DropoutPresses = 3;

    /// <summary>Of ten questions to them alone ("will you do it?") so many get the friendly answer.</summary>
    const int FriendlyOfTen = 8;

    /// <summary>Where nobody has to give anything and so many have, one in so many still does: they like it as it is.</summary>
    const int ManyHave = 30;
    const int FreeOneIn = 4;

    /// <summary>One in so many tries one of the further forms, once they have given their own.</summary>
    const int BesideOneIn = 2;

    readonly HashSet<int> reached = [];
    readonly HashSet<int> given = [];
    readonly HashSet<int> beside = [];
    (int Activity, DateTimeOffset? Until) at;
    Pressing pressing;
    Refusal? refused;
    bool isAskedFor;
    bool hasAsked;
    bool hasAnswered;
    int tries;
    int presses;

    enum Pressing
    {
        Joining,
        Asking,
        Answering,
    }

    public Person Who => who;

    public Temper Temper => temper;

    public Random Chance => chance;

    /// <summary>Numbers of the activities that were open to them when they looked.</summary>
    public IReadOnlySet<int> Reached => reached;

    /// <summary>Numbers of the activities in which they were told that it counts.</summary>
    public IReadOnlySet<int> Given => given;

    /// <summary>They went away and do not come back.</summary>
    public bool IsGone { get; set; }

    /// <summary>Where this changes there is something new for everybody.</summary>
    public static (int Activity, DateTimeOffset? Until) NewsOf(Session session) => session.OpenItem is { } item ? (item.Number, item.Deadline) : default;

    /// <summary>They rested: what there was nothing of before, a sheet say, may be there now.</summary>
    public void ComeBack() => hasAsked = false;

    /// <summary>What they press now; null where there is nothing to do for them.</summary>
    /// <param name="today">At their place.</param>
    public Wish.Pressed? Look(Sight sight, DateOnly today)
    {
        if (IsGone || sight.State is not { IsPaused: false, OpenItem: { } item } state)
        {
            return null;
        }

        Turn(NewsOf(state));
        reached.Add(item.Number);
        var view = new ActivityView(state, item, sight.Words);
        var author = sight.Session.AuthorOf(who, item);
        return Joining(sight) ?? (temper == Temper.Silent ? null : Own(view, author, today) ?? Beside(view, author, today));
    }

    /// <summary>What became of it.</summary>
    public void Hear(Answer answer, LoadedSession session)
    {
        switch (answer)
        {
            case Answer.Done done:
                HearDone(done.Session, session);
                break;
            case Answer.Refused { Refusal: { Kind: RefusalKind.Wrong } wrong } when pressing == Pressing.Answering && ++tries < TriesMax:
                refused = wrong;
                break;
            case Answer.Refused when pressing == Pressing.Answering:
                hasAnswered = true; // they give it up
                break;
            default:
                break; // they look again, and see what is there without it
        }
    }

    void HearDone(Session state, LoadedSession session)
    {
        presses++;
        IsGone |= temper == Temper.Dropout && presses >= DropoutPresses;
        if (pressing == Pressing.Answering && state.Item(at.Activity) is { } item)
        {
            (refused, tries, hasAsked, hasAnswered) = (null, 0, false, true);
            _ = item.State.Knows(session.AuthorOf(who, item)) ? given.Add(item.Number) : given.Remove(item.Number); // they may take it back
        }
    }

    void Turn((int Activity, DateTimeOffset? Until) news)
    {
        if (news != at)
        {
            (at, hasAsked, hasAnswered, refused, tries) = (news, false, false, null, 0);
        }
    }

    // Where the card offers it, as where people are named; elsewhere a name in the log just before an answer would tell whose it is.
    Wish.Pressed? Joining(Sight sight)
    {
        if (sight.State.People.ContainsKey(sight.Session.AliasOf(who, 0)))
        {
            return null;
        }

        var join = Seen.Actions(sight.Root.Body).OfType<Execute>().FirstOrDefault(action => action.Press.Verb == SessionCards.JoinVerb);
        return join is null ? null : Press(Pressing.Joining, join.Press);
    }

    // Behind their own form stand others: questions to this person alone, which have nothing to fill in, and what anybody may do besides.
    Wish.Pressed? Beside(ActivityView view, PersonAlias author, DateOnly today)
    {
        var forms = view.Item.Activity.SideDialogs(view, author).Where(form => form.Submit is not null).ToImmutableArray();
        if (forms.FirstOrDefault(form => !form.Inputs.Any()) is { Submit: { } submit } question)
        {
            return AnswerTo(question, submit);
        }

        var isOne = temper != Temper.Troll && view.Item.State.Contributors < ManyHave && chance.Next(BesideOneIn) == 0;
        if (forms.IsEmpty || !beside.Add(view.Item.Number) || !isOne)
        {
            return null;
        }

        var other = Phrases.Any(forms, chance);
        return Press(Pressing.Answering, other.Submit!.Press, Filled(other, today)); // ! these are the forms that have one
    }

    Wish.Pressed AnswerTo(Form question, Execute submit)
    {
        var choices = Seen.Actions(question.Body).OfType<Execute>().Append(submit).ToImmutableArray();
        var friendly = choices.FirstOrDefault(choice => choice.Style == ActionStyle.Positive) ?? submit;
        return Press(Pressing.Answering, (chance.Next(10) < FriendlyOfTen ? friendly : Phrases.Any(choices, chance)).Press);
    }

    Wish.Pressed? Own(ActivityView view, PersonAlias author, DateOnly today)
    {
        var activity = view.Item.Activity;
        var actions = activity.Actions(view);
        var asking = actions.OfType<OpenDialog>().FirstOrDefault(open => open.IsAsking);
        isAskedFor = asking is not null;
        var isFree = !isAskedFor && tries == 0 && view.Item.State.HasGiven(author) && view.Item.State.Contributors >= ManyHave;
        hasAnswered |= isFree && chance.Next(FreeOneIn) > 0;
        if (hasAnswered && !isAskedFor)
        {
            return null;
        }

        var form = activity.Dialog(view, author);
        if (form is { Submit: { } submit } && form.Inputs.Any())
        {
            return Press(Pressing.Answering, submit.Press, Filled(form, today));
        }

        if (form is not null)
        {
            return null; // something to read, or to wait for
        }

        if (asking is not null)
        {
            (var again, hasAsked) = (hasAsked, true);
            return again ? null : Press(Pressing.Asking, asking.Press);
        }

        var taps = actions.OfType<Execute>().ToImmutableArray();
        return taps.IsEmpty || hasAnswered ? null : Press(Pressing.Answering, Phrases.Any(taps, chance).Press);
    }

    IReadOnlyDictionary<string, string> Filled(Form form, DateOnly today) =>
        new FilledForm(form, phrases, chance, temper == Temper.Troll, today).Fill(refused?.Input);

    Wish.Pressed Press(Pressing what, Press press, IReadOnlyDictionary<string, string>? fields = null)
    {
        pressing = what;
        return new Wish.Pressed(press, fields ?? ImmutableDictionary<string, string>.Empty);
    }
}
