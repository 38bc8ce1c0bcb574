namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What Slack gets at once, within its three seconds, and what follows when that is out.</summary>
/// <param name="Json">Empty: no body at all, which closes a dialog.</param>
/// <param name="Then">Calls of Slack's API; what they tell a person was decided before. Nothing of the request is left by then.</param>
public sealed record SlackAnswer(int Status, ReadOnlyMemory<byte> Json, Func<Task>? Then = null)
{
    public static readonly SlackAnswer Ok = new(StatusCodes.Status200OK, default);

    public static SlackAnswer Of(ReadOnlyMemory<byte> json, Func<Task>? then = null) => new(StatusCodes.Status200OK, json, then);

    public static SlackAnswer After(Func<Task> then) => Ok with { Then = then };
}
