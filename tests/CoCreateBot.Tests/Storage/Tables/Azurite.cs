using System.Diagnostics;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.EndToEnd;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>
/// Microsoft's emulator of the table service, in memory, one for a class of tests. It is laxer than the service (two partitions in one batch, rows that are
/// too big, untyped numbers that it rounds), and never in trouble: <see cref="StrictTables"/> is for these.
/// </summary>
public sealed class Azurite : IAsyncLifetime
{
    const string Account = "devstoreaccount1";

    /// <summary>Known to everybody: each emulator has it.</summary>
    const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    static readonly string Program = Path.Combine(Checkout.Root, "node_modules", "azurite", "dist", "src", "table", "main.js");

    const int TriesMax = 3;

    Child? child;

    public string ConnectionString { get; private set; } = "";

    /// <summary>The machine may be busy with other tests.</summary>
    internal static TableClientOptions Patient => new() { TryTimeout = Child.Within, PageTimeout = Child.Within };

    /// <summary>A table that no other test knows.</summary>
    internal async Task<TableClient> TableAsync()
    {
        Assert.SkipUnless(child is not null, "Azurite is not installed; npm ci at the root of the checkout installs it (needs node).");
        var table = new TableServiceClient(ConnectionString, Patient).GetTableClient($"t{Guid.NewGuid():n}");
        await table.CreateIfNotExistsAsync(default);
        return table;
    }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            return;
        }

        for (var tries = 0; child is null; tries++)
        {
            try
            {
                await StartAsync(LocalSlack.FreeAddresses().Slack);
            }
            catch (InvalidOperationException) when (tries < TriesMax)
            {
                // Another program was faster to take the port.
            }
        }
    }

    async Task StartAsync(Uri address)
    {
        // Without the first flag it would tell its maker about each start.
        string[] arguments = [Program, "--disableTelemetry", "--inMemoryPersistence", "--silent", "--tableHost", address.Host, "--tablePort", $"{address.Port}"];
        (child, _) = await Child.StartAsync(new ProcessStartInfo("node", arguments), "successfully started");
        ConnectionString = $"AccountName={Account};AccountKey={Key};TableEndpoint={address}{Account}";
    }

    public async ValueTask DisposeAsync()
    {
        if (child is { } running)
        {
            await running.DisposeAsync();
        }
    }
}
