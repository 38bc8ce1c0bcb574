using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>Codes for one more place.</summary>
public sealed partial class MisbehavingStore
{
    public override IInvitations Invitations => this;

    Task IInvitations.PutAsync(PlaceInvitation invitation, CancellationToken stop) =>
        Through(StoreCall.InvitationsPut, () => Inner.Invitations.PutAsync(invitation, stop));

    Task<PlaceInvitation?> IInvitations.FindAsync(string hash, CancellationToken stop) =>
        Through(StoreCall.InvitationsRead, () => Inner.Invitations.FindAsync(hash, stop));

    Task<PlaceInvitation?> IInvitations.TakeAsync(string hash, VenueId taker, DateTimeOffset now, CancellationToken stop) =>
        Through(StoreCall.InvitationsTake, () => Inner.Invitations.TakeAsync(hash, taker, now, stop));

    Task<int> IInvitations.WithdrawAsync(SessionId session, DateTimeOffset now, CancellationToken stop) =>
        Through(StoreCall.InvitationsTake, () => Inner.Invitations.WithdrawAsync(session, now, stop));

    Task<int> IInvitations.CountAsync(SessionId session, CancellationToken stop) =>
        Through(StoreCall.InvitationsRead, () => Inner.Invitations.CountAsync(session, stop));
}
