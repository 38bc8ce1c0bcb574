using CoCreateBot.Bot.Nodes;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Pretend;

/// <summary>So many servers share the store, and this one looks after every session, unless the test says otherwise.</summary>
sealed class PretendLeases(int servers) : ISessionLeases
{
    public int Servers { get; set; } = servers;

    public int HeldCount => 0;

    public bool OutlivesServer { get; init; }

    public bool IsInTouch => true;

    /// <summary>Asked each time.</summary>
    public Func<bool> Here { get; set; } = () => true;

    public ValueTask<Holder> TakeAsync(SessionId session, CancellationToken stop) => new(Holder.Here);

    public bool IsHere(SessionId session) => Here();

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
