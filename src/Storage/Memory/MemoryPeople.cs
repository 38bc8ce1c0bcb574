using System.Collections.Immutable;

namespace CoCreateBot.Storage.Memory;

sealed class MemoryPeople(MemoryAddresses places) : IPeople
{
    readonly MemoryRows<string, PersonSettings> people = new();
    readonly MemoryRows<string, OwedErasing> erasings = new();

    public Task<PersonSettings?> FindAsync(string person, CancellationToken stop) => people.DoAsync(rows => rows.GetValueOrDefault(person), stop);

    public Task<ImmutableDictionary<string, PersonSettings>> FindAsync(ImmutableArray<string> of, CancellationToken stop)
    {
        Bounds.CheckKeys(of);
        return people.DoAsync(
            rows => of.Distinct(StringComparer.Ordinal).Where(rows.ContainsKey).ToImmutableDictionary(one => one, one => rows[one], StringComparer.Ordinal),
            stop);
    }

    public Task PutAsync(string person, PersonSettings settings, CancellationToken stop) => people.DoAsync(rows => rows[person] = settings, stop);

    public Task RemoveAsync(string person, CancellationToken stop) => people.DoAsync(rows => rows.Remove(person), stop);

    public Task OweAsync(OwedErasing owed, CancellationToken stop) => erasings.DoAsync(rows => rows[owed.Person] = owed, stop);

    public Task<bool> SwapOwedAsync(OwedErasing known, OwedErasing owed, CancellationToken stop) => erasings.DoAsync(
        rows =>
        {
            var isAsKnown = rows.GetValueOrDefault(known.Person) == known;
            if (isAsKnown)
            {
                rows[known.Person] = owed;
            }

            return isAsKnown;
        },
        stop);

    public Task<ImmutableArray<OwedErasing>> OwedAsync(string begins, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return erasings.DoAsync<ImmutableArray<OwedErasing>>(
            rows =>
            [
                .. rows.Values.Where(row => row.Person.StartsWith(begins, StringComparison.Ordinal))
                    .OrderBy(row => row.Person, StringComparer.Ordinal)
                    .Take(max),
            ],
            stop);
    }

    public Task<OwedErasing?> FindOwedAsync(string person, CancellationToken stop) => erasings.DoAsync(rows => rows.GetValueOrDefault(person), stop);

    public async Task SettleAsync(string person, ImmutableArray<string> addresses, CancellationToken stop)
    {
        await places.RemoveAsync(addresses, stop);
        await erasings.DoAsync(rows => rows.Remove(person), stop);
    }

    public Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop) =>
        people.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key))], stop);

    public Task<ImmutableArray<StoredKey>> ErasingsAsync(CancellationToken stop) =>
        erasings.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key))], stop);
}
