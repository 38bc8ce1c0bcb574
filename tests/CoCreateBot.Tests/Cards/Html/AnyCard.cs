using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Tests.Cards.Html;

/// <summary>Cards and forms of any shape with texts meant to do harm. One seed gives one shape, whatever becomes of the texts.</summary>
sealed class AnyCard(int seed, Func<string, string> text)
{
    static readonly string[] Evil =
    [
        "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' autofocus='", "</p></article>", "</textarea><b>", "<!--", "]]>",
        "<![CDATA[", "&amp;", "&#x3c;", "&", "\0", "\u001b[1m",
        "\u0085", "\ud800", "\udc00\ud800", "\ufffe", "\ufdd0", "\u202e", "\u2066", "\u2028", "\r\n",
        "\n", "\r", "\t", " ", "{left}", "javascript:alert(1)", "Grüße", "שלום", "كتب", "👩‍👩‍👧", "idea", "",
    ];

    static readonly Uri[] Urls =
    [
        new("https://example.org/a?b=%22%3E&c='"), new("http://example.org/"), new("mailto:someone@example.org"),
        new("/s/abc?x=1&y=<", UriKind.Relative),
        new("javascript:alert(1)"), new("data:text/html,<script>alert(1)</script>"), new("java\tscript:alert(1)", UriKind.Relative),
        new("vbscript:x"), new("#here", UriKind.Relative),
    ];

    readonly Random random = new(seed);

    public Card Card() => new(Text(), Lang(), Elements(depth: 3));

    public Form Form()
    {
        Input[] inputs = [.. Enumerable.Range(0, random.Next(6)).Select(Input)];
        Element[] body = [.. inputs.SelectMany(i => (Element[])[.. Elements(depth: 1), i])];
        string[] wrong = [.. inputs.Select(i => i.Id).Append("").Append("unheard-of").Where(_ => random.Next(3) == 0)];
        return new Form(Text(), Lang(), [.. body], new Execute(Text(), Press(), Style()))
        {
            Errors = wrong.ToImmutableDictionary(id => id, _ => Text()),
            DotsMax = random.Next(2) == 0 ? random.Next(11) : null,
        };
    }

    string Text() => text(string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Evil[random.Next(Evil.Length)])));

    string Lang() => random.Next(4) switch { 0 => "en", 1 => "de", 2 => "ar", _ => "zz" };

    Press Press() => new("abc", random.Next(9), "do", text("\"<&'>"));

    ActionStyle Style() => (ActionStyle)random.Next(3);

    ImmutableArray<Element> Elements(int depth) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => Element(depth))];

    ImmutableArray<Run> Runs() => [.. Enumerable.Range(0, random.Next(4)).Select(_ => Run())];

    Run Run() => random.Next(5) switch
    {
        0 => new MomentRun(new DateTimeOffset(random.NextInt64(DateTime.MaxValue.Ticks), TimeSpan.Zero)),
        1 or 2 => new WordsRun(Text(), random.Next(2) == 0),
        _ => new TextRun(Text(), random.Next(2) == 0),
    };

    Element Element(int depth) => random.Next(depth > 0 ? 9 : 8) switch
    {
        0 or 1 => new TextBlock(Runs(), (TextStyle)random.Next(3)),
        2 => new FactSet([.. Enumerable.Range(0, random.Next(3)).Select(_ => Fact())]),
        3 => new HorizontalBarChart(Text(), [.. Enumerable.Range(0, random.Next(4)).Select(_ => Bar())]),
        4 => new ActionSet([.. Enumerable.Range(0, random.Next(4)).Select(_ => Action())]),
        5 => new Image(Url(), Text()),
        6 => new ProgressBar(Text(), random.Next(-1, 9), random.Next(-1, 9)),
        7 => new Badge(Text(), (BadgeStyle)random.Next(3)),
        _ => new Container(Elements(depth - 1), (ContainerStyle)random.Next(3)),
    };

    Fact Fact() => new(Text(), Runs()) { Pictures = [.. Enumerable.Range(0, random.Next(2)).Select(_ => new Picture(Text(), Text()))] };

    Bar Bar() => new(Runs(), random.Next(-1, int.MaxValue), Text());

    CardAction Action() => random.Next(4) switch
    {
        0 => new OpenDialog(Text(), Press(), Style()),
        1 => new OpenUrl(Text(), Url()),
        _ => new Execute(Text(), Press(), Style()),
    };

    Uri Url() => Urls[random.Next(Urls.Length)];

    Input Input(int number)
    {
        var id = $"i-{number}";
        var (label, hint, isRequired) = (Text(), random.Next(2) == 0 ? Text() : null, random.Next(2) == 0);
        return random.Next(5) switch
        {
            4 => new InputPicture(id, label) { Given = random.Next(2) == 0 ? new Picture(Text(), Text()) : null, Hint = hint },
            3 => new InputToggle(id, label) { IsOn = random.Next(2) == 0, Hint = hint, IsRequired = isRequired },
            0 => new InputText(id, label, random.Next(1, 3001))
            {
                Value = Text(),
                IsMultiline = random.Next(2) == 0,
                Hint = hint,
                IsRequired = isRequired,
            },
            1 => new InputNumber(id, label, 0, 3)
            {
                Value = random.Next(2) == 0 ? null : random.Next(9),
                Hint = hint,
                IsRequired = isRequired,
            },
            _ => new InputChoiceSet(id, label, [.. Enumerable.Range(0, random.Next(4)).Select(Choice)])
            {
                Value = random.Next(2) == 0 ? null : Choice(1).Value,
                Style = (ChoiceInputStyle)random.Next(2),
                Hint = hint,
                IsRequired = isRequired,
            },
        };
    }

    Choice Choice(int at) => new(Text(), $"{at}{text("\"<")}");
}
