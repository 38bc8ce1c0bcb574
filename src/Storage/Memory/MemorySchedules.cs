using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Memory;

sealed class MemorySchedules : ISchedules
{
    readonly MemoryRows<(VenueId Venue, ScheduleId Id), Schedule> schedules = new();
    readonly MemoryRows<VenueId, VenueCalendar> calendars = new();
    readonly Dictionary<VenueId, int> numbers = []; // only within the rows' turn

    public Task<Schedule?> CreateAsync(Schedule schedule, CancellationToken stop) => schedules.DoAsync(
        rows =>
        {
            var others = rows.Values.Where(row => row.Venue == schedule.Venue && row.Id != schedule.Id).ToList();
            if (!rows.ContainsKey((schedule.Venue, schedule.Id)) && others.Count < Schedule.InVenueMax)
            {
                var number = numbers[schedule.Venue] = numbers.GetValueOrDefault(schedule.Venue) + 1;
                rows[(schedule.Venue, schedule.Id)] = schedule with { Number = number, Version = 0 };
            }

            return rows.GetValueOrDefault((schedule.Venue, schedule.Id));
        },
        stop);

    public Task<ImmutableArray<Schedule>> InVenueAsync(VenueId venue, CancellationToken stop) => schedules.DoAsync<ImmutableArray<Schedule>>(
        rows => [.. rows.Values.Where(row => row.Venue == venue).OrderBy(row => row.Number)], stop);

    public Task<bool> ReplaceAsync(Schedule schedule, CancellationToken stop) => schedules.DoAsync(
        rows =>
        {
            if (!rows.TryGetValue((schedule.Venue, schedule.Id), out var row) || row.Version != schedule.Version)
            {
                return false;
            }

            rows[(schedule.Venue, schedule.Id)] = row.Changed(schedule);
            return true;
        },
        stop);

    public Task RemoveAsync(VenueId venue, ScheduleId schedule, CancellationToken stop) =>
        schedules.DoAsync(rows => rows.Remove((venue, schedule)), stop);

    public Task<ImmutableArray<Schedule>> DueAsync(DateTimeOffset now, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return schedules.DoAsync<ImmutableArray<Schedule>>(
            rows => [.. rows.Values.Where(row => row.Due <= now).OrderBy(row => row.Due).ThenBy(row => row.Id.Value, StringComparer.Ordinal).Take(max)], stop);
    }

    public Task<VenueCalendar> CalendarAsync(VenueId venue, CancellationToken stop) =>
        calendars.DoAsync(rows => rows.GetValueOrDefault(venue, VenueCalendar.Empty), stop);

    public Task<bool> PutCalendarAsync(VenueId venue, VenueCalendar calendar, CancellationToken stop) => calendars.DoAsync(
        rows =>
        {
            if (rows.GetValueOrDefault(venue, VenueCalendar.Empty).Version != calendar.Version)
            {
                return false;
            }

            rows[venue] = calendar with { Version = calendar.Version + 1 };
            return true;
        },
        stop);

    public async Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop)
    {
        var given = await schedules.DoAsync(rows => rows.Keys.Select(key => key.Venue).Concat(numbers.Keys).ToList(), stop);
        var free = await calendars.DoAsync(rows => rows.Keys.ToList(), stop);
        return [.. given.Concat(free).Select(venue => new StoredKey(venue.Value))];
    }

    public Task PutAsync(Schedule schedule, CancellationToken stop) => schedules.DoAsync(rows => rows[(schedule.Venue, schedule.Id)] = schedule, stop);

    public Task PutAsync(VenueId venue, VenueCalendar calendar, CancellationToken stop) => calendars.DoAsync(rows => rows[venue] = calendar, stop);

    public Task<int> LastNumberAsync(VenueId venue, CancellationToken stop) => schedules.DoAsync(_ => numbers.GetValueOrDefault(venue), stop);

    public Task PutLastNumberAsync(VenueId venue, int last, CancellationToken stop) =>
        schedules.DoAsync(_ => numbers[venue] = Math.Max(last, numbers.GetValueOrDefault(venue)), stop);
}
