using System.Globalization;
using System.Xml.Linq;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;

namespace CoCreateBot.Tests.Cards.Html;

/// <summary>What was rendered, read by a strict XML parser, which no unescaped character and no unclosed tag gets past.</summary>
static class Parsed
{
    static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static readonly HtmlContext Context = new("/s/abc", CultureInfo.GetCultureInfo("en-GB"), Berlin)
    {
        Hidden = [new("token", "t\"<&>")],
        Pictures = "/r/x/pictures/",
    };

    public static XElement Html(string html) =>
        XDocument.Parse($"<page>{html}</page>", LoadOptions.PreserveWhitespace).Root!; // ! as written

    public static XElement Card(params Element[] body) => Html(HtmlRenderer.Card(new Card("A card.", "en", [.. body]), Context));

    public static XElement Form(Form form) => Html(HtmlRenderer.Form(form, Context));

    public static Form FormOf(params Element[] body) =>
        new("Your turn", "en", [.. body], new Execute("Hand in", new Press("abc", 3, "answer")));

    extension(XElement element)
    {
        public string? Get(string attribute) => element.Attribute(attribute)?.Value;

        public XElement Single(string tag) => element.Descendants(tag).Single();

        public XElement ById(string id) => element.Descendants().Single(e => e.Get("id") == id);

        /// <summary>The names of elements and attributes, in order: all that a browser takes for markup.</summary>
        public string Structure => string.Join(' ', element.Descendants().Select(e =>
            $"{e.Parent!.Name}/{e.Name}[{string.Join(',', e.Attributes().Select(a => a.Name))}]")); // ! the page is above all
    }
}
