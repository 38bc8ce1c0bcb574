using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// An account of Azure Table Storage or Cosmos DB for Table, over Azure.Core's pipeline. Shaped and named as in Azure.Data.Tables, which cannot be had
/// (see the README), so that moving to it touches this folder only.
/// </summary>
sealed class TableServiceClient
{
    const string StorageScope = "https://storage.azure.com/.default";
    const string CosmosScope = "https://cosmos.azure.com/.default";

    readonly TableService service;

    /// <param name="connectionString">With an account key or a shared access signature, or UseDevelopmentStorage=true.</param>
    /// <exception cref="FormatException">It cannot be used.</exception>
    public TableServiceClient(string connectionString, TableClientOptions? options = null)
        : this(TableConnection.Parse(connectionString), options)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(endpoint, new SharedKeyLitePolicy(credential), options)
    {
    }

    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null)
        : this(endpoint, new TableSasPolicy(credential), options)
    {
    }

    /// <summary>For Entra ID. What the credential itself throws comes through as it is.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential credential, TableClientOptions? options = null)
        : this(endpoint, new BearerTokenAuthenticationPolicy(credential, Scope(endpoint)), options)
    {
    }

    TableServiceClient(TableConnection connection, TableClientOptions? options)
        : this(connection.Endpoint, connection.Policy, options)
    {
    }

    TableServiceClient(Uri endpoint, HttpPipelinePolicy credential, TableClientOptions? options) =>
        service = new TableService(endpoint, credential, options ?? new TableClientOptions());

    public Uri Uri => service.Endpoint;

    /// <summary>Rows come in the order of their keys, which Cosmos DB does not promise.</summary>
    public bool IsSorted => !service.IsCosmos;

    /// <exception cref="ArgumentException">No table can have that name.</exception>
    public TableClient GetTableClient(string tableName) => new(service, tableName);

    static string Scope(Uri endpoint) => TableService.IsCosmosAt(endpoint) ? CosmosScope : StorageScope;
}
