namespace CoCreateBot.Bot.Venues;

/// <summary>What a chat platform gets at once, within the seconds it waits, and what follows when that is out.</summary>
/// <param name="Json">Empty: no body at all, which closes a dialog.</param>
/// <param name="Then">Calls of the platform; what they tell a person was decided before. Nothing of the request is left by then.</param>
public sealed record DoorAnswer(int Status, ReadOnlyMemory<byte> Json, Func<Task>? Then = null)
{
    public static readonly DoorAnswer Ok = new(StatusCodes.Status200OK, default);

    public static DoorAnswer Of(ReadOnlyMemory<byte> json, Func<Task>? then = null) => new(StatusCodes.Status200OK, json, then);

    public static DoorAnswer After(Func<Task> then) => Ok with { Then = then };

    /// <summary>Out with it; the platform waits seconds, and for what follows no longer.</summary>
    public async Task WriteAsync(HttpResponse response, Afterwards afterwards)
    {
        response.StatusCode = Status;
        response.ContentLength = Json.Length;
        if (!Json.IsEmpty)
        {
            response.ContentType = "application/json; charset=utf-8";
            await response.Body.WriteAsync(Json);
        }

        if (Then is { } then)
        {
            await response.CompleteAsync();
            await afterwards.FollowAsync(then);
        }
    }
}
