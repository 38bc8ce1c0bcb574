using Azure.Core;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>Who asks is proved in each try anew. The signatures below were computed by another program.</summary>
public sealed class TableSignatureTest : IDisposable
{
    readonly StrictTables store = new();

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData(StrictTables.ConnectionString, "SharedKeyLite garden:3foSdlB/S2PoWN0xPck8WmlWhuebSJhN8GIwHo7X2j8=")]
    [InlineData(StrictTables.Cosmos, "SharedKeyLite garden:3foSdlB/S2PoWN0xPck8WmlWhuebSJhN8GIwHo7X2j8=")]
    [InlineData("UseDevelopmentStorage=true", "SharedKeyLite devstoreaccount1:FEssNfpXfFegg5/y9sbFKpINEXKl94nrAgWhLdMbWzU=")]
    public async Task The_date_and_the_path_as_it_is_on_the_wire_are_signed(string connection, string authorization)
    {
        var notes = new TableServiceClient(connection, store.Options).GetTableClient("notes");

        await Record.ExceptionAsync(() => notes.GetEntityAsync("a b", "it's", null, default));

        Assert.Equal("Mon, 02 Mar 2026 09:00:00 GMT", store.Requests[0].Headers["x-ms-date"]);
        Assert.Equal(authorization, store.Requests[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task Each_try_is_signed_for_its_own_time()
    {
        store.Slowness = TimeSpan.FromMinutes(20);
        store.Next(Trouble.Busy);

        await Record.ExceptionAsync(() => store.Notes.AddEntityAsync(new("p", "1"), default)); // the slow service refuses both

        Assert.Equal(["Mon, 02 Mar 2026 09:00:00 GMT", "Mon, 02 Mar 2026 09:20:00 GMT"], store.Requests.Select(one => one.Headers["x-ms-date"]));
        Assert.Equal(2, store.Requests.Select(one => one.Headers["Authorization"]).Distinct().Count());
    }

    [Fact]
    public async Task A_shared_access_signature_stands_once_in_the_address_however_often_it_is_tried()
    {
        const string Sas = "sv=2020-12-06&sig=a%2Bb%3D";
        var notes = new TableServiceClient($"TableEndpoint=https://garden.table.tables.example;SharedAccessSignature=?{Sas}", store.Options)
            .GetTableClient("notes");
        store.Next(Trouble.Busy, Trouble.Busy, Trouble.Busy, Trouble.Busy);

        await Record.ExceptionAsync(() => notes.AddEntityAsync(new("p", "1"), default));
        await Record.ExceptionAsync(() => notes.GetEntityAsync("p", "1", ["Text"], default));

        Assert.Equal(
            [$"?{Sas}", $"?{Sas}", $"?$select=PartitionKey%2CRowKey%2CText&{Sas}", $"?$select=PartitionKey%2CRowKey%2CText&{Sas}"],
            store.Requests.Select(one => one.Address.Query));
        Assert.DoesNotContain(store.Requests, one => one.Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("https://garden.table.core.windows.net", "https://storage.azure.com/.default")]
    [InlineData("https://garden.table.cosmos.azure.com:443/", "https://cosmos.azure.com/.default")]
    public async Task An_identity_asks_for_the_right_to_the_service_it_talks_to(string endpoint, string scope)
    {
        var notes = new TableServiceClient(new Uri(endpoint), new ScopeToken(), store.Options).GetTableClient("notes");

        await Record.ExceptionAsync(() => notes.GetEntityAsync("p", "1", null, default));

        Assert.Equal($"Bearer {scope}", store.Requests[0].Headers["Authorization"]);
    }

    /// <summary>A token that says what it is for.</summary>
    sealed class ScopeToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(requestContext.Scopes[0], DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
