using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Nodes;

/// <summary>
/// Which server posts for a session and writes its readable rows. Any server takes any click; that only one of them speaks for a session to the outside is
/// what keeps a card from being posted twice.
/// </summary>
public interface ISessionLeases
{
    /// <summary>Servers that live, this one with them.</summary>
    int Servers { get; }

    /// <summary>Sessions for which this server speaks by a lease.</summary>
    int HeldCount { get; }

    /// <summary>What a server holds is found and taken over when it dies, without the due table.</summary>
    bool OutlivesServer { get; }

    /// <summary>What others write is heard of.</summary>
    bool IsInTouch { get; }

    /// <summary>Takes it, unless another server that lives has it.</summary>
    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    ValueTask<Holder> TakeAsync(SessionId session, CancellationToken stop);

    /// <summary>Is it held here at this moment? From memory.</summary>
    bool IsHere(SessionId session);

    /// <summary>Does another server that lives look after it?</summary>
    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    ValueTask<bool> IsElsewhereAsync(SessionId session, CancellationToken stop);

    /// <summary>Another server seems to speak for it as well: who does is asked anew. Returns at once.</summary>
    void Doubt(SessionId session);

    /// <summary>The session has commits, or rows about its posts, that other servers have not read. Returns at once.</summary>
    void Tell(Session session, bool arePosts = false);

    /// <summary>It was put away here. It is given back when the log has nothing that was not read here. Returns at once.</summary>
    /// <param name="read">The number of the last commit that was read.</param>
    void GiveBack(SessionId session, long read);

    /// <summary>This server stops: from here on nothing is given back, and others take it over when it is gone.</summary>
    void Close();
}

/// <summary>Where the lease of a session is.</summary>
public enum Holder
{
    Here,

    /// <summary>With another server that lives and will read what is in the log by now.</summary>
    Elsewhere,

    /// <summary>This server itself has not been heard of for a while: nobody knows.</summary>
    Unknown,
}

/// <summary>A store for one server alone: everything is its own.</summary>
sealed class LoneServer : ISessionLeases
{
    public static readonly LoneServer Instance = new();

    public int Servers => 1;

    public int HeldCount => 0;

    public bool OutlivesServer => false;

    public bool IsInTouch => true;

    public ValueTask<Holder> TakeAsync(SessionId session, CancellationToken stop) => new(Holder.Here);

    public bool IsHere(SessionId session) => true;

    public ValueTask<bool> IsElsewhereAsync(SessionId session, CancellationToken stop) => new(false);

    public void Doubt(SessionId session)
    {
    }

    public void Tell(Session session, bool arePosts = false)
    {
    }

    public void GiveBack(SessionId session, long read)
    {
    }

    public void Close()
    {
    }
}
