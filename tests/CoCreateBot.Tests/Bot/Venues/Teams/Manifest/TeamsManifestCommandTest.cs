using System.IO.Compression;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Bot.Venues.Teams.Manifest;

/// <summary><c>manifest teams</c>, as typed behind the program's name.</summary>
public sealed class TeamsManifestCommandTest : IDisposable
{
    const string Right = "teams --url https://cocreate.example.org --app-id 00000000-0000-0000-0000-000000000000";

    static readonly string[] Files = ["manifest.json", "de.json", "color.png", "outline.png"];

    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_manifest_in_the_repository_is_what_it_prints()
    {
        var (code, printed, said) = await RunAsync(Right);

        Assert.Equal((0, ""), (code, said));
        Assert.Equal(await File.ReadAllTextAsync(InRepository("manifest.json")), printed);
    }

    [Fact]
    public async Task The_app_package_holds_what_is_in_the_repository_and_nothing_else()
    {
        var (code, printed, said) = await RunAsync($"{Right} --out {folder.File("app.zip")}");

        Assert.Equal((0, ""), (code, said));
        Assert.Contains("https://cocreate.example.org/api/messages", printed, StringComparison.Ordinal);
        using var package = ZipFile.OpenRead(folder.File("app.zip"));
        Assert.Equal(Files, package.Entries.Select(entry => entry.FullName)); // at its top, or Teams does not find them
        foreach (var entry in package.Entries)
        {
            using var content = new MemoryStream();
            using var open = entry.Open();
            await open.CopyToAsync(content);
            Assert.Equal(await File.ReadAllBytesAsync(InRepository(entry.FullName)), content.ToArray());
        }
    }

    [Fact]
    public async Task The_same_settings_make_the_same_bytes_and_take_the_place_of_the_package_before()
    {
        await File.WriteAllTextAsync(folder.File("2.zip"), new string('x', 100_000));
        await RunAsync($"{Right} --out {folder.File("1.zip")}");
        await RunAsync($"{Right} --out {folder.File("2.zip")}");

        Assert.Equal(await File.ReadAllBytesAsync(folder.File("1.zip")), await File.ReadAllBytesAsync(folder.File("2.zip")));
    }

    [Fact]
    public async Task The_bots_id_and_address_stand_wherever_Teams_looks_for_them()
    {
        var (_, printed, _) = await RunAsync("teams --url https://example.org:8443/bot/ --app-id 9F3D52C0-5d3f-4d2c-9a15-3f8e0ce5c001");

        Assert.Equal(4, printed.Split("\"9f3d52c0-5d3f-4d2c-9a15-3f8e0ce5c001\"").Length - 1); // the app, the bot, the extension, its permissions
        Assert.Contains("\"example.org:8443\"", printed, StringComparison.Ordinal);
        Assert.Contains("\"websiteUrl\": \"https://example.org:8443/bot\"", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("teams", "--url is missing")]
    [InlineData("teams --url http://example.org --app-id 9f3d52c0-5d3f-4d2c-9a15-3f8e0ce5c001", "--url is \"http://example.org\"")]
    [InlineData("teams --url https://example.org", "--app-id is missing")]
    [InlineData("teams --url https://example.org --app-id my-bot", "--app-id is \"my-bot\"")]
    [InlineData("teams --url https://example.org --app-id 9f3d52c05d3f4d2c9a153f8e0ce5c001", "--app-id is \"9f3d52c05d3f4d2c9a153f8e0ce5c001\"")]
    [InlineData("teams --url https://example.org --app-id", "--app-id")]
    [InlineData("teams --socket --app-id 9f3d52c0-5d3f-4d2c-9a15-3f8e0ce5c001", "--socket is for slack")]
    [InlineData(Right + " --out", "--out")]
    [InlineData(Right + " --out /no-such-folder/app.zip", "--out is \"/no-such-folder/app.zip\", which cannot be written")]
    [InlineData("slack --app-id 9f3d52c0-5d3f-4d2c-9a15-3f8e0ce5c001", "--app-id and --out are for teams")]
    [InlineData("slack --out app.zip", "--app-id and --out are for teams")]
    public async Task What_cannot_be_made_is_said_in_one_sentence(string typed, string why)
    {
        var (code, printed, said) = await RunAsync(typed);

        Assert.Equal((2, ""), (code, printed));
        Assert.Contains(why, Assert.Single(said.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_says_what_can_be_typed() => Assert.Contains("--app-id", (await RunAsync("--help")).Printed, StringComparison.Ordinal);

    static string InRepository(string file) => Path.Combine(Checkout.Root, "manifest", "teams", file);

    static async Task<(int Code, string Printed, string Said)> RunAsync(string typed)
    {
        using var output = new StringWriter();
        using var problems = new StringWriter();
        var code = await ManifestCommand.RunAsync(typed.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, problems);
        return (code, output.ToString(), problems.ToString());
    }
}
