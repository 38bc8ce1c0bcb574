using Microsoft.IdentityModel.Protocols;

namespace CoCreateBot.Bot.Venues.Teams.Tokens;

/// <summary>
/// Reads the documents in which the connector's keys are published. Microsoft's own reader passes no time limit on (seen with 8.16.0): one that hangs would
/// keep everybody waiting for good.
/// </summary>
sealed class KeyDocuments(HttpClient http) : IDocumentRetriever
{
    /// <exception cref="IOException">It is not to be read by https.</exception>
    public Task<string> GetDocumentAsync(string address, CancellationToken cancel) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url is { Scheme: "https" } or { Scheme: "http", IsLoopback: true }
            ? http.GetStringAsync(url, cancel)
            : throw new IOException("Keys are read by https alone.");
}
