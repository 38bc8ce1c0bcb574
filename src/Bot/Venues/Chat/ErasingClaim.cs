using CoCreateBot.Bot.Commands;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>
/// One server's turn at an "Erase me", where several share the store: the row says whose turn it is, and each change of it is one of the row as it was known.
/// So whoever was slow brings back no row that another one has settled, and somebody is told once.
/// </summary>
/// <param name="own">The server's; null where there is no other, and nothing is written.</param>
sealed class ErasingClaim(IPeople people, OwedErasing owed, Guid? own, TimeProvider time)
{
    /// <summary>So long nobody else begins, also where this server dies.</summary>
    public static readonly TimeSpan For = TimeSpan.FromMinutes(1);

    /// <summary>While it works the row says so anew.</summary>
    public static readonly TimeSpan AgainEvery = TimeSpan.FromSeconds(20);

    /// <summary>As it stands in the store, as far as this server knows.</summary>
    public OwedErasing Owed { get; private set; } = owed;

    /// <summary>Is it another server's turn?</summary>
    public static bool IsOther(OwedErasing owed, Guid? own, DateTimeOffset now) =>
        own is not null && AskedErasing.Read(owed.Delivery, now) is { By: { } by } asked && by != own && asked.ByUntil > now;

    /// <summary>As it is written: by whom, and until when.</summary>
    public static AskedErasing Mark(AskedErasing asked, Guid? own, DateTimeOffset now) =>
        own is null ? asked with { By = null, ByUntil = default } : asked with { By = own, ByUntil = now + For };

    /// <summary>False where it is another server's turn, or nothing is owed any more.</summary>
    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    public async Task<bool> TryTakeAsync() => own is null || await TryPutAsync(AskedErasing.Read(Owed.Delivery, time.GetUtcNow()), Owed.IsDone);

    /// <summary>What is left of it; false where another server has had a turn meanwhile, or nothing is owed any more.</summary>
    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    public async Task<bool> TryPutAsync(AskedErasing left, bool isDone)
    {
        var next = Owed with { Delivery = Mark(left, own, time.GetUtcNow()).Written(), IsDone = isDone };
        var isPut = next == Owed || await people.SwapOwedAsync(Owed, next, CancellationToken.None);
        Owed = isPut ? next : Owed;
        return isPut;
    }

    /// <summary>Does something that may take long, and says meanwhile that it goes on; nothing else is written until it ends.</summary>
    public async Task<T> WhileAsync<T>(Func<Task<T>> work)
    {
        if (own is null)
        {
            return await work();
        }

        using var over = new CancellationTokenSource();
        var saying = SayAsync(over.Token);
        try
        {
            return await work();
        }
        finally
        {
            await over.CancelAsync();
            await saying;
        }
    }

    async Task SayAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(AgainEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(over) && await IsOwnAsync())
            {
                // Until it is over, or somebody else's turn.
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    async Task<bool> IsOwnAsync()
    {
        try
        {
            return await TryTakeAsync();
        }
        catch (StoreUnavailableException)
        {
            return true; // nobody has said otherwise
        }
    }
}
