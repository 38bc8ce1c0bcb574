using CoCreateBot.Load;
using CoCreateBot.Load.Runs;
using CoCreateBot.Load.Servers;

const string Usage = """
    Measures the built server on this machine, which it starts, loads, checks and stops by itself.

      dotnet run -c Release --project tests/Load -- votes     speed and CPU of a durable tap beside an empty endpoint, five rounds
      dotnet run -c Release --project tests/Load -- crowd     10,000 people set 5 dots each; every dot is checked
      dotnet run -c Release --project tests/Load -- crash     SIGKILL ten times under load; nothing acknowledged may be missing or doubled
      dotnet run -c Release --project tests/Load -- powercut  the same with the power cut: what was not synced is lost, or is there in parts
      dotnet run -c Release --project tests/Load -- store-away  the table store is away, at the start and for a minute under load, refusing and silent
      dotnet run -c Release --project tests/Load -- many      the same with 1,000 and 100,000 stored sessions, over SQLite and over Azurite
      dotnet run -c Release --project tests/Load -- nodes     one and three servers on the same tables: transactions, and a kill every five seconds
      dotnet run -c Release --project tests/Load -- roll      three servers on the same tables, restarted in turn under load; --with DLL-FOLDER: an older build beside
      dotnet run -c Release --project tests/Load -- memory    1,000 loaded sessions
      dotnet run -c Release --project tests/Load -- sheets    six people write 108 ideas in a live rotation; from each bell to everybody's next sheet
      dotnet run -c Release --project tests/Load -- texts     the proposal of groups for 500 statements, the export of 10,000 contributions
      dotnet run -c Release --project tests/Load -- board     the board of a session with 2,000 ideas, their groups and dots
      dotnet run -c Release --project tests/Load -- slack-burst  5,000 presses within a minute in one channel: edits, and how soon a press is on the card
      dotnet run -c Release --project tests/Load -- teams     a durable tap in Teams beside an empty endpoint, five rounds; 5,000 taps in one channel
      dotnet run -c Release --project tests/Load -- start     from the start of the process to the first page
      dotnet run -c Release --project tests/Load -- rehearse  each scenario played by pretend people, from the start of the process to its end

    The exit code is 1 where something was lost, doubled or miscounted. Where that is not so, it is 2 for votes, teams, store-away and many that miss one of their
    targets, which the last line names, and 0 otherwise: the speed of the other runs never changes it.
    """;

var options = args.Length > 0 ? LoadOptions.Read(args[1..]) : null;
return (args, options) switch
{
    (["votes", ..], not null) => await VotesRun.RunAsync(options),
    (["crowd", ..], not null) => await CrowdRun.RunAsync(options),
    (["crash", ..], not null) => await CrashRun.RunAsync(options),
    (["powercut", ..], not null) => await PowerCutRun.RunAsync(options),
    (["store-away", ..], not null) => await StoreAwayRun.RunAsync(),
    (["many", ..], not null) => await ManyRun.RunAsync(options),
    (["nodes", ..], not null) => await NodesRun.RunAsync(options),
    (["roll", ..], not null) => await RollRun.RunAsync(options),
    (["memory", ..], not null) => await MemoryRun.RunAsync(options),
    (["sheets", ..], not null) => await SheetsRun.RunAsync(),
    (["texts", ..], not null) => TextsRun.Run(),
    (["board", ..], not null) => await BoardRun.RunAsync(),
    (["slack-burst", ..], not null) => await SlackBurstRun.RunAsync(options),
    (["teams", ..], not null) => await TeamsRun.RunAsync(options),
    (["start", ..], not null) => await StartRun.RunAsync(),
    (["rehearse", ..], not null) => await RehearseRun.RunAsync(),
    ([Yardstick.Verb, .. var rest], _) => await Yardstick.ServeAsync(rest),
    _ => Help(),
};

static int Help()
{
    Console.WriteLine(Usage);
    return 2;
}
