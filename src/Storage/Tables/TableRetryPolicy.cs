using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CoCreateBot.Storage.Tables;

/// <summary>Tries again what may have been bad luck, and remembers that it did: an earlier try may have worked and only its answer be lost.</summary>
sealed class TableRetryPolicy(TimeSpan delay)
    : RetryPolicy(TableClientOptions.RetriesMax, DelayStrategy.CreateFixedDelayStrategy(delay))
{
    /// <summary>Whether an earlier try of this call ended without saying for certain that nothing was done.</summary>
    public static bool MayHaveWorked(HttpMessage message) => message.TryGetProperty(typeof(TableRetryPolicy), out _);

    /// <summary>This call is not tried again.</summary>
    public static void Once(HttpMessage message) => message.SetProperty(typeof(TableSilence), true);

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception)
    {
        var answer = exception is null ? message.Response : null;
        var isOnce = message.TryGetProperty(typeof(TableSilence), out _);
        if (isOnce || (answer is { } said ? Asked(said) : null) > TableClientOptions.RetryAfterMax || !await base.ShouldRetryAsync(message, exception))
        {
            return false;
        }

        if (answer?.Status is not TableErrors.TooMany)
        {
            message.SetProperty(typeof(TableRetryPolicy), true);
        }

        return true;
    }

    /// <summary>Storage says it in seconds, Cosmos DB in milliseconds.</summary>
    static TimeSpan? Asked(Response answer)
    {
        if (answer.Headers.TryGetValue("x-ms-retry-after-ms", out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        return answer.Headers.TryGetValue("Retry-After", out text) && int.TryParse(text, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }
}
