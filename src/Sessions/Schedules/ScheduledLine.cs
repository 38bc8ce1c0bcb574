using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CoCreateBot.Sessions;

/// <summary>
/// A typed line that shall start something again and again: <c>checkin "How do you arrive?" every weekday at 09:30</c>, "jeden Werktag um 9:30". When it
/// comes stands at its end, and what stands in quotes is a text.
/// </summary>
/// <param name="Line">What starts it, without when.</param>
public sealed record ScheduledLine(string Line, Recurrence Rule)
{
    /// <summary>No text makes them slow.</summary>
    const RegexOptions Steady = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    const string Every = "(every|jede[nrs]?)";

    static readonly Regex TooOften = new(
        $@"^{Every} ([0-9]+ ?|few |paar )?(min(ute)?[sn]?|minuten|hours?|stunden?|sekunden?|h|m|s|seconds?|[0-9]+(min|[hms]))( |$)", Steady);

    static readonly Regex Form = new(
        $@"^{Every} (?<days>.+?) (at|um) (?<time>[0-9]{{1,2}}([:.][0-9]{{2}})?( ?(am|pm|uhr))?)(?<rest> .*)?$", Steady);

    const string EachZone = "(for )?(each|everyone|everybody)( person)?('s)?( in| at)?( (their|his|her))?( own)? (time zone|zone|time)";
    const string JeZone = "(für )?(jeden?|jeder|alle)( in)?( (ihrer|seiner))?( eigenen)? (zone|zeitzone)|(jeweils )?in der eigenen (zone|zeitzone)";

    static readonly Regex OwnTime = new(
        $"^((in )?{EachZone}|(in )?((their|his|her) )?own (time zone|zone|time)|{JeZone}|eigene (zone|zeitzone|zeit))(?<rest> .*)?$", Steady);

    static readonly Regex InZone = new(@"^in (?<zone>[^ ]+)(?<rest> .*)?$", Steady);
    static readonly Regex UntilDay = new(@"^(until|bis|bis zum) (?<day>[^ ]+( [a-zäöü]+\.?( [0-9]{4})?)?)(?<rest> (in|for) .*)?$", Steady);
    static readonly Regex ForLength = new(@"^for (?<length>[0-9][^ ]*)(?<rest> .*)?$", Steady);

    /// <summary>A text of several words without quotes that ends like this is a text all the same: an answer, a remark.</summary>
    const int BareWordsMax = 1;

    /// <summary>Null where the line says nothing of the kind.</summary>
    /// <param name="zone">Whose clock is meant where none is named.</param>
    /// <param name="starts">Would a line start something by itself? "ask" would not, nor "ask Standup", so what stands behind it is a text.</param>
    public static Parsed<ScheduledLine>? Read(string text, DateTimeOffset now, string zone, Func<TypedLine, bool> starts)
    {
        var line = TypedLine.Parse(text);
        var parts = RecurringWords.Spelled(line.Parts);
        if (Start(parts) is not { } start)
        {
            return null;
        }

        var head = Joined($"{line.Verb} ", parts[..start], quoted: "\"");
        var what = TypedLine.Parse(head);
        var when = Joined("", parts[start..], quoted: "");
        var isTimed = Form.IsMatch(when) || TooOften.IsMatch(when) || (what.IsBare && HasDays(when));
        if (what is { Question: null, Options: [] } && (what.Words.Length > BareWordsMax || !isTimed || !starts(what)))
        {
            return null;
        }

        if (what.Settings.ContainsKey("until"))
        {
            return new Refusal("Session.ScheduleOwnUntil", RefusalKind.Wrong);
        }

        return TooOften.IsMatch(when) ? new Refusal("Session.ScheduleTooOften", RefusalKind.Wrong)
            : Form.Match(when) is { Success: true } form ? Read(form, head, now, zone)
            : Refused(HasDays(when) ? "Session.ScheduleWhen" : "Session.ScheduleHow");
    }

