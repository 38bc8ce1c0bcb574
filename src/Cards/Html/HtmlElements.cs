using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Cards.Html;

/// <summary>What cards and forms have in common: everything but inputs.</summary>
sealed class HtmlElements(HtmlWriter html, HtmlContext context, string lang, HtmlForm? form = null)
{
    const int HeadingLevelMax = 6;

    readonly HtmlTexts texts = new(lang);
    bool hasHeading;

    public HtmlTexts Texts => texts;

    public HtmlContext Context => context;

    public string Lang => lang;

    public string Direction => texts.Language.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    public void All(ImmutableArray<Element> elements)
    {
        foreach (var element in elements)
        {
            One(element);
        }
    }

    public string? FirstHeading(ImmutableArray<Element> elements) =>
        elements.Select(HeadingIn).FirstOrDefault(heading => heading is not null);

    public void Heading(ImmutableArray<Run> inlines, string? id = null)
    {
        var level = Math.Clamp(context.HeadingLevel + (hasHeading ? 1 : 0), 1, HeadingLevelMax);
        hasHeading = true;
        Block(string.Create(CultureInfo.InvariantCulture, $"h{level}"), inlines, ("id", id));
    }

    void One(Element element)
    {
        switch (element)
        {
            case TextBlock text: Text(text); break;
            case FactSet facts: Facts(facts); break;
            case HorizontalBarChart chart: Chart(chart); break;
            case ProgressBar progress: Progress(progress); break;
            case Badge badge: Marked(badge); break;
            case Container container: Contained(container); break;
            case ActionSet actions: new HtmlActions(html, context, form).Write(actions); break;
            case Image image: Picture(image); break;
            case Input input when form is not null: form.Field(input); break;
            default: throw new UnreachableException($"{element.GetType().Name} has no place here; an input belongs in a form.");
        }
    }

    string? HeadingIn(Element element) => element switch
    {
        TextBlock { Style: TextStyle.Heading } text when Plain(text.Inlines) is { } plain => plain,
        Container container => FirstHeading(container.Items),
        _ => null,
    };

    /// <summary>The runs as one line of text; null when there is nothing to read.</summary>
    string? Plain(ImmutableArray<Run> inlines)
    {
        var plain = string.Concat(inlines.Select(run => run switch
        {
            TextRun text => text.Text,
            WordsRun words => words.Text,
            ChannelRun channel => channel.Text,
            MomentRun moment => Moment(moment),
            _ => throw new UnreachableException(),
        }));
        return string.IsNullOrWhiteSpace(plain) ? null : plain;
    }

    void Text(TextBlock text)
    {
        if (text.Style is not TextStyle.Heading)
        {
            Block("p", text.Inlines, ("class", text.Style is TextStyle.Subtle ? "subtle" : null));
        }
        else if (Plain(text.Inlines) is not null) // an empty heading is a step in the page that leads nowhere
        {
            Heading(text.Inlines);
        }
    }

    public void Block(string tag, ImmutableArray<Run> inlines, (string Name, string? Value) attribute = default)
    {
        html.Open(tag, attribute);
        Runs(inlines);
        html.Close(tag);
    }

    public void Runs(ImmutableArray<Run> inlines)
    {
        foreach (var run in inlines)
        {
            switch (run)
            {
                case TextRun text: Strong(text.Strong, () => html.Lines(text.Text)); break;
                case WordsRun words: Strong(words.Strong, () => html.Open("bdi").Lines(words.Text).Close("bdi")); break;
                case ChannelRun channel: html.Open("bdi").Lines(channel.Text).Close("bdi"); break;
                case MomentRun moment: html.Element("time", Moment(moment), ("datetime", Instant(moment)), ("data-moment", "")); break;
                default: throw new UnreachableException();
            }
        }
    }

    void Strong(bool isStrong, Func<HtmlWriter> write)
    {
        if (!isStrong)
        {
            write();
            return;
        }

        html.Open("strong");
        write();
        html.Close("strong");
    }

