using System.Collections.Immutable;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Pretend;

/// <summary>A store in which the rows of some places cannot be read, until somebody writes them anew.</summary>
sealed class DamagedAddresses(IStore inner) : PassingStore(inner), IAddresses
{
    public HashSet<string> Places { get; } = [];

    public override IAddresses Addresses => this;

    public async Task PutAsync(ImmutableArray<Address> addresses, CancellationToken stop)
    {
        await Inner.Addresses.PutAsync(addresses, stop);
        Places.ExceptWith(addresses.Select(one => one.Place));
    }

    public Task<bool> SwapAsync(Address? known, Address address, CancellationToken stop) =>
        Inner.Addresses.SwapAsync(known, Readable(address.Place, address), stop);

    public Task<Address?> FindAsync(string place, CancellationToken stop) => Inner.Addresses.FindAsync(Readable(place, place), stop);

    public Task<ImmutableArray<Address>> OfTeamAsync(string team, int max, CancellationToken stop) => Inner.Addresses.OfTeamAsync(team, max, stop);

    T Readable<T>(string place, T what) =>
        Places.Contains(place) ? throw new StoreUnavailableException(StoreTrouble.DamagedRow, "As the test has asked.") : what;
}
