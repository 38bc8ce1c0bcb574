using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>An export to be read: the minutes as Markdown, and the rows as a table.</summary>
public static class ExportText
{
    /// <summary>A cell that begins like this would be a formula to a spreadsheet.</summary>
    const string FormulaStarts = "=+-@\t\r";

    /// <summary>The minutes, so far as there are any.</summary>
    public static string Markdown(Session session, Words words) => Removed.In(
        CardMarkdown.Of(Minutes.Draw(session, words), LocalTime.ZoneOf(session.Zone)), words["Session.Removed"]);

    /// <summary>
    /// Session, activity, kind, text, value, author, title, question, people, owner, due, state: a row for each artifact, by RFC 4180, with the
    /// mark by which spreadsheets know UTF-8.
    /// </summary>
    public static string Csv(Session session, Words words)
    {
        var csv = new StringBuilder("\uFEFFsession,activity,kind,text,value,author,title,question,people,owner,due,state\r\n");
        var title = TitleOf(session, words);
        foreach (var row in Rows(session, words))
        {
            string[] cells =
            [
                session.Id.Value, Number(row.Activity), row.Kind, Plain(row.Text), row.Value is { } value ? Number(value) : "", Plain(row.Author ?? ""),
                Plain(title), Plain(session.Item(row.Activity) is { } item ? Said(SessionCards.PromptText(new ActivityView(session, item, words)), words) : ""),
                row.People is { } people ? Number(people) : "",
                Plain(row.Owner ?? ""),
                row.Due?.ToString("O", CultureInfo.InvariantCulture) ?? "",
                row.State ?? "",
            ];
            csv.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        }

        return csv.ToString();
    }

    // What is never opened has no title but its purpose.
    static string TitleOf(Session session, Words words) => Said(
        session.Charter?.Purpose ?? (session.Current is { } item ? SessionCards.PromptText(new ActivityView(session, item, words)) : ""), words);

    static string Said(string text, Words words) => Removed.In(text, words["Session.Removed"]);

    /// <summary>What the store keeps of closed activities, what shows its totals already, and of what is held back how many people gave something.</summary>
    public static ImmutableArray<Artifact> Rows(Session session, Words words) =>
    [
        .. Origin.Rows(session, words),
        .. session.Agenda.Where(item => item.OpenedAt is not null && item.Status != ActivityStatus.Skipped)
            .SelectMany(item => Rows(new ActivityView(session, item, words))),
    ];

    static ImmutableArray<Artifact> Rows(ActivityView view) => view.Item.Activity.IsRetold(view.Item)
        ? Readable(view)
        : [new Artifact(view.Item.Number, "people", "people", SessionCards.PromptText(view), view.Item.State.Contributors, Author: null)];

    /// <summary>The rows of one activity as they are read.</summary>
    public static ImmutableArray<Artifact> Readable(ActivityView view) =>
    [
        .. view.Item.Activity.Artifacts(view).Concat(GuestCards.Artifacts(view))
            .Select(row => row with { Text = Removed.In(row.Text, view.Words["Session.Removed"]) }),
    ];

    static string Plain(string text) => text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    static string Cell(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
