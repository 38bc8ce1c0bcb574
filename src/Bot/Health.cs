using CoCreateBot.Storage;

namespace CoCreateBot.Bot;

/// <summary>For whoever runs this: is the process alive, and can it keep what people send?</summary>
static class Health
{
    static readonly TimeSpan CheckWithin = TimeSpan.FromSeconds(5);

    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("alive"));
        app.MapGet("/health/ready", async (IStore store, TimeProvider time, CancellationToken stop) =>
        {
            try
            {
                await store.CheckAsync(stop).WaitAsync(CheckWithin, time, stop);
                return Results.Text("ready");
            }
            catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
            {
                return Results.Text("The store cannot be written to now; see the log.", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
