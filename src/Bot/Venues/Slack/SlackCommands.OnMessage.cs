using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>"Ask why about this" in a message's menu starts 5 Whys in its channel, with what it says as the problem.</summary>
public sealed partial class SlackCommands
{
    /// <summary>As the manifest names the action; old installations have it for ever.</summary>
    public const string AskWhy = SlackShortcuts.AskWhy;

    const string WhyVerb = "why";

    /// <summary>So many of those mentioned are asked for by name; the rest keep their ids.</summary>
    const int NamedMax = 5;

    /// <summary>Slack shows nothing of the answer itself, so all that is said comes through the response_url.</summary>
    public async Task<SlackAnswer> AskWhyAsync(SlackRequest.OnMessage chosen)
    {
        var asker = new Asker(chosen.Who, chosen.Trigger, chosen.ResponseUrl);
        var answering = AnswerAsync(asker, languages.ForAsync(chosen.Who).AsTask(), words => StartWhyAsync(chosen, words));
        try
        {
            await answering.WaitAsync(AnswerWithin, time);
        }
        catch (TimeoutException)
        {
            // Told as soon as it is there.
        }

        return SlackAnswer.After(async () =>
        {
            var said = await answering;
            await whisper.SayAsync(asker.ResponseUrl, said.Message);
            await (said.Watch?.Invoke() ?? Task.CompletedTask);
        });
    }

    async Task<Reply> StartWhyAsync(SlackRequest.OnMessage chosen, Words words)
    {
        if (chosen.IsByBot)
        {
            return new Reply(words["Slack.WhyOfBot"], IsProblem: true);
        }

        var text = PersonalText.Line(await WithNamesAsync(chosen));
        if (text.Length == 0)
        {
            return new Reply(words["Slack.WhyOfNothing"], IsProblem: true);
        }

        var problem = text.Length <= Limits.QuestionMax ? text : PersonalText.Line(text[..(Limits.QuestionMax - 1)]) + "…"; // no half character either
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { [StartForm.QuestionInput] = problem };
        return await desk.StartAsync(
            chosen.Venue, chosen.Who, WhyVerb, form, chosen.Trigger, words.Language,
            languages.ZoneOf(chosen.Who), CancellationToken.None, shared: options.Language);
    }

    // A message has only the ids of those it mentions.
    async Task<string> WithNamesAsync(SlackRequest.OnMessage chosen)
    {
        var mentioned = new List<string>();
        SlackMarkup.Read(chosen.Text, user =>
        {
            mentioned.Add(user);
            return null;
        });
        var people = mentioned.Distinct(StringComparer.Ordinal).Take(NamedMax)
            .Select(user => (User: user, Key: SlackIds.PersonKey(SlackIds.Workspace(chosen.Who.Key), user)))
            .Where(one => one.Key is not null)
            .ToDictionary(one => one.User, one => new Person(one.Key!, null), StringComparer.Ordinal); // ! not null: see above
        await Task.WhenAll(people.Values.Select(person => languages.ForAsync(person).AsTask()));
        return SlackMarkup.Read(chosen.Text, user => people.TryGetValue(user, out var person) ? languages.NameOf(person) : null);
    }
}
