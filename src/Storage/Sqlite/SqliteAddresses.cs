using System.Collections.Immutable;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqliteAddresses(SqliteWriter writer, SqliteReaders readers) : IAddresses
{
    const string Columns = "place, service, kind, team, member, chat, hears, dead";

    const string Upsert = $"""
        INSERT INTO addresses ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (place) DO UPDATE SET service = excluded.service, kind = excluded.kind, team = excluded.team, member = excluded.member,
            chat = excluded.chat, hears = excluded.hears, dead = excluded.dead
        """;

    const string Add = $"INSERT INTO addresses ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (place) DO NOTHING";

    const string Swap = """
        UPDATE addresses SET place = ?, service = ?, kind = ?, team = ?, member = ?, chat = ?, hears = ?, dead = ?
        WHERE place = ? AND service = ? AND kind = ? AND team IS ? AND member IS ? AND chat IS ? AND hears = ? AND dead = ?
        """;

    const string Find = $"SELECT {Columns} FROM addresses WHERE place = ?";
    const string OfTeam = $"SELECT {Columns} FROM addresses WHERE team = ? LIMIT ?";
    const string Delete = "DELETE FROM addresses WHERE place = ?";

    public Task PutAsync(ImmutableArray<Address> addresses, CancellationToken stop)
    {
        Bounds.Check(addresses);
        return writer.DoAsync(database => addresses.Sum(one => Put(database, one)), stop);
    }

    public async Task<bool> SwapAsync(Address? known, Address address, CancellationToken stop)
    {
        Bounds.Check([address]);
        return await writer.DoAsync(
            database => known is null
                ? With(database.Prepare(Add), address).Write()
                : With(With(database.Prepare(Swap), address), known).Write(),
            stop) > 0;
    }

    public Task<Address?> FindAsync(string place, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(Find).With(place).First(Row), stop);

    public Task<ImmutableArray<Address>> OfTeamAsync(string team, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return readers.ReadAsync(database => database.Prepare(OfTeam).With(team).With(max).All(Row), stop);
    }

    /// <summary>Within a transaction of somebody else, who writes the table anew.</summary>
    public static int Remove(Database database, ImmutableArray<string> places) =>
        places.Sum(place => database.Prepare(Delete).With(place).Write());

    static int Put(Database database, Address one) => With(database.Prepare(Upsert), one).Write();

    static Statement With(Statement statement, Address one) => statement
        .With(one.Place)
        .With(one.Service)
        .With(one.Kind)
        .With(one.Team)
        .With(one.Member)
        .With(one.Chat)
        .With(one.Hears ? 1 : 0)
        .With(one.IsDead ? 1 : 0);

    static Address Row(Statement row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.Long(6) != 0, row.Long(7) != 0);
}
