using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// A row a schedule, in the partition of its venue. One more row gives out the numbers and holds which schedules there are: by it no two have the same
/// and none is beyond the bound.
/// </summary>
sealed class TableSchedules(KeptTable schedules, TableTimes times) : ISchedules
{
    const string One = "one!-";
    const string Numbers = "numbers";
    const string Calendar = "calendar";

    public async Task<Schedule?> CreateAsync(Schedule schedule, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var (venue, row) = (TableKey.Partition(schedule.Venue.Value), One + TableKey.Of(schedule.Id.Value));
        if (await schedules.FindAsync(venue, row, default) is { } first)
        {
            return first.Read(Row);
        }

        if (await NumberAsync(venue, schedule.Id) is not { } number)
        {
            return null;
        }

        var made = schedule with { Number = number, Version = 0 };
        var due = await DueAsync(made);
        var isMade = await schedules.AddAsync(Row(made, due));
        await times.RemoveAsync(isMade ? null : due);
        return isMade ? made : (await schedules.FindAsync(venue, row, default))?.Read(Row);
    }

    public async Task<ImmutableArray<Schedule>> InVenueAsync(VenueId venue, CancellationToken stop)
    {
        var rows = await schedules.RangeAsync(KeptTable.In(TableKey.Partition(venue.Value), One), stop);
        return [.. rows.Readable(Row).OrderBy(one => one.Number)];
    }

    public async Task<bool> ReplaceAsync(Schedule schedule, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var (venue, row) = (TableKey.Partition(schedule.Venue.Value), One + TableKey.Of(schedule.Id.Value));
        if (await schedules.FindAsync(venue, row, default) is not { } known || known.Read(Row) is var kept && kept.Version != schedule.Version)
        {
            return false;
        }

        var before = known.GetString("Time");
        var due = kept.Due == schedule.Due ? before : await DueAsync(schedule);
        var isDone = await schedules.SwapAsync(Row(kept.Changed(schedule), due), known.ETag);
        await times.RemoveAsync(due == before ? null : isDone ? before : due);
        return isDone;
    }

    public async Task RemoveAsync(VenueId venue, ScheduleId schedule, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var partition = TableKey.Partition(venue.Value);
        await schedules.TryAsync(async () =>
        {
            var known = await schedules.FindAsync(partition, One + TableKey.Of(schedule.Value), default);
            if (known is not null && !await schedules.RemoveAsync(known))
            {
                return false;
            }

            await times.RemoveAsync(known?.GetString("Time"));
            return true;
        });
        await schedules.ChangeAsync(partition, Numbers, row =>
        {
            var (there, left) = (Given(row), Given(row).RemoveAll(one => one.Id == TableKey.Of(schedule.Value)));
            row["Given"] = Written(left);
            return left.Length < there.Length;
        });
    }

    public async Task<ImmutableArray<Schedule>> DueAsync(DateTimeOffset now, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return [.. await times.UpToAsync(now, max, row => OwnerAsync(row, stop), stop).Take(max).ToListAsync(stop)];
    }

    public async Task<VenueCalendar> CalendarAsync(VenueId venue, CancellationToken stop) =>
        (await schedules.FindAsync(TableKey.Partition(venue.Value), Calendar, stop))?.Read(CalendarOf) ?? VenueCalendar.Empty;

    public async Task<bool> PutCalendarAsync(VenueId venue, VenueCalendar calendar, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var partition = TableKey.Partition(venue.Value);
        var known = await schedules.FindAsync(partition, Calendar, default);
        if ((known?.Read(CalendarOf) ?? VenueCalendar.Empty).Version != calendar.Version)
        {
            return false;
        }

        var row = Row(partition, calendar with { Version = calendar.Version + 1 });
        return known is null ? await schedules.AddAsync(row) : await schedules.SwapAsync(row, known.ETag);
    }

    /// <summary>With its number and version: see <see cref="IWhole"/>.</summary>
    public async Task PutAsync(Schedule schedule, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var due = await DueAsync(schedule);
        var row = Row(schedule, due);
        var before = await schedules.FindAsync(row.PartitionKey, row.RowKey, default);
        await schedules.PutAsync(row);
        await times.RemoveAsync(before?.GetString("Time"));
    }

    public Task PutAsync(VenueId venue, VenueCalendar calendar, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return schedules.PutAsync(Row(TableKey.Partition(venue.Value), calendar));
    }

    public async Task<int> LastNumberAsync(VenueId venue, CancellationToken stop) =>
        (await schedules.FindAsync(TableKey.Partition(venue.Value), Numbers, stop))?.GetInt32("Last") ?? 0;

    public async Task PutLastNumberAsync(VenueId venue, int last, CancellationToken stop)
    {
        var given = (await InVenueAsync(venue, stop)).Select(one => (TableKey.Of(one.Id.Value), one.Number));
        await schedules.PutAsync(new(TableKey.Partition(venue.Value), Numbers) { { "Last", last }, { "Given", Written([.. given]) } });
    }

