using Microsoft.AspNetCore.DataProtection;

namespace CoCreateBot.Bot.Venues.Slack.Installing;

/// <summary>
/// The keys that protect tokens: in a folder of their own, so that a copy of the database opens nothing. The framework makes and changes them by itself.
/// </summary>
static class SlackKeys
{
    public const string Application = "CoCreateBot"; // stored for ever

    const string Folder = "slack-keys";
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>As it is set, else beside the database.</summary>
    public static string PathOf(SlackOptions options, string database) => options.KeysPath.Length > 0
        ? options.KeysPath
        : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database)) ?? ".", Folder);

    /// <summary>Makes the folder, for this user alone. What is wrong with it, or null.</summary>
    public static string? Prepare(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, OwnerOnly);
                File.SetUnixFileMode(path, OwnerOnly); // it may have been there before
            }

            var probe = Path.Combine(path, Path.GetRandomFileName());
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"Slack:KeysPath is \"{path}\": it must be a folder that this server can write to. It holds the keys that protect Slack's tokens.";
        }
    }

    public static void Add(IServiceCollection services, string path) => services.AddDataProtection()
        .SetApplicationName(Application)
        .PersistKeysToFileSystem(new DirectoryInfo(path));
}
