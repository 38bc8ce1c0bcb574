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
    /// It goes, with all that it served, and of what was protected no byte is left in any file. Twice is once; where it fails, ask again. False, and all
    /// stays, where another one is there than the one that is known.
    /// </summary>
    /// <param name="known">Null where none is there: only what a try before has left goes.</param>
    Task<bool> RemoveAsync(string workspace, Guid? known, CancellationToken stop);

    /// <summary>From now on these workspaces have the bot by their organisation.</summary>
    Task ServeAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop);

    /// <summary>The same for one of which that was only heard: it is taken from no other organisation that has it now.</summary>
    Task LearnAsync(string organisation, string workspace, CancellationToken stop);

    /// <summary>By which organisation a workspace has the bot; null where by none.</summary>
    Task<string?> OrganisationOfAsync(string workspace, CancellationToken stop);

    /// <summary>The workspaces that have the bot by this organisation, by id; at most <see cref="Installation.ServedMax"/>.</summary>
    /// <param name="after">The last one that is known; null from the first.</param>
    Task<ImmutableArray<string>> ServedAsync(string organisation, string? after, CancellationToken stop);

    /// <summary>
    /// These have it by their organisation no more. That they had stays known: they are served by <see cref="Installation.LeftOf"/>, which is installed
    /// nowhere.
    /// </summary>
    Task LeaveAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop);
}

/// <param name="Workspace">The platform's id of the workspace, or of the organisation.</param>
/// <param name="Id">Another one each time it is written, so that nobody replaces what they have not seen.</param>
/// <param name="Secret">Protected; at most <see cref="SecretBytesMax"/>.</param>
public sealed record Installation(string Workspace, Guid Id, ReadOnlyMemory<byte> Secret)
{
    public const int SecretBytesMax = 16 * 1024;

    /// <summary>Workspaces that one organisation is told to serve in one go, and that are read in one go.</summary>
    public const int ServedMax = 1_000;

    /// <summary>Begins what stands in an organisation's place where a workspace has left it; no id begins like this.</summary>
    internal const string LeftMark = "left:";

    /// <summary>Stands for the organisation with those workspaces that had the bot by it.</summary>
    public static string LeftOf(string organisation) => LeftMark + organisation;
}
