using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CoCreateBot.Sessions;
using Microsoft.Data.Sqlite;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>One thing in which something of the people of one activity stands in an order: of each thing whose it is.</summary>
/// <param name="Name">What was looked at, and in which order.</param>
/// <param name="Owners">A thing is an alias with all that stands under it, or one text.</param>
sealed record Trace(string Name, ImmutableArray<int> Owners);

/// <summary>One activity as somebody sees it who has everything after the close: the file, the exports, the pages.</summary>
/// <param name="Aliases">In the order of the log.</param>
sealed record Spoils(AttackedSession Session, int Activity, ImmutableArray<PersonAlias> Aliases, ImmutableArray<Trace> Traces);

/// <summary>Reads the store's file with another program than ours, row by row as they lie in it.</summary>
sealed partial class Loot(string database, EventCodec codec, byte[] bytes)
{
    sealed record Row(long Place, byte[] Id, byte[] Marks, int Length, SessionEvent.Contributed What, PersonAlias Author, ImmutableArray<string> Texts);

    readonly Dictionary<string, int> first = [];
    readonly Dictionary<string, int> last = [];
    readonly Dictionary<SessionId, List<Row>> rows = [];
    readonly Dictionary<SessionId, List<string>> artifacts = [];
    readonly List<(SessionId Session, int Scope, byte[] Key)> keys = [];

    /// <summary>Names in the order in which they joined, with the alias that the session knows them by.</summary>
    public Dictionary<SessionId, List<(string? Name, PersonAlias Alias)>> Joined { get; } = [];

    public async Task ReadAsync()
    {
        var text = Encoding.Latin1.GetString(bytes);
        foreach (var match in Marked.EnumerateMatches(text))
        {
            var found = text.Substring(match.Index, match.Length);
            first.TryAdd(found, match.Index);
            last[found] = match.Index;
        }

        await using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await EachAsync(connection, "SELECT seq, session, id, marks, events FROM log ORDER BY seq", ReadCommit);
        await EachAsync(connection, "SELECT session, text FROM artifacts", row => Add(artifacts, new(row.GetString(0)), row.GetString(1)));
        await EachAsync(connection, "SELECT session, scope, key FROM keys", row => keys.Add((new(row.GetString(0)), row.GetInt32(1), (byte[])row[2])));
    }

    /// <summary>Every alias in the log, with where it stands.</summary>
    public IEnumerable<(SessionId Session, int Activity, PersonAlias Alias)> Aliases =>
        rows.SelectMany(session => session.Value.Select(row => (session.Key, row.What.Activity, row.Author)));

    /// <summary>The aliases that these people have under any key that is left of their session.</summary>
    public IEnumerable<PersonAlias> Recomputed(AttackedSession session) =>
        from kept in keys
        where kept.Session == session.Id
        from person in session.People
        select new PersonAlias(Base64Url.EncodeToString(HMACSHA256.HashData(kept.Key, Encoding.UTF8.GetBytes("alias:" + person.Key)).AsSpan(0, 16)));

    /// <summary>Of what was named there is nothing to guess.</summary>
    public IEnumerable<Spoils> Of(AttackedSession session, IReadOnlyDictionary<string, string> shown)
    {
        foreach (var activity in rows[session.Id].GroupBy(row => row.What.Activity).Where(of => session.Aliases.ContainsKey(of.First().Author)))
        {
            yield return Of(session, activity.Key, [.. activity], shown);
        }
    }

    Spoils Of(AttackedSession session, int activity, List<Row> all, IReadOnlyDictionary<string, string> shown)
    {
        ImmutableArray<PersonAlias> aliases = [.. all.Select(row => row.Author).Distinct()];
        var by = all.ToLookup(row => row.Author);
        Trace Aliased<T>(string name, Func<PersonAlias, T> order) =>
            new(name, [.. aliases.OrderBy(order).Select(alias => session.Aliases[alias].Who)]);
        Trace Written(string name, IEnumerable<string> texts) =>
            new(name, [.. texts.Select(text => session.Texts[text]).Where(text => text.Activity == activity).Select(text => text.Who)]);
        List<string> texts = [.. session.Texts.Where(text => text.Value.Activity == activity).Select(text => text.Key)];
        return new Spoils(session, activity, aliases,
        [
            Aliased("log: who came first", alias => by[alias].Min(row => row.Place)),
            Aliased("log: who came last", alias => by[alias].Max(row => row.Place)),
            Aliased("log: aliases in the order of their letters", alias => Convert.ToHexString(Encoding.UTF8.GetBytes(alias.Value))),
            Aliased("log: commit ids", alias => Convert.ToHexString(by[alias].First().Id)),
            Aliased("log: marks", alias => Convert.ToHexString(by[alias].First().Marks)),
            Aliased("log: lengths of rows", alias => by[alias].Sum(row => row.Length)),
            Aliased("log: how much somebody wrote", alias => by[alias].Sum(row => row.Texts.Length)),
            Aliased("log: first sheets", alias => by[alias].Min(row => SheetOf(row.What.What))),
            Aliased("log: last sheets", alias => by[alias].Max(row => SheetOf(row.What.What))),
            Aliased("log: numbers of ideas", alias => by[alias].Min(row => NumberOf(row.What.What))),
            Written("file: first places of the texts", texts.OrderBy(text => first.GetValueOrDefault(text, int.MaxValue))),
            Written("file: last places of the texts", texts.OrderBy(text => last.GetValueOrDefault(text, int.MaxValue))),
            Written("rows: as they lie", artifacts.GetValueOrDefault(session.Id, []).SelectMany(In)),
            .. shown.Select(one => Written(one.Key, In(one.Value).Distinct())),
        ]);
    }

    static int SheetOf(ActivityEvent what) => what switch
    {
        BrainwritingEvent.SheetTaken e => e.Sheet,
        BrainwritingEvent.HandedIn e => e.Sheet,
        _ => 0,
    };

    static int NumberOf(ActivityEvent what) => what switch
    {
        BrainwritingEvent.HandedIn { Ideas: [var idea, ..] } => idea.Id,
        OpenPromptEvent.Replied e => e.Id,
        _ => int.MaxValue,
    };

    void ReadCommit(SqliteDataReader row)
    {
        var session = new SessionId(row.GetString(1));
        var events = (byte[])row[4];
        foreach (var happened in codec.Read(events))
        {
            if (happened is SessionEvent.PersonJoined joined)
            {
                Add(Joined, session, (joined.Name, joined.Person));
            }
            else if (happened is SessionEvent.Contributed given && AuthorOf(given.What) is { } author)
            {
                var texts = In(Encoding.UTF8.GetString(codec.Write([given])));
                Add(rows, session, new Row(row.GetInt64(0), (byte[])row[2], (byte[])row[3], events.Length, given, author, [.. texts]));
            }
        }
    }

    static PersonAlias? AuthorOf(ActivityEvent what) => (PersonAlias?)what.GetType().GetProperty("Author")?.GetValue(what);

    public static IEnumerable<string> In(string text) => Marked.Matches(text).Select(match => match.Value);

    static void Add<TValue>(Dictionary<SessionId, List<TValue>> lists, SessionId session, TValue value)
    {
        if (!lists.TryGetValue(session, out var list))
        {
            lists[session] = list = [];
        }

        list.Add(value);
    }

    static async Task EachAsync(SqliteConnection connection, string sql, Action<SqliteDataReader> take)
    {
        await using var command = new SqliteCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            take(reader);
        }
    }

    [GeneratedRegex("w[0-9a-f]{16}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    static partial Regex Marked { get; }
}
