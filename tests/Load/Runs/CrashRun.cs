using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// The server is killed ten times under load, at random moments, and started again on the same file. What it had acknowledged must be there, once; what
/// was under way is delivered again, as Slack and people do, and may be there once, too.
/// </summary>
static class CrashRun
{
    const int Kills = 10;
    const double SecondsMin = 0.4;
    const double SecondsMax = 2.0;

    public static async Task<int> RunAsync(LoadOptions options)
    {
        using var folder = new WorkFolder();
        await using var slack = await PretendSlack.StartAsync();
        Report.Machine();
        Console.WriteLine($"{options.Connections} connections, {Kills} kills, seed {options.Seed}.");
        var random = new Random(options.Seed);
        var moments = Enumerable.Range(0, Kills).Select(_ => TimeSpan.FromSeconds(SecondsMin + (random.NextDouble() * (SecondsMax - SecondsMin)))).ToArray();
        var crowd = await KillAsync(folder, slack, options, moments);
        return await CheckAsync(folder, crowd, slack) ? 0 : 1;
    }

    static async Task<Witness> KillAsync(WorkFolder folder, PretendSlack slack, LoadOptions options, TimeSpan[] moments)
    {
        Witness? witness = null;
        using var signer = new Signer(PretendSlack.SigningSecret);
        var rows = new List<string[]>();
        foreach (var (number, moment) in moments.Index())
        {
            await using var bot = BotProcess.StartBot(folder, slack.Settings);
            await bot.ReadyAsync();
            using var user = new SlackUser(bot, slack, signer);
            witness ??= await Witness.InNewSessionsAsync(user);
            var before = witness.Acknowledged;
            var sending = new Generator(bot.Address, options.Connections).RunAsync(witness, TimeSpan.FromMinutes(1));
            await Task.Delay(moment, TimeProvider.System);
            bot.Kill();
            await sending;
            rows.Add([$"{number + 1}", Report.Two(moment.TotalSeconds), Report.Whole(witness.Acknowledged - before), $"{witness.Pending}"]);
        }

        Report.Table("Killed", ["", "after s", "acknowledged", "under way"], rows);
        await DeliverPendingAsync(folder, slack, witness!, options); // not null: there was a first round
        return witness!; // the same
    }

    /// <summary>The last life: only what was under way comes again, then the server is stopped as an operator would.</summary>
    static async Task DeliverPendingAsync(WorkFolder folder, PretendSlack slack, Witness witness, LoadOptions options)
    {
        await using var bot = BotProcess.StartBot(folder, slack.Settings);
        await bot.ReadyAsync();
        witness.IsLast = true;
        await new Generator(bot.Address, options.Connections).RunAsync(witness, TimeSpan.FromMinutes(1));
    }

    static async Task<bool> CheckAsync(WorkFolder folder, Witness witness, PretendSlack slack)
    {
        var found = await Found.InAsync(folder.Database, witness);
        var unasked = Witness.Channels.Count(channel => slack.In(channel.Id).Count() != 1);
        Report.Table("In the file", ["", ""], [.. found.Rows(witness), ["cards posted twice", Report.Whole(unasked)]]);
        var isRight = found.IsRight && unasked == 0 && witness.Acknowledged > 0;
        Console.WriteLine();
        Console.WriteLine(isRight ? "Nothing acknowledged is missing, nothing is there twice." : "WRONG: see above.");
        return isRight;
    }
}
