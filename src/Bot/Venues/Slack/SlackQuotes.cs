using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What somebody wrote in a message, to be quoted: with names for those it mentions, and nothing in it that is a link or a call.</summary>
public sealed class SlackQuotes(SlackLanguages languages)
{
    /// <summary>So many of those mentioned are asked for by name; the rest keep their ids.</summary>
    const int NamedMax = 5;

    /// <summary>The message as what is done with it wants it.</summary>
    public ChosenText Of(SlackRequest.OnMessage chosen) =>
        new(chosen.Who, chosen.Venue, chosen.Trigger, chosen.IsByBot, () => ReadAsync(chosen));

    // A message has only the ids of those it mentions.
    async Task<string> ReadAsync(SlackRequest.OnMessage chosen)
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
