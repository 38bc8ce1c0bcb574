using System.Collections.Immutable;
using CoCreateBot.Cards;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>Random cards and forms, with texts that people would not write unless they wanted to see what happens.</summary>
static class AnyCard
{
    static readonly string[] Evil =
    [
        "", " ", "\n", "\u200B", "\0", "\uD83D", "\uDC4D\uD83D", "<!channel>", "<@U1> <#C1|general>",
        "<https://example.org|click>", "&<>&amp;&lt;",
        "*_~` *bold* _it_ ~no~ `code` ```block```", ":smile: :+1:", "> quote\n> more", "&gt; quote",
        "1. one\n2. two", "@here #general http://example.org",
        "שלום <b>עולם</b>", "مرحبا \u202E reversed", "\u2067unclosed", "👨‍👩‍👧‍👦🏳️‍🌈👍🏽", "e" + new string('\u0301', 400),
        "a\r\nb\u2028c\td\u0085e\u001Bf",
        "\"quoted\" \\ back \\u0041", "{\"type\":\"section\"}", "–", "Käse & Brot < 5 €",
    ];

    static readonly string[] Longs =
    [
        new('x', 10_000), string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 1000)), new('&', 10_000),
        string.Concat(Enumerable.Repeat("<!here>*", 1250)),
        string.Concat(Enumerable.Repeat("שורה\n", 2000)), new('\uD800', 3001), new('\u0301', 10_000),
    ];

    public static Gen<string> Text { get; } = Gen.Frequency(
        (6, Gen.Elements("Which first?", "Fix the build", "Brot und Käse", "Ann", "A", "5 dots from 3 people")),
        (5, Gen.Elements(Evil)),
        (3, from parts in Gen.Elements(Evil).ListOf() select string.Concat(parts)),
        (1, Gen.Elements(Longs)),
        (2, from characters in Gen.Choose(0, 0xFFFF).Select(c => (char)c).ListOf() select string.Concat(characters)));

    static readonly Gen<bool> Coin = Gen.Elements(true, false);

    static readonly Gen<Run> Run = Gen.Frequency(
        (3, from text in Text from isStrong in Coin select (Run)new TextRun(text, isStrong)),
        (4, from text in Text from isStrong in Coin select (Run)new WordsRun(text, isStrong)),
        (1, from minutes in Gen.Choose(0, 100_000_000) select (Run)new MomentRun(DateTimeOffset.UnixEpoch.AddMinutes(minutes))));

    static readonly Gen<Press> Press =
        from session in Gen.Elements("", "s1", "k3j5h2")
        from round in Gen.Choose(0, 99)
        from verb in Gen.Elements("vote", "set-dots", "join")
        from argument in Gen.Elements("", "3", "option|2", "<!channel>")
        select new Press(session, round, verb, argument);

    static readonly Gen<ActionStyle> Style = Gen.Elements(Enum.GetValues<ActionStyle>());

    static readonly Gen<Uri> Link = Gen.Elements(
        new Uri("https://example.org/s/1?a=b&c=<d>"), new Uri("http://localhost:5000/board.png"), new Uri("/relative", UriKind.Relative),
        new Uri("javascript:alert(1)"), new Uri("https://example.org/" + new string('a', 3000)), new Uri("https://example.org/ä/שלום.png"));

    static readonly Gen<CardAction> Action = Gen.OneOf(
        from title in Text from press in Press from style in Style select (CardAction)new Execute(title, press, style),
        from title in Text from press in Press from style in Style select (CardAction)new OpenDialog(title, press, style),
        from title in Text from url in Link select (CardAction)new OpenUrl(title, url));

    static readonly Gen<Element> Leaf = Gen.Frequency(
        (4, from runs in Few(Run, 6) from style in Gen.Elements(Enum.GetValues<TextStyle>()) select (Element)new TextBlock(runs, style)),
        (2, from facts in Few(Fact, 40) select (Element)new FactSet(facts)),
        (2, from title in Text from bars in Few(Bar, 20) select (Element)new HorizontalBarChart(title, bars)),
        (2, from actions in Few(Action, 30) select (Element)new ActionSet(actions)),
        (1, from label in Text from value in Gen.Choose(-1, 9) from max in Gen.Choose(-1, 9) select (Element)new ProgressBar(label, value, max)),
        (1, from text in Text from style in Gen.Elements(Enum.GetValues<BadgeStyle>()) select (Element)new Badge(text, style)),
        (1, from url in Link from altText in Text select (Element)new Image(url, altText)));

    static Gen<Fact> Fact =>
        from title in Text
        from value in Few(Run, 4)
        select new Fact(title, value);

    static Gen<Bar> Bar =>
        from label in Few(Run, 3)
        from value in Gen.Elements(-1, 0, 1, 7, 1000, int.MaxValue)
        from figure in Text
        select new Bar(label, value, figure);

    public static Gen<Card> Card { get; } =
        from fallback in Text
        from lang in Gen.Elements("en", "de", "ar")
        from body in Gen.OneOf(Few(Nested(2), 6), Few(Nested(2), 70))
        select new Card(fallback, lang, body);

    public static Gen<Form> Form { get; } =
        from title in Text
        from lang in Gen.Elements("en", "de", "ar")
        from body in Gen.OneOf(Body(8), Body(150))
        from submit in Text
        from press in Press
        from errors in Few(from key in Gen.Choose(0, 150) from error in Text select (key, error), 4)
        select new Form(title, lang, body, new Execute(submit, press))
        {
            Errors = errors.DistinctBy(e => e.key).ToImmutableDictionary(e => e.key == 0 ? "" : $"input-{e.key}", e => e.error),
        };

    static Gen<Element> Nested(int depth) => depth == 0
        ? Leaf
        : Gen.Frequency(
            (6, Leaf),
            (1, from items in Few(Nested(depth - 1), 4)
                from style in Gen.Elements(Enum.GetValues<ContainerStyle>())
                select (Element)new Container(items, style)));

    static Gen<ImmutableArray<Element>> Body(int max) =>
        from elements in Few(Gen.Frequency((1, Nested(1)), (3, Input)), max)
        select elements.Select((element, at) => element is Input input ? input with { Id = $"input-{at}" } : element).ToImmutableArray();

    static Gen<Element> Input =>
        from input in Gen.OneOf(InputText, InputNumber, InputToggle, InputChoices, Gen.Constant((Input)new InputPicture("", "Picture")))
        from hint in Gen.OneOf(Text, Gen.Constant<string>(null!)) // ! no hint
        from isRequired in Coin
        select (Element)(input with { Hint = hint, IsRequired = isRequired });

    static Gen<Input> InputText =>
        from label in Text
        from max in Gen.Elements(1, 140, 500, 3000, 9999)
        from value in Text
        from isMultiline in Coin
        select (Input)new InputText("", label, max) { Value = value, IsMultiline = isMultiline };

    static Gen<Input> InputNumber =>
        from label in Text
        from max in Gen.Choose(0, 10)
        from value in Gen.Elements(null, 0, 3, 11, (int?)-1)
        select (Input)new InputNumber("", label, 0, max) { Value = value };

    static Gen<Input> InputToggle =>
        from label in Text
        from isOn in Coin
        select (Input)new InputToggle("", label) { IsOn = isOn };

    static Gen<Input> InputChoices =>
        from label in Text
        from titles in Gen.OneOf(Few(Text, 12), Few(Text, 130))
        let choices = titles.Select((title, at) => new Choice(title, $"c{at}"))
        from chosen in Gen.Choose(-1, 130)
        from style in Gen.Elements(Enum.GetValues<ChoiceInputStyle>())
        select (Input)new InputChoiceSet("", label, [.. choices]) { Value = $"c{chosen}", Style = style };

    static Gen<ImmutableArray<T>> Few<T>(Gen<T> item, int max) =>
        from count in Gen.Choose(0, max)
        from items in item.ListOf(count)
        select items.ToImmutableArray();
}
