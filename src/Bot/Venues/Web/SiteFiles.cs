using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>
/// Style, script and icon: inside the assembly, so that the program runs from any folder, and under names that change with what is in them, so that
/// browsers may keep them for ever.
/// </summary>
public sealed class SiteFiles
{
    public const string Folder = "/assets/";

    const string IconFile = "favicon.svg";
    const string RootMark = ":root {";
    const int HashLength = 10;

    readonly FrozenDictionary<string, Asset> byName;

    public SiteFiles()
    {
        var icon = Asset.Of(IconFile, "image/svg+xml", Read(IconFile));
        var style = Asset.Of("site.css", "text/css; charset=utf-8", Read("site.css").Replace(IconFile, icon.Name, StringComparison.Ordinal));
        var script = Asset.Of("site.js", "text/javascript; charset=utf-8", Read("site.js"));
        var board = Asset.Of("board.css", "text/css; charset=utf-8", Read("board.css"));
        var themes = Asset.Of("themes.css", "text/css; charset=utf-8", Themed(Read("site.css"), Read("board.css")) + Read("themes.css"));
        var tab = Asset.Of("tab.js", "text/javascript; charset=utf-8", Read("tab.js"));
        var teams = Asset.Of("MicrosoftTeams.min.js", "text/javascript; charset=utf-8", Read("MicrosoftTeams.min.js"));
        byName = new[] { icon, style, board, script, themes, tab, teams }.ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);
        (Icon, Style, Board, Script) = (Folder + icon.Name, Folder + style.Name, Folder + board.Name, Folder + script.Name);
        (Themes, Tab, Teams) = (Folder + themes.Name, Folder + tab.Name, Folder + teams.Name);
    }

    /// <summary>Paths on this site.</summary>
    public string Icon { get; }

    public string Style { get; }

    /// <summary>What only a session's board needs beside it.</summary>
    public string Board { get; }

    public string Script { get; }

    /// <summary>What a page in a frame needs beside it, to look as its frame says and not as the reader's system.</summary>
    public string Themes { get; }

    /// <summary>Of a tab in Teams: what our pages say to Teams, by way of the one below.</summary>
    public string Tab { get; }

    /// <summary>Microsoft's own: @microsoft/teams-js 2.58.0 from npm, as it came (MIT; its licence lies beside it).</summary>
    public string Teams { get; }

    public IResult Serve(string name, HttpContext http)
    {
        if (!byName.TryGetValue(name, out var asset))
        {
            return TypedResults.NotFound();
        }

        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = "Accept-Encoding";
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase))
        {
            return TypedResults.Bytes(asset.Plain, asset.ContentType);
        }

        headers.ContentEncoding = "br";
        return TypedResults.Bytes(asset.Brotli, asset.ContentType);
    }

    // The same colours by name that the styles have by the reader's system: in each the first block is light and the second dark.
    static string Themed(params ReadOnlySpan<string> styles)
    {
        var themed = new StringBuilder("@media not print {\n"); // paper is white
        foreach (var style in styles)
        {
            var blocks = style.Split(RootMark);
            themed.Append(":root[data-theme=\"default\"] {").Append(BlockIn(blocks[1])).Append("color-scheme: light; }\n");
            themed.Append(":root[data-theme=\"dark\"] {").Append(BlockIn(blocks[2])).Append("color-scheme: dark; }\n");
        }

        return themed.Append("}\n").ToString();
    }

    static string BlockIn(string rest) => rest[..rest.IndexOf('}', StringComparison.Ordinal)];

    static string Read(string file)
    {
        using var stream = typeof(SiteFiles).Assembly.GetManifestResourceStream($"wwwroot/{file}")
            ?? throw new InvalidOperationException($"The build left out wwwroot/{file}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    sealed record Asset(string Name, string ContentType, byte[] Plain, byte[] Brotli)
    {
        public static Asset Of(string file, string contentType, string text)
        {
            var plain = Encoding.UTF8.GetBytes(text);
            var hash = Convert.ToHexStringLower(SHA256.HashData(plain))[..HashLength];
            return new Asset($"{Path.GetFileNameWithoutExtension(file)}.{hash}{Path.GetExtension(file)}", contentType, plain, Compress(plain));
        }

        static byte[] Compress(byte[] plain)
        {
            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize))
            {
                brotli.Write(plain);
            }

            return packed.ToArray();
        }
    }
}
