using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Where there is no bell, whoever wrote on a first sheet is told, at most once a day, that another one waits for them.</summary>
static class PoolNews
{
    /// <summary>How the keys of these moments begin, with their number behind it; stored for ever.</summary>
    const string Prefix = "sheets-";

    static readonly TimeSpan Every = TimeSpan.FromDays(1);

    public static bool IsKey(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Each day once; where there is no second day, at half the time.</summary>
    public static IEnumerable<Reminder> Of(AgendaItem item)
    {
        if (item is not { Status: ActivityStatus.Open, OpenedAt: { } opened, Deadline: { } deadline, State: Brainwriting { IsLive: false } }
            || deadline - opened < Limits.RemindedFrom)
        {
            yield break;
        }

        var half = (deadline - opened) / 2;
        var step = half < Every ? half : Every;
        for (var n = 1; opened + (n * step) < deadline; n++)
        {
            yield return new Reminder(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{n}"), opened + (n * step)) { IsDaily = true };
        }
    }

    /// <summary>Is there a sheet for someone who has handed one in, may write on more and holds none?</summary>
    public static bool Waits(Brainwriting state, PersonAlias author, DateTimeOffset now) =>
        state.Writers.TryGetValue(author, out var writer)
        && writer.Last is { IsHandedIn: true }
        && writer.Held.Count(held => held.IsHandedIn) < state.Rounds
        && (state.IsGallery || SheetTaking.FreeInPool(state, writer, now) is not null);

    public static ImmutableArray<Run>? Text(ActivityView view) => view.Item is { Status: ActivityStatus.Open, Deadline: { } until }
        ? view.Words.Sentence("Brainwriting.SheetWaits", SessionCards.Prompt(view), [new MomentRun(until)])
        : null;
}
