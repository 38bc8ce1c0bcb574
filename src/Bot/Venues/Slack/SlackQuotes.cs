using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What somebody wrote in a message, to be quoted: with names for those it mentions, and nothing in it that is a link or a call.</summary>
public sealed class SlackQuotes(SlackLanguages languages)
{
    /// <summary>So many of those mentioned are asked for by name; the rest keep their ids.</summary>
    const int NamedMax = 5;

    /// <summary>The message as what is done with it wants it.</summary>
    public ChosenText Of(SlackRequest.OnMessage chosen) =>
        new(chosen.Who, chosen.Venue, chosen.Trigger, chosen.IsByBot, () => ReadAsync(chosen.Text, chosen.Who));

    // A message has only the ids of those it mentions.
    async Task<string> ReadAsync(string text, Person who)
    {
        var mentioned = new List<string>();
        SlackMarkup.Read(text, user =>
        {
            mentioned.Add(user);
            return null;
        });
        var people = mentioned.Distinct(StringComparer.Ordinal).Take(NamedMax)
            .Select(user => (User: user, Key: SlackIds.PersonKey(SlackIds.Workspace(who.Key), user)))
            .Where(one => one.Key is not null)
            .ToDictionary(one => one.User, one => new Person(one.Key!, null), StringComparer.Ordinal); // ! not null: see above
        await Task.WhenAll(people.Values.Select(person => languages.ForAsync(person).AsTask()));
        return SlackMarkup.Read(text, user => people.TryGetValue(user, out var person) ? languages.NameOf(person) : null);
    }

    /// <summary>With names in what somebody wrote in a thread.</summary>
    public async Task<SlackRequest.Replied> ReadAsync(SlackRequest.Replied reply) =>
        reply is { Text: not null, Marked: { } marked } ? reply with { Text = await ReadAsync(marked, reply.Who), Marked = null } : reply;

    /// <summary>With names in what somebody typed behind the bot's. Whoever is to be removed is known best by the id.</summary>
    public async Task<SlackRequest.Mentioned> ReadAsync(SlackRequest.Mentioned mention) =>
        mention.Marked is { } marked && TypedLine.Parse(mention.Text).Verb != AgendaWords.Remove
            ? mention with { Text = (await ReadAsync(marked, mention.Who)).Trim(), Marked = null }
            : mention;
}
