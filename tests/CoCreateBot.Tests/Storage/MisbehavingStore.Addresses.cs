using System.Collections.Immutable;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>Where places and people are reached.</summary>
public sealed partial class MisbehavingStore
{
    public override IAddresses Addresses => this;

    Task IAddresses.PutAsync(ImmutableArray<Address> addresses, CancellationToken stop) =>
        Through(StoreCall.AddressesPut, () => Inner.Addresses.PutAsync(addresses, stop));

    Task<bool> IAddresses.SwapAsync(Address? known, Address address, CancellationToken stop) =>
        Through(StoreCall.AddressesPut, () => Inner.Addresses.SwapAsync(known, address, stop));

    Task<Address?> IAddresses.FindAsync(string place, CancellationToken stop) =>
        Through(StoreCall.AddressesRead, () => Inner.Addresses.FindAsync(place, stop));

    Task<ImmutableArray<Address>> IAddresses.OfTeamAsync(string team, int max, CancellationToken stop) =>
        Through(StoreCall.AddressesRead, () => Inner.Addresses.OfTeamAsync(team, max, stop));
}
