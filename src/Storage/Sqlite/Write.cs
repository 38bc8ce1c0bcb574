using System.Collections.Immutable;

namespace CoCreateBot.Storage.Sqlite;

/// <summary>Something the writer does, and somebody who waits for it.</summary>
abstract class Write(int bytes)
{
    /// <summary>About how much is written.</summary>
    public int Bytes => bytes;

    /// <summary>It is done only when no older version of what it changed is left in any file.</summary>
    public bool MustBeSwept { get; init; }

    /// <summary>The same, of tables whose rows move: these are written anew, once for all writes of a group. Known when it has been done.</summary>
    public abstract ImmutableArray<string> WrittenAnew { get; }

    public abstract void Do(Database database);

    /// <summary>To be called when what was done is durable.</summary>
    public abstract void Acknowledge();

    public abstract void Fail(StoreUnavailableException failure);
}

sealed class Write<T>(Func<Database, T> act, int bytes, Func<T, ImmutableArray<string>>? writtenAnew = null) : Write(bytes)
{
    readonly TaskCompletionSource<T> waiter = new(TaskCreationOptions.RunContinuationsAsynchronously); // or callers would run on the writer's thread
    T? outcome;

    public Task<T> Task => waiter.Task;

    public override ImmutableArray<string> WrittenAnew => writtenAnew?.Invoke(outcome!) ?? []; // ! Do has been called

    public override void Do(Database database) => outcome = act(database);

    public override void Acknowledge() => waiter.SetResult(outcome!); // ! Do has been called

    public override void Fail(StoreUnavailableException failure) => waiter.SetException(failure);
}
