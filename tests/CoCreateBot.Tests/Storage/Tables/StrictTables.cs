using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;
using Azure.Core.Pipeline;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Storage.Tables;

enum Trouble
{
    None,

    /// <summary>503, and nothing is done.</summary>
    Busy,

    /// <summary>500, though it is done.</summary>
    DoneButTimedOut,

    /// <summary>It is done and the connection breaks before the answer.</summary>
    LostAnswer,

    /// <summary>The connection is refused.</summary>
    Unreached,

    /// <summary>No answer and no end.</summary>
    Silence,

    /// <summary>429, as Cosmos DB says it.</summary>
    TooMany,

    /// <summary>429 with a wish to be left alone for half a minute.</summary>
    TooManyForLong,

    /// <summary>200 from something that is no table store.</summary>
    LoginPage,
    BeingDeleted,
}

/// <summary>What one request looked like on the wire.</summary>
sealed record Seen(string Method, Uri Address, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Path => Address.AbsolutePath;

    public string? Query(string name) => HttpUtility.ParseQueryString(Address.Query)[name];
}

/// <summary>
/// A table service in memory that refuses what the real one refuses (a wrong signature, a date off by 15 minutes, a missing header, a stale ETag) and gets
/// into the trouble that the emulator never has. As Cosmos DB it gives rows in no order.
/// </summary>
sealed partial class StrictTables : HttpMessageHandler
{
    public const string Account = "garden";
    public const string Key = "c2VjcmV0IG9mIHRoZSBnYXJkZW4=";
    public const string ConnectionString = $"AccountName={Account};AccountKey={Key};EndpointSuffix=tables.example";
    public const string Cosmos = $"AccountName={Account};AccountKey={Key};TableEndpoint=https://garden.table.cosmos.tables.example:443/";

    readonly ConcurrentQueue<Trouble> troubles = new();
    readonly ConcurrentQueue<Seen> seen = new();
    readonly Dictionary<string, SortedDictionary<string, JsonObject>> tables = new(StringComparer.Ordinal) { ["notes"] = new(StringComparer.Ordinal) };
    readonly Lock gate = new();
    int version;

    public ManualTime Time { get; } = new();

    /// <summary>By how much its own clock is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>A short account of what came, in its order.</summary>
    public IReadOnlyList<Seen> Requests => [.. seen];

    public int PageRows { get; set; } = 1000;

    /// <summary>So many pages come empty first, without the row at which to go on.</summary>
    public int EmptyPages { get; set; }

    /// <summary>Each request lets this much time pass.</summary>
    public TimeSpan Slowness { get; set; }

    /// <summary>What becomes of a request, where nothing else is waiting for the next one.</summary>
    public Func<Seen, Trouble>? Fate { get; set; }

    public int RowCount => Rows.Count;

    /// <summary>All that is kept, as it is kept: the table, the columns, and what can be read in bytes (among which any may be a line's end).</summary>
    public IReadOnlyList<string> Rows
    {
        get
        {
            lock (gate)
            {
                return [.. tables.SelectMany(table => table.Value.Values.Select(row => $"{table.Key} {row.ToJsonString()} {Bytes(row)}"))];
            }
        }
    }

    public string Everything => string.Join('\n', Rows);

    /// <summary>Patient, as the machine may be busy: what waits in vain here is what a test lets wait.</summary>
    public TableClientOptions Options => new()
    {
        Transport = new HttpClientTransport(this),
        Time = Time,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        TryTimeout = Azurite.Patient.TryTimeout,
        PageTimeout = Azurite.Patient.PageTimeout,
    };

    public TableClient Notes => new TableServiceClient(ConnectionString, Options).GetTableClient("notes");

    public TableClient CosmosNotes => new TableServiceClient(Cosmos, Options).GetTableClient("notes");

    public void Next(params Trouble[] troubles) => troubles.ToList().ForEach(this.troubles.Enqueue);

    /// <summary>What another node writes.</summary>
    public void Written(string partition, string row)
    {
        lock (gate)
        {
            Put(tables["notes"], partition, row, new JsonObject { ["PartitionKey"] = partition, ["RowKey"] = row });
        }
    }

