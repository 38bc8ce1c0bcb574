namespace CoCreateBot.Storage.Memory;

sealed class MemoryPeople : IPeople
{
    readonly MemoryRows<string, PersonSettings> people = new();

    public Task<PersonSettings?> FindAsync(string person, CancellationToken stop) => people.DoAsync(rows => rows.GetValueOrDefault(person), stop);

    public Task PutAsync(string person, PersonSettings settings, CancellationToken stop) => people.DoAsync(rows => rows[person] = settings, stop);

    public Task RemoveAsync(string person, CancellationToken stop) => people.DoAsync(rows => rows.Remove(person), stop);
}
