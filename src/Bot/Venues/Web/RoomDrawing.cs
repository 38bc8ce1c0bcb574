using System.Collections.Immutable;
using System.Security.Cryptography;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>What was sent and did not happen, to be shown on the page it came from.</summary>
/// <param name="Input">The input it is about, where it is about one.</param>
sealed record Failed(SentForm Sent, string Text, string? Input = null);

/// <summary>Draws a room's page for one person: the shared cards, their own forms with what they gave, and their console where they facilitate.</summary>
sealed class RoomDrawing(Visit visit, RoomLook look, LiveCards cards, Activities activities, Failed? failed)
{
    readonly HtmlContext context = new($"{visit.Path}/press", visit.Words.Culture, LiveCards.ZoneOf(visit.Room))
    {
        Pictures = visit.Path + WebDoor.PicturesFolder,
        Hidden =
        [
            new(SentForm.TokenField, visit.Secret.TokenFor(visit.Code)),
            new(SentForm.OnceField, RandomNumberGenerator.GetHexString(32, lowercase: true)),
        ],
    };

    /// <summary>What was sent stands in a form again.</summary>
    bool isRefilled;

    /// <summary>That form says itself what is wrong, and takes the reader there.</summary>
    bool isExplained;

    Words Words => visit.Words;

    /// <summary>A line for each cause for which a session's chat channel does not show how things stand; of those this person facilitates.</summary>
    public ImmutableDictionary<SessionId, ImmutableArray<Element>> Undelivered { get; init; } = ImmutableDictionary<SessionId, ImmutableArray<Element>>.Empty;

    /// <summary>What comes again here, a line each.</summary>
    public ImmutableArray<string> Planned { get; init; } = [];

    public RoomView Draw(int people, Func<string, string> linkTo, Notice? said)
    {
        var head = new PageHead(Words, Words["Web.RoomTitle"], visit.Path, $"{visit.Path}/live?seen={look.Signature}");
        var you = new Identity(
            visit.Guest?.Name, linkTo($"{visit.Path}/as/{visit.Secret.Reveal()}"), context.Hidden[0].Value, context.Hidden[1].Value);
        var view = new RoomView(head, visit.Code, visit.Room.IsByLink ? null : linkTo(visit.Path), people)
        {
            You = you,
            Open = [.. look.Open.Select(Draw)],
            Damaged = look.Damaged,
            Last = look.Last is { } last ? Draw(last) : null,
            Past = [.. look.Past.Select(Draw)],
            Zone = visit.Room.Zone,
            IsForGuests = IsForGuests,
            Starts = IsForGuests ? [] :
            [
                Draw(SessionStartForm.Form(activities, Words)),
                .. activities.All.Select(activity => activity.Start(Words)).OfType<StartForm>().Select(Draw),
                .. look.Open.Any(session => session.IsFacilitator(visit.Person)) ? (ReadOnlySpan<StartFormView>)[Draw(PretendGuests.Form(Words))] : [],
                Draw(ScheduleForm.Of(Words)),
            ],
            Planned = Planned,
            Command = Command(),
        };
        return view with { Notice = failed is null ? said : Problem(failed) }; // last: it depends on where the sent words went
    }

    // What is here was brought to guests; nothing else is begun here.
    bool IsForGuests => look.Open.Append(look.Last).Any(session => session?.State.GuestVenue == visit.Room.Venue);

    SessionView Draw(LoadedSession session)
    {
        var state = session.State;
        var view = new SessionView(LiveCards.ElementOf(state), cards.Draw(state, visit.Room, Words))
        {
            MineId = LiveCards.MineOf(state),
            Console = Console(session),
            Board = Boards.PathOf(visit, state),
        };
        if (state.OpenItem?.Entire() is not { } item)
        {
            return view with { Minutes = SessionCards.MinutesCard(state, Words) is { } minutes ? HtmlRenderer.Card(minutes, Below) : null };
        }

        if (state.GuestVenue == visit.Room.Venue && !state.CountsGuests && !item.Activity.CountsApart)
        {
            var waiting = new Form(Words["Web.GuestsTitle"], Words.Language, [new TextBlock(Words["Session.GuestsWait"])], Submit: null);
            return view with { Form = HtmlRenderer.Form(waiting, Below) };
        }

        var activity = new ActivityView(state, item, Words);
        var author = session.AuthorOf(visit.Person, item);
        if (WhyOutside(session, item, author) is { } why)
        {
            var outside = new Form(Words["Web.OutsideTitle"], Words.Language, [new TextBlock(Words.Say(why))], Submit: null);
            return view with { Form = HtmlRenderer.Form(outside, Below) };
        }

        var actions = item.Activity.Actions(activity);
        var form = item.Activity.Dialog(activity, author);
        var sides = item.Activity.SideDialogs(activity, author);
        var opens = actions.OfType<OpenDialog>().FirstOrDefault(open => !sides.Any(side => side.Submit?.Press.Verb == open.Press.Verb));

        // The forms stand in the page themselves. Where this person's is not there yet, its button asks for it; what no form is there for is no button.
        var buttons = actions.Where(action => action is not OpenDialog)
            .Concat(form is null && opens is { IsAsking: true } ? [new Execute(opens.Title, opens.Press, opens.Style)] : []);
        return Mine(view, [.. buttons], form, opens?.Title) with
        {
            Sides = [.. Joining(activity, author), .. sides.Select(side => Side(side, actions))],
        };
    }

