using CoCreateBot.Bot;

return await BotApp.RunAsync(args);
