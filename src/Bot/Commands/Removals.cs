using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Commands;

/// <summary>
/// Finds out who is to be removed, and under which alias they voted in secret. Of people who joined from a chat that can be known, as they are kept to
/// be reminded; a guest of the web is known by their own secret alone, so that their secret dots cannot be told from others'.
/// </summary>
static class Removals
{
    public static async Task<Wish> WishAsync(TypedLine line, LoadedSession session, IStore store, CancellationToken stop)
    {
        if (AgendaWords.Read(line, session.State)?.Value is not Command.Remove command)
        {
            return new Wish.Typed(line); // its mailbox says what is wrong
        }

        var members = await store.Members.ReadAsync(session.State.Id, stop);
        var mentioned = Mentioned(command.Name) is { } user ? members.FirstOrDefault(key => key.EndsWith($"/{user}", StringComparison.Ordinal)) : null;
        PersonAlias? alias = mentioned is null ? null : AliasOf(mentioned, session);
        if (Removing.Find(session.State, command.Name, alias).Value is not { Alias: var found })
        {
            return new Wish.Ready(command);
        }

        var key = members.FirstOrDefault(key => AliasOf(key, session) == found);
        var voice = key is not null && session.State.OpenItem is { } open
            ? new ErasedVoice(open.Number, session.AuthorOf(new Person(key, null), open))
            : null;
        return new Wish.Ready(command with { Person = found, Voice = voice });
    }

    static PersonAlias AliasOf(string key, LoadedSession session) => session.AliasOf(new Person(key, null), 0);

    // A mention is "@bob", as the name they joined under, or "@U123" where Slack sends no name.
    static string? Mentioned(string name) => name is ['@', .. { Length: > 0 } id] ? id : null;
}
