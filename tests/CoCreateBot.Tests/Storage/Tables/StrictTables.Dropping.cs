namespace CoCreateBot.Tests.Storage.Tables;

sealed partial class StrictTables
{
    /// <summary>Somebody deletes a whole table, or it was never made.</summary>
    public void Drop(string table)
    {
        lock (gate)
        {
            Assert.True(tables.Remove(table));
        }
    }
}
