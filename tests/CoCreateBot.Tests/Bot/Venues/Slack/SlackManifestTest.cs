using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>The manifest that an operator pastes into Slack.</summary>
public sealed class SlackManifestTest
{
    [Theory]
    [InlineData("manifest.json")]
    [InlineData("manifest.socket.json")]
    public void It_has_no_property_that_Slack_does_not_know_and_none_that_is_too_long(string file)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(SlackSamples.Shared, "schemas", "slack-manifest.schema.json")));

        Assert.Equal("", string.Join('\n', new Schema(schema.RootElement).Faults(Manifest(file))));
    }

    [Fact]
    public void A_typing_error_in_it_would_be_found()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(SlackSamples.Shared, "schemas", "slack-manifest.schema.json")));
        using var wrong = JsonDocument.Parse("""
            {"display_information":{"name":"n","colour":"red"},
            "features":{"slash_commands":[{"command":"cocreate","description":""}]},"setings":{}}
            """);

        var faults = new Schema(schema.RootElement).Faults(wrong.RootElement).ToList();

        Assert.Contains("/setings is not known", faults);
        Assert.Contains("/display_information/colour is not known", faults);
        Assert.Contains(faults, fault => fault.StartsWith("/features/slash_commands/0/command", StringComparison.Ordinal));
    }

    [Fact]
    public void Commands_and_buttons_come_to_our_door()
    {
        var manifest = Manifest();
        var command = Assert.Single(manifest.GetProperty("features").GetProperty("slash_commands").EnumerateArray());

        Assert.EndsWith(SlackDoor.Path, command.GetProperty("url").GetString(), StringComparison.Ordinal);
        var buttons = manifest.GetProperty("settings").GetProperty("interactivity");
        Assert.EndsWith(SlackDoor.Path, buttons.GetProperty("request_url").GetString(), StringComparison.Ordinal);
        Assert.True(command.GetProperty("should_escape").GetBoolean());
    }

    [Fact]
    public void Through_a_socket_Slack_is_told_no_address()
    {
        var manifest = Manifest("manifest.socket.json");

        Assert.True(manifest.GetProperty("settings").GetProperty("socket_mode_enabled").GetBoolean());
        Assert.DoesNotContain("http", manifest.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_bot_is_named_as_our_texts_name_it()
    {
        var name = Manifest().GetProperty("features").GetProperty("bot_user").GetProperty("display_name").GetString();

        var text = SlackTexts.Book.GetString("NotInChannel", CultureInfo.InvariantCulture);
        Assert.Contains($"/invite @{name}", text, StringComparison.Ordinal);
    }

    static JsonElement Manifest(string file = "manifest.json")
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "manifest", "slack", file)));
        return manifest.RootElement.Clone();
    }

    /// <summary>As much of JSON Schema as finds what goes wrong by hand: names, required properties, lengths, patterns, kinds.</summary>
    sealed class Schema(JsonElement root)
    {
        public IEnumerable<string> Faults(JsonElement json) => Faults(json, root, "");

        IEnumerable<string> Faults(JsonElement json, JsonElement schema, string path)
        {
            while (schema.TryGetProperty("$ref", out var reference))
            {
                schema = reference.GetString()!.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name)); // ! a text
            }

            return json.ValueKind switch
            {
                JsonValueKind.Object => Members(json, schema, path),
                JsonValueKind.Array =>
                    json.EnumerateArray().SelectMany((item, i) => Faults(item, schema.GetProperty("items"), $"{path}/{i}")),
                JsonValueKind.String => Text(json.GetString()!, schema, path), // ! a string
                _ => [],
            };
        }

        IEnumerable<string> Members(JsonElement json, JsonElement schema, string path)
        {
            schema.TryGetProperty("properties", out var known);
            var unknown = json.EnumerateObject()
                .Where(member => !known.TryGetProperty(member.Name, out _))
                .Select(member => $"{path}/{member.Name} is not known");
            var missing = schema.TryGetProperty("required", out var required)
                ? required.EnumerateArray()
                    .Where(name => !json.TryGetProperty(name.GetString()!, out _)) // ! a text
                    .Select(name => $"{path}/{name} is missing")
                : [];
            var inner = json.EnumerateObject().Where(member => known.TryGetProperty(member.Name, out _))
                .SelectMany(member => Faults(member.Value, known.GetProperty(member.Name), $"{path}/{member.Name}"));
            return [.. unknown, .. missing, .. inner];
        }

        static IEnumerable<string> Text(string text, JsonElement schema, string path)
        {
            if (schema.TryGetProperty("type", out var type) && type.GetString() != "string")
            {
                yield return $"{path} is a text";
            }

            if ((schema.TryGetProperty("maxLength", out var max) && text.Length > max.GetInt32())
                || (schema.TryGetProperty("minLength", out var min) && text.Length < min.GetInt32()))
            {
                yield return $"{path} has {text.Length} characters";
            }

            if (schema.TryGetProperty("pattern", out var pattern)
                && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1))) // ! a text
            {
                yield return $"{path} is not like {pattern}";
            }
        }
    }
}
