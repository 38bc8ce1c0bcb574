using System.Globalization;
using CoCreateBot.Bot.Commands;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// Files, in Slack's three steps (files.upload is gone): it names an address, takes the bytes there, and then shows what it has in one conversation. Nobody
/// sees anything before the third.
/// </summary>
public sealed partial class SlackApi
{
    /// <summary>The conversation of one person with the bot: a file goes to a conversation, and to no person.</summary>
    public async Task<string> OpenDirectAsync(string workspace, string user, CancellationToken stop)
    {
        Dictionary<string, string> arguments = new(StringComparer.Ordinal) { ["users"] = user };
        var answer = await http.CallAsync(workspace, "conversations.open", SlackArguments.Form(arguments), stop);
        return answer.Member("channel").Text("id") ?? throw new VenueUnavailableException("no_channel_id");
    }

    /// <summary>Gives the file's id; nobody sees it yet.</summary>
    public async Task<string> UploadFileAsync(string workspace, ExportFile file, CancellationToken stop)
    {
        Dictionary<string, string> arguments = new(StringComparer.Ordinal) // this method takes no JSON
        {
            ["filename"] = file.Name,
            ["length"] = file.Bytes.Length.ToString(CultureInfo.InvariantCulture),
        };
        var answer = await http.CallAsync(workspace, "files.getUploadURLExternal", SlackArguments.Form(arguments), stop);
        if (answer.Text("file_id") is not { } id || answer.Text("upload_url") is not { } url)
        {
            throw new VenueUnavailableException("no_upload_url");
        }

        await http.UploadAsync(url, file.Bytes, stop);
        return id;
    }

    /// <summary>Shows what was uploaded, in one message. It is asked for once: what was asked may be done although no answer came.</summary>
    public Task ShowFilesAsync(
        string workspace, string channel, IEnumerable<(string Id, string Title)> files, string comment, CancellationToken stop) => CallAsync(
        workspace,
        "files.completeUploadExternal",
        json =>
        {
            json.WriteStartArray("files");
            foreach (var (id, title) in files)
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                json.WriteString("title", title);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("channel_id", channel);
            json.WriteString("initial_comment", comment);
        },
        stop);
}
