using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// Permissions that an installation turned out to lack. What goes on without one (a receipt, a name, a whisper) is told to whoever steers, so that it does
/// not just stay away. In memory only: it shows again with the next call.
/// </summary>
public sealed class SlackLacks
{
    /// <summary>Methods of installations; beyond it no more are noted.</summary>
    public const int KnownMax = 1_000;

    readonly ConcurrentDictionary<(string Installation, string Method), string> known = new();

    /// <summary>What is missing there, each once.</summary>
    public ImmutableArray<string> In(string installation) =>
        [.. known.Where(one => one.Key.Installation == installation).Select(one => one.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public void Note(string installation, string method, VenueRefusedException why)
    {
        // Without these two there is no card, and that is told by itself.
        if (why is { ReasonKey: SlackHindrance.MissingScope, Detail: { } scope } && method is not ("chat.postMessage" or "chat.update")
            && (known.Count < KnownMax || known.ContainsKey((installation, method))))
        {
            known[(installation, method)] = scope;
        }
    }

    /// <summary>It works, so nothing is missing for it.</summary>
    public void Forget(string installation, string method)
    {
        if (!known.IsEmpty)
        {
            known.TryRemove((installation, method), out _);
        }
    }
}
