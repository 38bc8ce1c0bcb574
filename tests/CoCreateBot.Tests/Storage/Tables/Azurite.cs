using System.Diagnostics;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.EndToEnd;
using CoCreateBot.Tests.Tidy;

[assembly: AssemblyFixture(typeof(CoCreateBot.Tests.Storage.Tables.Azurite))]

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>
/// Microsoft's emulator of the table service, in memory, one for all tests, started by the first that needs it. It is laxer than the service (two partitions in one batch, rows that are
/// too big, untyped numbers that it rounds), and never in trouble: <see cref="StrictTables"/> is for these.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    const string Account = "devstoreaccount1";

    /// <summary>Known to everybody: each emulator has it.</summary>
    const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    static readonly string Program = Path.Combine(Checkout.Root, "node_modules", "azurite", "dist", "src", "table", "main.js");

    const int TriesMax = 3;

    readonly Lazy<Task<(Child Child, string ConnectionString)>> started = new(StartAsync);

    /// <summary>The machine may be busy with other tests.</summary>
    internal static TableClientOptions Patient => new() { TryTimeout = Child.Within, PageTimeout = Child.Within };

    /// <summary>A table that no other test knows.</summary>
    internal async Task<TableClient> TableAsync()
    {
        var table = new TableServiceClient(await ConnectionStringAsync(), Patient).GetTableClient($"t{Guid.NewGuid():n}");
        await table.CreateIfNotExistsAsync(default);
        return table;
    }

    /// <summary>All rows of a table for which a filter holds.</summary>
    internal async Task<List<TableEntity>> RowsAsync(string table, string? filter)
    {
        var client = new TableServiceClient(await ConnectionStringAsync(), Patient).GetTableClient(table);
        return await client.QueryAsync(filter, TableLimits.PageRowsMax, null, default).ToListAsync();
    }

    public async Task<string> ConnectionStringAsync()
    {
        FromNpm.Needs(File.Exists(Program), "Azurite is not installed; npm ci at the root of the checkout installs it (needs node).");
        return (await started.Value).ConnectionString;
    }

    static async Task<(Child Child, string ConnectionString)> StartAsync()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await StartAsync(LocalSlack.FreeAddresses().Slack);
            }
            catch (InvalidOperationException) when (tries < TriesMax)
            {
                // Another program was faster to take the port.
            }
        }
    }

    static async Task<(Child Child, string ConnectionString)> StartAsync(Uri address)
    {
        // Without the first flag it would tell its maker about each start.
        string[] arguments = [Program, "--disableTelemetry", "--inMemoryPersistence", "--silent", "--tableHost", address.Host, "--tablePort", $"{address.Port}"];
        var (child, _) = await Child.StartAsync(new ProcessStartInfo("node", arguments), "successfully started");
        return (child, $"AccountName={Account};AccountKey={Key};TableEndpoint={address}{Account}");
    }

    public async ValueTask DisposeAsync()
    {
        if (started.IsValueCreated)
        {
            await (await started.Value).Child.DisposeAsync();
        }
    }
}
