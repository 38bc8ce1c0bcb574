using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

static class Removing
{
    /// <summary>Whichever is there.</summary>
    public static async Task RemoveAsync(this IInstallations installations, string workspace, CancellationToken stop)
    {
        var found = await installations.FindAsync(workspace, stop);
        Assert.True(await installations.RemoveAsync(workspace, found?.Workspace == workspace ? found.Id : null, stop));
    }
}
