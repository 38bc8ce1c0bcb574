using System.Collections.Immutable;
using System.Text.Json;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.Adaptive;

/// <summary>The elements of one card, in reading order.</summary>
sealed partial class AdaptiveList(AdaptiveTexts texts, AdaptiveContext context, bool isDialog) : BlockDraft(isDialog)
{
    Container? _group;

    /// <summary>The people who shall hear of it. Only in a TextBlock Teams makes a mention of a name, and only of those the card lists.</summary>
    public AdaptiveList AddMentions(ImmutableArray<AdaptiveMention> mentions)
    {
        if (!mentions.IsEmpty)
        {
            AddBlock("TextBlock", 1, BlockRole.Text, json =>
            {
                json.WriteString("text", string.Join(' ', mentions.Select(mention => mention.Tag)));
                json.WriteBoolean("wrap", true);
            });
        }

        return this;
    }

    protected override void AddText(TextBlock text)
    {
        var pieces = Pieces(text.Inlines);
        switch (text.Style)
        {
            case TextStyle.Heading: AddHeading(pieces); break;
            case TextStyle.Subtle: AddRichText(pieces, Look.Subtle, BlockRole.Remark); break;
            default: AddRichText(pieces, Look.Default, BlockRole.Text); break;
        }
    }

    /// <summary>A TextBlock where it can be, since only that is a heading to a screen reader; what could be read as markup looks like one.</summary>
    void AddHeading(ImmutableArray<Piece> pieces)
    {
        var heading = PlainText.OneLine(Piece.Join(pieces));
        if (heading.Length > AdaptiveLimits.HeadingMax || !AdaptiveText.IsPlain(heading))
        {
            AddRichText(pieces, heading.Length > AdaptiveLimits.HeadingMax ? Look.Strong : Look.Heading, BlockRole.Remark);
            return;
        }

        AddBlock("TextBlock", 1, BlockRole.Remark, json =>
        {
            json.WriteString("text", heading);
            json.WriteString("style", "heading");
            json.Shape(Look.Heading);
            json.WriteBoolean("wrap", true);
        });
    }

    void AddRichText(ImmutableArray<Piece> pieces, Look look, BlockRole role) =>
        Draft(Grouped(new Block(CardJson.Render(json => json.RichText(pieces, look)), 1, role)));

    /// <summary>
    /// Line by line: a FactSet gives half of a phone to the titles, and reads its texts as Markdown. What stands in is in the second of two columns.
    /// </summary>
    protected override void AddFacts(FactSet set)
    {
        if (!set.Facts.IsEmpty)
        {
            Draft(Grouped(FactBlock([.. set.Facts.Select(fact => new Line(Fact(fact), Math.Clamp(fact.Level, 0, Cards.Fact.LevelMax)))])));
        }
    }

    ImmutableArray<Piece> Fact(Fact fact)
    {
        if (PlainText.IsBlank(PlainText.Clean(fact.Title)))
        {
            return [new Piece("• "), .. Pieces(fact.Value)];
        }

        var title = AdaptiveText.FitLine(fact.Title, AdaptiveLimits.FactTitleMax) + ": ";
        return [new Piece(title, IsStrong: true), .. AdaptiveText.Pieces(fact.Value, texts, context, AdaptiveLimits.TextMax - title.Length)];
    }

    static Block FactBlock(ImmutableArray<Line> lines) => new(
        CardJson.Render(json => json.Typed("Container", () => json.Array("items", () =>
        {
            for (var at = 0; at < lines.Length;)
            {
                var level = lines[at].Level;
                ImmutableArray<Line> together = [.. lines.Skip(at).TakeWhile(line => line.Level == level)];
                json.Indented(level, () => WriteLines(json, together));
                at += together.Length;
            }
        }))),
        lines.Length,
        Head: lines.Length > 1 ? count => FactBlock(lines[..count]) : null);

    static void WriteLines(Utf8JsonWriter json, ImmutableArray<Line> lines)
    {
        foreach (var line in lines)
        {
            json.RichText(line.Pieces, Look.Default, AdaptiveShapes.Close);
        }
    }

    readonly record struct Line(ImmutableArray<Piece> Pieces, int Level = 0);

    protected override void AddContainer(Container container)
    {
        var around = _group;
        _group = container.Style == ContainerStyle.Default ? around : container;
        Add(container.Items);
        _group = around;
    }

    protected override void AddImage(Image image)
    {
        var altText = AdaptiveText.FitLine(image.AltText, AdaptiveLimits.AltTextMax);
        if (!AdaptiveUrl.IsReachable(image.Url))
        {
            AddRichText(Piece.Of(texts.Picture(altText), AdaptiveLimits.TextMax), Look.Default, BlockRole.Text);
            return;
        }

        AddBlock("Image", 1, BlockRole.Text, json =>
        {
            json.WriteString("url", image.Url.AbsoluteUri);
            json.WriteString("altText", altText);
        });
    }

    ImmutableArray<Piece> Pieces(ImmutableArray<Run> runs) => AdaptiveText.Pieces(runs, texts, context, AdaptiveLimits.TextMax);

    protected override Block NotShown(int count, string? rest) => new(
        CardJson.Render(json => json.RichText(
            [new Piece(rest is null ? texts.NotShown(count) : $"{texts.NotShown(count)} {AdaptiveText.FitLine(rest, AdaptiveLimits.RestMax)}")], Look.Subtle)),
        Items: 0,
        BlockRole.Notice);

    void AddBlock(string type, int items, BlockRole role, Action<Utf8JsonWriter> properties, string? inputId = null) =>
        Draft(Grouped(new Block(CardJson.Render(json => json.Typed(type, () => properties(json))), items, role, inputId)));

    Block Grouped(Block block) => _group is null ? block : block with { Group = _group, Around = AdaptiveLimits.ContainerBytesMax };
}
