using System.Text.Json;

namespace CoCreateBot.Tests.Cards.Adaptive;

/// <summary>The schema of cards in Teams, with all that Teams takes beside the common one; the test is skipped where it is not.</summary>
static class AdaptiveSchema
{
    static readonly Lazy<JsonElement?> Root = new(Read);

    public static CardSchema Teams()
    {
        Assert.SkipUnless(Root.Value is not null, "COCREATE_SHARED names no folder with the schema of cards in Teams.");
        return new CardSchema(Root.Value!.Value); // ! not skipped
    }

    static JsonElement? Read()
    {
        var shared = Environment.GetEnvironmentVariable("COCREATE_SHARED");
        var file = shared is null ? "" : Path.Combine(shared, "schemas", "teams-card.schema.json");
        return File.Exists(file) ? ShownInTeams.Parsed(File.ReadAllBytes(file)) : null;
    }
}
