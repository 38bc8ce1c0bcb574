using CoCreateBot.Bot;
using CoCreateBot.Bot.BackingUp;
using CoCreateBot.Bot.Doctor;
using CoCreateBot.Bot.Migrating;
using CoCreateBot.Bot.Rebuilding;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Bot.Venues;

const string Usage =
    """
    Without a word the server starts, with settings such as --Storage:Path data/cocreate.db or --urls http://localhost:5090. Or, with a word first:
      rehearse   plays a session with pretend people and prints its minutes
      manifest   prints the app for Slack, or makes the app package for Teams
      doctor     says what of the settings works, what is missing and how to get it
      backup     copies the file in which everything is kept, while the server works on it
      migrate    copies everything into another store and compares both
      artifacts  draws the readable rows of all sessions anew from their logs
    Each of them tells more with --help.
    """;

return args switch
{
    ["help" or "--help" or "-h" or "-?", ..] => await SayAsync(Console.Out, Usage, 0),
    [RehearseCommand.Verb, .. var rest] => await RehearseCommand.RunAsync(rest, Console.Out, Console.Error),
    [ManifestCommand.Verb, .. var rest] => await ManifestCommand.RunAsync(rest, Console.Out, Console.Error),
    [DoctorCommand.Verb, .. var rest] => await DoctorCommand.RunAsync(rest, Console.Out, Console.Error),
    [BackupCommand.Verb, .. var rest] => await BackupCommand.RunAsync(rest, Console.Out, Console.Error),
    [MigrateCommand.Verb, .. var rest] => await MigrateCommand.RunAsync(rest, Console.Out, Console.Error),
    [ArtifactsCommand.Verb, .. var rest] => await ArtifactsCommand.RunAsync(rest, Console.Out, Console.Error),
    [var word, ..] when !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal) =>
        await SayAsync(Console.Error, $"\"{word}\" is nothing this program does.\n{Usage}", 2),
    _ => await BotApp.RunAsync(args),
};

static async Task<int> SayAsync(TextWriter to, string text, int code)
{
    await to.WriteLineAsync(text);
    return code;
}