    /// <summary>What stands in columns of bytes, as far as it is text.</summary>
    static string Bytes(JsonObject row) => string.Concat(row
        .Where(column => $"{row[$"{column.Key}@odata.type"]}" is "Edm.Binary")
        .Select(column => Encoding.UTF8.GetString(Convert.FromBase64String($"{column.Value}"))));

    /// <summary>What somebody does to rows by hand.</summary>
    /// <param name="key">What the keys of the rows hold, with <see cref="Start"/> between them.</param>
    public void Spoil(string table, string key, Action<JsonObject> spoil)
    {
        lock (gate)
        {
            tables[table].Where(row => row.Key.Contains(key, StringComparison.Ordinal)).ToList().ForEach(row => spoil(row.Value));
        }
    }

    /// <summary>The same, where somebody deletes them.</summary>
    public void Remove(string table, string key)
    {
        lock (gate)
        {
            tables[table].Keys.Where(place => place.EndsWith(key, StringComparison.Ordinal)).ToList().ForEach(place => tables[table].Remove(place));
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(CancellationToken.None); // what came is counted
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []);
        var one = new Seen($"{request.Method}", request.RequestUri!, headers.ToDictionary(h => h.Key, h => string.Join(',', h.Value)), body);
        seen.Enqueue(one);
        Time.Pass(Slowness);
        var trouble = troubles.TryDequeue(out var next) ? next : Fate?.Invoke(one) ?? Trouble.None;
        return await BeforeAsync(trouble, stop) ?? After(trouble, Answer(one));
    }

    HttpResponseMessage Answer(Seen one)
    {
        lock (gate)
        {
            return Refused(one) ?? Done(one);
        }
    }

    static async Task<HttpResponseMessage?> BeforeAsync(Trouble trouble, CancellationToken stop)
    {
        switch (trouble)
        {
            case Trouble.Unreached:
                throw new HttpRequestException("Connection refused");
            case Trouble.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
                return null;
            case Trouble.Busy:
                return Wrong(HttpStatusCode.ServiceUnavailable, "ServerBusy");
            case Trouble.TooMany or Trouble.TooManyForLong:
                var slow = Wrong(HttpStatusCode.TooManyRequests, "TooManyRequests");
                slow.Headers.Add("x-ms-retry-after-ms", trouble is Trouble.TooMany ? "1" : "30000");
                return slow;
            case Trouble.LoginPage:
                return new(HttpStatusCode.OK) { Content = new StringContent("<html>Please sign in</html>", Encoding.UTF8, "text/html") };
            case Trouble.BeingDeleted:
                return Wrong(HttpStatusCode.Conflict, TableErrorCode.TableBeingDeleted);
            default:
                return null;
        }
    }

    static HttpResponseMessage After(Trouble trouble, HttpResponseMessage answer) => trouble switch
    {
        Trouble.LostAnswer => throw new HttpRequestException("The connection was reset", new IOException("reset")),
        Trouble.DoneButTimedOut => Wrong(HttpStatusCode.InternalServerError, "OperationTimedOut"),
        _ => answer,
    };

    HttpResponseMessage? Refused(Seen one)
    {
        if (one.Headers.GetValueOrDefault("Accept")?.Replace(" ", "") is not "application/json;odata=minimalmetadata")
        {
            return Wrong(HttpStatusCode.UnsupportedMediaType, "AtomFormatNotSupported");
        }

        if (one.Headers.GetValueOrDefault("x-ms-version") is not "2020-12-06" || one.Headers.GetValueOrDefault("DataServiceVersion") is not "3.0")
        {
            return Wrong(HttpStatusCode.BadRequest, "InvalidHeaderValue");
        }

        var now = Time.GetUtcNow() + Ahead;
        var date = DateTimeOffset.ParseExact(one.Headers["x-ms-date"], "R", CultureInfo.InvariantCulture);
        return (now - date).Duration() <= TimeSpan.FromMinutes(15) && IsSigned(one) ? null : Unauthenticated(now);
    }

