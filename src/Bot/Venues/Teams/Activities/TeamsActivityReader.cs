using System.Text.Json;
using System.Text.Unicode;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>Reads what comes to our address. Whatever is cut off, odd or malformed gives null, never an exception.</summary>
public static class TeamsActivityReader
{
    /// <summary>Null is a 400: no single JSON object, or one without a type, a sender, a conversation, an id, a tenant or a
    /// way to answer; or with more inputs than any form of ours has.</summary>
    /// <param name="envelope">What to find genuine first; told as far as it could be read, also where the rest cannot.</param>
    public static TeamsRequest? Read(ReadOnlySpan<byte> body, out TeamsEnvelope envelope)
    {
        envelope = default;
        if (!Utf8.IsValid(body))
        {
            return null;
        }

        try
        {
            var activity = new TeamsActivity(body);
            if (!activity.Read())
            {
                return null;
            }

            envelope = activity.ToEnvelope();
            return activity.ToRequest(envelope);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // the second is half a surrogate pair as \u escape, found only when it is read
        }
    }
}
