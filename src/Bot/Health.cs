namespace CoCreateBot.Bot;

/// <summary>For whoever runs this: is the process alive, and can it keep what people send?</summary>
static class Health
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("alive"));
        app.MapGet("/health/ready", async (Readiness readiness, CancellationToken stop) => await readiness.AskAsync(stop)
            ? Results.Text("ready")
            : Results.Text("The store cannot be written to now; see the log.", statusCode: StatusCodes.Status503ServiceUnavailable));
    }
}
