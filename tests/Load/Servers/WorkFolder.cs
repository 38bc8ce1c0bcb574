namespace CoCreateBot.Load.Servers;

/// <summary>A fresh folder beside the build, so on a real disk, and gone afterwards.</summary>
sealed class WorkFolder : IDisposable
{
    public WorkFolder()
    {
        Place = Path.Combine(AppContext.BaseDirectory, "load-" + Path.GetRandomFileName());
        Directory.CreateDirectory(Place);
    }

    public string Place { get; }

    public string Database => Path.Combine(Place, "cocreate.db");

    public void Dispose() => Directory.Delete(Place, recursive: true);
}
