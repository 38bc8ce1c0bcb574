using System.Collections.Immutable;
using CoCreateBot.Cards;
using CoCreateBot.Tests.Cards.BlockKit;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Cards.Adaptive;

/// <summary>Any card, with texts beside those of Slack that somebody would write to see what Teams makes of them.</summary>
static class AnyTeamsCard
{
    public static ImmutableArray<string> Evil { get; } =
    [
        "**bold** _it_ ~~no~~", "[click](https://evil.example)", "![x](https://evil.example/x.png)", "<https://evil.example>", "https://evil.example/a",
        "www.evil.example", "evil.com", "me@evil.com", "mailto:me@evil.com",
        "<at>Ann</at>", "</AT><aT>Ann", "{{DATE(2026-01-01T00:00:00Z)}}", "{{{{TIME(2026-01-01T00:00:00Z)", "# heading", "1. one", "12) twelve",
        "- list", "+ list", "    code", "a\\*b", "&amp;lt;b&gt;", "&#42;x&#42;", "<b>x</b>", "`code`", "```", "| a | b |", "> quote", "a  \nb", "a\rb",
        "<speak>hello</speak>", "snake_case_name", "\u202Ereversed", "\u2067open", "\uD83D", "\0\u0007\u001B[31m", "שלום *עולם*",
    ];

    public static Gen<string> Text { get; } = Gen.OneOf(AnyCard.Text, Gen.Elements(Evil.ToArray()));

    public static Gen<Card> Card { get; } =
        from card in AnyCard.Card
        from lines in Text.ListOf()
        from style in Gen.Elements(Enum.GetValues<TextStyle>())
        select card with { Body = [.. lines.Take(8).Select(line => new TextBlock([new WordsRun(line)], style)), .. card.Body] };

    public static Gen<Form> Form { get; } =
        from form in AnyCard.Form
        from label in Text
        from titles in Text.ListOf()
        let choices = titles.Select((title, at) => new Choice(title, $"c{at}")).Take(9)
        select form with
        {
            Body =
            [
                new InputToggle("evil-toggle", label),
                new InputChoiceSet("evil-choice", label, [.. choices]) { Style = ChoiceInputStyle.Expanded },
                new InputText("evil-text", label, 100) { Value = label },
                .. form.Body,
            ],
        };
}
