using System.Collections.Immutable;

namespace CoCreateBot.Storage.Memory;

sealed class MemoryAddresses : IAddresses
{
    readonly MemoryRows<string, Address> addresses = new();

    public Task PutAsync(ImmutableArray<Address> addresses, CancellationToken stop)
    {
        Bounds.Check(addresses);
        return this.addresses.DoAsync(
            rows =>
            {
                foreach (var one in addresses)
                {
                    rows[one.Place] = one;
                }

                return addresses.Length;
            },
            stop);
    }

    public Task<bool> SwapAsync(Address? known, Address address, CancellationToken stop)
    {
        Bounds.Check([address]);
        return addresses.SwapAsync(address.Place, known, address, stop);
    }

    public Task<Address?> FindAsync(string place, CancellationToken stop) => addresses.DoAsync(rows => rows.GetValueOrDefault(place), stop);

    public Task<ImmutableArray<Address>> OfTeamAsync(string team, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return addresses.DoAsync<ImmutableArray<Address>>(rows => [.. rows.Values.Where(row => row.Team == team).Take(max)], stop);
    }

    public Task RemoveAsync(ImmutableArray<string> places, CancellationToken stop)
    {
        Bounds.CheckPlaces(places);
        return addresses.DoAsync(rows => places.Count(rows.Remove), stop);
    }

    public Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop) =>
        addresses.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key))], stop);
}
