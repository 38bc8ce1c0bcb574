namespace CoCreateBot.Bot.Venues.Slack.Socket;

/// <summary>How the connection with Slack stands, for whoever asks whether this server is ready.</summary>
public sealed class SocketHealth(TimeProvider time)
{
    /// <summary>Connections come and go; what is down for longer than this, somebody should know of.</summary>
    public static readonly TimeSpan DownMax = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    DateTimeOffset downSince = time.GetUtcNow();
    int open;
    bool isDisabled;

    /// <summary>Null where it is open, or was a moment ago.</summary>
    public string? Problem
    {
        get
        {
            lock (gate)
            {
                return isDisabled ? "Socket Mode is switched off for this Slack app; see the log."
                    : open == 0 && time.GetUtcNow() - downSince > DownMax ? "Slack's socket has been down for more than a minute; see the log."
                    : null;
            }
        }
    }

    public void Opened()
    {
        lock (gate)
        {
            open++;
        }
    }

    public void Closed()
    {
        lock (gate)
        {
            open--;
            downSince = time.GetUtcNow();
        }
    }

    /// <summary>Nothing is tried any more until the next start.</summary>
    public void Disabled()
    {
        lock (gate)
        {
            isDisabled = true;
        }
    }
}
