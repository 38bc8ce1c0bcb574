using CoCreateBot.Bot;
using CoCreateBot.Bot.BackingUp;
using CoCreateBot.Bot.Doctor;
using CoCreateBot.Bot.Migrating;
using CoCreateBot.Bot.Rebuilding;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Bot.Venues;

const string Usage =
    """
    Without a word the server starts, with settings such as --Storage:Path data/cocreate.db or --urls http://localhost:5090. Or, with a word:
      rehearse   plays a session with pretend people and prints its minutes
      manifest   prints the app for Slack, or makes the app package for Teams
      doctor     says what of the settings works, what is missing and how to get it
      backup     copies the file in which everything is kept, while the server works on it
      migrate    copies everything into another store and compares both
      artifacts  draws the readable rows of all sessions anew from their logs
    Each of them tells more with --help.
    """;

var typed = Arguments.Read(
    args, [RehearseCommand.Verb, ManifestCommand.Verb, DoctorCommand.Verb, BackupCommand.Verb, MigrateCommand.Verb, ArtifactsCommand.Verb]);
return typed switch
{
    { Problem: { } problem } => await SayAsync(Console.Error, problem, 2),
    { Stray: { } stray } => await SayAsync(Console.Error, $"{stray}\n{Usage}", 2),
    { Word: Arguments.Help } => await SayAsync(Console.Out, Usage, 0),
    { Word: RehearseCommand.Verb } => await RehearseCommand.RunAsync(typed.Rest, Console.Out, Console.Error),
    { Word: ManifestCommand.Verb } => await ManifestCommand.RunAsync(typed.Rest, Console.Out, Console.Error),
    { Word: DoctorCommand.Verb } => await DoctorCommand.RunAsync(typed.Rest, Console.Out, Console.Error),
    { Word: BackupCommand.Verb } => await BackupCommand.RunAsync(typed.Rest, Console.Out, Console.Error),
    { Word: MigrateCommand.Verb } => await MigrateCommand.RunAsync(typed.Rest, Console.Out, Console.Error),
    { Word: ArtifactsCommand.Verb } => await ArtifactsCommand.RunAsync(typed.Rest, Console.Out, Console.Error),
    _ => await BotApp.RunAsync(args),
};

static async Task<int> SayAsync(TextWriter to, string text, int code)
{
    await to.WriteLineAsync(text);
    return code;
}
