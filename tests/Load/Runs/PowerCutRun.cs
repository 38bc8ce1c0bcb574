using System.Globalization;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using CoCreateBot.Load.Traffic;
using CoCreateBot.Storage;
using Microsoft.Data.Sqlite;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// The power is cut under load, again and again: what was not synced is gone, or is there in parts. What was acknowledged must be there, once, in a file that
/// is whole, and the server goes on from it. In the end two disks that lie show that the run would notice.
/// </summary>
static class PowerCutRun
{
    const int Cuts = 30;
    const double SecondsMin = 0.3;
    const double SecondsMax = 1.5;
    const int StepsMax = 12_000;

    /// <summary>So many are taken while the server starts, and reads what the cut before has left.</summary>
    const int StepsMaxEarly = 60;

    static readonly TimeSpan LifeMax = TimeSpan.FromSeconds(20);
    static readonly TimeSpan LyingLife = TimeSpan.FromSeconds(2);
    static readonly (string Lies, string Name)[] LyingDisks = [("all", "no sync, as synchronous=OFF"), ("wal", "no sync of the write-ahead log")];

    public static async Task<int> RunAsync(LoadOptions options)
    {
        using var folder = new WorkFolder();
        if (await CutDisk.InAsync(folder.Place) is not { } disk)
        {
            Console.WriteLine("Skipped: there is no C compiler here (cc), or this is not Linux.");
            return 0;
        }

        Report.Machine();
        Console.WriteLine($"{options.Connections} connections, {Cuts} cuts, seed {options.Seed}.");
        var isRight = await CutAsync(disk, folder, options);
        isRight &= await LieAsync(options);
        Console.WriteLine();
        Console.WriteLine(isRight ? "Nothing acknowledged is missing, nothing is there twice; and a disk that lies is noticed." : "WRONG: see above.");
        return isRight ? 0 : 1;
    }

    static async Task<bool> CutAsync(CutDisk disk, WorkFolder folder, LoadOptions options)
    {
        await using var slack = await PretendSlack.StartAsync();
        using var signer = new Signer(PretendSlack.SigningSecret);
        var random = new Random(options.Seed);
        var lives = new Lives(disk, folder, slack, signer, options);
        var rows = new List<string[]>();
        var looks = new List<Look>();
        for (var number = 0; number < Cuts; number++)
        {
            var moment = Moment.Draw(number, random);
            var before = lives.Witness?.Acknowledged ?? 0;
            var state = await lives.LiveAsync(moment);
            var (survivors, kept) = (number % 3) switch { 0 => (null, "nothing"), 1 => (random, "some pages"), _ => (random, "some sectors") };
            disk.Cut(survivors, bySector: number % 3 == 2);
            looks.Add(await Look.AtAsync(disk.CopyTo(Path.Combine(folder.Place, "look")), lives.Witness!)); // ! the first life has made it
            var counts = disk.Counts;
            rows.Add(
            [
                $"{number + 1}", $"{moment}", state, Report.Whole(lives.Witness!.Acknowledged - before), Report.Whole(counts.Writes), // ! as above
                Report.Whole(counts.Syncs), kept, Report.Whole(looks[^1].Missing), looks[^1].Integrity,
            ]);
        }

        Report.Table("Cut", ["", "when", "while", "acknowledged", "writes", "syncs", "of the rest is left", "missing", "integrity_check"], rows);
        return await EndAsync(disk, lives, slack) && looks.TrueForAll(look => look.IsRight);
    }

    static async Task<bool> EndAsync(CutDisk disk, Lives lives, PretendSlack slack)
    {
        await lives.EndAsync();
        var witness = lives.Witness!; // ! the first life has made it
        var hasSeenAll = disk.HasSeenAll();
        var found = await Found.InAsync(disk.Database, witness);
        var unasked = Witness.Channels.Count(channel => slack.In(channel.Id).Count() != 1);
        Report.Table("In the file in the end", ["", ""],
        [
            .. found.Rows(witness),
            ["cards posted twice", Report.Whole(unasked)],
            ["the library has seen every write", hasSeenAll ? "yes" : "no"],
        ]);
        return found.IsRight && hasSeenAll && unasked == 0 && witness.Acknowledged > 0;
    }

