using CoCreateBot.Bot;
using CoCreateBot.Bot.Rehearsal;

return args is [RehearseCommand.Verb, .. var rest]
    ? await RehearseCommand.RunAsync(rest, Console.Out, Console.Error)
    : await BotApp.RunAsync(args);
