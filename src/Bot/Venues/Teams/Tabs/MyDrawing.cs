using System.Collections.Immutable;
using System.Security.Cryptography;
using CoCreateBot.Bot.Venues.Chat.Home;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>Draws somebody's own page: the same card as an App Home has, and below it the forms that its buttons lead to.</summary>
sealed class MyDrawing(TabVisit visit, HomeContent content, Failed? failed)
{
    static readonly HomeLook Look = new(TeamsIds.Platform, HasForms: true);

    readonly HtmlContext context = new(TabPaths.Press + visit.Look.Query, visit.Words.Culture, LocalTime.ZoneOf(visit.Zone))
    {
        IsFramed = true,
        Hidden =
        [
            new(SentForm.TokenField, visit.Token),
            new(SentForm.OnceField, RandomNumberGenerator.GetHexString(32, lowercase: true)),
        ],
    };

    readonly List<MyFormView> forms = [];

    /// <summary>What was sent stands in a form again, which says itself what is wrong.</summary>
    bool isExplained;

    public MyView Draw(PageHead head, Notice? said, DateTimeOffset now)
    {
        var card = HomeCards.Of(content, Look, visit.Words, notice: null, now);
        var drawn = HtmlRenderer.Card(card with { Body = [.. card.Body.Select(WithForms)] }, context);
        var notice = failed is null ? said
            : new Notice(failed.Text, IsProblem: true, HasFocus: !isExplained, Sent: isExplained ? "" : failed.Sent.Typed);
        return new MyView(head, notice, drawn) { Forms = [.. forms] };
    }

    Element WithForms(Element element) => element switch
    {
        Container container => container with { Items = [.. container.Items.Select(WithForms)] },
        ActionSet actions => new ActionSet([.. actions.Actions.Select(WithForm)]),
        _ => element,
    };

    // Where there is no form yet, a press asks for it.
    CardAction WithForm(CardAction action)
    {
        if (action is not OpenDialog opens)
        {
            return action;
        }

        if (FormOf(opens) is not { Submit: { } submit } form)
        {
            return new Execute(opens.Title, opens.Press, opens.Style);
        }

        var filled = Refilled(form);
        forms.Add(new MyFormView(opens.Title, HtmlRenderer.Form(filled, context with { HeadingLevel = 2 }), IsOpen: filled != form)
        {
            About = SessionOf(opens) is { } session ? HomeCards.TitleText(session, visit.Words) : null,
        });
        return opens with { Press = submit.Press };
    }

    // A card that says the same stands nowhere beside it, and a picture goes with a page of a room alone.
    Form? FormOf(OpenDialog opens) => (opens.Press.Session.Length == 0 ? OwnForm(opens.Press.Verb) : SessionForm(opens)) is { } form
        ? form with { Body = [.. form.Recap, .. form.Body.Where(element => element is not InputPicture)], Recap = [] }
        : null;

    Form? OwnForm(string verb) => verb switch
    {
        HomeSettings.Verb => HomeSettings.Form(content.Settings, visit.Zone, TeamsIds.Platform, visit.Words),
        HomeCards.EraseVerb => HomeCards.EraseForm(visit.Words),
        _ => null,
    };

    Form? SessionForm(OpenDialog opens) =>
        SessionOf(opens) is not { Loaded: var session } ? null
        : opens.IsAsking ? PersonForms.Next(session, opens.Press, visit.Who, visit.Words).Value
        : PersonForms.Draw(session, opens.Press, visit.Who, visit.Words).Value;

    HomeSession? SessionOf(OpenDialog opens) => content.Sessions.FirstOrDefault(one => one.State.Id.Value == opens.Press.Session);

    Form Refilled(Form form)
    {
        if (failed is null || !Press.TryDecode(failed.Sent.Press, out var press) || form.Submit?.Press.IsSameAs(press) != true)
        {
            return form;
        }

        isExplained = true;
        var input = form.Inputs.Any(one => one.Id == failed.Input) ? failed.Input! : ""; // ! an input has this name
        return form.Filled(failed.Sent.Inputs, ImmutableDictionary<string, string>.Empty.Add(input, failed.Text));
    }
}
