using Azure;

namespace CoCreateBot.Storage.Tables;

/// <summary>The pages of one query. One may be empty and others follow all the same: the service stopped looking, it did not end.</summary>
sealed class TablePages(TableService service, string table, string? filter, int? rowsMax, string? select, CancellationToken stop)
    : AsyncPageable<TableEntity>(stop)
{
    const string Partition = "NextPartitionKey";
    const string Row = "NextRowKey";

    public override async IAsyncEnumerable<Page<TableEntity>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = await ReadAsync(continuationToken, pageSizeHint ?? rowsMax);
            continuationToken = page.ContinuationToken;
            yield return page;
        }
        while (continuationToken is not null);
    }

    async Task<Page<TableEntity>> ReadAsync(string? next, int? top)
    {
        using var message = service.PageMessage($"{table}(){(next is null ? "" : $"?{next}")}");
        var address = message.Request.Uri;
        if (filter is not null)
        {
            address.AppendQuery("$filter", filter, escapeValue: true);
        }

        if (select is not null)
        {
            address.AppendQuery("$select", select, escapeValue: true);
        }

        if (top is { } rows)
        {
            TableLimits.CheckPage(rows);
            address.AppendQuery("$top", $"{rows}", escapeValue: false);
        }

        await service.SendAsync(message, CancellationToken);
        var answer = service.Checked(message);
        return Page<TableEntity>.FromValues(TableService.Read(answer, EntityJson.ReadPage), Next(answer), answer);
    }

    /// <summary>As the next request carries it. The row may be missing, and must then not be sent at all.</summary>
    static string? Next(Response answer)
    {
        if (!answer.Headers.TryGetValue($"x-ms-continuation-{Partition}", out var partition))
        {
            return null;
        }

        var next = $"{Partition}={Uri.EscapeDataString(partition)}";
        return answer.Headers.TryGetValue($"x-ms-continuation-{Row}", out var row) && row is not ""
            ? $"{next}&{Row}={Uri.EscapeDataString(row)}"
            : next;
    }
}
