using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.BlockKit;

/// <summary>The blocks of one message or one view, in reading order.</summary>
/// <param name="own">Stands before the value of buttons that mean no session; null where there are none.</param>
sealed partial class BlockList(BlockKitTexts texts, bool isDialog, string? own = null) : BlockDraft(isDialog)
{
    int _actions;

    /// <summary>The people who shall hear of it. What is no id of Slack's is left out.</summary>
    public BlockList AddMentions(ImmutableArray<string> users)
    {
        var known = users.Where(user => user.Length is > 0 and <= BlockKitLimits.UserIdMax && user.All(char.IsAsciiLetterOrDigit)).ToList();
        if (known.Count > 0)
        {
            AddBlock("rich_text", json => json.Array("elements", () => json.Typed("rich_text_section", () => json.Array("elements", () =>
            {
                foreach (var user in known)
                {
                    json.Typed("user", () => json.WriteString("user_id", user));
                    json.Typed("text", () => json.WriteString("text", " "));
                }
            }))));
        }

        return this;
    }

    protected override void AddText(TextBlock text)
    {
        switch (text.Style)
        {
            case TextStyle.Heading when !text.Inlines.Any(run => run is MomentRun): AddHeading(text.Inlines); break;
            case TextStyle.Heading: AddRichText(Strong(Pieces(text.Inlines))); break;
            case TextStyle.Subtle: AddSubtle(Pieces(text.Inlines)); break;
            default: AddRichText(Pieces(text.Inlines)); break;
        }
    }

    void AddHeading(ImmutableArray<Run> runs)
    {
        var pieces = Pieces(runs);
        var heading = PlainText.OneLine(Piece.Join(pieces));
        if (heading.Length > BlockKitLimits.HeaderMax)
        {
            AddRichText(Strong(pieces));
            return;
        }

        AddBlock("header", 1, BlockRole.Remark, json => json.PlainTextObject("text", heading));
    }

    /// <summary>
    /// A context block takes no rich text: plain text, where nothing is parsed either, or mrkdwn if there is an instant in it.
    /// </summary>
    void AddSubtle(ImmutableArray<Piece> pieces) => AddBlock("context", 1, BlockRole.Remark, json => json.Array("elements", () =>
    {
        if (pieces.All(piece => piece.At is null))
        {
            json.PlainTextObject(Piece.Join(pieces));
            return;
        }

        json.Typed("mrkdwn", () =>
        {
            json.WriteString("text", Mrkdwn.Line(pieces, BlockKitLimits.TextMax));
            json.WriteBoolean("verbatim", true);
        });
    }));

    /// <summary>
    /// All running text is rich_text: the one block in which nothing is parsed. What a person wrote can hold no mention, no link,
    /// no formatting and no emoji code there, whatever it looks like; in mrkdwn the marks * _ ~ ` cannot even be escaped.
    /// </summary>
    void AddRichText(ImmutableArray<Piece> pieces) =>
        AddBlock("rich_text", json => json.Array("elements", () => json.RichSection(pieces)));

    protected override void AddFacts(FactSet facts) =>
        AddLists(null, facts.Facts.Select(fact => new ListItem(Fact(fact), Math.Clamp(fact.Level, 0, Cards.Fact.LevelMax))));

    ImmutableArray<Piece> Fact(Fact fact)
    {
        if (PlainText.IsBlank(PlainText.Clean(fact.Title)))
        {
            return Pieces(fact.Value);
        }

        var title = PlainText.FitLine(fact.Title, BlockKitLimits.FactTitleMax) + ": ";
        return [new Piece(title, IsStrong: true), .. BlockPieces.Of(fact.Value, texts, BlockKitLimits.RichTextMax - title.Length)];
    }

    protected override void AddChart(HorizontalBarChart chart)
    {
        var longest = chart.LongestBar;
        AddLists(
            PlainText.IsBlank(PlainText.Clean(chart.Title)) ? null : Piece.Of(chart.Title, BlockKitLimits.RichTextMax / 2, isStrong: true),
            chart.Bars.Select(bar => new ListItem(Bar(bar, longest))));
    }

    /// <summary>The label on one line, then the bar with its figure in words. The glyphs add nothing for those who listen.</summary>
    ImmutableArray<Piece> Bar(Bar bar, int longest)
    {
        var label = BlockPieces.Of(bar.Label, texts, BlockKitLimits.BarTextMax)
            .Select(piece => piece with { Text = PlainText.OneLine(piece.Text) });
        var figure = PlainText.FitLine(bar.Figure, BlockKitLimits.BarTextMax);
        var glyphs = bar.Value <= 0 ? 0 : (int)Math.Ceiling((double)bar.Value * BlockKitLimits.BarGlyphsMax / longest);
        return [.. label, new Piece(glyphs == 0 ? $"\n{figure}" : $"\n{new string('▇', glyphs)} {figure}")];
    }

