using System.Diagnostics;
using System.Text.Json.Nodes;
using CoCreateBot.Tests.EndToEnd;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>
/// What Slack is sent, as Slack's own types for TypeScript have it. They know elements, fields and values, and no lengths. Of the chart block they
/// know nothing yet (version 3.2.0), so it is left out.
/// </summary>
public sealed class BlockKitTypesTest
{
    static readonly string Modules = Path.Combine(Checkout.Root, "node_modules");

    [Fact]
    public async Task Everything_that_Slack_is_sent_has_the_types_that_Slack_publishes() =>
        Assert.Equal("", await FaultsAsync(ShownInSlack.All));

    [Theory]
    [InlineData("""{"text":"x","blocks":[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]}""", false)]
    [InlineData("""{"text":"x","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"x"},"colour":"red"}]}""", false)]
    [InlineData("""{"type":"modal","blocks":[]}""", true)]
    public async Task They_find_what_is_wrong(string json, bool isView)
    {
        var faults = await FaultsAsync([new ShownInSlack("wrong", isView, Rendered.Json(System.Text.Encoding.UTF8.GetBytes(json)))]);

        Assert.Contains("error TS", faults, StringComparison.Ordinal);
    }

    static async Task<string> FaultsAsync(IEnumerable<ShownInSlack> all)
    {
        var compiler = Path.Combine(Modules, ".bin", "tsc");
        FromNpm.Needs(File.Exists(compiler), "TypeScript is not installed; npm ci at the root of the checkout installs it.");
        using var folder = new TestFolder();
        await File.WriteAllLinesAsync(
            folder.File("shown.ts"),
            ["import type { KnownBlock, ModalView } from '@slack/types';", "type Sent = { text: string; blocks: KnownBlock[] };", .. all.Select(LineOf)]);
        await File.WriteAllTextAsync(folder.File("tsconfig.json"), $$"""
            { "compilerOptions": { "strict": true, "noEmit": true, "module": "esnext", "moduleResolution": "bundler", "types": [],
                "paths": { "@slack/types": ["{{Path.Combine(Modules, "@slack", "types")}}"] } }, "files": ["shown.ts"] }
            """);
        var start = new ProcessStartInfo(compiler, ["-p", folder.Path, "--pretty", "false"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var run = Process.Start(start)!; // ! it is there
        var said = await run.StandardOutput.ReadToEndAsync().WaitAsync(Child.Within, TimeProvider.System);
        await run.WaitForExitAsync().WaitAsync(Child.Within, TimeProvider.System);
        return said;
    }

    static string LineOf(ShownInSlack shown, int at)
    {
        var json = JsonNode.Parse(shown.Json.GetRawText())!.AsObject(); // ! it is an object
        var blocks = json["blocks"]!.AsArray(); // ! all have them
        blocks.RemoveAll(block => (string?)block!["type"] == "data_visualization");
        return $"export const shown{at} = {json.ToJsonString()} satisfies {(shown.IsView ? "ModalView" : "Sent")}; // {shown.Name}";
    }
}
