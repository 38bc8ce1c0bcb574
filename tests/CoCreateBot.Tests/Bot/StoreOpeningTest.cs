using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure.Core;
using Azure.Identity;
using CoCreateBot.Bot;
using CoCreateBot.Bot.Doctor;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage.Tables;
using Microsoft.Extensions.Configuration;

namespace CoCreateBot.Tests.Bot;

/// <summary>Where the settings name tables of Azure: they are used, and what is wrong with them is said without anything that is secret.</summary>
public sealed class StoreOpeningTest(Azurite azurite)
{
    const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    const int TriesMax = 10;

    [Fact]
    public void An_empty_connection_string_is_the_file()
    {
        var options = Read(("Storage:ConnectionString", " "), ("Storage:TablePrefix", "Other"));

        Assert.Null(options.Tables);
        Assert.Empty(options.Problems);
        Assert.EndsWith("cocreate.db", StoreOpening.PlaceOf(options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "the tables CoCreate* at http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("https://garden.table.core.windows.net", "the tables CoCreate* at https://garden.table.core.windows.net/")]
    [InlineData("AccountName=garden;AccountKey=c2VjcmV0", "the tables CoCreate* at https://garden.table.core.windows.net/")]
    [InlineData("TableEndpoint=https://t.example/;SharedAccessSignature=sv=1&sig=c2VjcmV0", "the tables CoCreate* at https://t.example/")]
    public void Tables_are_named_by_their_place_and_nothing_else(string connection, string place)
    {
        var options = Read(("Storage:ConnectionString", connection));

        Assert.Empty(options.Problems);
        Assert.Equal(place, StoreOpening.PlaceOf(options));
        Assert.DoesNotContain("c2VjcmV0", $"{options}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AccountName=garden;AccountKey=half-a-key", "CoCreate", "Storage:ConnectionString", "Access keys")]
    [InlineData("https://garden.table.core.windows.net/?sv=1&sig=half-a-key", "CoCreate", "Storage:ConnectionString", "Access keys")]
    [InlineData("UseDevelopmentStorage=true", "1st", "Storage:TablePrefix", "a letter first")]
    public void What_cannot_be_used_stops_the_start_with_its_setting_and_how_to_get_it(string connection, string prefix, string setting, string how)
    {
        var problem = Assert.Single(Read(("Storage:ConnectionString", connection), ("Storage:TablePrefix", prefix)).Problems);

        Assert.StartsWith(setting, problem, StringComparison.Ordinal);
        Assert.Contains(how, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("half-a-key", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_says_that_the_tables_can_be_written_to()
    {
        var (connection, prefix) = (await azurite.ConnectionStringAsync(), $"t{Guid.NewGuid():n}");
        await TableStore.OpenAsync(new() { Connection = connection, Prefix = prefix, Client = Azurite.Patient });

        var (code, said) = await DoctorAsync(connection, prefix, "OK       The store");

        Assert.Equal(0, code);
        Assert.Matches(@"OK       The store, the tables t\w+\* at http://127\S+, opens and can be written to\.", said);
    }

    [Fact]
    public async Task Doctor_says_what_is_wrong_with_the_key_and_not_the_key()
    {
        var connection = (await azurite.ConnectionStringAsync()).Replace(Key, "d3Jvbmcga2V5", StringComparison.Ordinal);

        var (code, said) = await DoctorAsync(connection, "CoCreate", "refuses");

        Assert.Equal(1, code);
        Assert.Contains("WRONG    The store, the tables CoCreate* at", said, StringComparison.Ordinal);
        Assert.Contains("refuses what Storage:ConnectionString says", said, StringComparison.Ordinal);
        Assert.DoesNotContain("d3Jvbmcga2V5", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_says_a_bad_connection_string_once()
    {
        var (code, said) = await DoctorAsync("nonsense", "CoCreate", "");

        Assert.Equal(1, code);
        Assert.Single(said.Split('\n'), line => line.Contains("Storage:ConnectionString", StringComparison.Ordinal));
        Assert.DoesNotContain("The store", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_that_are_not_there_are_said_in_one_sentence()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        nobody.Stop();
        var options = Read(("Storage:ConnectionString", $"AccountName=a;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:{port}/a"));

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => StoreOpening.OpenAsync(options));

        Assert.Equal(StoreTrouble.Unreachable, refused.Trouble);
        Assert.Contains($"http://127.0.0.1:{port}/a", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Storage:ConnectionString", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task A_machine_without_an_identity_is_told_what_to_do()
    {
        using var tables = new StrictTables();
        var options = new TableStoreOptions
        {
            Connection = "https://garden.table.core.windows.net",
            Client = tables.Options,
            Identity = new StoreOpening.SayingCredential(new Nobody()),
        };

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => TableStore.OpenAsync(options));

        Assert.Contains("managed identity", refused.Message, StringComparison.Ordinal);
        Assert.Contains("nobody is signed in", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    /// <summary>A store is not waited for very long, and the machine may be busy with other tests: then it is asked again.</summary>
    static async Task<(int Code, string Said)> DoctorAsync(string connection, string prefix, string awaited)
    {
        for (var tries = 1; ; tries++)
        {
            using var output = new StringWriter();
            using var way = new PretendSlack(new ManualTime());
            var code = await DoctorCommand.RunAsync(
                ["--Storage:ConnectionString", connection, "--Storage:TablePrefix", prefix], output, TextWriter.Null, way, TimeProvider.System);
            if (tries == TriesMax || output.ToString().Contains(awaited, StringComparison.Ordinal))
            {
                return (code, output.ToString());
            }
        }
    }

    static BotOptions Read(params (string Name, string Value)[] settings) => BotOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build());

    sealed class Nobody : TokenCredential
    {
        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new AuthenticationFailedException("Here nobody is signed in.\nAnd more about it.");

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException("It is not asked so.");
    }
}
