using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CoCreateBot.Storage.Tables;

/// <summary>Sends requests to one account, and turns what goes wrong into one kind of exception.</summary>
sealed class TableService(Uri endpoint, HttpPipelinePolicy credential, TableClientOptions options)
{
    readonly HttpPipeline pipeline = Build(credential, options);
    readonly TableSilence silence = new(options.Time);
    readonly string root = endpoint.AbsoluteUri.TrimEnd('/');

    public Uri Endpoint => endpoint;

    /// <summary>It has ways and bounds of its own.</summary>
    public bool IsCosmos { get; } = IsCosmosAt(endpoint);

    public static bool IsCosmosAt(Uri endpoint) => endpoint.Host.Contains(".table.cosmos.", StringComparison.OrdinalIgnoreCase);

    /// <param name="path">Escaped already.</param>
    public HttpMessage Message(RequestMethod method, string path, ReadOnlyMemory<byte> body = default)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri($"{root}/{path}"));
        if (!body.IsEmpty)
        {
            message.Request.Content = RequestContent.Create(body);
            message.Request.Headers.SetValue(HttpHeader.Names.ContentType, "application/json");
        }

        return message;
    }

    public HttpMessage PageMessage(string path)
    {
        var message = Message(RequestMethod.Get, path);
        message.NetworkTimeout = options.PageTimeout;
        message.SetProperty(typeof(TablePages), true);
        return message;
    }

    /// <summary>Any answer is an answer; <see cref="Checked"/> judges it.</summary>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken stop)
    {
        var call = await silence.BeginAsync(stop) ?? throw TableErrors.Silent();
        if (call.IsOnce)
        {
            TableRetryPolicy.Once(message);
        }

        if (call.IsTrial)
        {
            message.NetworkTimeout = options.TryTimeout;
        }

        try
        {
            await SendAsync(message, call, stop);
            silence.Answered();
            return message.Response;
        }
        catch (Exception e) when (e is AggregateException or OperationCanceledException or IOException or RequestFailedException)
        {
            silence.Failed(call, isInVain: !stop.IsCancellationRequested && TableErrors.IsInVain(e));
            stop.ThrowIfCancellationRequested();
            throw TableErrors.NoAnswer(e);
        }
        catch
        {
            silence.Failed(call, isInVain: false); // who the server is could not be found out, say
            throw;
        }
    }

    /// <summary>
    /// A page may take long where others are answered. Where nobody else was answered for as long as a row may take, something small is asked beside it:
    /// that a store is silent is known within two seconds, whatever it was asked first.
    /// </summary>
    async Task SendAsync(HttpMessage message, TableSilence.Call call, CancellationToken stop)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var sending = pipeline.SendAsync(message, given.Token).AsTask();
        if (!sending.IsCompleted && !call.IsTrial && message.TryGetProperty(typeof(TablePages), out _))
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(sending, Task.Delay(options.TryTimeout, options.Time, waiting.Token));
            waiting.Cancel();
            if (!sending.IsCompleted && !silence.HasAnsweredSince(call) && !await AnswersAsync(stop))
            {
                given.Cancel(); // as if it had waited in vain itself
            }
        }

        await sending;
    }

    /// <summary>Any answer is one, a refusal too.</summary>
    async Task<bool> AnswersAsync(CancellationToken stop)
    {
        using var message = Message(RequestMethod.Get, "Tables");
        message.Request.Uri.AppendQuery("$top", "1", escapeValue: false);
        TableRetryPolicy.Once(message);
        try
        {
            await pipeline.SendAsync(message, stop);
            silence.Answered();
            return true;
        }
        catch (Exception e) when (!stop.IsCancellationRequested && TableErrors.IsInVain(e))
        {
            return false;
        }
        catch (Exception e) when (e is AggregateException or OperationCanceledException or IOException or RequestFailedException)
        {
            return true; // refused at once, say: that is no silence, and what was asked goes on
        }
    }

    public Response Checked(HttpMessage message) => message.Response.IsError ? throw TableErrors.Of(message, options.Time.GetUtcNow()) : message.Response;

    public static T Read<T>(Response answer, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return read(answer.Content.ToMemory());
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or InvalidOperationException)
        {
            throw TableErrors.Unreadable(answer, e);
        }
    }

    static HttpPipeline Build(HttpPipelinePolicy credential, TableClientOptions options)
    {
        options.Retry.NetworkTimeout = options.TryTimeout;
        options.RetryPolicy = new TableRetryPolicy(options.RetryDelay);
        var headers = new TableHeadersPolicy(options.Time);
        return credential is TableSasPolicy
            ? HttpPipelineBuilder.Build(options, [credential], [headers], new ResponseClassifier())
            : HttpPipelineBuilder.Build(options, [], [headers, credential], new ResponseClassifier());
    }
}
