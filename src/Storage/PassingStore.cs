using CoCreateBot.Sessions;

namespace CoCreateBot.Storage;

/// <summary>A store that passes everything on to another: whoever changes one part of it writes that part alone.</summary>
public abstract class PassingStore(IStore inner) : IStore
{
    /// <summary>The one it passes on to.</summary>
    protected IStore Inner => inner;

    public virtual ISessionLog Log => inner.Log;

    public virtual IDirectory Directory => inner.Directory;

    public virtual IDueTable Due => inner.Due;

    public virtual IPosts Posts => inner.Posts;

    public virtual IKeyRing Keys => inner.Keys;

    public virtual IArtifacts Artifacts => inner.Artifacts;

    public virtual IRooms Rooms => inner.Rooms;

    public virtual ILinks Links => inner.Links;

    public virtual IMembers Members => inner.Members;

    public virtual IRecipes Recipes => inner.Recipes;

    public virtual IPictures Pictures => inner.Pictures;

    public virtual ISchedules Schedules => inner.Schedules;

    public virtual IInstallations Installations => inner.Installations;

    public virtual IPeople People => inner.People;

    public virtual IInvitations Invitations => inner.Invitations;

    public virtual IAddresses Addresses => inner.Addresses;

    public virtual IWhole Whole => inner.Whole;

    public virtual INodes? Nodes => inner.Nodes;

    public virtual Task DeleteAsync(SessionId session, CancellationToken stop) => inner.DeleteAsync(session, stop);

    public virtual Task SweepAsync(CancellationToken stop) => inner.SweepAsync(stop);

    public virtual Task CheckAsync(CancellationToken stop) => inner.CheckAsync(stop);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return inner.DisposeAsync();
    }
}
