using System.Collections.Immutable;
using System.Security.Cryptography;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>Keys and artifacts.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task The_first_key_of_a_scope_is_kept_and_given_to_all()
    {
        var first = RandomNumberGenerator.GetBytes(32);

        AssertKey(first, await Store.Keys.KeepAsync(session, 1, first, default));
        AssertKey(first, await Store.Keys.KeepAsync(session, 1, RandomNumberGenerator.GetBytes(32), default));
        AssertKey(first, Assert.Single(await Store.Keys.ReadAsync(session, default)));
    }

    [Fact]
    public async Task Of_many_who_offer_a_key_at_once_all_get_the_same()
    {
        var offers = Enumerable.Range(0, 16).Select(_ => RandomNumberGenerator.GetBytes(32));

        var kept = await Task.WhenAll(offers.Select(key => Task.Run(() => Store.Keys.KeepAsync(session, 0, key, default))));

        Assert.Single(kept.Select(key => Convert.ToHexString(key.Key!.Value.Span)).Distinct()); // ! nobody destroys here
    }

    [Fact]
    public async Task Each_scope_of_each_session_has_a_key_of_its_own()
    {
        var other = SessionId.New();
        await Store.Keys.KeepAsync(session, 2, new byte[] { 2 }, default);
        await Store.Keys.KeepAsync(session, 0, new byte[] { 0 }, default);
        await Store.Keys.KeepAsync(other, 2, new byte[] { 9 }, default);

        var keys = await Store.Keys.ReadAsync(session, default);

        Assert.Equal([0, 2], keys.Select(key => key.Scope));
        AssertKey([0], keys[0]);
        AssertKey([2], keys[1]);
        AssertKey([9], Assert.Single(await Store.Keys.ReadAsync(other, default)));
    }

    [Fact]
    public async Task A_destroyed_key_is_gone_and_its_scope_never_gets_another()
    {
        await Store.Keys.KeepAsync(session, 1, new byte[] { 1 }, default);
        await Store.Keys.KeepAsync(session, 2, new byte[] { 2 }, default);

        await Store.Keys.DestroyAsync(session, 1, default);

        Assert.Equal(new(1, null), await Store.Keys.KeepAsync(session, 1, new byte[] { 3 }, default));
        var keys = await Store.Keys.ReadAsync(session, default);
        Assert.Equal(new(1, null), keys[0]);
        AssertKey([2], keys[1]);
    }

    [Fact]
    public async Task Destroying_twice_is_once()
    {
        await Store.Keys.KeepAsync(session, 1, new byte[] { 1 }, default);

        await Store.Keys.DestroyAsync(session, 1, default);
        await Store.Keys.DestroyAsync(session, 1, default);

        Assert.Equal([new(1, null)], await Store.Keys.ReadAsync(session, default));
    }

    [Fact]
    public async Task A_scope_that_never_had_a_key_can_be_destroyed_and_gets_none()
    {
        await Store.Keys.DestroyAsync(session, 7, default);

        Assert.Equal(new(7, null), await Store.Keys.KeepAsync(session, 7, new byte[] { 1 }, default));
    }

    [Fact]
    public async Task A_key_has_one_byte_at_least_and_sixty_four_at_most()
    {
        var longest = RandomNumberGenerator.GetBytes(KeptKey.BytesMax);

        AssertKey(longest, await Store.Keys.KeepAsync(session, 1, longest, default));
        AssertKey([5], await Store.Keys.KeepAsync(session, 2, new byte[] { 5 }, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Keys.KeepAsync(session, 3, Array.Empty<byte>(), default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Keys.KeepAsync(session, 3, new byte[KeptKey.BytesMax + 1], default));
    }

    [Fact]
    public async Task Named_rows_are_kept_as_they_are_and_read_by_activity_and_key()
    {
        Artifact[] rows =
        [
            new(1, "a1", "answer", "Grüße 👋", null, "Ann"),
            new(1, "a2", "answer", "", -3, ""),
            new(2, "a0", "tally", "Pizza", int.MaxValue, "Bob"),
        ];
        await Store.Artifacts.ReplaceAsync(session, 2, [rows[2]], default);
        await Store.Artifacts.ReplaceAsync(session, 1, [rows[1], rows[0]], default);

        Assert.Equal(rows, await Store.Artifacts.ReadAsync(session, default));
        Assert.Empty(await Store.Artifacts.ReadAsync(SessionId.New(), default));
    }

    [Fact]
    public async Task Of_a_row_its_basis_people_owner_day_and_state_are_kept_too()
    {
        Artifact[] rows =
        [
            new(1, "cause-1", "cause", "No money", 1, "Ann") { State = "open" },
            new(1, "cause-2", "root-cause", "Nobody asked", 2, "Ann") { BuildsOn = "cause-1", State = "root", People = 0 },
            new(1, "measure", "counter-measure", "Ask", null, "Bob") { BuildsOn = "cause-2", Owner = "Bob", Due = new(2026, 12, 1) },
        ];

        await Store.Artifacts.ReplaceAsync(session, 1, [.. rows], default);

        Assert.Equal(rows, await Store.Artifacts.ReadAsync(session, default));
    }

    [Fact]
    public async Task Without_names_a_row_still_leads_to_the_one_it_builds_on()
    {
        await Store.Artifacts.ReplaceAsync(
            session, 1,
            [
                new(1, "idea-1", "idea", "first", 0, null), new(1, "idea-2", "idea", "second", 0, null) { BuildsOn = "idea-1" },
                new(1, "idea-3", "idea", "third", 0, null) { BuildsOn = "gone" },
            ],
            default);

        var kept = (await Store.Artifacts.ReadAsync(session, default)).ToDictionary(row => row.Text);
        Assert.Equal(kept["first"].Key, kept["second"].BuildsOn);
        Assert.Null(kept["third"].BuildsOn);
    }

    [Fact]
    public async Task The_rows_of_an_activity_are_replaced_as_a_whole_and_no_others()
    {
        await Store.Artifacts.ReplaceAsync(session, 1, [new(1, "a", "answer", "old", null, "Ann"), new(1, "b", "answer", "old", null, "Bob")], default);
        await Store.Artifacts.ReplaceAsync(session, 2, [new(2, "a", "answer", "stays", null, "Ann")], default);

        await Store.Artifacts.ReplaceAsync(session, 1, [new(1, "b", "answer", "new", null, "Bob")], default);
        Assert.Equal(["new", "stays"], await TextsAsync());

        await Store.Artifacts.ReplaceAsync(session, 1, [], default);
        Assert.Equal(["stays"], await TextsAsync());
    }

    [Fact]
    public async Task A_reader_never_sees_half_of_a_replacement()
    {
        const int Rows = 20;
        const int Times = 30;
        await PutAsync(0);
        var writing = Task.Run(async () =>
        {
            for (var time = 1; time <= Times; time++)
            {
                await PutAsync(time);
            }
        });

        do
        {
            var rows = await Store.Artifacts.ReadAsync(session, default);
            Assert.Equal(Rows, rows.Length);
            Assert.Single(rows.Select(row => row.Value).Distinct());
            await Task.Yield(); // where nothing waits, the writer would not get a thread
        }
        while (!writing.IsCompleted);

        await writing;

        Task PutAsync(int time) => Store.Artifacts.ReplaceAsync(
            session, 1, [.. Enumerable.Range(0, Rows).Select(row => new Artifact(1, $"{row}", "tally", "", time, null))], default);
    }

    [Fact]
    public async Task Rows_without_a_name_lose_their_keys_and_their_order()
    {
        var rows = Nameless(100);

        await Store.Artifacts.ReplaceAsync(session, 1, rows, default);
        var kept = await Store.Artifacts.ReadAsync(session, default);

        Assert.Equal(rows.Select(row => row.Text).Order(), kept.Select(row => row.Text).Order());
        Assert.NotEqual(rows.Select(row => row.Text), kept.Select(row => row.Text));
        Assert.Empty(rows.Select(row => row.Key).Intersect(kept.Select(row => row.Key)));
    }

    [Fact]
    public async Task Rows_without_a_name_get_other_keys_with_each_writing()
    {
        await Store.Artifacts.ReplaceAsync(session, 1, Nameless(20), default);
        var before = await Store.Artifacts.ReadAsync(session, default);

        await Store.Artifacts.ReplaceAsync(session, 1, Nameless(20), default);
        var after = await Store.Artifacts.ReadAsync(session, default);

        Assert.Empty(before.Select(row => row.Key).Intersect(after.Select(row => row.Key)));
    }

    [Fact]
    public async Task Rows_of_another_activity_or_with_the_same_key_are_not_taken_and_nothing_is_replaced()
    {
        var kept = new Artifact(1, "a", "answer", "stays", null, "Ann");
        await Store.Artifacts.ReplaceAsync(session, 1, [kept], default);

        await Assert.ThrowsAsync<ArgumentException>(() => Store.Artifacts.ReplaceAsync(session, 1, [kept with { Activity = 2 }], default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Artifacts.ReplaceAsync(session, 1, [kept, kept], default));

        Assert.Equal([kept], await Store.Artifacts.ReadAsync(session, default));
    }

    [Fact]
    public async Task An_activity_has_as_many_rows_as_the_bound_and_not_one_more()
    {
        await Store.Artifacts.ReplaceAsync(session, 1, Nameless(RowsTried), default);

        Assert.Equal(RowsTried, (await Store.Artifacts.ReadAsync(session, default)).Length);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Store.Artifacts.ReplaceAsync(session, 1, Nameless(IArtifacts.RowsMax + 1), default));
    }

    /// <summary>A store that is asked row by row is tried with fewer.</summary>
    protected virtual int RowsTried => IArtifacts.RowsMax;

    static ImmutableArray<Artifact> Nameless(int count) =>
        [.. Enumerable.Range(0, count).Select(n => new Artifact(1, $"{n:d5}", "answer", $"text {n:d5}", null, null))];

    static void AssertKey(byte[] expected, KeptKey actual) => Assert.Equal(expected, actual.Key?.ToArray());

    async Task<IEnumerable<string>> TextsAsync() => (await Store.Artifacts.ReadAsync(session, default)).Select(row => row.Text);
}
