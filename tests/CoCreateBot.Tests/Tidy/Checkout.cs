namespace CoCreateBot.Tests.Tidy;

/// <summary>The checkout these tests were built from, read as text.</summary>
static class Checkout
{
    static readonly string[] NotOurs =
        ["bin", "obj", "node_modules", "artifacts", "data", "TestResults", ".git", ".vs", ".idea", ".vscode"];

    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Every file of the checkout, relative to its root, with forward slashes.</summary>
    public static IEnumerable<string> Files =>
        FilesUnder(new DirectoryInfo(Root)).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    static string FindRoot(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "CoCreateBot.sln"))
            ? folder.FullName
            : FindRoot(folder.Parent ?? throw new InvalidOperationException("No CoCreateBot.sln above: run from a checkout."));

    static IEnumerable<string> FilesUnder(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(f => f.Name != ".git").Select(f => f.FullName) // a file in a linked work tree
            .Concat(folder.EnumerateDirectories().Where(d => !NotOurs.Contains(d.Name)).SelectMany(FilesUnder));
}
