using System.Globalization;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Files, in three steps: an address, the bytes, the message. Each address takes bytes once, each file is shown once.</summary>
sealed partial class PretendSlack
{
    public const string UploadHost = "files.slack.com";
    public const string UploadMethod = "upload_url";

    const int FileNameMax = 255;

    readonly List<PretendUpload> uploads = [];

    /// <summary>Messages with files that single people got, oldest first.</summary>
    public List<PretendFiles> Files { get; } = [];

    /// <summary>Whom the bot can write to is known by their conversation with it.</summary>
    static string DirectOf(string user) => "D" + user;

    string? DirectUser(string? channel) => channel is ['D', .. var user] && opened.Contains(user) ? user : null;

    readonly HashSet<string> opened = [];

    JsonObject OpenDirect(JsonObject arguments)
    {
        var user = (string?)arguments["users"] ?? "";
        if (!user.StartsWith('U') || Homeless.Contains(user))
        {
            return Error("user_not_found");
        }

        opened.Add(user);
        return new JsonObject { ["ok"] = true, ["channel"] = new JsonObject { ["id"] = DirectOf(user) } };
    }

    JsonObject NameUpload(JsonObject arguments)
    {
        var name = (string?)arguments["filename"] ?? "";
        if (name.Length is 0 or > FileNameMax
            || !int.TryParse((string?)arguments["length"], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length == 0)
        {
            Faults.Add($"files.getUploadURLExternal: {arguments.ToJsonString()}");
            return Error("invalid_arguments");
        }

        var upload = new PretendUpload(Number("F"), $"https://{UploadHost}/upload/v1/{Number("secret")}", name, length);
        uploads.Add(upload);
        return new JsonObject { ["ok"] = true, ["upload_url"] = upload.Url, ["file_id"] = upload.Id };
    }

    JsonObject TakeBytes(HttpRequestMessage request)
    {
        if (request.Headers.Authorization is not null)
        {
            Faults.Add("the token went to an upload's address");
        }

        using var bytes = new MemoryStream();
        request.Content!.ReadAsStream().CopyTo(bytes); // ! what is posted has a content
        var upload = uploads.Find(one => one.Url == request.RequestUri!.AbsoluteUri); // ! it was sent
        if (request.Method != HttpMethod.Post || upload is null or { Bytes: not null } || bytes.Length != upload.Length)
        {
            Faults.Add("bytes came to an address that takes none, not these, or no more");
            return new JsonObject { ["ok"] = false, ["error"] = "not_taken", ["$status"] = 400 };
        }

        upload.Bytes = bytes.ToArray();
        return Ok();
    }

    JsonObject ShowFiles(JsonObject arguments)
    {
        var shown = (arguments["files"] as JsonArray ?? []).Select(file => uploads.Find(one => one.Id == (string?)file!["id"])).ToList(); // ! an object
        if (DirectUser((string?)arguments["channel_id"]) is not { } user)
        {
            return Error("channel_not_found");
        }

        if (shown.Count == 0 || shown.Exists(upload => upload is null or { Bytes: null } or { IsShown: true }))
        {
            Faults.Add("files.completeUploadExternal for a file that is not there, or is shown already");
            return Error("file_not_found");
        }

        shown.ForEach(upload => upload!.IsShown = true); // ! so it was just asked
        Files.Add(new PretendFiles(user, [.. shown.OfType<PretendUpload>()], (string?)arguments["initial_comment"] ?? ""));
        return Ok();
    }
}

/// <summary>A file on its way.</summary>
sealed class PretendUpload(string id, string url, string name, int length)
{
    public string Id => id;

    public string Url => url;

    public string Name => name;

    public int Length => length;

    public byte[]? Bytes { get; set; }

    public bool IsShown { get; set; }

    public string Text => System.Text.Encoding.UTF8.GetString(Bytes ?? []);
}

/// <summary>One message with files, for one person.</summary>
sealed record PretendFiles(string User, IReadOnlyList<PretendUpload> All, string Comment);
