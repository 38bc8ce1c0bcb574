using System.IO.Compression;
using System.Text;

namespace CoCreateBot.Bot.Venues.Teams.Manifest;

/// <summary>What is uploaded to Teams: the manifest, its translations and the icons. The same manifest makes the same bytes.</summary>
static class TeamsPackage
{
    /// <summary>A file in a package has a time; none of these has one that says anything.</summary>
    static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(TeamsManifest manifest)
    {
        var bytes = new MemoryStream();
        using (var package = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            Put(package, TeamsManifest.FileName, Encoding.UTF8.GetBytes(manifest.Text()));
            foreach (var language in TeamsManifest.Translations)
            {
                Put(package, TeamsManifest.FileOf(language), Encoding.UTF8.GetBytes(TeamsManifest.Translation(language)));
            }

            Put(package, TeamsManifest.ColorIcon, Icon(TeamsManifest.ColorIcon));
            Put(package, TeamsManifest.OutlineIcon, Icon(TeamsManifest.OutlineIcon));
        }

        return bytes.ToArray();
    }

    // Not packed: what packs may do it otherwise on another machine, and it is a few kilobytes.
    static void Put(ZipArchive package, string name, ReadOnlySpan<byte> bytes)
    {
        var entry = package.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = NoTime;
        entry.ExternalAttributes = 0;
        using var content = entry.Open();
        content.Write(bytes);
    }

    static byte[] Icon(string name)
    {
        using var found = typeof(TeamsPackage).Assembly.GetManifestResourceStream($"teams/{name}")
            ?? throw new FileNotFoundException($"The icon {name} is not in the program.");
        var icon = new byte[found.Length];
        found.ReadExactly(icon);
        return icon;
    }
}
