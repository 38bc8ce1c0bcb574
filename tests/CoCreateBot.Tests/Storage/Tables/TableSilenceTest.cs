using Azure;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.EndToEnd;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>A store that lets calls wait in vain is waited for once, not by each who comes: people press again when it is back.</summary>
public sealed class TableSilenceTest : IDisposable
{
    static readonly TableSilence.Call First = new(IsTrial: false, IsOnce: false, AnswersBefore: 0);

    readonly StrictTables store = new();
    readonly ManualTime time = new();
    readonly TableClient notes;

    public TableSilenceTest() => notes = new TableServiceClient(StrictTables.ConnectionString, new TableClientOptions
    {
        Transport = store.Options.Transport,
        Time = store.Time,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        TryTimeout = TimeSpan.FromMilliseconds(250),
        PageTimeout = TimeSpan.FromDays(1),
    }).GetTableClient("notes");

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task After_one_has_waited_in_vain_nobody_else_does()
    {
        store.Next(Trouble.Silence, Trouble.Silence);
        await FailingAsync(notes.AddEntityAsync(new("p", "1"), default));

        var error = await FailingAsync(notes.AddEntityAsync(new("p", "2"), default));

        Assert.Equal((0, false, 2), (error.Status, error.MayBeDone, store.Requests.Count)); // the second was not even sent
        Assert.StartsWith("The table store does not answer", error.Message);
    }

    [Fact]
    public async Task It_is_tried_again_and_all_goes_on_when_it_is_back()
    {
        store.Next(Trouble.Silence, Trouble.Silence);
        await FailingAsync(notes.AddEntityAsync(new("p", "1"), default));
        store.Time.Pass(TableSilence.TrialEvery);

        await notes.AddEntityAsync(new("p", "1"), default);
        await notes.AddEntityAsync(new("p", "2"), default);

        Assert.Equal(2, store.RowCount);
    }

    [Fact]
    public async Task A_trial_is_made_once_and_as_shortly_as_for_a_row()
    {
        store.Next(Trouble.Silence, Trouble.Silence, Trouble.Silence);
        await FailingAsync(notes.AddEntityAsync(new("p", "1"), default));
        store.Time.Pass(TableSilence.TrialEvery);

        await FailingAsync(notes.QueryAsync("PartitionKey eq 'p'", 10, null, default).GetAsyncEnumerator().MoveNextAsync().AsTask());

        Assert.Equal(3, store.Requests.Count);
    }

    [Fact]
    public async Task A_page_is_not_waited_for_where_nothing_else_is_answered()
    {
        store.Next(Trouble.Silence, Trouble.Silence);
        var page = PageAsync();
        await AskedBesideAsync();

        var error = await FailingAsync(page);

        Assert.StartsWith("The table store does not answer", error.Message);
        await FailingAsync(notes.AddEntityAsync(new("p", "1"), default));
        Assert.Equal(2, store.Requests.Count); // who comes then is told at once
    }

    [Fact]
    public async Task A_page_may_take_long_where_something_else_is_answered()
    {
        store.Next(Trouble.Silence);
        var page = PageAsync();
        await AskedBesideAsync();

        await notes.AddEntityAsync(new("p", "1"), default);

        Assert.False(page.IsCompleted);
        Assert.Equal(1, store.RowCount);
    }

    [Fact]
    public async Task What_the_operator_reads_is_said_in_their_words()
    {
        store.Next(Trouble.Silence, Trouble.Silence);

        var error = await FailingAsync(notes.AddEntityAsync(new("p", "1"), default));

        Assert.Equal("The table store does not answer: nothing came in time", error.Message);
    }

    [Fact]
    public async Task One_at_a_time_tries()
    {
        var silence = new TableSilence(time);
        silence.Failed(First, isInVain: true);
        time.Pass(TableSilence.TrialEvery - TimeSpan.FromTicks(1));
        Assert.Null(await silence.BeginAsync(default));
        time.Pass(TimeSpan.FromTicks(1));

        Assert.True((await silence.BeginAsync(default))?.IsTrial);
        Assert.False(silence.BeginAsync(default).AsTask().IsCompleted); // it waits how that ends
    }

