using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

public abstract partial class StoreContract
{
    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("[{\"text\":\"Grüße, 你好, 👩🏽‍💻, \u0000 and \\\"quotes\\\"\"}]")]
    public async Task A_commit_is_read_as_it_was_written(string events)
    {
        var commit = Commit(1, events);

        Assert.Equal(Append.Written, await Store.Log.AppendAsync(session, commit, default));

        AssertSame([commit], await Store.Log.ReadAsync(session, 0, 10, default));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_kept_too()
    {
        var commit = Commit(1) with { Events = new byte[] { 0xFF, 0x00, 0xC0, 0x80 } };

        await Store.Log.AppendAsync(session, commit, default);

        AssertSame([commit], await Store.Log.ReadAsync(session, 0, 10, default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(StoredCommit.MarksMax)]
    public async Task A_commit_keeps_its_marks_in_order(int marks)
    {
        var commit = Commit(1) with { Marks = [.. Enumerable.Range(0, marks).Select(_ => Guid.NewGuid())] };

        await Store.Log.AppendAsync(session, commit, default);

        AssertSame([commit], await Store.Log.ReadAsync(session, 0, 10, default));
    }

    [Fact]
    public async Task One_mark_too_many_is_not_taken()
    {
        var commit = Commit(1) with { Marks = [.. Enumerable.Range(0, StoredCommit.MarksMax + 1).Select(_ => Guid.NewGuid())] };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Log.AppendAsync(session, commit, default));
    }

    [Fact]
    public async Task A_commit_of_the_largest_size_is_kept()
    {
        var commit = Commit(1, new string('x', StoredCommit.EventBytesMax));

        await Store.Log.AppendAsync(session, commit, default);

        AssertSame([commit], await Store.Log.ReadAsync(session, 0, 10, default));
    }

    [Fact]
    public async Task A_commit_one_byte_larger_is_not_taken()
    {
        var commit = Commit(1, new string('x', StoredCommit.EventBytesMax + 1));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Log.AppendAsync(session, commit, default));
        Assert.Empty(await Store.Log.ReadAsync(session, 0, 10, default));
    }

    [Fact]
    public async Task Numbers_begin_at_one()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Log.AppendAsync(session, Commit(0), default));

        Assert.Equal(Append.Written, await Store.Log.AppendAsync(session, Commit(1), default));
    }

    [Fact]
    public async Task A_number_may_be_as_large_as_numbers_go()
    {
        var last = Commit(long.MaxValue);

        await Store.Log.AppendAsync(session, last, default);

        AssertSame([last], await Store.Log.ReadAsync(session, long.MaxValue - 1, 10, default));
    }

    [Fact]
    public async Task A_number_is_taken_by_the_first_who_comes()
    {
        var first = Commit(1, "[1]");
        await Store.Log.AppendAsync(session, first, default);

        Assert.Equal(Append.NumberTaken, await Store.Log.AppendAsync(session, Commit(1, "[2]"), default));

        AssertSame([first], await Store.Log.ReadAsync(session, 0, 10, default));
    }

    [Fact]
    public async Task A_commit_that_is_sent_twice_is_there_once_and_known_by_its_id()
    {
        var commit = Commit(1);
        await Store.Log.AppendAsync(session, commit, default);

        Assert.Equal(Append.NumberTaken, await Store.Log.AppendAsync(session, commit, default));

        Assert.Equal(commit.Id, Assert.Single(await Store.Log.ReadAsync(session, 0, 10, default)).Id);
    }

    [Fact]
    public async Task Another_sessions_numbers_are_its_own()
    {
        var here = Commit(1);
        var there = Commit(1);
        var other = SessionId.New();

        await Store.Log.AppendAsync(session, here, default);

        Assert.Equal(Append.Written, await Store.Log.AppendAsync(other, there, default));
        AssertSame([here], await Store.Log.ReadAsync(session, 0, 10, default));
        AssertSame([there], await Store.Log.ReadAsync(other, 0, 10, default));
    }

    [Fact]
    public async Task A_session_nobody_has_written_to_is_empty() => Assert.Empty(await Store.Log.ReadAsync(session, 0, 10, default));

    [Theory]
    [InlineData(0, 2, "1 2")]
    [InlineData(2, 2, "3 4")]
    [InlineData(4, 2, "5")]
    [InlineData(5, 2, "")]
    [InlineData(9, 2, "")]
    [InlineData(0, 5, "1 2 3 4 5")]
    [InlineData(0, int.MaxValue, "1 2 3 4 5")]
    public async Task The_log_is_read_in_pages_behind_a_number(long after, int max, string numbers)
    {
        foreach (var commit in Commits(5))
        {
            await Store.Log.AppendAsync(session, commit, default);
        }

        var page = await Store.Log.ReadAsync(session, after, max, default);

        Assert.Equal(numbers, string.Join(' ', page.Select(commit => commit.Number)));
    }

    [Fact]
    public async Task The_order_is_that_of_the_numbers_and_not_of_arrival()
    {
        foreach (var number in (long[])[10, 9, 100, 1, 2])
        {
            await Store.Log.AppendAsync(session, Commit(number), default);
        }

        Assert.Equal([1, 2, 9, 10, 100], (await Store.Log.ReadAsync(session, 0, 10, default)).Select(commit => commit.Number));
    }

    [Fact]
    public async Task A_page_of_nothing_is_not_asked_for() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Log.ReadAsync(session, 0, 0, default));

    [Fact]
    public async Task What_was_read_does_not_change_with_what_is_appended_later()
    {
        var commits = Commits(2);
        await Store.Log.AppendAsync(session, commits[0], default);
        var before = await Store.Log.ReadAsync(session, 0, 10, default);

        await Store.Log.AppendAsync(session, commits[1], default);

        AssertSame(commits[..1], before);
    }

    [Fact]
    public async Task The_store_keeps_its_own_copy_of_the_bytes()
    {
        byte[] bytes = [1, 2, 3];
        await Store.Log.AppendAsync(session, Commit(1) with { Events = bytes }, default);

        bytes[0] = 9;

        Assert.Equal([1, 2, 3], Assert.Single(await Store.Log.ReadAsync(session, 0, 10, default)).Events.ToArray());
    }

    [Fact]
    public async Task Of_many_who_race_for_a_number_exactly_one_wins_it()
    {
        const int Racers = 16;
        const int Laps = 25;
        var won = new List<StoredCommit>();

        for (var lap = 1; lap <= Laps; lap++)
        {
            var racers = Enumerable.Range(0, Racers).Select(_ => Commit(lap)).ToArray();
            var outcomes = await Task.WhenAll(racers.Select(commit => Task.Run(() => Store.Log.AppendAsync(session, commit, default))));
            won.Add(racers[Assert.Single(Enumerable.Range(0, Racers), racer => outcomes[racer] == Append.Written)]);
        }

        AssertSame(won, await Store.Log.ReadAsync(session, 0, Laps, default));
    }

    [Fact]
    public async Task Writers_who_read_on_when_they_lose_leave_a_log_without_gaps_and_lose_nothing()
    {
        const int Writers = 8;
        const int Each = 20;
        var wanted = Enumerable.Range(0, Writers * Each).Select(_ => Guid.NewGuid()).ToArray();

        await Task.WhenAll(wanted.Chunk(Each).Select(mine => Task.Run(() => AppendAllAsync(mine))));

        var log = await Store.Log.ReadAsync(session, 0, int.MaxValue, default);
        Assert.Equal(Enumerable.Range(1, Writers * Each).Select(n => (long)n), log.Select(commit => commit.Number));
        Assert.Equal(wanted.Order(), log.Select(commit => commit.Id).Order());
    }

    [Fact]
    public async Task A_reader_beside_writers_sees_a_log_without_gaps()
    {
        const int Last = 200;
        var writing = Task.Run(async () =>
        {
            foreach (var commit in Commits(Last))
            {
                await Store.Log.AppendAsync(session, commit, default);
            }
        });

        var seen = 0;
        while (seen < Last)
        {
            Assert.False(writing.IsFaulted, "The writer has failed.");
            var log = await Store.Log.ReadAsync(session, 0, int.MaxValue, default);
            Assert.Equal(Enumerable.Range(1, log.Length).Select(n => (long)n), log.Select(commit => commit.Number));
            Assert.True(log.Length >= seen, "What was seen is gone.");
            seen = log.Length;
            await Task.Yield(); // where nothing waits, the writer would not get a thread
        }

        await writing;
    }

    async Task AppendAllAsync(Guid[] ids)
    {
        var last = 0L;
        foreach (var id in ids)
        {
            while (await Store.Log.AppendAsync(session, Commit(last + 1) with { Id = id }, default) == Append.NumberTaken)
            {
                last += (await Store.Log.ReadAsync(session, last, int.MaxValue, default)).Length;
            }

            last++;
        }
    }
}