    /// <summary>A run that cannot fail shows nothing.</summary>
    static async Task<bool> LieAsync(LoadOptions options)
    {
        var rows = new List<string[]>();
        var isNoticed = true;
        foreach (var (lies, name) in LyingDisks)
        {
            using var folder = new WorkFolder();
            await using var slack = await PretendSlack.StartAsync();
            using var signer = new Signer(PretendSlack.SigningSecret);
            var disk = await CutDisk.InAsync(folder.Place) ?? throw new InvalidOperationException("The compiler is gone.");
            var lives = new Lives(disk, folder, slack, signer, options) { Lies = lies };
            await lives.LiveAsync(new Moment(LyingLife, null));
            disk.Cut(null, bySector: false);
            var look = await Look.AtAsync(disk.CopyTo(Path.Combine(folder.Place, "look")), lives.Witness!); // ! it lived
            rows.Add([name, Report.Whole(lives.Witness!.Acknowledged), Report.Whole(look.Missing), look.Integrity]); // ! as above
            isNoticed &= look.Missing > 0;
        }

        Report.Table("Disks that lie: losses have to be found", ["", "acknowledged", "missing", "integrity_check"], rows);
        return isNoticed;
    }

    /// <param name="After">From when on the server is loaded; null where it ends at a step.</param>
    sealed record Moment(TimeSpan? After, long? Step)
    {
        /// <summary>The first by the clock, as all there is to be begun is begun in that life; then by turns.</summary>
        public static Moment Draw(int number, Random random) => (number % 4) switch
        {
            0 => new(TimeSpan.FromSeconds(SecondsMin + (random.NextDouble() * (SecondsMax - SecondsMin))), null),
            3 => new(null, random.Next(1, StepsMaxEarly)),
            _ => new(null, random.Next(StepsMaxEarly, StepsMax)),
        };

        public override string ToString() =>
            After is { } time ? $"after {Report.Two(time.TotalSeconds)} s" : string.Create(CultureInfo.InvariantCulture, $"at step {Step}");
    }

    /// <summary>One server after the other over the same disk, with the same people.</summary>
    sealed class Lives(CutDisk disk, WorkFolder folder, PretendSlack slack, Signer signer, LoadOptions options)
    {
        public Witness? Witness { get; private set; }

        public string Lies { get; init; } = "";

        /// <summary>Until the power goes; says what the server was at.</summary>
        public async Task<string> LiveAsync(Moment moment)
        {
            await using var bot = BotProcess.StartBot(folder, [.. slack.Settings, .. disk.Begin(moment.Step, Lies)]);
            try
            {
                await bot.ReadyAsync();
            }
            catch (InvalidOperationException) when (bot.HasExited)
            {
                return "starting";
            }

            using var user = new SlackUser(bot, slack, signer);
            Witness ??= await Witness.InNewSessionsAsync(user);
            var sending = new Generator(bot.Address, options.Connections).RunAsync(Witness, LifeMax);
            await Task.WhenAny(sending, Task.Delay(moment.After ?? LifeMax, TimeProvider.System));
            bot.Kill();
            await sending;
            return "loaded";
        }

        /// <summary>What was under way comes again, then the server is stopped as an operator would.</summary>
        public async Task EndAsync()
        {
            await using var bot = BotProcess.StartBot(folder, [.. slack.Settings, .. disk.Begin()]);
            await bot.ReadyAsync();
            Witness!.IsLast = true; // ! there was a life before
            await new Generator(bot.Address, options.Connections).RunAsync(Witness, LifeMax);
        }
    }

    /// <param name="Integrity">As SQLite says it.</param>
    sealed record Look(int Missing, bool IsRight, string Integrity)
    {
        public static async Task<Look> AtAsync(string database, Witness witness)
        {
            try
            {
                var integrity = await IntegrityAsync(database);
                var found = await Found.InAsync(database, witness);
                return new(found.Missing, found.IsRight && integrity == "ok", integrity);
            }
            catch (Exception e) when (e is SqliteException or StoreUnavailableException)
            {
                return new(witness.Acknowledged, false, "unreadable");
            }
        }

        static async Task<string> IntegrityAsync(string database)
        {
            await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            return await command.ExecuteScalarAsync() as string ?? "";
        }
    }
}
