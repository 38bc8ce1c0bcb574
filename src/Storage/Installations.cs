using System.Collections.Immutable;

namespace CoCreateBot.Storage;

/// <summary>
/// Where the bot is installed: one row a workspace, or an organisation of workspaces. What opens that door is protected by whoever puts it here: the store
/// never sees it, and neither does who reads the file.
/// </summary>
public interface IInstallations
{
    /// <summary>Takes the place of the one before; which workspaces an organisation serves stays.</summary>
    Task PutAsync(Installation installation, CancellationToken stop);

    /// <summary>The same, but only in the place of the very one that is known; false where that is gone or was replaced.</summary>
    Task<bool> ReplaceAsync(Guid known, Installation installation, CancellationToken stop);

    /// <summary>The workspace's own, else that of the organisation that serves it. It reads one row.</summary>
    Task<Installation?> FindAsync(string workspace, CancellationToken stop);

    /// <summary>By workspace.</summary>
    Task<ImmutableArray<Installation>> ReadAsync(int max, CancellationToken stop);

    /// <summary>
    /// It goes, with all that it served, and of what was protected no byte is left in any file. Twice is once; where it fails, ask again.
    /// </summary>
    Task RemoveAsync(string workspace, CancellationToken stop);

    /// <summary>From now on these workspaces have the bot by their organisation.</summary>
    Task ServeAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop);

    /// <summary>These have it by their organisation no more.</summary>
    Task LeaveAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop);
}

/// <param name="Workspace">The platform's id of the workspace, or of the organisation.</param>
/// <param name="Id">Another one each time it is written, so that nobody replaces what they have not seen.</param>
/// <param name="Secret">Protected; at most <see cref="SecretBytesMax"/>.</param>
public sealed record Installation(string Workspace, Guid Id, ReadOnlyMemory<byte> Secret)
{
    public const int SecretBytesMax = 16 * 1024;

    /// <summary>Workspaces that one organisation is told to serve in one go.</summary>
    public const int ServedMax = 1_000;
}
