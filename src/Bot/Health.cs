namespace CoCreateBot.Bot;

/// <summary>For whoever runs this: is the process alive, can it keep what people send, and does it come?</summary>
static class Health
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("alive"));
        app.MapGet("/health/ready", async (Readiness readiness, CancellationToken stop) => await readiness.ProblemAsync(stop) is { } problem
            ? Results.Text(problem, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready"));
    }
}
