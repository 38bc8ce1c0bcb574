using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>Where servers share the tables, a picture lies there before the log of any of them speaks of it.</summary>
public sealed class TablePicturesTest : IDisposable
{
    readonly StrictTables tables = new();
    readonly SessionId session = SessionId.New();

    public void Dispose() => tables.Dispose();

    [Fact]
    public async Task What_may_just_be_written_stays_for_a_while_and_what_is_known_to_be_gone_goes_at_once()
    {
        var store = await PutAsync("abc");

        await store.Pictures.KeepOnlyAsync(session, [Id('a')], default, gone: [Id('b'), Id('a')]);

        Assert.Equal("ac", await KeptAsync(store));
        tables.Time.Pass(TimeSpan.FromMinutes(11));
        await store.Pictures.KeepOnlyAsync(session, [Id('a')], default, gone: []);
        Assert.Equal("a", await KeptAsync(store));
    }

    [Fact]
    public async Task With_the_session_all_go_however_young()
    {
        var store = await PutAsync("ab");

        await store.DeleteAsync(session, default);

        Assert.Equal("", await KeptAsync(store));
    }

    async Task<IStore> PutAsync(string letters)
    {
        var store = await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options });
        foreach (var letter in letters)
        {
            await store.Pictures.PutAsync(session, new StoredPicture(Id(letter), "image/png", new byte[200_000]), default);
        }

        return store;
    }

    async Task<string> KeptAsync(IStore store)
    {
        var kept = "";
        foreach (var letter in "abc")
        {
            kept += await store.Pictures.FindAsync(session, Id(letter), default) is null ? "" : letter;
        }

        return kept;
    }

    static string Id(char letter) => new(letter, PictureRef.IdLength);
}