    /// <returns>Null where the venue has as many as it may have.</returns>
    async Task<int?> NumberAsync(string venue, ScheduleId schedule)
    {
        int? number = null;
        await schedules.TryAsync(async () =>
        {
            var known = await schedules.FindAsync(venue, Numbers, default);
            var given = known?.Read(Given) ?? [];
            number = given.Where(one => one.Id == TableKey.Of(schedule.Value)).Select(one => (int?)one.Number).FirstOrDefault();
            given = number is null && given.Length >= Schedule.InVenueMax ? await ThereAsync(venue, given) : given;
            if (number is not null || given.Length >= Schedule.InVenueMax)
            {
                return true;
            }

            number = (known?.GetInt32("Last") ?? 0) + 1;
            var row = new TableEntity(venue, Numbers) { { "Last", number }, { "Given", Written(given.Add((TableKey.Of(schedule.Value), number.Value))) } };
            return known is null ? await schedules.AddAsync(row) : await schedules.SwapAsync(row, known.ETag);
        });
        return number;
    }

    /// <summary>Without those that never came to be.</summary>
    async Task<ImmutableArray<(string Id, int Number)>> ThereAsync(string venue, ImmutableArray<(string Id, int Number)> given)
    {
        var rows = await schedules.RangeAsync(KeptTable.In(venue, One), default, select: []);
        var there = rows.Select(row => row.RowKey).ToHashSet(StringComparer.Ordinal);
        return [.. given.Where(one => there.Contains(One + one.Id))];
    }

    async Task<(Schedule? Schedule, bool IsNamed)> OwnerAsync(TableEntity row, CancellationToken stop)
    {
        if (!row.TryRead(due => (Venue: due.Text("Venue"), Id: due.Text("Id")), out var owner))
        {
            return (null, true); // nobody can tell
        }

        var known = await schedules.FindAsync(TableKey.Partition(owner.Venue), One + TableKey.Of(owner.Id), stop);
        var isNamed = known?.GetString("Time") == TableTimes.Name(row);
        return (isNamed && known!.TryRead(Row, out var schedule) ? schedule : null, isNamed); // ! it names the row
    }

    async Task<string?> DueAsync(Schedule schedule) => schedule.Due is not { } due ? null
        : await times.AddAsync(due, schedule.Id.Value, ("Venue", schedule.Venue.Value), ("Id", schedule.Id.Value));

    static TableEntity Row(Schedule schedule, string? due) =>
        new TableEntity(TableKey.Partition(schedule.Venue.Value), One + TableKey.Of(schedule.Id.Value))
        {
            { "Id", schedule.Id.Value },
            { "Venue", schedule.Venue.Value },
            { "Number", schedule.Number },
            { "Version", schedule.Version },
            { "Maker", schedule.Maker },
            { "Name", schedule.MakerName },
            { "Language", schedule.Language },
            { "Rule", schedule.Rule.Written() },
            { "Since", schedule.Since },
            { "Passed", schedule.Passed },
            { "PausedUntil", schedule.PausedUntil },
            { "Missed", schedule.Missed },
            { "Due", schedule.Due },
            { "Time", due },
        }.With("Line", schedule.Line);

    static Schedule Row(TableEntity row) => new(
        new(row.Text("Id")),
        new(row.Text("Venue")),
        row.Text("Maker"),
        row.GetString("Name"),
        row.LongText("Line"),
        row.Text("Language"),
        Recurrence.Of(row.Text("Rule")),
        row.Time("Since"))
    {
        Number = row.Number("Number"),
        Version = row.Long("Version"),
        Passed = row.Time("Passed"),
        PausedUntil = row.GetDateTimeOffset("PausedUntil"),
        Missed = row.GetDateTimeOffset("Missed"),
        Due = row.GetDateTimeOffset("Due"),
    };

    static TableEntity Row(string venue, VenueCalendar calendar) => new(venue, Calendar)
    {
        { "Skipped", CalendarText.Of(calendar.Skipped) },
        { "Quiet", calendar.Quiet?.Written() },
        { "Version", calendar.Version },
    };

    static VenueCalendar CalendarOf(TableEntity row) =>
        new(CalendarText.Of(row.Text("Skipped")), row.GetString("Quiet") is { } quiet ? QuietHours.Of(quiet) : null) { Version = row.Long("Version") };

    /// <summary>A line each: the number, and the id as a part of a key, which holds no line's end.</summary>
    static ImmutableArray<(string Id, int Number)> Given(TableEntity row) =>
    [
        .. row.Text("Given").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split(' ', 2))
            .Select(one => (one[1], int.Parse(one[0], CultureInfo.InvariantCulture))),
    ];

    static string Written(ImmutableArray<(string Id, int Number)> given) =>
        string.Join('\n', given.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Number} {one.Id}")));
}
