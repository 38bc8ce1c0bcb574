using System.Collections.Immutable;
using System.Globalization;

namespace CoCreateBot.Cards.Html;

/// <summary>
/// Draws cards and forms for a page that works without script. Nothing in them needs an exception from a strict content policy: no style
/// attribute, no handler.
/// The classes are those of site.css, the data attributes those of site.js.
/// </summary>
public static class HtmlRenderer
{
    /// <summary>The id of a person's form in the page, where <see cref="OpenDialog"/> leads.</summary>
    public static string FormId(Press press) => press.Session.Length == 0
        ? $"form-{press.Verb}" // a form that starts something has no session yet
        : string.Create(CultureInfo.InvariantCulture, $"form-{press.Session}-{press.Round}-{press.Verb}");

    public static string Card(Card stored, HtmlContext context)
    {
        var card = Removed.In(stored, new HtmlTexts(stored.Lang).Removed);
        var html = new HtmlWriter();
        var elements = new HtmlElements(html, context, card.Lang);
        var name = elements.FirstHeading(card.Body) ?? card.FallbackText; // the sentence need not be read beside the card itself
        html.Open("article", ("class", "card"), ("lang", elements.Lang), ("dir", elements.Direction), ("aria-label", name));
        elements.All(card.Body);
        return html.Close("article").ToString();
    }

    /// <summary>Pictures one after the other, under what is said before them.</summary>
    /// <param name="key">Of the ids in them: unique on the page.</param>
    public static string Board(ImmutableArray<Element> head, ImmutableArray<Figure> figures, string key, string lang, HtmlContext context)
    {
        var html = new HtmlWriter();
        var elements = new HtmlElements(html, context, lang);
        html.Open("section", ("class", "board-part"), ("lang", elements.Lang), ("dir", elements.Direction));
        elements.All(Removed.In(head, elements.Texts.Removed));
        new HtmlFigures(html, elements, key).All([.. figures.Select(figure => Removed.In(figure, elements.Texts.Removed))]);
        return html.Close("section").ToString();
    }

    /// <summary>Buttons alone, where a page shows them beside a card and not in it; nothing in a readonly page.</summary>
    public static string Actions(ActionSet actions, HtmlContext context)
    {
        var html = new HtmlWriter();
        var texts = new HtmlTexts(context.Culture.TwoLetterISOLanguageName);
        new HtmlActions(html, context, outer: null).Write(new ActionSet(Removed.In(actions.Actions, texts.Removed)));
        return html.ToString();
    }

    /// <summary>The person's own form; nothing in a readonly page.</summary>
    public static string Form(Form form, HtmlContext context)
    {
        if (context.IsReadonly)
        {
            return "";
        }

        var html = new HtmlWriter();
        new HtmlForm(html, context, Removed.In(form, new HtmlTexts(form.Lang).Removed)).Write();
        return html.ToString();
    }
}