    static bool IsSigned(Seen one)
    {
        var what = Encoding.UTF8.GetBytes($"{one.Headers["x-ms-date"]}\n/{Account}{one.Path}");
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), what));
        return one.Headers.GetValueOrDefault("Authorization") == $"SharedKeyLite {Account}:{signature}";
    }

    /// <summary>This one is said in XML.</summary>
    static HttpResponseMessage Unauthenticated(DateTimeOffset now)
    {
        const string Body = """
            <?xml version="1.0" encoding="utf-8"?><m:error xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">
            <m:code>AuthenticationFailed</m:code><m:message xml:lang="en-US">Server failed to authenticate the request.
            RequestId:7</m:message></m:error>
            """;
        var answer = new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent(Body, Encoding.UTF8, "application/xml") };
        answer.Headers.Date = now;
        return answer;
    }

    HttpResponseMessage Done(Seen one)
    {
        var path = Uri.UnescapeDataString(one.Path)[1..];
        var method = one.Headers.GetValueOrDefault("X-HTTP-Method") ?? one.Method;
        var (table, at) = (path.Split('(')[0], RowIn.Match(path));
        if (path is "Tables" && method is "GET")
        {
            var names = tables.Keys.Take(int.Parse(one.Query("$top") ?? "1000", CultureInfo.InvariantCulture));
            return Right(HttpStatusCode.OK, new JsonObject { ["value"] = new JsonArray([.. names.Select(name => new JsonObject { ["TableName"] = name })]) });
        }

        if (table is "Tables")
        {
            return Tables(method, path, one.Body);
        }

        if (!tables.TryGetValue(table, out var rows))
        {
            return Wrong(HttpStatusCode.NotFound, TableErrorCode.TableNotFound);
        }

        return (method, at.Success) switch
        {
            ("POST", false) => Insert(rows, JsonNode.Parse(one.Body)!.AsObject()),
            ("GET", false) => Page(rows, one),
            (_, true) => Row(rows, method, Plain(at.Groups["p"].Value), Plain(at.Groups["r"].Value), one),
            _ => Wrong(HttpStatusCode.NotImplemented, "NotImplemented"),
        };
    }

    HttpResponseMessage Tables(string method, string path, string body)
    {
        var name = method is "POST" ? JsonNode.Parse(body)!["TableName"]!.ToString() : path["Tables('".Length..^2];
        return method is "POST"
            ? tables.TryAdd(name, new(StringComparer.Ordinal)) ? Right(HttpStatusCode.NoContent) : Wrong(HttpStatusCode.Conflict, TableErrorCode.TableAlreadyExists)
            : tables.Remove(name) ? Right(HttpStatusCode.NoContent) : Wrong(HttpStatusCode.NotFound, TableErrorCode.ResourceNotFound);
    }

    HttpResponseMessage Insert(SortedDictionary<string, JsonObject> rows, JsonObject row)
    {
        var (partition, key) = (row["PartitionKey"]!.ToString(), row["RowKey"]!.ToString());
        return rows.ContainsKey(Place(partition, key)) ? Wrong(HttpStatusCode.Conflict, TableErrorCode.EntityAlreadyExists) : Put(rows, partition, key, row);
    }

    HttpResponseMessage Row(SortedDictionary<string, JsonObject> rows, string method, string partition, string key, Seen one)
    {
        var there = rows.GetValueOrDefault(Place(partition, key));
        var ifMatch = one.Headers.GetValueOrDefault("If-Match");
        return (method, there, ifMatch) switch
        {
            ("PATCH", _, _) when one.Address.Host.Contains(".cosmos.", StringComparison.Ordinal) => Wrong(HttpStatusCode.MethodNotAllowed, null),
            ("DELETE", _, null) => Wrong(HttpStatusCode.BadRequest, "MissingRequiredHeader"),
            (_, null, not null) or ("GET", null, _) => Wrong(HttpStatusCode.NotFound, TableErrorCode.ResourceNotFound),
            (_, { } row, { } tag) when tag != "*" && tag != row["odata.etag"]!.ToString() =>
                Wrong(HttpStatusCode.PreconditionFailed, TableErrorCode.UpdateConditionNotSatisfied),
            ("GET", { } row, _) => Right(HttpStatusCode.OK, row),
            ("DELETE", _, _) => rows.Remove(Place(partition, key)) ? Right(HttpStatusCode.NoContent) : throw new InvalidOperationException(),
            ("PUT", _, _) => Put(rows, partition, key, JsonNode.Parse(one.Body)!.AsObject()),
            ("PATCH" or "MERGE", _, _) => Put(rows, partition, key, Merged(there, JsonNode.Parse(one.Body)!.AsObject())),
            _ => Wrong(HttpStatusCode.NotImplemented, "NotImplemented"),
        };
    }

    HttpResponseMessage Page(SortedDictionary<string, JsonObject> rows, Seen one)
    {
        var (from, isSorted) = (Place(one.Query("NextPartitionKey") ?? "", one.Query("NextRowKey") ?? ""), !one.Address.Host.Contains(".cosmos."));
        var left = rows.Where(row => Fits(row.Value, one.Query("$filter")) && Compare(row.Key, from, isSorted) >= 0)
            .Order(Comparer<KeyValuePair<string, JsonObject>>.Create((a, b) => Compare(a.Key, b.Key, isSorted)))
            .ToList();
        var max = EmptyPages > 0 ? 0 : Math.Min(PageRows, int.Parse(one.Query("$top") ?? "1000", CultureInfo.InvariantCulture));
        var values = new JsonArray([.. left.Take(max).Select(row => row.Value.DeepClone())]);
        var answer = Right(HttpStatusCode.OK, new JsonObject { ["odata.metadata"] = "there", ["value"] = values });
        if (left.Skip(max).FirstOrDefault().Value is { } next)
        {
            answer.Headers.Add("x-ms-continuation-NextPartitionKey", next["PartitionKey"]!.ToString());
            if (EmptyPages-- <= 0)
            {
                answer.Headers.Add("x-ms-continuation-NextRowKey", next["RowKey"]!.ToString());
            }
        }

        return answer;
    }

    HttpResponseMessage Put(SortedDictionary<string, JsonObject> rows, string partition, string key, JsonObject row)
    {
        row["odata.etag"] = string.Create(CultureInfo.InvariantCulture, $"W/\"datetime'{++version}'\"");
        row["Timestamp"] = "2026-03-02T09:00:00.1234567Z";
        rows[Place(partition, key)] = row;
        var answer = Right(HttpStatusCode.NoContent);
        answer.Headers.TryAddWithoutValidation("ETag", row["odata.etag"]!.ToString());
        return answer;
    }

    /// <summary>In no order means: in the order of the keys' last characters.</summary>
    static int Compare(string key, string other, bool isSorted) => isSorted || key is Start || other is Start
        ? string.CompareOrdinal(key, other)
        : string.CompareOrdinal(string.Concat(key.Reverse()), string.Concat(other.Reverse()));

    static bool Fits(JsonObject row, string? filter) => Condition.Matches(filter ?? "").All(condition =>
    {
        var value = Plain(condition.Groups["value"].Value);
        var order = string.CompareOrdinal(row[condition.Groups["column"].Value]?.ToString(), value);
        return condition.Groups["is"].Value switch { "eq" => order == 0, "ge" => order >= 0, "gt" => order > 0, "le" => order <= 0, _ => order < 0 };
    });

    static JsonObject Merged(JsonObject? there, JsonObject row)
    {
        var merged = there?.DeepClone().AsObject() ?? [];
        row.ToList().ForEach(column => merged[column.Key] = column.Value?.DeepClone());
        return merged;
    }

    static HttpResponseMessage Right(HttpStatusCode status, JsonObject? body = null) =>
        new(status) { Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    static HttpResponseMessage Wrong(HttpStatusCode status, string? code) => new(status)
    {
        Content = code is null
            ? new StringContent("")
            : new StringContent($$$$"""{"odata.error":{"code":"{{{{code}}}}","message":{"lang":"en-US","value":"A reason.\nRequestId:7"}}}""", Encoding.UTF8, "application/json"),
    };

    /// <summary>The order of the keys: no key holds a control character.</summary>
    static string Place(string partition, string key) => $"{partition}{Start}{key}";

    public const string Start = "\u0001";

    [GeneratedRegex(@"(?<column>\w+) (?<is>eq|ge|gt|le|lt) '(?<value>(?:[^']|'')*)'", RegexOptions.ExplicitCapture, 10_000)]
    static partial Regex Condition { get; }

    static string Plain(string literal) => literal.Replace("''", "'");

    [GeneratedRegex(@"^\w+\(PartitionKey='(?<p>(?:[^']|'')*)',RowKey='(?<r>(?:[^']|'')*)'\)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    static partial Regex RowIn { get; }
}
