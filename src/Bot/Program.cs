using CoCreateBot.Bot;
using CoCreateBot.Bot.Doctor;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Bot.Venues.Slack.Manifest;

return args switch
{
    [RehearseCommand.Verb, .. var rest] => await RehearseCommand.RunAsync(rest, Console.Out, Console.Error),
    [ManifestCommand.Verb, .. var rest] => await ManifestCommand.RunAsync(rest, Console.Out, Console.Error),
    [DoctorCommand.Verb, .. var rest] => await DoctorCommand.RunAsync(rest, Console.Out, Console.Error),
    _ => await BotApp.RunAsync(args),
};
