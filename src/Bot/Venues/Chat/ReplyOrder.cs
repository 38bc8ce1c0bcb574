using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>
/// What became of messages lately. Platforms tell it in any order: a change before the message itself, an earlier one after a later one. What a message
/// says last holds.
/// </summary>
sealed class ReplyOrder
{
    /// <summary>Messages whose last change is remembered: what overtakes does so by seconds.</summary>
    public const int ChangedMax = 1_000;

    readonly RecentlyUsed<(VenueId Venue, string Message), Change> changes = new(ChangedMax);
    readonly Lock gate = new();

    /// <param name="Text">Null: it was deleted.</param>
    /// <param name="PassedOver">The session in which its message then came and was not counted.</param>
    sealed record Change(DateTimeOffset At, string? Text, SessionId? PassedOver);

    /// <summary>What this means by all that is known of its message; null where a later change has told already.</summary>
    public ThreadReply? Newest(IThreadReply reply, SessionId session)
    {
        lock (gate)
        {
            var key = (reply.Venue, reply.Message);
            var last = changes.TryGet(key, out var found) ? found : null;
            if (!reply.IsChange)
            {
                if (last is { Text: null })
                {
                    changes.Put(key, last with { PassedOver = session });
                }

                return last is { Text: null } ? null : new ThreadReply(reply.Message, last?.Text ?? reply.Text, IsChange: false);
            }

            if (last?.At > reply.At)
            {
                return null;
            }

            changes.Put(key, new Change(reply.At, reply.Text, last?.PassedOver));
            return new ThreadReply(reply.Message, reply.Text, IsChange: true) { IsBack = reply.IsBack };
        }
    }

    /// <summary>
    /// What is left to be done when this was: the change that has come meanwhile, or to count what was passed over when it came. Null where nothing is.
    /// </summary>
    public ThreadReply? Then(IThreadReply reply, ThreadReply taken, SessionId session)
    {
        lock (gate)
        {
            return !changes.TryGet((reply.Venue, reply.Message), out var last) ? null
                : !reply.IsChange && last.Text != taken.Text ? new ThreadReply(taken.Id, last.Text, IsChange: true)
                : reply.IsBack && last.PassedOver == session ? new ThreadReply(taken.Id, reply.Text, IsChange: false)
                : null;
        }
    }
}
