using System.Collections.Immutable;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>Where the bot is installed, and whom an organisation serves.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task An_installation_comes_back_as_it_was_and_the_last_one_stays()
    {
        await Store.Installations.PutAsync(Installed("T1", 1, 2, 3), default);
        var last = Installed("T1", 4, 0, 5);
        await Store.Installations.PutAsync(last, default);
        await Store.Installations.PutAsync(Installed("E0", 9), default);

        Assert.Equal(Said(last), Said(await Store.Installations.FindAsync("T1", default)));
        Assert.Null(await Store.Installations.FindAsync("T2", default));
        Assert.Equal(["E0", "T1"], (await Store.Installations.ReadAsync(9, default)).Select(one => one.Workspace));
        Assert.Equal(["E0"], (await Store.Installations.ReadAsync(1, default)).Select(one => one.Workspace));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Installations.ReadAsync(0, default));
    }

    [Fact]
    public async Task Nobody_replaces_an_installation_that_they_have_not_seen()
    {
        var (first, second, third) = (Installed("T1", 1), Installed("T1", 2), Installed("T1", 3));
        Assert.False(await Store.Installations.ReplaceAsync(first.Id, second, default));
        Assert.Null(await Store.Installations.FindAsync("T1", default));

        await Store.Installations.PutAsync(first, default);
        Assert.True(await Store.Installations.ReplaceAsync(first.Id, second, default));
        Assert.False(await Store.Installations.ReplaceAsync(first.Id, third, default));
        Assert.Equal(Said(second), Said(await Store.Installations.FindAsync("T1", default)));

        await Store.Installations.RemoveAsync("T1", default);
        Assert.False(await Store.Installations.ReplaceAsync(second.Id, third, default));
    }

    [Fact]
    public async Task Nobody_removes_an_installation_that_they_have_not_seen()
    {
        var (first, second) = (Installed("E1", 1), Installed("E1", 2));
        Assert.True(await Store.Installations.RemoveAsync("E1", first.Id, default)); // it is gone already
        await Store.Installations.PutAsync(first, default);
        await Store.Installations.PutAsync(second, default);
        await Store.Installations.ServeAsync("E1", ["T1"], default);

        Assert.False(await Store.Installations.RemoveAsync("E1", first.Id, default));
        Assert.False(await Store.Installations.RemoveAsync("E1", null, default));
        Assert.Equal(Said(second), Said(await Store.Installations.FindAsync("T1", default)));

        Assert.True(await Store.Installations.RemoveAsync("E1", second.Id, default));
        Assert.Null(await Store.Installations.FindAsync("E1", default));
    }

    [Fact]
    public async Task A_workspace_has_its_own_installation_else_that_of_its_organisation()
    {
        var (org, own) = (Installed("E1", 1), Installed("T1", 2));
        await Store.Installations.ServeAsync("E1", ["T1", "T2"], default);
        Assert.Null(await Store.Installations.FindAsync("T1", default));

        await Store.Installations.PutAsync(org, default);
        await Store.Installations.PutAsync(own, default);

        Assert.Equal(Said(own), Said(await Store.Installations.FindAsync("T1", default)));
        Assert.Equal(Said(org), Said(await Store.Installations.FindAsync("T2", default)));
        Assert.Null(await Store.Installations.FindAsync("T3", default));

        Assert.Equal(["T1", "T2"], await Store.Installations.ServedAsync("E1", null, default));
        await Store.Installations.LeaveAsync("E1", ["T2"], default);
        Assert.Equal(["T1"], await Store.Installations.ServedAsync("E1", null, default));
        Assert.Empty(await Store.Installations.ServedAsync("E2", null, default));
        await Store.Installations.LeaveAsync("E2", ["T1"], default); // another's
        await Store.Installations.PutAsync(Installed("E1", 3), default);
        Assert.Null(await Store.Installations.FindAsync("T2", default));
    }

    [Fact]
    public async Task What_was_only_heard_takes_a_workspace_from_no_organisation_that_has_it()
    {
        await Store.Installations.ServeAsync("E1", ["T1", "T2"], default);
        await Store.Installations.LeaveAsync("E1", ["T2"], default);
        Assert.Equal("E1", await Store.Installations.OrganisationOfAsync("T1", default));
        Assert.Null(await Store.Installations.OrganisationOfAsync("T2", default));

        foreach (var workspace in (string[])["T1", "T2", "T3"])
        {
            await Store.Installations.LearnAsync("E2", workspace, default);
        }

        Assert.Equal(["T1"], await Store.Installations.ServedAsync("E1", null, default));
        Assert.Equal(["T2", "T3"], await Store.Installations.ServedAsync("E2", null, default));
    }

    [Fact]
    public async Task That_a_workspace_has_left_its_organisation_stays_known_also_when_that_is_removed()
    {
        await Store.Installations.PutAsync(Installed("E1", 1), default);
        await Store.Installations.ServeAsync("E1", ["T1", "T2"], default);
        await Store.Installations.LeaveAsync("E1", ["T2"], default);
        await Store.Installations.RemoveAsync("E1", default);

        Assert.Equal(["T2"], await Store.Installations.ServedAsync(Installation.LeftOf("E1"), null, default));
        await Store.Installations.ServeAsync("E1", ["T2"], default);
        Assert.Empty(await Store.Installations.ServedAsync(Installation.LeftOf("E1"), null, default));
        Assert.Equal(["T2"], await Store.Installations.ServedAsync("E1", null, default));
    }

    [Fact]
    public async Task Workspaces_of_an_organisation_are_read_page_by_page()
    {
        await Store.Installations.ServeAsync("E1", [.. Enumerable.Range(1_000, Installation.ServedMax).Select(n => $"T{n}")], default);
        await Store.Installations.ServeAsync("E1", ["T9", "U1"], default);

        var first = await Store.Installations.ServedAsync("E1", null, default);
        Assert.Equal((Installation.ServedMax, "T1000", "T1999"), (first.Length, first[0], first[^1]));
        Assert.Equal(["T9", "U1"], await Store.Installations.ServedAsync("E1", first[^1], default));
    }

    [Fact]
    public async Task What_is_removed_serves_nobody_also_when_it_comes_back()
    {
        await Store.Installations.PutAsync(Installed("E1", 1), default);
        await Store.Installations.PutAsync(Installed("T9", 9), default);
        await Store.Installations.ServeAsync("E1", ["T1"], default);

        await Store.Installations.RemoveAsync("E1", default);
        await Store.Installations.RemoveAsync("E1", default);

        Assert.Null(await Store.Installations.FindAsync("T1", default));
        Assert.Null(await Store.Installations.FindAsync("E1", default));
        await Store.Installations.PutAsync(Installed("E1", 2), default);
        Assert.Null(await Store.Installations.FindAsync("T1", default));
        Assert.NotNull(await Store.Installations.FindAsync("T9", default));
    }

    [Fact]
    public async Task What_a_removed_organisation_served_it_serves_no_more_and_nothing_else_goes_with_it()
    {
        foreach (var workspace in (string[])["E1", "E2", "T1"])
        {
            await Store.Installations.PutAsync(Installed(workspace, 1), default);
        }

        await Store.Installations.ServeAsync("E1", ["T1", "T2"], default);
        await Store.Installations.ServeAsync("E2", ["T3"], default);

        await Store.Installations.RemoveAsync("E1", default);

        Assert.Empty(await Store.Installations.ServedAsync("E1", null, default));
        Assert.Null(await Store.Installations.OrganisationOfAsync("T2", default));
        Assert.Equal(["E2", "T1"], (await Store.Installations.ReadAsync(9, default)).Select(one => one.Workspace));
        Assert.Equal("T1", (await Store.Installations.FindAsync("T1", default))?.Workspace);
        Assert.Equal("E2", (await Store.Installations.FindAsync("T3", default))?.Workspace);
    }

    [Fact]
    public async Task A_workspace_whose_own_is_removed_still_has_that_of_its_organisation()
    {
        await Store.Installations.PutAsync(Installed("T1", 1), default);
        await Store.Installations.PutAsync(Installed("E1", 2), default);
        await Store.Installations.ServeAsync("E1", ["T1"], default);

        await Store.Installations.RemoveAsync("T1", default);

        Assert.Equal("E1", (await Store.Installations.FindAsync("T1", default))?.Workspace);
    }

    [Fact]
    public async Task What_is_protected_has_a_bound()
    {
        var most = new Installation("T1", Guid.NewGuid(), new byte[Installation.SecretBytesMax]);
        await Store.Installations.PutAsync(most, default);
        await Store.Installations.ServeAsync("E1", Workspaces(Installation.ServedMax), default);

        foreach (var odd in new[] { 0, Installation.SecretBytesMax + 1 })
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Installations.PutAsync(most with { Secret = new byte[odd] }, default));
        }

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Store.Installations.ServeAsync("E1", Workspaces(Installation.ServedMax + 1), default));
    }

    static ImmutableArray<string> Workspaces(int count) => [.. Enumerable.Range(0, count).Select(n => $"T{n}")];

    static Installation Installed(string workspace, params byte[] secret) => new(workspace, Guid.NewGuid(), secret);

    static string Said(Installation? one) => one is null ? "none" : $"{one.Workspace} {one.Id} {Convert.ToHexString(one.Secret.Span)}";
}
