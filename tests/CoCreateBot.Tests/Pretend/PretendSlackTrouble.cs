using System.Net;
using System.Text;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Pretend;

/// <summary>How one call goes wrong.</summary>
abstract record PretendTrouble
{
    /// <summary>What was asked was done all the same.</summary>
    public virtual bool IsAfterWork => false;

    public abstract Task<HttpResponseMessage> AnswerAsync(CancellationToken stop);

    /// <summary>The work is done and the answer lost on its way.</summary>
    public sealed record LoseAnswer : PretendTrouble
    {
        public override bool IsAfterWork => true;

        public override Task<HttpResponseMessage> AnswerAsync(CancellationToken stop) =>
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost.");
    }

    public sealed record NoConnection : PretendTrouble
    {
        public override Task<HttpResponseMessage> AnswerAsync(CancellationToken stop) =>
            throw new HttpRequestException(HttpRequestError.ConnectionError, "No connection.");
    }

    /// <summary>Never answers; the caller's own limit has to end it.</summary>
    public sealed record Hang : PretendTrouble
    {
        public override async Task<HttpResponseMessage> AnswerAsync(CancellationToken stop)
        {
            await new TaskCompletionSource().Task.WaitAsync(stop);
            throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Answers when the test lets it.</summary>
    public sealed record Held(Gate Gate, string Body) : PretendTrouble
    {
        public override async Task<HttpResponseMessage> AnswerAsync(CancellationToken stop)
        {
            await Gate.PassAsync().WaitAsync(stop);
            return await Respond(Body, HttpStatusCode.OK, null);
        }
    }

    public sealed record Status(HttpStatusCode Code, int? RetryAfter = null) : PretendTrouble
    {
        public override Task<HttpResponseMessage> AnswerAsync(CancellationToken stop) => Respond("", Code, RetryAfter);
    }

    public sealed record Says(string Error) : PretendTrouble
    {
        public override Task<HttpResponseMessage> AnswerAsync(CancellationToken stop) =>
            Respond($$"""{"ok":false,"error":"{{Error}}"}""", HttpStatusCode.OK, null);
    }

    /// <summary>Some proxy's own page, or half an answer.</summary>
    public sealed record Odd(string Body) : PretendTrouble
    {
        public override Task<HttpResponseMessage> AnswerAsync(CancellationToken stop) => Respond(Body, HttpStatusCode.OK, null);
    }

    static Task<HttpResponseMessage> Respond(string body, HttpStatusCode status, int? retryAfter)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is { } seconds)
        {
            response.Headers.Add("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return Task.FromResult(response);
    }
}
