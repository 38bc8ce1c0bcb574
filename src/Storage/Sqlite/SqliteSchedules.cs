using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqliteSchedules(SqliteWriter writer, SqliteReaders readers) : ISchedules
{
    const string Columns = "venue, id, number, version, maker, name, line, language, rule, since, passed, paused, missed, due";

    // There is one writer: no two have the same number, also when one is gone, and none is beyond the bound.
    const string Insert = $"""
        INSERT INTO schedules ({Columns})
        SELECT ?, ?, coalesce((SELECT numbers FROM calendars WHERE venue = ?), 0) + 1, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
        WHERE (SELECT count(*) FROM schedules WHERE venue = ?) < ?
        ON CONFLICT (venue, id) DO NOTHING
        """;

    const string CountOn = """
        INSERT INTO calendars (venue, skipped, numbers) VALUES (?, '', 1) ON CONFLICT (venue) DO UPDATE SET numbers = numbers + 1
        """;

    const string SelectOne = $"SELECT {Columns} FROM schedules WHERE venue = ? AND id = ?";
    const string SelectVenue = $"SELECT {Columns} FROM schedules WHERE venue = ? ORDER BY number";
    const string SelectDue = $"SELECT {Columns} FROM schedules WHERE due <= ? ORDER BY due, id LIMIT ?";

    const string Update = """
        UPDATE schedules SET version = version + 1, passed = ?, paused = ?, missed = ?, due = ? WHERE venue = ? AND id = ? AND version = ?
        """;

    const string Delete = "DELETE FROM schedules WHERE venue = ? AND id = ?";
    const string SelectCalendar = "SELECT skipped, quiet, version FROM calendars WHERE venue = ?";

    const string UpsertCalendar = """
        INSERT INTO calendars (venue, skipped, quiet, version) VALUES (?, ?, ?, 1)
        ON CONFLICT (venue) DO UPDATE SET skipped = excluded.skipped, quiet = excluded.quiet, version = version + 1 WHERE version = ?
        """;

    const string Put = $"INSERT OR REPLACE INTO schedules ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    const string PutCalendar = """
        INSERT INTO calendars (venue, skipped, quiet, version) VALUES (?, ?, ?, ?)
        ON CONFLICT (venue) DO UPDATE SET skipped = excluded.skipped, quiet = excluded.quiet, version = excluded.version
        """;

    const string SelectNumbers = "SELECT numbers FROM calendars WHERE venue = ?";

    const string PutNumbers = """
        INSERT INTO calendars (venue, skipped, numbers) VALUES (?, '', ?) ON CONFLICT (venue) DO UPDATE SET numbers = max(numbers, excluded.numbers)
        """;

    public Task<Schedule?> CreateAsync(Schedule schedule, CancellationToken stop) => writer.DoAsync(
        database =>
        {
            var numbered = database.Prepare(Insert).With(schedule.Venue.Value).With(schedule.Id.Value).With(schedule.Venue.Value);
            var made = FromMaker(numbered, schedule).With(schedule.Venue.Value).With(Schedule.InVenueMax).Write();
            if (made > 0)
            {
                database.Prepare(CountOn).With(schedule.Venue.Value).Write();
            }

            return database.Prepare(SelectOne).With(schedule.Venue.Value).With(schedule.Id.Value).First(Row);
        },
        stop);

    public Task<ImmutableArray<Schedule>> InVenueAsync(VenueId venue, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(SelectVenue).With(venue.Value).All(Row), stop);

    public Task<bool> ReplaceAsync(Schedule schedule, CancellationToken stop) => writer.DoAsync(
        database => database.Prepare(Update)
            .With(schedule.Passed)
            .With(schedule.PausedUntil)
            .With(schedule.Missed)
            .With(schedule.Due)
            .With(schedule.Venue.Value)
            .With(schedule.Id.Value)
            .With(schedule.Version)
            .Write() > 0,
        stop);

    public Task RemoveAsync(VenueId venue, ScheduleId schedule, CancellationToken stop) =>
        writer.DoAsync(database => database.Prepare(Delete).With(venue.Value).With(schedule.Value).Write(), stop);

    public Task<ImmutableArray<Schedule>> DueAsync(DateTimeOffset now, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return readers.ReadAsync(database => database.Prepare(SelectDue).With(now).With(max).All(Row), stop);
    }

    public async Task<VenueCalendar> CalendarAsync(VenueId venue, CancellationToken stop) =>
        await readers.ReadAsync(database => database.Prepare(SelectCalendar).With(venue.Value).First(Calendar), stop) ?? VenueCalendar.Empty;

    public Task<bool> PutCalendarAsync(VenueId venue, VenueCalendar calendar, CancellationToken stop) => writer.DoAsync(
        database => database.Prepare(UpsertCalendar)
            .With(venue.Value)
            .With(CalendarText.Of(calendar.Skipped))
            .With(calendar.Quiet?.Written())
            .With(calendar.Version)
            .Write() > 0,
        stop);

    /// <summary>With its number and version: see <see cref="IWhole"/>.</summary>
    public Task PutAsync(Schedule schedule, CancellationToken stop) => writer.DoAsync(
        database => FromMaker(
            database.Prepare(Put).With(schedule.Venue.Value).With(schedule.Id.Value).With(schedule.Number).With(schedule.Version), schedule).Write(),
        stop);

    public Task PutAsync(VenueId venue, VenueCalendar calendar, CancellationToken stop) => writer.DoAsync(
        database => database.Prepare(PutCalendar)
            .With(venue.Value)
            .With(CalendarText.Of(calendar.Skipped))
            .With(calendar.Quiet?.Written())
            .With(calendar.Version)
            .Write(),
        stop);

    public Task<int> LastNumberAsync(VenueId venue, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(SelectNumbers).With(venue.Value).First(row => row.Int(0)), stop);

    public Task PutLastNumberAsync(VenueId venue, int last, CancellationToken stop) =>
        writer.DoAsync(database => database.Prepare(PutNumbers).With(venue.Value).With(last).Write(), stop);

    // All the columns behind the version.
    static Statement FromMaker(Statement row, Schedule schedule) => row
        .With(schedule.Maker)
        .With(schedule.MakerName)
        .With(schedule.Line)
        .With(schedule.Language)
        .With(schedule.Rule.Written())
        .With(schedule.Since)
        .With(schedule.Passed)
        .With(schedule.PausedUntil)
        .With(schedule.Missed)
        .With(schedule.Due);

    static Schedule Row(Statement row) =>
        new(new(row.Text(1)), new(row.Text(0)), row.Text(4), row.TextOrNull(5), row.Text(6), row.Text(7), Recurrence.Of(row.Text(8)), row.Time(9))
        {
            Number = row.Int(2),
            Version = row.Long(3),
            Passed = row.Time(10),
            PausedUntil = TimeOrNull(row, 11),
            Missed = TimeOrNull(row, 12),
            Due = TimeOrNull(row, 13),
        };

    static VenueCalendar Calendar(Statement row) =>
        new(CalendarText.Of(row.Text(0)), row.TextOrNull(1) is { } quiet ? QuietHours.Of(quiet) : null) { Version = row.Long(2) };

    static DateTimeOffset? TimeOrNull(Statement row, int column) => row.IsNull(column) ? null : row.Time(column);
}