    static string Instant(MomentRun moment) =>
        moment.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>"Fri, Dec 5, 2025 5:00 PM (Europe/Berlin)": nothing is left to guess, whoever reads it and whenever.</summary>
    string Moment(MomentRun moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment.At, context.Zone);
        var formats = context.Culture.DateTimeFormat;
        var day = formats.LongDatePattern.Replace("dddd", "ddd", StringComparison.Ordinal).Replace("MMMM", "MMM", StringComparison.Ordinal);
        var zone = context.Zone.Id.Replace('_', ' ');
        return $"{local.ToString(day, context.Culture)} {local.ToString(formats.ShortTimePattern, context.Culture)} ({zone})";
    }

    void Facts(FactSet facts)
    {
        var isTree = facts.Facts.Any(fact => fact.Level > 0);
        html.Open("dl", ("class", isTree ? "facts tree" : "facts"));
        foreach (var fact in facts.Facts)
        {
            html.Open("div", ("class", isTree ? Level(fact) : null)).Open("dt").Element("bdi", fact.Title).Close("dt").Open("dd");
            Runs(Seen(fact.Value, fact.Pictures));
            Pictures(fact.Pictures);
            html.Close("dd").Close("div");
        }

        html.Close("dl");
    }

    static string Level(Fact fact) => string.Create(CultureInfo.InvariantCulture, $"level-{Math.Clamp(fact.Level, 0, Fact.LevelMax)}");

    // Beside a picture nobody has to be told that there is one.
    public ImmutableArray<Run> Seen(ImmutableArray<Run> text, ImmutableArray<Picture> pictures) => context.Pictures is null || pictures.IsEmpty
        ? text
        : [.. text.Where(run => run is not TextRun { IsForPicture: true })];

    /// <summary>A list of labels with their figures in words; the bars only repeat them for the eye.</summary>
    void Chart(HorizontalBarChart chart)
    {
        html.Open("figure", ("class", "chart")).Element("figcaption", chart.Title);
        Bars(chart);
        html.Close("figure");
    }

    public void Bars(HorizontalBarChart chart)
    {
        var longest = chart.LongestBar;
        html.Open("ul", ("role", "list")); // browsers that drop the meaning of a list without bullets keep it with its role
        foreach (var bar in chart.Bars)
        {
            html.Open("li");
            Block("span", bar.Label, ("class", "label"));
            html.Text(" ").Element("span", bar.Figure, ("class", "figure"));
            html.Open("svg", ("class", "bar"), ("aria-hidden", "true"))
                .Open("rect", ("width", Percent(bar.Value, longest)), ("height", "100%")).Close("rect").Close("svg").Close("li");
        }

        html.Close("ul");
    }

    /// <summary>A width as an attribute: a strict content policy refuses style attributes and allows this.</summary>
    static string Percent(int value, int longest) =>
        string.Create(CultureInfo.InvariantCulture, $"{(longest <= 0 ? 0 : Math.Max(0, value) * 100L / longest)}%");

    /// <summary>The sentence is the bar's label: it is seen, and whoever comes to the bar hears it.</summary>
    void Progress(ProgressBar progress)
    {
        if (progress.Max <= 0)
        {
            html.Element("p", progress.Label, ("class", "subtle"));
            return;
        }

        html.Open("label", ("class", "progress")).Text(progress.Label)
            .Open("progress", ("value", Number(progress.Drawn)), ("max", Number(progress.Max))).Close("progress").Close("label");
    }

    void Marked(Badge badge)
    {
        if (!string.IsNullOrWhiteSpace(badge.Text)) // it would say by its colour alone what it says
        {
            html.Open("p").Element("span", badge.Text, ("class", badge.Style switch
            {
                BadgeStyle.Default => "badge",
                BadgeStyle.Good => "badge good",
                BadgeStyle.Warning => "badge warning",
                _ => throw new UnreachableException(),
            })).Close("p");
        }
    }

    void Contained(Container container)
    {
        html.Open("div", ("class", container.Style switch
        {
            ContainerStyle.Default => "box",
            ContainerStyle.Emphasis => "box emphasis",
            ContainerStyle.Attention => "box attention",
            _ => throw new UnreachableException(),
        }));
        All(container.Items);
        html.Close("div");
    }

    public void Pictures(ImmutableArray<Picture> pictures)
    {
        foreach (var picture in pictures)
        {
            Picture(picture);
        }
    }

    /// <summary>Small in the page, and a link to the whole of it.</summary>
    public void Picture(Picture picture)
    {
        if (context.Pictures is { } path)
        {
            html.Open("a", ("class", "given"), ("href", path + picture.Key));
            html.Void("img", ("src", path + picture.Key), ("alt", picture.AltText), ("loading", "lazy")).Close("a");
        }
    }

    void Picture(Image image)
    {
        if (SafeUrl.Of(image.Url) is { } url)
        {
            html.Void("img", ("src", url), ("alt", image.AltText), ("class", "picture"), ("loading", "lazy"));
        }
        else
        {
            html.Element("p", image.AltText);
        }
    }
}
