using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqliteMembers(SqliteWriter writer, SqliteReaders readers) : IMembers
{
    const string Insert = """
        INSERT INTO members (session, person, zone) VALUES (?, ?, ?)
        ON CONFLICT (session, person) DO UPDATE SET zone = coalesce(excluded.zone, zone)
        """;

    const string Select = "SELECT person FROM members WHERE session = ? ORDER BY person";
    const string SelectZones = "SELECT person, zone FROM members WHERE session = ? AND zone IS NOT NULL ORDER BY person";
    const string Delete = "DELETE FROM members WHERE session = ? AND person = ?";

    const string IsKnown = "SELECT 1 FROM members WHERE person = ? LIMIT 1";

    // A session in several places has as many rows, which say the same; one that is just being made has none yet.
    const string SelectSessions = """
        SELECT members.session, max(opened), max(closed) FROM members LEFT JOIN directory ON directory.session = members.session
        WHERE person = ? GROUP BY members.session ORDER BY max(closed) IS NOT NULL, max(opened) DESC, members.session LIMIT ?
        """;

    public Task PutAsync(SessionId session, string person, CancellationToken stop, string? zone = null) =>
        writer.DoAsync(database => database.Prepare(Insert).With(session.Value).With(person).With(zone).Write(), stop);

    public Task<ImmutableArray<string>> ReadAsync(SessionId session, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(Select).With(session.Value).All(row => row.Text(0)), stop);

    public Task<ImmutableArray<MemberZone>> ZonesAsync(SessionId session, CancellationToken stop) => readers.ReadAsync(
        database => database.Prepare(SelectZones).With(session.Value).All(row => new MemberZone(row.Text(0), row.Text(1))), stop);

    public Task RemoveAsync(SessionId session, string person, CancellationToken stop) =>
        writer.DoAsync(database => database.Prepare(Delete).With(session.Value).With(person).Write(), stop);

    public Task<ImmutableArray<MemberSession>> SessionsOfAsync(string person, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return readers.ReadAsync(database => SessionsOf(database, person, max), stop);
    }

    public Task<ImmutableArray<MemberSession>> SessionsOfAsync(ImmutableArray<string> people, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        Bounds.CheckKeys(people);
        return readers.ReadAsync(
            database => Listed.Of(people.SelectMany(person => SessionsOf(database, person, max)).DistinctBy(one => one.Session), max), stop);
    }

    public Task<ImmutableArray<string>> KnownAsync(ImmutableArray<string> people, CancellationToken stop)
    {
        Bounds.CheckKeys(people);
        return readers.ReadAsync<ImmutableArray<string>>(
            database => [.. people.Where(person => database.Prepare(IsKnown).With(person).First(_ => this) is not null)], stop);
    }

    static ImmutableArray<MemberSession> SessionsOf(Database database, string person, int max) => database.Prepare(SelectSessions).With(person).With(max)
        .All(row => new MemberSession(new(row.Text(0)), row.IsNull(1) ? null : row.Time(1), row.IsNull(2) ? null : row.Time(2)));
}

sealed class SqliteRecipes(SqliteWriter writer, SqliteReaders readers) : IRecipes
{
    const string Upsert = """
        INSERT INTO recipes (venue, name, lines) VALUES (?, ?, ?) ON CONFLICT (venue, name) DO UPDATE SET lines = excluded.lines
        """;

    const string Select = "SELECT name, lines FROM recipes WHERE venue = ? ORDER BY name";

    public Task PutAsync(VenueId venue, Recipe recipe, CancellationToken stop) => writer.DoAsync(
        database => database.Prepare(Upsert).With(venue.Value).With(recipe.Name).With(string.Join('\n', recipe.Lines)).Write(), stop);

    public Task<ImmutableArray<Recipe>> ReadAsync(VenueId venue, CancellationToken stop) => readers.ReadAsync(
        database => database.Prepare(Select).With(venue.Value).All(row => new Recipe(row.Text(0), [.. row.Text(1).Split('\n')])), stop);
}
