using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Commands;

/// <summary>"Forget me": in all sessions of a venue, old and open, as far as the keys are there by which their sender is known.</summary>
sealed class Forgetting(SessionHosts hosts, IStore store)
{
    public const string Verb = "forget";

    /// <summary>Key of what is said then.</summary>
    public const string Done = "Commands.Forgotten";

    /// <summary>Sessions of a venue that are looked through, the newest first; a venue with one each working day has more in twenty years.</summary>
    public const int SessionsMax = 5_000;

    /// <summary>Sessions that remember them, and schedules that they made.</summary>
    public async Task<int> CountAsync(VenueId venue, Person who, CancellationToken stop)
    {
        var count = (await MadeAsync(venue, who, stop)).Count;
        await foreach (var _ in RememberingAsync(venue, who, stop))
        {
            count++;
        }

        return count;
    }

    /// <summary>False where a session was too busy, or could not be saved: then the same is to be asked again.</summary>
    public async Task<bool> ForgetAsync(VenueId venue, Person who, string delivery, CancellationToken stop)
    {
        // Nothing goes on in the name of somebody who is forgotten.
        var made = await MadeAsync(venue, who, stop);
        foreach (var schedule in made)
        {
            await store.Schedules.RemoveAsync(venue, schedule.Id, stop);
        }

        await (made.Count > 0 ? store.SweepAsync(stop) : Task.CompletedTask);
        var isAll = true;
        await foreach (var (session, self) in RememberingAsync(venue, who, stop))
        {
            var answer = await hosts.AskAsync(session.State.Id, new Wish.Ready(new Command.ForgetMe()), self, delivery, stop);
            isAll &= answer is Answer.Done or Answer.Refused; // refused: it was deleted meanwhile
        }

        return isAll;
    }

    async Task<List<Schedule>> MadeAsync(VenueId venue, Person who, CancellationToken stop) =>
        [.. (await store.Schedules.InVenueAsync(venue, stop)).Where(schedule => IsBy(who, schedule))];

    public static bool IsBy(Person who, Schedule schedule) => who.Selves.Any(self => self.In(schedule.Id).Key == schedule.Maker);

    async IAsyncEnumerable<(LoadedSession Session, Person Self)> RememberingAsync(
        VenueId venue, Person who, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var entry in await store.Directory.InVenueAsync(venue, SessionsMax, stop))
        {
            if (await hosts.LookFreshAsync(entry.Session, stop) is { } session)
            {
                foreach (var self in who.Selves.Where(session.Remembers))
                {
                    yield return (session, self);
                }
            }
        }
    }
}
