using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CoCreateBot.Load.Servers;

/// <summary>
/// A disk whose power can be cut: the bot runs over a library (Native/powercut.c) that keeps beside its folder what was synced. When the bot is dead, what
/// a disk could have kept is put in the place of what the bot wrote.
/// </summary>
sealed class CutDisk
{
    const int PageBytes = 4096;
    const int SectorBytes = 512;
    const string Wrote = "live";
    const string Synced = "entries";

    readonly string library;
    readonly string data;
    readonly string durable;

    CutDisk(string library, string place)
    {
        (this.library, data, durable) = (library, Path.Combine(place, "data"), Path.Combine(place, "durable"));
        Directory.CreateDirectory(data);
    }

    public string Database => Path.Combine(data, "cocreate.db");

    /// <summary>How often the library was asked to write, cut short, sync a file, sync the folder and delete in the life that just ended.</summary>
    public (long Steps, long Writes, long Truncations, long Syncs, long FolderSyncs, long Deletions) Counts
    {
        get
        {
            var all = MemoryMarshal.Cast<byte, long>(File.ReadAllBytes(Path.Combine(durable, "counts")));
            return (all[0], all[1], all[2], all[3], all[4], all[5]);
        }
    }

    /// <summary>Builds the library; null where there is no C compiler, or no Linux.</summary>
    public static async Task<CutDisk?> InAsync(string place)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var built = Path.Combine(place, "powercut.so");
        var source = Path.Combine(AppContext.BaseDirectory, "Native", "powercut.c");
        try
        {
            using var compiler = Process.Start("cc", ["-shared", "-fPIC", "-O2", "-Wall", "-o", built, source]);
            await compiler.WaitForExitAsync();
            return compiler.ExitCode == 0 ? new(built, place) : throw new InvalidOperationException("powercut.c could not be compiled.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>With these the next bot runs over it. What is there when it starts is synced.</summary>
    /// <param name="cutAt">The so-manieth write, truncation, sync or deletion never happens; null where the bot is killed from outside.</param>
    /// <param name="lies">Syncs that have no effect: "all", or those of the "wal".</param>
    public (string Name, string Value)[] Begin(long? cutAt = null, string lies = "")
    {
        if (Directory.Exists(durable))
        {
            Directory.Delete(durable, recursive: true);
        }

        Directory.CreateDirectory(durable);
        return
        [
            ("LD_PRELOAD", library),
            ("POWERCUT_FOLDER", data),
            ("POWERCUT_DURABLE", durable),
            ("POWERCUT_AT", cutAt?.ToString(CultureInfo.InvariantCulture) ?? "0"),
            ("POWERCUT_SWALLOW", lies),
            ("Storage__Path", Database),
        ];
    }

    /// <summary>Puts what a disk could have kept in the place of what was written.</summary>
    /// <param name="survivors">Draws what was written and not synced, and is there all the same; null for none of it.</param>
    public void Cut(Random? survivors, bool bySector)
    {
        var (wrote, synced) = (List(Wrote), List(Synced));
        foreach (var name in wrote.Keys.Union(synced.Keys).ToList())
        {
            // A folder that was not synced has either the file it had, or the one (or none) that came in its place.
            var isNew = survivors?.Next(2) == 1;
            var copy = (isNew ? wrote : synced).GetValueOrDefault(name);
            var file = Path.Combine(data, name);
            var bytes = copy is null ? null : Kept(copy, wrote.GetValueOrDefault(name) == copy ? file : null, survivors, bySector ? SectorBytes : PageBytes);
            File.Delete(file);
            if (bytes is not null)
            {
                File.WriteAllBytes(file, bytes);
            }
        }

        File.Delete($"{Database}-shm"); // is memory, not a file
    }

    /// <summary>Another folder with the same files, to look at them with the bot's own means and yet not touch them.</summary>
    public string CopyTo(string place)
    {
        Directory.CreateDirectory(place);
        Directory.GetFiles(place).ToList().ForEach(File.Delete);
        foreach (var file in Directory.GetFiles(data))
        {
            File.Copy(file, Path.Combine(place, Path.GetFileName(file)), overwrite: true);
        }

        return Path.Combine(place, Path.GetFileName(Database));
    }

    /// <summary>After a proper end all is synced: then the copy is the file, or something was written that the library has not seen.</summary>
    public bool HasSeenAll() => List(Wrote).TryGetValue(Path.GetFileName(Database), out var copy)
        && File.ReadAllBytes(Path.Combine(durable, copy)).AsSpan().SequenceEqual(File.ReadAllBytes(Database));

    byte[] Kept(string copy, string? file, Random? survivors, int unit)
    {
        var safe = File.ReadAllBytes(Path.Combine(durable, copy));
        if (file is null || survivors is null)
        {
            return safe;
        }

        var written = File.ReadAllBytes(file);
        var kept = new byte[survivors.Next(2) == 1 ? written.Length : safe.Length];
        safe.AsSpan(0, Math.Min(safe.Length, kept.Length)).CopyTo(kept);
        var share = survivors.NextDouble(); // sometimes nearly all, sometimes next to nothing
        for (var at = 0; at < Math.Min(written.Length, kept.Length); at += unit)
        {
            var length = Math.Min(unit, Math.Min(written.Length, kept.Length) - at);
            if (survivors.NextDouble() < share)
            {
                written.AsSpan(at, length).CopyTo(kept.AsSpan(at));
            }
        }

        return kept;
    }

    /// <summary>Which copy stands for which name.</summary>
    Dictionary<string, string> List(string name) => File.ReadLines(Path.Combine(durable, name))
        .Select(line => line.Split(' ', 2))
        .ToDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal);
}
