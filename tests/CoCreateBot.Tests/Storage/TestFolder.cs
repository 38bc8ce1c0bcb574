namespace CoCreateBot.Tests.Storage;

/// <summary>A folder for one test, gone afterwards.</summary>
sealed class TestFolder : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cocreate-");

    public string Path => folder.FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>All bytes of all files, also of those that a store has open.</summary>
    public byte[] AllBytes() => [.. folder.GetFiles("*", SearchOption.AllDirectories).Where(file => file.Length > 0).SelectMany(Bytes)];

    /// <summary>Its files as they are, where no store has them open.</summary>
    public TestFolder CopyTo(TestFolder copy)
    {
        folder.GetFiles().ToList().ForEach(file => file.CopyTo(copy.File(file.Name)));
        return copy;
    }

    public void Dispose() => folder.Delete(recursive: true);

    static byte[] Bytes(FileInfo file)
    {
        using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)]; // a store may just have shortened its log
    }
}