    // Whoever could give nothing is not asked for anything: no press would tell them sooner.
    Refusal? WhyOutside(LoadedSession session, AgendaItem item, PersonAlias author) => session.AliasOf(visit.Person, 0) switch
    {
        var me when session.State.Expelled.ContainsKey(me) => Refusals.Removed,
        var me when session.State is { IsLocked: true } locked && !locked.People.ContainsKey(me) && !locked.IsFacilitator(me) && !item.State.Knows(author) =>
            Refusals.DoorLocked,
        _ => null,
    };

    // Who came while nobody was named is on no list yet: a name beside a ballot would tell whose it is. Now they can be, and be asked for a step.
    IEnumerable<SideFormView> Joining(ActivityView view, PersonAlias author)
    {
        if (view.Session is { Charter: not null, Opened.Length: > 1 } session && view.Item.Level == AnonymityLevel.Named && !session.People.ContainsKey(author))
        {
            var join = new Execute(Words["Session.Do-join"], new Press(session.Id.Value, 0, SessionCards.JoinVerb), ActionStyle.Positive);
            var form = new Form(Words["Web.OnTheList"], Words.Language, [new TextBlock(Words["Web.OnTheListHint"])], join);
            yield return Side(form, []);
        }
    }

    // It is called as the button is that opens it elsewhere: texts speak of that.
    SideFormView Side(Form form, ImmutableArray<CardAction> actions)
    {
        var filled = Refilled(form);
        var opens = actions.OfType<OpenDialog>().FirstOrDefault(open => open.Press.Verb == form.Submit?.Press.Verb);
        return new SideFormView(opens?.Title ?? form.Title, HtmlRenderer.Form(filled, Below), IsOpen: filled != form, IsQuestion: !form.Inputs.Any());
    }

    SessionView Mine(SessionView view, ImmutableArray<CardAction> buttons, Form? form, string? summary)
    {
        var filled = form is null ? null : Refilled(form);
        return view with
        {
            Buttons = buttons.IsEmpty ? "" : HtmlRenderer.Actions(new ActionSet(buttons), context),
            Form = filled is null ? "" : HtmlRenderer.Form(filled, Below),
            FormSummary = filled is null || buttons.IsEmpty ? null : summary,
            IsFormOpen = filled is not null && (filled != form || HasGiven(filled)),
        };
    }

    HtmlContext Below => context with { HeadingLevel = 3 };

    static bool HasGiven(Form form) => form.Inputs.Any(input => input switch
    {
        InputText text => text.Value.Length > 0,
        InputNumber number => number.Value is not null,
        InputChoiceSet choices => choices.Value is not null,
        InputToggle toggle => toggle.IsOn,
        InputPicture picture => picture.Given is not null,
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    /// <summary>The form as it stands, or with what was just sent by it and could not be.</summary>
    Form Refilled(Form form)
    {
        if (failed is null || !Press.TryDecode(failed.Sent.Press, out var press) || form.Submit?.Press.IsSameAs(press) != true)
        {
            return form;
        }

        isRefilled = true;
        var isAboutInput = failed.Input is { } id && form.Inputs.Any(input => input.Id == id);
        isExplained |= isAboutInput;
        var errors = ImmutableDictionary<string, string>.Empty;
        return form.Filled(failed.Sent.Inputs, isAboutInput ? errors.Add(failed.Input!, failed.Text) : errors); // ! that is what isAboutInput says
    }

    string Console(LoadedSession session)
    {
        if (!session.IsFacilitator(visit.Person))
        {
            return "";
        }

        var console = SessionCards.Console(session.State, Words);
        var lines = Undelivered.GetValueOrDefault(session.State.Id, []);
        return lines.IsEmpty && !console.Body.OfType<ActionSet>().Any() ? "" : HtmlRenderer.Card(console with { Body = [.. console.Body, .. lines] }, Below);
    }

    StartFormView Draw(StartForm start)
    {
        var filled = Refilled(start.Form);
        var starting = Below with { Action = $"{visit.Path}/start" };
        return new StartFormView(start.Offer, HtmlRenderer.Form(filled, starting), IsOpen: filled != start.Form);
    }

    PastView Draw(DirectoryEntry entry)
    {
        var at = entry.ClosedAt ?? entry.OpenedAt;
        var local = TimeZoneInfo.ConvertTime(at, LiveCards.ZoneOf(visit.Room));
        var text = local.ToString("d", Words.Culture) + " " + local.ToString("t", Words.Culture);
        return new PastView($"{visit.Path}/s/{entry.Session}", entry.Title, at, text);
    }

    string Command()
    {
        var typed = failed is { Sent.Press: null } ? failed.Sent[SendEndpoints.CommandField] : "";
        isRefilled |= typed.Length > 0;
        return typed;
    }

    Notice Problem(Failed what) =>
        new(what.Text, IsProblem: true, HasFocus: !isExplained, Sent: isRefilled ? "" : what.Sent.Typed);
}
