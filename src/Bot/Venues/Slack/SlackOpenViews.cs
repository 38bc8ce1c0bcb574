using System.Collections.Concurrent;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// Dialogs in which somebody waits: whatever comes next for them (the next sheet, the end) takes the place of what they see. What can be filled in is
/// left alone, as somebody may be writing in it. Kept in memory only: after a restart the button opens what is next.
/// </summary>
public sealed partial class SlackOpenViews(
    SessionHosts hosts, ISessionLeases servers, SlackApi api, VenueSignals signals, SlackLanguages languages, TimeProvider time, ILogger<SlackOpenViews> log)
    : IDisposable
{
    /// <summary>Waiting dialogs at once; who waits beyond it presses the button again.</summary>
    public const int ViewsMax = 1_000;

    /// <summary>Whoever has waited so long has gone.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromHours(1);

    /// <summary>Slack lets some hundred a minute pass, and light dialogs that are filled need theirs.</summary>
    const int Burst = 10;

    const int TriesMax = 3;

    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, Waiting> waiting = new(StringComparer.Ordinal);
    readonly CancellationTokenSource stopping = new();
    readonly LaneBudgets updates = new(Burst, Every, time, servers);

    sealed record Waiting(string Workspace, string View, Press Press, Person Who, VenueId Venue)
    {
        public ReadOnlyMemory<byte> Shown { get; set; }
    }

    /// <summary>How many wait.</summary>
    public int Count => waiting.Count;

    /// <summary>This view shows this form from now on.</summary>
    public void Note(string workspace, string? view, Press press, Person who, LoadedSession session, Form form)
    {
        if (view is null || form.Submit is not null || (waiting.Count >= ViewsMax && !waiting.ContainsKey(view)))
        {
            return;
        }

        var one = new Waiting(workspace, view, press, who, session.State.Venue) { Shown = SlackDialogs.Modal(form) };
        waiting[view] = one; // who watched for it before finds itself replaced
        _ = Root.RunAsync(() => WatchAsync(one), bug => LogBug(log, bug));
    }

    public void Dispose()
    {
        if (!stopping.IsCancellationRequested)
        {
            stopping.Cancel();
            stopping.Dispose();
        }
    }

    async Task WatchAsync(Waiting one)
    {
        using var end = new CancellationTokenSource(WaitMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, end.Token);
        using var watch = signals.Look(one.Venue);
        try
        {
            while (await RedrawAsync(one, either.Token))
            {
                await watch.NextAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Waited for long enough, or the process stops.
        }
        catch (Exception e) when (e is VenueRefusedException or VenueUnavailableException)
        {
            LogLeft(log, e.Message); // closed by its person, most of the time
        }
        finally
        {
            waiting.TryRemove(KeyValuePair.Create(one.View, one));
        }
    }

    /// <summary>Shows what is next, where it has come; false where nobody waits any more.</summary>
    async Task<bool> RedrawAsync(Waiting one, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryRedrawAsync(one, stop);
            }
            catch (VenueThrottledException e)
            {
                updates.Block(one.Workspace, e.RetryAfter);
            }
            catch (VenueUnavailableException) when (tries < TriesMax)
            {
                await Task.Delay(RetryAfter, time, stop);
            }
        }
    }

    async Task<bool> TryRedrawAsync(Waiting one, CancellationToken stop)
    {
        while (true)
        {
            if (!waiting.TryGetValue(one.View, out var current) || !ReferenceEquals(current, one))
            {
                return false;
            }

            if (await LookAsync(new SessionId(one.Press.Session), stop) is not { } session)
            {
                return true; // put away, as nothing happens in it
            }

            var words = await languages.ForAsync(one.Who);
            var form = PersonForms.Next(session, one.Press, one.Who, words);
            var view = form.Value is { } drawn
                ? SlackDialogs.Modal(drawn)
                : SlackTexts.View(words.Say(form.Refusal!), words); // not null: there is no form
            if (view.Span.SequenceEqual(one.Shown.Span))
            {
                return true;
            }

            if (updates.Take(one.Workspace) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, stop);
                continue; // there may be news meanwhile
            }

            await api.UpdateViewAsync(one.Workspace, one.View, view, stop);
            one.Shown = view;
            return form.Value is { Submit: null };
        }
    }

    // What is put away here another server may go on with.
    async ValueTask<LoadedSession?> LookAsync(SessionId id, CancellationToken stop)
    {
        try
        {
            return hosts.Peek(id) ?? (servers.Servers > 1 ? await hosts.LookIfReadableAsync(id, stop) : null);
        }
        catch (StoreUnavailableException)
        {
            return null; // with the next news it is looked at again
        }
    }

    [LoggerMessage(LogLevel.Debug, "A dialog in which somebody waited is left as it is: {Code}")]
    static partial void LogLeft(ILogger log, string code);

    [LoggerMessage(LogLevel.Critical, "A bug while a waiting dialog was drawn anew")]
    static partial void LogBug(ILogger log, Exception bug);
}
