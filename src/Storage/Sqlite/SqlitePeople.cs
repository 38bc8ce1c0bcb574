using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqlitePeople(SqliteWriter writer, SqliteReaders readers) : IPeople
{
    const string Upsert = """
        INSERT INTO people (person, language, quiet) VALUES (?, ?, ?)
        ON CONFLICT (person) DO UPDATE SET language = excluded.language, quiet = excluded.quiet
        """;

    const string Select = "SELECT language, quiet FROM people WHERE person = ?";
    const string Delete = "DELETE FROM people WHERE person = ?";

    public Task<PersonSettings?> FindAsync(string person, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(Select).With(person).First(Row), stop);

    public Task PutAsync(string person, PersonSettings settings, CancellationToken stop) => writer.DoAsync(
        database => database.Prepare(Upsert).With(person).With(settings.Language).With(settings.Quiet?.Written()).Write(), stop);

    public Task RemoveAsync(string person, CancellationToken stop) => writer.DoAsync(
        database =>
        {
            var gone = database.Prepare(Delete).With(person).Write();
            SqliteErasing.WriteAnew(database);
            return gone;
        },
        stop,
        mustBeSwept: true);

    static PersonSettings Row(Statement row) => new(row.TextOrNull(0), row.TextOrNull(1) is { } quiet ? QuietHours.Of(quiet) : null);
}
