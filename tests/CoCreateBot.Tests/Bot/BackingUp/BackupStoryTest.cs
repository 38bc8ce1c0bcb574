using System.Globalization;
using System.Text.RegularExpressions;
using CoCreateBot.Bot.BackingUp;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Bot.Venues.Web;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.BackingUp;

/// <summary>A bot is backed up while people write, loses its disk, and another one goes on from the backup.</summary>
public sealed partial class BackupStoryTest : IDisposable
{
    const int GuestCount = 6;

    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_acknowledged_before_the_backup_is_restored_and_the_session_goes_on()
    {
        var writers = await BackUpWhileTheyWriteAsync();

        await using var again = await RestoreAsync("restored.db", after: TimeSpan.FromMinutes(1));

        var people = writers.Select(writer => writer.Person.On(again.Server)).ToList();
        foreach (var (person, writer) in people.Zip(writers))
        {
            await person.SeeAsync(writer.Person.Room);
            var kept = int.Parse(Note.Match(person.Page).Groups["number"].Value, CultureInfo.InvariantCulture);
            Assert.InRange(kept, writer.AtBackup, writer.Acknowledged);
        }

        var bo = people[1];
        await bo.PressAsync(bo.Button("note"), ("answer", "red"), ("note", "after all"));
        Assert.Equal("That counts. You can change it until it closes.", bo.Notice);
        await people[0].TypeAsync("close");
        await people[0].SeeAsync(people[0].Minutes);
        Assert.Contains("after all", people[0].Page, StringComparison.Ordinal);
        Assert.Contains($"{GuestCount} people", people[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_that_passed_before_the_restore_is_fired_though_nobody_comes()
    {
        var ann = (await BackUpWhileTheyWriteAsync())[0].Person;

        var store = new MisbehavingStore(await SqliteStore.OpenAsync(Restored("late.db"), new()));
        var closing = store.HoldNext(StoreCall.DirectoryPut);
        await using var late = await WebHouse.OpenAsync(store, new ManualTime(new ManualTime().GetUtcNow() + TimeSpan.FromHours(2)));
        await closing.Reached.WaitAsync(PretendPlatform.Patience, TimeProvider.System);
        closing.Open();

        var back = await ann.On(late.Server).SeeAsync(ann.Room);
        await back.SeeAsync(back.Minutes);
        Assert.Contains($"{GuestCount} people", back.Text, StringComparison.Ordinal);
    }

    /// <returns>Who wrote, and the number of the last note of each that was acknowledged: when the backup began, and in all.</returns>
    async Task<List<Writer>> BackUpWhileTheyWriteAsync()
    {
        await using var house = await WebHouse.OpenAsync(await SqliteStore.OpenAsync(folder.File("cocreate.db"), new()));
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin \"How was the week?\" for 30m");
        List<Writer> writers = [new(ann)];
        for (var n = 1; n < GuestCount; n++)
        {
            writers.Add(new(await house.GuestAsync(ann, $"Guest {n}")));
        }

        using var enough = new CancellationTokenSource();
        var writing = writers.Select(writer => Task.Run(() => writer.WriteAsync(enough.Token), default)).ToList();
        await Task.WhenAll(writers.Select(writer => writer.First));
        writers.ForEach(writer => writer.AtBackup = writer.Acknowledged);
        using var said = new StringWriter();
        var code = await BackupCommand.RunAsync(["--to", folder.File("backup.db"), "--Storage:Path", folder.File("cocreate.db")], said, said);
        await enough.CancelAsync();
        await Task.WhenAll(writing);

        Assert.True(code == 0, said.ToString());
        await ann.PressAsync(ann.Button("answer", "yellow")); // work goes on
        Assert.False(ann.IsProblem, ann.Notice);
        return writers;
    }

    async Task<WebHouse> RestoreAsync(string name, TimeSpan after) =>
        await WebHouse.OpenAsync(await SqliteStore.OpenAsync(Restored(name), new()), new ManualTime(new ManualTime().GetUtcNow() + after));

    string Restored(string name)
    {
        File.Copy(folder.File("backup.db"), folder.File(name));
        return folder.File(name);
    }

    [GeneratedRegex("value=\"note (?<number>[0-9]+)\"", RegexOptions.ExplicitCapture, 10_000)]
    static partial Regex Note { get; }

    sealed class Writer(Visitor person)
    {
        readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        volatile int acknowledged;

        public Visitor Person => person;

        public Task First => first.Task;

        public int Acknowledged => acknowledged;

        public int AtBackup { get; set; }

        public async Task WriteAsync(CancellationToken enough)
        {
            for (var n = 1; !enough.IsCancellationRequested; n++)
            {
                await person.PressAsync(
                    person.Button("note"), ("answer", "green"), ("note", string.Create(CultureInfo.InvariantCulture, $"note {n}")));
                Assert.Equal((200, false), (person.Status, person.IsProblem));
                acknowledged = n;
                first.TrySetResult();
            }
        }
    }
}
