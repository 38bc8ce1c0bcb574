using Azure;
using Azure.Core;

namespace CoCreateBot.Storage.Tables;

enum TableUpdateMode
{
    /// <summary>Columns that are not named stay; none can be taken away.</summary>
    Merge,
    Replace,
}

/// <summary>
/// One table. What a bound forbids is an <see cref="ArgumentException"/> before anything is sent; what the store or the way to it fails at is a
/// <see cref="RequestFailedException"/> with status and error code, status 0 where no answer came.
/// </summary>
/// <remarks>
/// A call is tried <see cref="TableClientOptions.RetriesMax"/> more times. The answer to a try that worked can be lost, and then the next try meets the
/// row that the first one wrote: 409 for an insert, 412 for an update, 404 for a delete. Nobody at this place can know whose row it is. So
/// <c>MayBeDone</c> of the exception says when to doubt, and the store above reads the row and looks for
/// its own commit id; a 409 must never be taken for a lost write, nor for a success.
/// </remarks>
sealed class TableClient
{
    readonly TableService service;

    public TableClient(TableService service, string name)
    {
        TableLimits.CheckTable(name);
        (this.service, Name) = (service, name);
    }

    public string Name { get; }

    /// <returns>204, or 409 where it was there already.</returns>
    public async Task<Response> CreateIfNotExistsAsync(CancellationToken stop)
    {
        using var message = service.Message(RequestMethod.Post, "Tables", EntityJson.WriteTable(Name));
        Quiet(message);
        var answer = await service.SendAsync(message, stop);
        return TableErrors.Says(answer, TableErrorCode.TableAlreadyExists) ? answer : service.Checked(message);
    }

    /// <summary>Its name can be used again after a while only (409 <see cref="TableErrorCode.TableBeingDeleted"/>).</summary>
    /// <returns>204, or 404 where it was not there.</returns>
    public async Task<Response> DeleteAsync(CancellationToken stop)
    {
        using var message = service.Message(RequestMethod.Delete, $"Tables('{Name}')");
        var answer = await service.SendAsync(message, stop);
        return answer.Status is TableErrors.NotFound ? answer : service.Checked(message);
    }

    /// <summary>Writes a row that must not be there. Before a 409 is believed, see the remarks of this class.</summary>
    public async Task<Response> AddEntityAsync(TableEntity entity, CancellationToken stop)
    {
        TableLimits.Check(entity, service.IsCosmos);
        using var message = service.Message(RequestMethod.Post, Name, EntityJson.Write(entity));
        Quiet(message);
        await service.SendAsync(message, stop);
        return service.Checked(message);
    }

    /// <summary>Writes the row whether it is there or not, and whatever stands in it.</summary>
    public Task<Response> UpsertEntityAsync(TableEntity entity, TableUpdateMode mode, CancellationToken stop) => PutAsync(entity, null, mode, stop);

    /// <summary>Writes a row that must be there as it was read; with <see cref="ETag.All"/>, whatever stands in it.</summary>
    public async Task<Response> UpdateEntityAsync(TableEntity entity, ETag ifMatch, TableUpdateMode mode, CancellationToken stop) =>
        await PutAsync(entity, Given(ifMatch), mode, stop);

