using System.Collections.Immutable;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>Where the bot is installed.</summary>
public sealed partial class MisbehavingStore
{
    Task IInstallations.PutAsync(Installation installation, CancellationToken stop) =>
        Through(StoreCall.InstallationsPut, () => Inner.Installations.PutAsync(installation, stop));

    Task<bool> IInstallations.ReplaceAsync(Guid known, Installation installation, CancellationToken stop) =>
        Through(StoreCall.InstallationsPut, () => Inner.Installations.ReplaceAsync(known, installation, stop));

    Task<Installation?> IInstallations.FindAsync(string workspace, CancellationToken stop) =>
        Through(StoreCall.InstallationsRead, () => Inner.Installations.FindAsync(workspace, stop));

    Task<ImmutableArray<Installation>> IInstallations.ReadAsync(int max, CancellationToken stop) =>
        Through(StoreCall.InstallationsRead, () => Inner.Installations.ReadAsync(max, stop));

    Task<bool> IInstallations.RemoveAsync(string workspace, Guid? known, CancellationToken stop) =>
        Through(StoreCall.InstallationsRemove, () => Inner.Installations.RemoveAsync(workspace, known, stop));

    Task IInstallations.ServeAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop) =>
        Through(StoreCall.InstallationsPut, () => Inner.Installations.ServeAsync(organisation, workspaces, stop));

    Task IInstallations.LearnAsync(string organisation, string workspace, CancellationToken stop) =>
        Through(StoreCall.InstallationsPut, () => Inner.Installations.LearnAsync(organisation, workspace, stop));

    Task<string?> IInstallations.OrganisationOfAsync(string workspace, CancellationToken stop) =>
        Through(StoreCall.InstallationsRead, () => Inner.Installations.OrganisationOfAsync(workspace, stop));

    Task<ImmutableArray<string>> IInstallations.ServedAsync(string organisation, string? after, CancellationToken stop) =>
        Through(StoreCall.InstallationsRead, () => Inner.Installations.ServedAsync(organisation, after, stop));

    Task IInstallations.LeaveAsync(string organisation, ImmutableArray<string> workspaces, CancellationToken stop) =>
        Through(StoreCall.InstallationsPut, () => Inner.Installations.LeaveAsync(organisation, workspaces, stop));
}