    /// <summary>Lists of items, split where a block would grow too long; the title stands over the first.</summary>
    void AddLists(ImmutableArray<Piece>? title, IEnumerable<ListItem> items)
    {
        var page = new List<ListItem>();
        var length = title?.Sum(piece => piece.Text.Length) ?? 0;
        foreach (var item in items)
        {
            var itemLength = item.Pieces.Sum(piece => piece.Text.Length);
            if (length + itemLength > BlockKitLimits.RichTextMax)
            {
                AddList(title, page);
                (title, page, length) = (null, [], 0);
            }

            page.Add(item);
            length += itemLength;
        }

        AddList(title, page);
    }

    void AddList(ImmutableArray<Piece>? title, List<ListItem> items)
    {
        if (title is null && items.Count == 0)
        {
            return;
        }

        Draft(ListBlock(title, items));
    }

    static Block ListBlock(ImmutableArray<Piece>? title, List<ListItem> items) => new(
        CardJson.Render(json => json.Typed("rich_text", () => json.Array("elements", () =>
        {
            if (title is { } pieces)
            {
                json.RichSection(pieces);
            }

            foreach (var (level, lines) in ByLevel(items))
            {
                json.RichList(lines, level);
            }
        }))),
        Math.Max(items.Count, 1),
        Head: items.Count > 1 ? count => ListBlock(title, [.. items.Take(count)]) : null);

    // A list of Slack has one level: those that follow each other on the same are one.
    static IEnumerable<(int Level, List<ImmutableArray<Piece>> Lines)> ByLevel(List<ListItem> items)
    {
        for (var i = 0; i < items.Count;)
        {
            var level = items[i].Level;
            List<ImmutableArray<Piece>> lines = [.. items.Skip(i).TakeWhile(item => item.Level == level).Select(item => item.Pieces)];
            i += lines.Count;
            yield return (level, lines);
        }
    }

    readonly record struct ListItem(ImmutableArray<Piece> Pieces, int Level = 0);

    /// <summary>Slack has no such bar, and its sentence says it all.</summary>
    protected override void AddProgress(ProgressBar progress) => AddSubtle(Piece.Of(progress.Label, BlockKitLimits.TextMax));

    protected override void AddBadge(Badge badge) => AddSubtle(Piece.Of(PlainText.OneLine(badge.Text), BlockKitLimits.TextMax));

    /// <summary>
    /// A style carries no meaning, so a line that sets the container apart is enough, and none where nothing stands above.
    /// </summary>
    protected override void AddContainer(Container container)
    {
        if (container.Style != ContainerStyle.Default && Drafted is [.., { Role: not BlockRole.Divider }])
        {
            AddBlock("divider", 0, BlockRole.Divider, _ => { });
        }

        Add(container.Items);
    }

    protected override void AddImage(Image image)
    {
        var altText = PlainText.FitLine(image.AltText, BlockKitLimits.AltTextMax);
        if (!SlackUrl.IsReachable(image.Url))
        {
            AddRichText(Piece.Of(texts.Picture(altText), BlockKitLimits.RichTextMax));
            return;
        }

        AddBlock("image", json =>
        {
            json.WriteString("image_url", image.Url.AbsoluteUri);
            json.WriteString("alt_text", altText);
        });
    }

    ImmutableArray<Piece> Pieces(ImmutableArray<Run> runs) => BlockPieces.Of(runs, texts, BlockKitLimits.TextMax);

    static ImmutableArray<Piece> Strong(ImmutableArray<Piece> pieces) => [.. pieces.Select(piece => piece with { IsStrong = true })];

    protected override Block NotShown(int count, string? rest) => new(
        CardJson.Render(json => json.Typed("context", () => json.Array("elements", () =>
            json.PlainTextObject(rest is null ? texts.NotShown(count) : $"{texts.NotShown(count)} {PlainText.FitLine(rest, BlockKitLimits.RestMax)}")))),
        Items: 0,
        BlockRole.Notice);

    void AddBlock(string type, Action<Utf8JsonWriter> properties) => AddBlock(type, 1, BlockRole.Text, properties);

    void AddBlock(string type, int items, BlockRole role, Action<Utf8JsonWriter> properties, string? inputId = null) =>
        Draft(new Block(CardJson.Render(json => json.Typed(type, () => properties(json))), items, role, inputId));

    string NextActionId(CardAction action)
    {
        var start = action switch { OpenDialog { IsAsking: true } => AskingActionId, OpenDialog => DialogActionId, _ => "a" };
        return string.Create(CultureInfo.InvariantCulture, $"{start}{_actions++}");
    }
}
