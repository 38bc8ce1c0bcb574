using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Storage.Tables;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>A room whose sessions are in tables of Azure: what an answer costs, and what becomes of it where the tables are in trouble.</summary>
public sealed class TablesTest : IDisposable
{
    const string Note = "do not lose me";

    readonly StrictTables tables = new();

    public void Dispose() => tables.Dispose();

    [Fact]
    public async Task An_answer_costs_few_requests()
    {
        await using var house = await OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await ann.PressAsync(ann.Button("note"), ("answer", "yellow"), ("note", "first"));
        var before = tables.Requests.Count;

        await ann.PressAsync(ann.Button("note"), ("answer", "green"), ("note", Note));

        var writes = tables.Requests.Skip(before).Where(one => one.Method is not "GET").Select(one => $"{one.Method} {one.Path}").ToArray();
        Assert.Equal(1, Kept());
        Assert.Contains(writes, one => one.Contains("CoCreateLog", StringComparison.Ordinal));
        Assert.True(writes.Length <= 6, string.Join('\n', writes));
    }

    [Fact]
    public async Task An_answer_whose_writing_was_not_confirmed_counts_once()
    {
        await using var house = await OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var isLost = 0;
        tables.Fate = one => one is { Method: "POST", Path: "/CoCreateLog" } && Interlocked.Exchange(ref isLost, 1) == 0 ? Trouble.LostAnswer : Trouble.None;

        await ann.PressAsync(ann.Button("note"), ("answer", "green"), ("note", Note));

        Assert.Equal((200, 1, 1), (ann.Status, isLost, Kept()));
    }

    [Theory]
    [InlineData(nameof(Trouble.Unreached))]
    [InlineData(nameof(Trouble.Busy))]
    public async Task Where_nothing_can_be_written_an_answer_comes_back_in_its_form_and_goes_in_as_soon_as_it_can(string trouble)
    {
        await using var house = await OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        tables.Fate = one => one.Method is "GET" ? Trouble.None : Enum.Parse<Trouble>(trouble);

        await ann.PressAsync(ann.Button("note"), ("answer", "green"), ("note", Note));
        Assert.Equal((429, 0), (ann.Status, Kept()));
        Assert.Contains($"value=\"{Note}\"", ann.Page, StringComparison.Ordinal);

        tables.Fate = null;
        await ann.PressAsync(ann.Button("note"), ("answer", "green"), ("note", Note));
        Assert.Equal((200, 1), (ann.Status, Kept()));
    }

    [Fact]
    public async Task Another_server_goes_on_with_what_is_in_the_tables()
    {
        string room;
        await using (var house = await OpenAsync())
        {
            var ann = await house.HostAsync();
            await ann.TypeAsync("checkin \"How was the week?\"");
            await ann.PressAsync(ann.Button("note"), ("answer", "green"), ("note", Note));
            room = ann.Room;
        }

        await using var next = await OpenAsync();
        var bo = next.NewVisitor();
        await bo.JoinAsync(room, "Bo");
        await bo.SeeAsync(room);

        Assert.Contains("How was the week?", bo.Text, StringComparison.Ordinal);
        await bo.PressAsync(bo.Button("note"), ("answer", "red"), ("note", ""));
        Assert.Equal(200, bo.Status);
    }

    /// <summary>In how many commits the note is.</summary>
    int Kept() => tables.Rows.Count(
        row => row.StartsWith("CoCreateLog ", StringComparison.Ordinal) && row.Contains(Note, StringComparison.Ordinal));

    async Task<WebHouse> OpenAsync() =>
        await WebHouse.OpenAsync(await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options }));
}
