using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>Whose zone is which, of those who joined some sessions.</summary>
static class OwnZones
{
    /// <summary>A schedule with the zones of those who take part in what it opens; as it is where it comes to all at the same moment.</summary>
    public static async Task<Schedule> OfAsync(Schedule schedule, IMembers members, SeriesSessions series, CancellationToken stop) =>
        With(await ReadAsync(members, await EarlierAsync(schedule, series, stop), stop), schedule);

    /// <summary>The same of several.</summary>
    public static async Task<ImmutableArray<Schedule>> OfAllAsync(
        ImmutableArray<Schedule> schedules, IMembers members, SeriesSessions series, CancellationToken stop)
    {
        var all = ImmutableArray.CreateBuilder<Schedule>(schedules.Length);
        foreach (var schedule in schedules)
        {
            all.Add(await OfAsync(schedule, members, series, stop));
        }

        return all.ToImmutable();
    }

    public static Schedule With(ImmutableSortedDictionary<string, string> zones, Schedule schedule) =>
        schedule with { Zones = [.. zones.Values.Distinct(StringComparer.Ordinal)] };

    /// <summary>Those that it opened, the newest first: whoever joined them takes part. None where nobody has a time of their own.</summary>
    public static async Task<ImmutableArray<SessionId>> EarlierAsync(Schedule schedule, SeriesSessions series, CancellationToken stop) =>
        schedule.Rule.IsOwnTime
            ? [.. (await series.LastAsync(schedule.Venue, schedule.Id, OwnTimes.EarlierMax, stop)).Select(session => session.Id)]
            : [];

    /// <summary>By the key of a person.</summary>
    /// <param name="sessions">The newest first: where somebody was of several zones it is that of the newest.</param>
    public static async Task<ImmutableSortedDictionary<string, string>> ReadAsync(
        IMembers members, ImmutableArray<SessionId> sessions, CancellationToken stop)
    {
        var zones = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var session in sessions)
        {
            foreach (var (person, zone) in await members.ZonesAsync(session, stop))
            {
                zones.TryAdd(person, zone);
            }
        }

        return zones.ToImmutable();
    }
}
