using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>Writes a session that was read from a file. Until its last commit nobody sees anything of it.</summary>
sealed class Imports(IStore store, SessionHosts hosts, EventCodec codec)
{
    public async Task<Answer> BringAsync(ImportedSession imported, Person who, CancellationToken stop)
    {
        var id = imported.Session.Id;
        var number = 0L;
        foreach (var part in Import.Parts(imported).SelectMany(Fitting))
        {
            var commit = new StoredCommit(++number, Guid.NewGuid(), [], codec.Write(part));
            await store.Log.AppendAsync(id, commit, stop); // a number that is taken: the same file was begun before, with the same parts
        }

        return await hosts.AskAsync(id, new Wish.Ready(new Command.Bring(imported)), who, "import", stop);
    }

    // The longest texts there can be, 200 of them, are more than a commit holds.
    IEnumerable<ImmutableArray<SessionEvent>> Fitting(ImmutableArray<SessionEvent> part) =>
        part.Length > 1 && codec.Write(part).Length > StoredCommit.EventBytesMax
            ? [.. Fitting(part[..(part.Length / 2)]), .. Fitting(part[(part.Length / 2)..])]
            : [part];
}
