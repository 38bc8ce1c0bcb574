using System.Collections.Immutable;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>What people set for themselves, and where they are found.</summary>
public sealed partial class MisbehavingStore
{
    Task<PersonSettings?> IPeople.FindAsync(string person, CancellationToken stop) =>
        Through(StoreCall.PeopleRead, () => Inner.People.FindAsync(person, stop));

    Task IPeople.PutAsync(string person, PersonSettings settings, CancellationToken stop) =>
        Through(StoreCall.PeoplePut, () => Inner.People.PutAsync(person, settings, stop));

    Task IPeople.RemoveAsync(string person, CancellationToken stop) =>
        Through(StoreCall.PeopleRemove, () => Inner.People.RemoveAsync(person, stop));

    Task<ImmutableArray<MemberSession>> IMembers.SessionsOfAsync(string person, int max, CancellationToken stop) =>
        Through(StoreCall.MembersRead, () => Inner.Members.SessionsOfAsync(person, max, stop));

    Task<ImmutableArray<PlacedSession>> IDirectory.FromAsync(string begins, PlacedSession? after, int max, CancellationToken stop) =>
        Through(StoreCall.DirectoryRead, () => Inner.Directory.FromAsync(begins, after, max, stop));
}
