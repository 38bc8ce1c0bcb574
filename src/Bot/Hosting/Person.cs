using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Hosting;

/// <summary>Someone as a venue knows them. The key never reaches the log: a session makes its own aliases of it.</summary>
/// <param name="Key">The same for the same person: "slack:T1/U1", or, on the web, the secret from the person's cookie, which is never stored.</param>
/// <param name="Name">As others in the venue see it; null where there is none.</param>
public readonly record struct Person(string Key, string? Name)
{
    /// <summary>The place they come from, where people are known in one place alone; nothing else.</summary>
    public VenueId Place { get; init; }
}
