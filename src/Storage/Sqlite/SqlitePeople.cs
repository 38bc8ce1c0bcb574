using System.Collections.Immutable;
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

    const string Owe = """
        INSERT INTO erasings (person, delivery, done) VALUES (?, ?, ?)
        ON CONFLICT (person) DO UPDATE SET delivery = excluded.delivery, done = excluded.done
        """;

    const string SwapOwed = "UPDATE erasings SET delivery = ?, done = ? WHERE person = ? AND delivery = ? AND done = ?";
    const string SelectOwed = "SELECT person, delivery, done FROM erasings WHERE person >= ? AND person < ? ORDER BY person LIMIT ?";
    const string FindOwed = "SELECT person, delivery, done FROM erasings WHERE person = ?";
    const string Settle = "DELETE FROM erasings WHERE person = ?";

    public Task<PersonSettings?> FindAsync(string person, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(Select).With(person).First(Row), stop);

    // A row a key by the table's own index: a longer statement would have to be prepared for each number of keys.
    public Task<ImmutableDictionary<string, PersonSettings>> FindAsync(ImmutableArray<string> people, CancellationToken stop)
    {
        Bounds.CheckKeys(people);
        return readers.ReadAsync(
            database =>
            {
                var found = ImmutableDictionary.CreateBuilder<string, PersonSettings>(StringComparer.Ordinal);
                foreach (var person in people)
                {
                    if (database.Prepare(Select).With(person).First(Row) is { } settings)
                    {
                        found[person] = settings;
                    }
                }

                return found.ToImmutable();
            },
            stop);
    }

    public Task PutAsync(string person, PersonSettings settings, CancellationToken stop) => writer.DoAsync(
        database => database.Prepare(Upsert).With(person).With(settings.Language).With(settings.Quiet?.Written()).Write(), stop);

    public Task RemoveAsync(string person, CancellationToken stop) => DeleteAsync(database => database.Prepare(Delete).With(person).Write(), stop);

    public Task OweAsync(OwedErasing owed, CancellationToken stop) => writer.DoAsync(
        database => database.Prepare(Owe).With(owed.Person).With(owed.Delivery).With(owed.IsDone ? 1 : 0).Write(), stop);

    public async Task<bool> SwapOwedAsync(OwedErasing known, OwedErasing owed, CancellationToken stop) => await writer.DoAsync(
        database => database.Prepare(SwapOwed).With(owed.Delivery).With(owed.IsDone ? 1 : 0)
            .With(known.Person).With(known.Delivery).With(known.IsDone ? 1 : 0).Write(),
        stop) > 0;

    public Task<ImmutableArray<OwedErasing>> OwedAsync(string begins, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        var end = begins[..^1] + (char)(begins[^1] + 1);
        return readers.ReadAsync(database => database.Prepare(SelectOwed).With(begins).With(end).With(max).All(Owed), stop);
    }

    public Task<OwedErasing?> FindOwedAsync(string person, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(FindOwed).With(person).First(Owed), stop);

    public Task SettleAsync(string person, ImmutableArray<string> addresses, CancellationToken stop)
    {
        Bounds.CheckPlaces(addresses);
        return DeleteAsync(database => database.Prepare(Settle).With(person).Write() + SqliteAddresses.Remove(database, addresses), stop);
    }

    Task<int> DeleteAsync(Func<Database, int> delete, CancellationToken stop) =>
        writer.DoAsync(delete, stop, writtenAnew: _ => SqliteErasing.OfPeople);

    static OwedErasing Owed(Statement row) => new(row.Text(0), row.Text(1), row.Long(2) != 0);

    static PersonSettings Row(Statement row) => new(row.TextOrNull(0), row.TextOrNull(1) is { } quiet ? QuietHours.Of(quiet) : null);
}
