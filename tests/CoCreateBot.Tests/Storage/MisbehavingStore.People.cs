using System.Collections.Immutable;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>What people set for themselves, and where they are found.</summary>
public sealed partial class MisbehavingStore
{
    Task<PersonSettings?> IPeople.FindAsync(string person, CancellationToken stop) =>
        Through(StoreCall.PeopleRead, () => Inner.People.FindAsync(person, stop));

    Task<ImmutableDictionary<string, PersonSettings>> IPeople.FindAsync(ImmutableArray<string> people, CancellationToken stop) =>
        Through(StoreCall.PeopleRead, () => Inner.People.FindAsync(people, stop));

    Task IPeople.PutAsync(string person, PersonSettings settings, CancellationToken stop) =>
        Through(StoreCall.PeoplePut, () => Inner.People.PutAsync(person, settings, stop));

    Task IPeople.RemoveAsync(string person, CancellationToken stop) =>
        Through(StoreCall.PeopleRemove, () => Inner.People.RemoveAsync(person, stop));

    Task IPeople.OweAsync(OwedErasing owed, CancellationToken stop) => Through(StoreCall.ErasingsPut, () => Inner.People.OweAsync(owed, stop));

    Task<bool> IPeople.SwapOwedAsync(OwedErasing known, OwedErasing owed, CancellationToken stop) =>
        Through(StoreCall.ErasingsPut, () => Inner.People.SwapOwedAsync(known, owed, stop));

    Task<ImmutableArray<OwedErasing>> IPeople.OwedAsync(string begins, int max, CancellationToken stop) =>
        Through(StoreCall.ErasingsRead, () => Inner.People.OwedAsync(begins, max, stop));

    Task<OwedErasing?> IPeople.FindOwedAsync(string person, CancellationToken stop) =>
        Through(StoreCall.ErasingsRead, () => Inner.People.FindOwedAsync(person, stop));

    Task IPeople.SettleAsync(string person, ImmutableArray<string> addresses, CancellationToken stop) =>
        Through(StoreCall.ErasingsRemove, () => Inner.People.SettleAsync(person, addresses, stop));

    Task<ImmutableArray<MemberSession>> IMembers.SessionsOfAsync(string person, int max, CancellationToken stop) =>
        Through(StoreCall.MembersRead, () => Inner.Members.SessionsOfAsync(person, max, stop));

    Task<ImmutableArray<MemberSession>> IMembers.SessionsOfAsync(ImmutableArray<string> people, int max, CancellationToken stop) =>
        Through(StoreCall.MembersRead, () => Inner.Members.SessionsOfAsync(people, max, stop));

    Task<ImmutableArray<string>> IMembers.KnownAsync(ImmutableArray<string> people, CancellationToken stop) =>
        Through(StoreCall.MembersRead, () => Inner.Members.KnownAsync(people, stop));

    Task<ImmutableArray<PlacedSession>> IDirectory.FromAsync(string begins, PlacedSession? after, int max, CancellationToken stop) =>
        Through(StoreCall.DirectoryRead, () => Inner.Directory.FromAsync(begins, after, max, stop));
}
