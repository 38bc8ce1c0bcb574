using CoCreateBot.Bot.Commands;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>"Ask why about this" in a message's menu starts 5 Whys in its place, with what it says as the problem.</summary>
public sealed class AskWhy(CommandDesk desk, BotOptions options)
{
    const string WhyVerb = "why";

    public async Task<Reply> StartAsync(ChosenText chosen, string zone, Words words)
    {
        if (chosen.IsByBot)
        {
            return new Reply(words["Chat.WhyOfBot"], IsProblem: true);
        }

        var text = PersonalText.Line(await chosen.ReadAsync());
        if (text.Length == 0)
        {
            return new Reply(words["Chat.WhyOfNothing"], IsProblem: true);
        }

        var problem = ChosenText.Cut(text, Limits.QuestionMax);
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { [StartForm.QuestionInput] = problem };
        return await desk.StartAsync(
            chosen.Venue, chosen.Who, WhyVerb, form, chosen.Delivery, words.Language, zone, CancellationToken.None, shared: options.Language);
    }
}