    /// <param name="ifMatch">As the row was read; <see cref="ETag.All"/> for whatever stands in it.</param>
    /// <returns>204, or 404 where it was not there.</returns>
    public async Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch, CancellationToken stop)
    {
        using var message = service.Message(RequestMethod.Delete, PathOf(partitionKey, rowKey));
        message.Request.Headers.SetValue(HttpHeader.Names.IfMatch, Given(ifMatch));
        var answer = await service.SendAsync(message, stop);
        return TableErrors.IsMissing(answer) ? answer : service.Checked(message);
    }

    public async Task<Response<TableEntity>> GetEntityAsync(
        string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken stop)
    {
        using var message = GetMessage(partitionKey, rowKey, select);
        await service.SendAsync(message, stop);
        var answer = service.Checked(message);
        return Response.FromValue(TableService.Read(answer, EntityJson.Read), answer);
    }

    /// <returns>Null where there is no such row.</returns>
    public async Task<TableEntity?> GetEntityIfExistsAsync(string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken stop)
    {
        using var message = GetMessage(partitionKey, rowKey, select);
        var answer = await service.SendAsync(message, stop);
        return TableErrors.IsMissing(answer) ? null : TableService.Read(service.Checked(message), EntityJson.Read);
    }

    /// <summary>Only the two keys are indexed. Storage gives rows in the order of their keys, Cosmos DB in none.</summary>
    /// <param name="filter">From <see cref="CreateQueryFilter"/>; null for all rows.</param>
    /// <param name="select">The columns to read besides the keys; null for all.</param>
    public AsyncPageable<TableEntity> QueryAsync(string? filter, int? maxPerPage, IReadOnlyList<string>? select, CancellationToken stop)
    {
        if (maxPerPage is { } rows)
        {
            TableLimits.CheckPage(rows);
        }

        return new TablePages(service, Name, filter, maxPerPage, Selected(select), stop);
    }

    /// <summary>Such as <c>CreateQueryFilter($"PartitionKey eq {session} and RowKey gt {from}")</c>, with each value escaped as its type wants it.</summary>
    public static string CreateQueryFilter(FormattableString filter) => TableFilter.Of(filter);

    async Task<Response> PutAsync(TableEntity entity, string? ifMatch, TableUpdateMode mode, CancellationToken stop)
    {
        TableLimits.Check(entity, service.IsCosmos);
        var isMerge = mode is TableUpdateMode.Merge;
        var method = !isMerge ? RequestMethod.Put : service.IsCosmos ? RequestMethod.Post : RequestMethod.Patch;
        using var message = service.Message(method, PathOf(entity.PartitionKey, entity.RowKey), EntityJson.Write(entity));
        if (isMerge && service.IsCosmos)
        {
            message.Request.Headers.SetValue("X-HTTP-Method", "MERGE"); // it answers a PATCH with 405
        }

        if (ifMatch is not null)
        {
            message.Request.Headers.SetValue(HttpHeader.Names.IfMatch, ifMatch);
        }

        await service.SendAsync(message, stop);
        return service.Checked(message);
    }

    HttpMessage GetMessage(string partitionKey, string rowKey, IReadOnlyList<string>? select)
    {
        var message = service.Message(RequestMethod.Get, PathOf(partitionKey, rowKey));
        if (Selected(select) is { } columns)
        {
            message.Request.Uri.AppendQuery("$select", columns, escapeValue: true);
        }

        return message;
    }

    string PathOf(string partitionKey, string rowKey)
    {
        TableLimits.CheckKeys(partitionKey, rowKey, service.IsCosmos);
        return $"{Name}(PartitionKey='{Escaped(partitionKey)}',RowKey='{Escaped(rowKey)}')";
    }

    static string Escaped(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    /// <summary>The keys are always read: a row without is of no use to anybody.</summary>
    static string? Selected(IReadOnlyList<string>? select)
    {
        foreach (var name in (select ?? []).Where(name => name is not nameof(TableEntity.Timestamp)))
        {
            TableLimits.CheckName(name);
        }

        return select is null ? null : string.Join(',', [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), .. select]);
    }

    /// <summary>Without this, an update would become an upsert unnoticed.</summary>
    static string Given(ETag ifMatch) =>
        ifMatch == default ? throw new ArgumentException("An ETag is missing; ETag.All says that any will do.", nameof(ifMatch)) : ifMatch.ToString("H");

    /// <summary>The service need not send back what it was sent.</summary>
    static void Quiet(HttpMessage message) => message.Request.Headers.SetValue(HttpHeader.Names.Prefer, "return-no-content");
}
