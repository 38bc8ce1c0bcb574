using System.Text;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Storage.Tables;

namespace CoCreateBot.Tests.Storage;

/// <summary>A file or tables, and what can be found in its bytes or rows.</summary>
sealed class EitherStore : IDisposable
{
    readonly TestFolder folder = new();
    readonly StrictTables tables = new();

    public bool IsInTables { get; set; }

    public void Dispose()
    {
        folder.Dispose();
        tables.Dispose();
    }

    /// <summary>Again, where a process before has closed it.</summary>
    public async Task<IStore> OpenAsync() => IsInTables
        ? await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options })
        : await SqliteStore.OpenAsync(folder.File("kept.db"), new SqliteOptions());

    public bool IsKept(string mark) => IsInTables
        ? tables.Everything.Contains(mark, StringComparison.Ordinal)
        : folder.AllBytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)) >= 0;
}
