using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// Everything in tables of an account of Azure Table Storage or Cosmos DB for Table. No write is one of several rows at once: where there are several,
/// their order is such that a crash between them loses nothing, and what it leaves behind is found by whoever deletes.
/// </summary>
public sealed class TableStore : IStore
{
    /// <summary>Goes up by one with each change of the tables that an earlier version cannot read.</summary>
    const int Version = 1;

    const string Meta = "meta";

    /// <summary>Beside the version: so many of <see cref="Names"/> were made.</summary>
    const string Made = "Tables";

    /// <summary>So many were made before their number was noted.</summary>
    const int MadeAtFirst = 20;

    /// <summary>New ones come last: those that are not there yet are made at the start, while servers that do not know them may go on.</summary>
    static readonly ImmutableArray<string> Names =
    [
        "Log", "Keys", "Directory", "Due", "Posts", "Artifacts", "Rooms", "Guests", "Links", "Members", "People", "Recipes", "Pictures", "Schedules",
        "ScheduleDue", "Installations", "Erasings", "Invitations", "Addresses", "Index", "Nodes",
    ];

    readonly ImmutableDictionary<string, KeptTable> tables;
    readonly TableTrouble trouble;
    readonly TableDirectory directory;
    readonly TablePeople people;

    TableStore(ImmutableDictionary<string, KeptTable> tables, TableTrouble trouble, bool isSorted, TimeProvider time, string node)
    {
        (this.tables, this.trouble) = (tables, trouble);
        directory = new(tables["Directory"], Index);
        var addresses = new TableAddresses(tables["Addresses"]);
        people = new(tables["People"], tables["Erasings"], addresses);
        Log = new TableLog(tables["Log"], isSorted);
        Due = new TableDueTable(new(tables["Due"], time), Index, node);
        Posts = new TablePosts(tables["Posts"]);
        Keys = new TableKeyRing(tables["Keys"]);
        Artifacts = new TableArtifacts(tables["Artifacts"], Index, time);
        Rooms = new TableRooms(tables["Rooms"], tables["Guests"]);
        Links = new TableLinks(tables["Links"], Index);
        Members = new TableMembers(tables["Members"], people, directory);
        Recipes = new TableRecipes(tables["Recipes"]);
        Pictures = new TablePictures(tables["Pictures"], Index, time);
        var schedules = new TableSchedules(tables["Schedules"], new(tables["ScheduleDue"], time));
        Schedules = schedules;
        Installations = new TableInstallations(tables["Installations"]);
        Invitations = new TableInvitations(tables["Invitations"], Index);
        Addresses = addresses;
        Whole = new TableWhole(tables, schedules, trouble);
        Nodes = new TableNodes(tables["Nodes"], node);
    }

    public ISessionLog Log { get; }

    public IDirectory Directory => directory;

    public IDueTable Due { get; }

    public IPosts Posts { get; }

    public IKeyRing Keys { get; }

    public IArtifacts Artifacts { get; }

    public IRooms Rooms { get; }

    public ILinks Links { get; }

    public IMembers Members { get; }

    public IRecipes Recipes { get; }

    public IPictures Pictures { get; }

    public ISchedules Schedules { get; }

    public IInstallations Installations { get; }

    public IPeople People => people;

    public IInvitations Invitations { get; }

    public IAddresses Addresses { get; }

    public IWhole Whole { get; }

    public INodes? Nodes { get; }

    /// <summary>By session what other tables have under other keys, and a few rows about the tables themselves.</summary>
    KeptTable Index => tables["Index"];

    /// <exception cref="StoreUnavailableException">The tables cannot be reached or used, or a later version wrote them.</exception>
    public static async Task<TableStore> OpenAsync(TableStoreOptions options)
    {
        if (options.Problem() is { } problem)
        {
            throw new StoreUnavailableException(StoreTrouble.BadPlace, problem);
        }

        var service = options.Service();
        var said = new TableTrouble(service.Uri);
        var named = Names.ToImmutableDictionary(
            name => name, name => new KeptTable(service.GetTableClient(options.Prefix + name), said, service.IsSorted), StringComparer.Ordinal);
        var store = new TableStore(named, said, service.IsSorted, options.Client?.Time ?? TimeProvider.System, options.Node);
        await store.PrepareAsync();
        return store;
    }

    /// <summary>
    /// All of a session goes, its keys first. Each step looks for what is there, so that whatever a crash has left goes with the next try, which comes by the
    /// row that says when it is due: that goes last. What is deleted
    /// is gone for whoever asks the service; what of it the service keeps in backups of its own, and how long, is set there.
    /// </summary>
    public async Task DeleteAsync(SessionId session, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await ((TableKeyRing)Keys).DestroyAllAsync(session);
        await ((TableLog)Log).DeleteAsync(session);
        await ((TablePosts)Posts).DeleteAsync(session);
        await ((TableArtifacts)Artifacts).DeleteAsync(session);
        await Pictures.KeepOnlyAsync(session, [], default);
        await ((TableMembers)Members).DeleteAsync(session);
        await ((TableLinks)Links).DeleteAsync(session);
        await ((TableInvitations)Invitations).DeleteAsync(session);
        await directory.DeleteAsync(session);
        await ((TableDueTable)Due).DeleteAsync(session);
    }

    /// <summary>There are no files of ours: what was deleted or replaced is gone as soon as the service says so. It is only asked for.</summary>
    public Task SweepAsync(CancellationToken stop) => CheckAsync(stop);

    public async Task CheckAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var check = new TableEntity(Meta, "check") { { "Check", Guid.NewGuid() } };
        await Index.PutAsync(check);
        if (await Index.FindAsync(check.PartitionKey, check.RowKey, stop) is null)
        {
            throw trouble.Lost();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask; // connections are shared by all clients

    /// <summary>
    /// Once, all tables are made, and at the start of a release that has more of them those; from then on a row says so, and the server needs no right to make
    /// any. A table that was made and is gone was lost, with what was in it.
    /// </summary>
    async Task PrepareAsync()
    {
        var mark = await Index.FindOrCreateAsync(Meta, "version");
        var (version, made) = mark?.Read(row => (row.Number(nameof(Version)), row.GetInt32(Made) ?? MadeAtFirst)) ?? (Version, 0);
        if (version > Version)
        {
            throw trouble.Later(version, Version);
        }

        var known = Names[..Math.Min(made, Names.Length)];
        var areThere = await KeptTable.EachAsync(known, name => tables[name].IsThereAsync());
        if (areThere.Contains(false))
        {
            throw trouble.Missing(known.Where((_, n) => !areThere[n]).Select(name => tables[name].Name));
        }

        if (made < Names.Length)
        {
            await KeptTable.EachAsync(Names[made..], name => tables[name].CreateAsync());
            await Index.PutAsync(new(Meta, "version") { { nameof(Version), Version }, { Made, Names.Length } });
        }
    }
}
