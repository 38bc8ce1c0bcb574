using System.Net;
using System.Net.Sockets;
using Azure;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.EndToEnd;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>What the emulator never does: the client tries again within bounds, says what failed, and never hides that something may be done.</summary>
public sealed class TableTroubleTest : IDisposable
{
    readonly StrictTables store = new();

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData(nameof(Trouble.Busy))]
    [InlineData(nameof(Trouble.TooMany))]
    [InlineData(nameof(Trouble.Unreached))]
    public async Task Bad_luck_is_tried_again_unnoticed(string trouble)
    {
        store.Next(Of(trouble));

        await store.Notes.AddEntityAsync(new("p", "1"), default);

        Assert.Equal((1, 2), (store.RowCount, store.Requests.Count));
    }

    [Theory]
    [InlineData(nameof(Trouble.Busy), 503, "ServerBusy", true)]
    [InlineData(nameof(Trouble.DoneButTimedOut), 500, "OperationTimedOut", true)]
    [InlineData(nameof(Trouble.TooMany), 429, "TooManyRequests", false)]
    [InlineData(nameof(Trouble.Unreached), 0, null, true)]
    public async Task Bad_luck_that_lasts_is_said_with_its_status_and_code(string trouble, int status, string? code, bool mayBeDone)
    {
        store.Next(Of(trouble), Of(trouble));

        var error = await Failing(store.Notes.UpsertEntityAsync(new("p", "1"), TableUpdateMode.Replace, default));

        Assert.Equal((status, code, mayBeDone, TableClientOptions.RetriesMax + 1), (error.Status, error.ErrorCode, error.MayBeDone, store.Requests.Count));
    }

    [Theory]
    [InlineData(nameof(Trouble.LostAnswer))]
    [InlineData(nameof(Trouble.DoneButTimedOut))]
    public async Task An_insert_whose_answer_was_lost_is_told_from_one_that_came_too_late(string trouble)
    {
        store.Next(Of(trouble));

        var doubtful = await Failing(store.Notes.AddEntityAsync(new("p", "1"), default));
        var late = await Failing(store.Notes.AddEntityAsync(new("p", "1"), default));

        Assert.Equal((409, TableErrorCode.EntityAlreadyExists, true), (doubtful.Status, doubtful.ErrorCode, doubtful.MayBeDone));
        Assert.Equal((409, TableErrorCode.EntityAlreadyExists, false), (late.Status, late.ErrorCode, late.MayBeDone));
        Assert.Equal(1, store.RowCount);
    }

    [Fact]
    public async Task Being_sent_away_before_leaves_no_doubt()
    {
        store.Written("p", "1");
        store.Next(Trouble.TooMany);

        var error = await Failing(store.Notes.AddEntityAsync(new("p", "1"), default));

        Assert.Equal((409, false, 2), (error.Status, error.MayBeDone, store.Requests.Count));
    }

    [Fact]
    public async Task An_update_whose_answer_was_lost_is_told_from_one_that_came_too_late()
    {
        var first = await store.Notes.AddEntityAsync(new("p", "1") { { "n", 1 } }, default);
        var read = first.Headers.ETag!.Value;
        store.Next(Trouble.LostAnswer);

        var doubtful = await Failing(store.Notes.UpdateEntityAsync(new("p", "1") { { "n", 2 } }, read, TableUpdateMode.Replace, default));
        var late = await Failing(store.Notes.UpdateEntityAsync(new("p", "1") { { "n", 3 } }, read, TableUpdateMode.Replace, default));

        Assert.Equal((412, TableErrorCode.UpdateConditionNotSatisfied, true), (doubtful.Status, doubtful.ErrorCode, doubtful.MayBeDone));
        Assert.Equal((412, TableErrorCode.UpdateConditionNotSatisfied, false), (late.Status, late.ErrorCode, late.MayBeDone));
        Assert.Equal(2, (await store.Notes.GetEntityAsync("p", "1", null, default)).Value.GetInt32("n"));
    }

    [Fact]
    public async Task What_is_removed_or_created_by_a_try_whose_answer_was_lost_is_removed_or_created()
    {
        store.Written("p", "1");
        var fresh = new TableServiceClient(StrictTables.ConnectionString, store.Options).GetTableClient("fresh");

        store.Next(Trouble.LostAnswer);
        Assert.Equal(404, (await store.Notes.DeleteEntityAsync("p", "1", ETag.All, default)).Status);
        store.Next(Trouble.LostAnswer);
        Assert.Equal(409, (await fresh.CreateIfNotExistsAsync(default)).Status);
        store.Next(Trouble.LostAnswer);
        Assert.Equal(404, (await fresh.DeleteAsync(default)).Status);
    }

    [Fact]
    public async Task A_store_that_wants_to_be_left_alone_for_long_is()
    {
        store.Next(Trouble.TooManyForLong);

        var error = await Failing(store.Notes.AddEntityAsync(new("p", "1"), default));

        Assert.Equal((429, false, 1), (error.Status, error.MayBeDone, store.Requests.Count));
    }

    [Fact]
    public async Task A_store_that_never_answers_is_given_up()
    {
        store.Next(Trouble.Silence, Trouble.Silence);
        var impatient = new TableClientOptions
        {
            Transport = store.Options.Transport,
            Time = store.Time,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            TryTimeout = TimeSpan.FromMilliseconds(250),
        };
        var notes = new TableServiceClient(StrictTables.ConnectionString, impatient).GetTableClient("notes");

        var error = await Failing(notes.AddEntityAsync(new("p", "1"), default)).WaitAsync(Child.Within, TimeProvider.System);

        Assert.Equal((0, true, 2), (error.Status, error.MayBeDone, store.Requests.Count));
    }

    [Fact]
    public async Task A_page_has_a_time_of_its_own()
    {
        store.Next(Trouble.Silence, Trouble.Silence);
        var options = new TableClientOptions
        {
            Transport = store.Options.Transport,
            Time = store.Time,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            TryTimeout = TimeSpan.FromDays(1),
            PageTimeout = TimeSpan.FromMilliseconds(250),
        };
        var notes = new TableServiceClient(StrictTables.ConnectionString, options).GetTableClient("notes");

        var error = await Failing(RowsAsync(notes)).WaitAsync(Child.Within, TimeProvider.System);

        Assert.Equal((0, 2), (error.Status, store.Requests.Count));
        Assert.True(TableClientOptions.PageMax > TimeSpan.FromSeconds(5)); // for so long the service looks
    }

    [Fact]
    public async Task Nobody_there_is_said_as_no_answer()
    {
        Uri nobody;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            nobody = new Uri($"http://{listener.LocalEndpoint}/garden");
        }

        var notes = new TableServiceClient(nobody, new TableSharedKeyCredential(StrictTables.Account, StrictTables.Key)).GetTableClient("notes");

        var error = await Failing(notes.GetEntityAsync("p", "1", null, default)).WaitAsync(Child.Within, TimeProvider.System);

        Assert.Equal(0, error.Status);
        Assert.StartsWith("The table store does not answer", error.Message);
    }

    [Fact]
    public void A_dead_store_is_said_within_two_seconds()
    {
        var tries = TableClientOptions.RetriesMax + 1;
        var longest = (tries * TableClientOptions.TryMax) + (TableClientOptions.RetriesMax * TableClientOptions.RetryAfterMax);

        Assert.True(longest <= TimeSpan.FromSeconds(2), $"{longest}");
        Assert.True(TableClientOptions.ConnectMax < TableClientOptions.TryMax);
        Assert.True(TableClientOptions.DelayMax * 1.2 <= TableClientOptions.RetryAfterMax); // the pipeline adds up to a fifth by chance
    }

    [Fact]
    public async Task Who_stops_waiting_is_not_told_of_a_failure()
    {
        store.Next(Trouble.Silence);
        using var patience = new CancellationTokenSource();

        var asked = store.Notes.GetEntityAsync("p", "1", null, patience.Token);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_no_failure_and_a_table_that_is_not_there_is()
    {
        var missing = new TableServiceClient(StrictTables.ConnectionString, store.Options).GetTableClient("missing");

        Assert.Null(await store.Notes.GetEntityIfExistsAsync("p", "1", null, default));
        Assert.Equal(404, (await store.Notes.DeleteEntityAsync("p", "1", ETag.All, default)).Status);
        Assert.Equal(404, (await Failing(store.Notes.GetEntityAsync("p", "1", null, default))).Status);
        Assert.Equal(TableErrorCode.TableNotFound, (await Failing(missing.GetEntityIfExistsAsync("p", "1", null, default))).ErrorCode);
        Assert.Equal(TableErrorCode.TableNotFound, (await Failing(missing.DeleteEntityAsync("p", "1", ETag.All, default))).ErrorCode);
        Assert.Equal(TableErrorCode.TableNotFound, (await Failing(missing.AddEntityAsync(new("p", "1"), default))).ErrorCode);
    }

    [Fact]
    public async Task A_table_whose_name_is_not_free_yet_is_a_failure()
    {
        store.Next(Trouble.BeingDeleted);

        Assert.Equal(TableErrorCode.TableBeingDeleted, (await Failing(store.Notes.CreateIfNotExistsAsync(default))).ErrorCode);
    }

    [Fact]
    public async Task A_wrong_key_is_said_in_the_services_words()
    {
        var stranger = $"AccountName={StrictTables.Account};AccountKey=d3Jvbmc=;EndpointSuffix=tables.example";
        var notes = new TableServiceClient(stranger, store.Options).GetTableClient("notes");

        var error = await Failing(notes.AddEntityAsync(new("p", "1"), default));

        Assert.Equal((403, "AuthenticationFailed", 1), (error.Status, error.ErrorCode, store.Requests.Count));
        Assert.Contains("Server failed to authenticate the request.", error.Message);
        Assert.DoesNotContain("clock", error.Message);
    }

    [Theory]
    [InlineData(20, "20 minutes behind")]
    [InlineData(-90, "90 minutes ahead of")]
    public async Task A_wrong_clock_is_called_by_its_name(int ahead, string words)
    {
        store.Ahead = TimeSpan.FromMinutes(ahead);

        Assert.Contains(words, (await Failing(store.Notes.AddEntityAsync(new("p", "1"), default))).Message);
    }

    [Fact]
    public async Task What_answers_and_is_no_table_store_is_said()
    {
        store.Next(Trouble.LoginPage, Trouble.LoginPage);

        Assert.Equal(TableErrorCode.Unreadable, (await Failing(store.Notes.GetEntityAsync("p", "1", null, default))).ErrorCode);
        Assert.Equal(TableErrorCode.Unreadable, (await Failing(RowsAsync(store.Notes))).ErrorCode);
    }

    static async Task RowsAsync(TableClient table)
    {
        await foreach (var row in table.QueryAsync(null, null, null, default))
        {
            Assert.NotNull(row);
        }
    }

    static Trouble Of(string name) => Enum.Parse<Trouble>(name);

    static Task<RequestFailedException> Failing(Task asked) => Assert.ThrowsAsync<RequestFailedException>(() => asked);
}