    static Parsed<ScheduledLine> Read(Match form, string head, DateTimeOffset now, string zone)
    {
        if (RecurringWords.Days(form.Groups["days"].Value) is not { } days)
        {
            return Refused(RecurringWords.IsDayOfNoMonth(form.Groups["days"].Value) ? "Session.ScheduleNever" : "Session.ScheduleHow");
        }

        if (LocalTime.Time(form.Groups["time"].Value) is not { } at)
        {
            return new Refusal("Session.ScheduleTime", RefusalKind.Wrong, form.Groups["time"].Value);
        }

        return Behind(form.Groups["rest"].Value.Trim(), new Tail(head, zone, null, IsOwnTime: false), now) is var read && read.Value is { } behind
            ? Checked(new Recurrence(days, at, behind.Zone, behind.Until, behind.IsOwnTime), behind, now)
            : read.Refusal ?? Refusals.NotUnderstood;
    }

    static Parsed<ScheduledLine> Checked(Recurrence rule, Tail behind, DateTimeOffset now) =>
        Recurrence.ZoneIn(rule.Zone) is not { } zone ? new Refusal("Session.ScheduleZone", RefusalKind.Wrong, rule.Zone)
        : rule with { Zone = zone } is var known && known.Next(now) is null ? Refused("Session.SchedulePast")
        : new ScheduledLine(behind.Line, known);

    sealed record Tail(string Line, string Zone, DateOnly? Until, bool IsOwnTime);

    // "for each in their zone", "in Europe/Berlin", "until 2027-03-01" and "for 2h", in any order.
    static Parsed<Tail> Behind(string text, Tail read, DateTimeOffset now)
    {
        if (text.Length == 0)
        {
            return read;
        }

        if (OwnTime.Match(text.Replace('’', '\'')) is { Success: true } own)
        {
            return Behind(own.Groups["rest"].Value.Trim(), read with { IsOwnTime = true }, now);
        }

        if (InZone.Match(text) is { Success: true } zone)
        {
            return Recurrence.ZoneIn(zone.Groups["zone"].Value) is { } known
                ? Behind(zone.Groups["rest"].Value.Trim(), read with { Zone = known }, now)
                : new Refusal("Session.ScheduleZone", RefusalKind.Wrong, zone.Groups["zone"].Value);
        }

        if (UntilDay.Match(text) is { Success: true } until)
        {
            return Day(until.Groups["day"].Value, now, read.Zone) is { } day
                ? Behind(until.Groups["rest"].Value.Trim(), read with { Until = day }, now)
                : new Refusal("Session.BadMoment", RefusalKind.Wrong, until.Groups["day"].Value);
        }

        return ForLength.Match(text) is { Success: true } length
            ? Behind(length.Groups["rest"].Value.Trim(), read with { Line = $"{read.Line} for {length.Groups["length"].Value}" }, now)
            : Refused("Session.ScheduleHow");
    }

    /// <summary>A day as people write it, by the calendar of a zone; null where there is none such. A time of the day is none.</summary>
    public static DateOnly? Day(string text, DateTimeOffset now, string zone) =>
        LocalTime.Time(text) is null && LocalTime.Read(text, now, LocalTime.ZoneOf(zone)) is { } at
        ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, LocalTime.ZoneOf(zone)).DateTime)
        : null;

    // The last "every", where a day or a length stands behind it and nothing but words.
    static int? Start(ImmutableArray<TypedPart> parts)
    {
        for (var i = parts.Length - 2; i >= 0 && !parts[i + 1].IsQuoted && parts[i + 1].Text != "|"; i--)
        {
            if (!parts[i].IsQuoted && RecurringWords.IsEvery(parts[i].Text) && RecurringWords.IsUnit(parts[i + 1].Text))
            {
                return i > 0 && parts[i - 1] is { IsQuoted: false, Text: "|" } ? null : i; // an option that reads like this
            }
        }

        return null;
    }

    static bool HasDays(string when) => RecurringWords.Days(when[(when.IndexOf(' ', StringComparison.Ordinal) + 1)..]) is not null;

    static string Joined(string head, ImmutableArray<TypedPart> parts, string quoted) =>
        (head + string.Join(' ', parts.Select(part => part.IsQuoted ? quoted + part.Text + quoted : part.Text))).Trim();

    static Refusal Refused(string key) => new(key, RefusalKind.Wrong);
}
