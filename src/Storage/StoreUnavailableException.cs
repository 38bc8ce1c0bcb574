namespace CoCreateBot.Storage;

public enum StoreTrouble
{
    /// <summary>No answer, or an error that may pass.</summary>
    Unreachable,

    /// <summary>Too much waits already. What was asked is certainly not done.</summary>
    Busy,
    Full,
    Damaged,

    /// <summary>One row cannot be read, or a later version wrote it: what it belongs to cannot be used, and all else can.</summary>
    DamagedRow,

    /// <summary>Another server works on the same file.</summary>
    InUse,

    /// <summary>The place cannot be used at all: a file where the folder should be, no rights, written by a later version.</summary>
    BadPlace,
}

/// <summary>The store would not. What was asked is not done, unless it says so by being found later.</summary>
public sealed class StoreUnavailableException(StoreTrouble trouble, string message, Exception? inner = null) : Exception(message, inner)
{
    public StoreTrouble Trouble => trouble;
}