    [Fact]
    public async Task Who_comes_while_it_is_tried_goes_on_as_soon_as_it_is_back()
    {
        var (silence, _) = await InTrialAsync();
        var waiting = silence.BeginAsync(default).AsTask();
        Assert.False(waiting.IsCompleted);

        silence.Answered();

        var call = await waiting.WaitAsync(Child.Within, TimeProvider.System);
        Assert.Equal((false, true), (call?.IsTrial, call?.IsOnce)); // once, as it has waited already
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_comes_while_it_is_tried_in_vain_is_told_when_that_is_known(bool isInVain)
    {
        var (silence, trial) = await InTrialAsync();
        var waiting = silence.BeginAsync(default).AsTask();

        silence.Failed(trial, isInVain);

        Assert.Null(await waiting.WaitAsync(Child.Within, TimeProvider.System));
    }

    [Fact]
    public async Task No_trial_is_waited_for_longer_than_a_try_takes()
    {
        var (silence, _) = await InTrialAsync();
        var waiting = silence.BeginAsync(default).AsTask();
        time.Pass(TableSilence.WaitMax - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);

        time.Pass(TimeSpan.FromMilliseconds(1));

        Assert.Null(await waiting.WaitAsync(Child.Within, TimeProvider.System));
        Assert.True(TableSilence.WaitMax + TableClientOptions.TryMax < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_trial_in_vain_is_followed_by_another()
    {
        var (silence, trial) = await InTrialAsync();
        silence.Failed(trial, isInVain: true);
        Assert.Null(await silence.BeginAsync(default));
        time.Pass(TableSilence.TrialEvery);

        Assert.True((await silence.BeginAsync(default))?.IsTrial);
    }

    [Fact]
    public async Task A_trial_that_was_given_up_keeps_nobody_from_the_next()
    {
        var (silence, trial) = await InTrialAsync();
        silence.Failed(trial, isInVain: false);

        Assert.True((await silence.BeginAsync(default))?.IsTrial);
    }

    [Fact]
    public async Task One_slow_row_among_others_that_are_answered_silences_nobody()
    {
        var silence = new TableSilence(time);
        var slow = (await silence.BeginAsync(default))!.Value;
        silence.Answered();

        silence.Failed(slow, isInVain: true);

        Assert.False((await silence.BeginAsync(default))?.IsTrial);
    }

    [Fact]
    public async Task A_late_answer_is_an_answer()
    {
        var silence = new TableSilence(time);
        silence.Failed(First, isInVain: true);

        silence.Answered();

        Assert.False((await silence.BeginAsync(default))?.IsTrial);
    }

    [Fact]
    public async Task Who_is_refused_is_not_kept_waiting()
    {
        var silence = new TableSilence(time);

        silence.Failed(First, isInVain: false);

        Assert.False((await silence.BeginAsync(default))?.IsTrial);
    }

    Task<bool> PageAsync() => notes.QueryAsync("PartitionKey eq 'p'", 10, null, default).GetAsyncEnumerator().MoveNextAsync().AsTask();

    /// <summary>Lets time pass until something small is asked beside what is waited for.</summary>
    async Task AskedBesideAsync()
    {
        while (store.Requests.Count < 2)
        {
            store.Time.Pass(TableClientOptions.TryMax);
            await Task.Yield();
        }
    }

    async Task<(TableSilence Silence, TableSilence.Call Trial)> InTrialAsync()
    {
        var silence = new TableSilence(time);
        silence.Failed(First, isInVain: true);
        time.Pass(TableSilence.TrialEvery);
        return (silence, (await silence.BeginAsync(default))!.Value); // ! it is time for one
    }

    static async Task<RequestFailedException> FailingAsync(Task call) =>
        await Assert.ThrowsAsync<RequestFailedException>(() => call.WaitAsync(Child.Within, TimeProvider.System));
}
