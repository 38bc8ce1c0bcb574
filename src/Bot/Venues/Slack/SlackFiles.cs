using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Hands files to one person, in their messages with the bot.</summary>
public sealed partial class SlackFiles(SlackApi api, ILogger<SlackFiles> log)
{
    /// <summary>All files of a message together; sessions are far smaller.</summary>
    public const int BytesMax = 8 * 1024 * 1024;

    /// <summary>So often are the bytes of a file sent: nobody sees those of a try whose answer was lost.</summary>
    public const int TriesMax = 2;

    public async Task<SlackFate> SendAsync(Person who, ImmutableArray<ExportFile> files, string comment)
    {
        if (SlackIds.User(who.Key) is not { } user || SlackIds.Workspace(who.Key) is not { } home
            || files.IsEmpty || files.Any(file => file.Bytes.IsEmpty) || files.Sum(file => (long)file.Bytes.Length) > BytesMax)
        {
            return SlackFate.NotSent;
        }

        try
        {
            var channel = await api.OpenDirectAsync(home, user, CancellationToken.None); // each call has a time limit of its own
            var uploaded = new List<(string Id, string Title)>();
            foreach (var file in files)
            {
                uploaded.Add((await UploadAsync(home, file), file.Name));
            }

            return await ShowAsync(home, channel, uploaded, comment);
        }
        catch (Exception e) when (e is VenueRefusedException or VenueThrottledException or VenueUnavailableException)
        {
            LogNotSent(log, e.Message);
            return e is VenueRefusedException { Detail: { } scope } ? new SlackFate.Lacking(scope) : SlackFate.NotSent;
        }
    }

    async Task<string> UploadAsync(string workspace, ExportFile file)
    {
        for (var left = TriesMax - 1; ; left--)
        {
            try
            {
                return await api.UploadFileAsync(workspace, file, CancellationToken.None);
            }
            catch (VenueUnavailableException e) when (left > 0)
            {
                LogAgain(log, e.Message);
            }
        }
    }

    // Where the answer is lost the message may be there: a second one would say the same twice.
    async Task<SlackFate> ShowAsync(string workspace, string channel, List<(string Id, string Title)> uploaded, string comment)
    {
        try
        {
            await api.ShowFilesAsync(workspace, channel, uploaded, comment, CancellationToken.None);
            return SlackFate.Sent;
        }
        catch (VenueUnavailableException e)
        {
            LogUnsure(log, e.Message);
            return SlackFate.Unsure;
        }
    }

    [LoggerMessage(LogLevel.Information, "Slack did not take a file: {Code}")]
    static partial void LogNotSent(ILogger log, string code);

    [LoggerMessage(LogLevel.Debug, "A file is uploaded anew: {Code}")]
    static partial void LogAgain(ILogger log, string code);

    [LoggerMessage(LogLevel.Warning, "Slack did not say whether it shows a file: {Code}")]
    static partial void LogUnsure(ILogger log, string code);
}

/// <summary>What became of files that were sent.</summary>
public abstract record SlackFate
{
    SlackFate()
    {
    }

    public static readonly SlackFate Sent = new There();
    public static readonly SlackFate Unsure = new Unknown();
    public static readonly SlackFate NotSent = new Failed();

    public sealed record There : SlackFate;

    /// <summary>They may be there.</summary>
    public sealed record Unknown : SlackFate;

    public sealed record Failed : SlackFate;

    /// <summary>The workspace has not granted this.</summary>
    public sealed record Lacking(string Scope) : SlackFate;
}
