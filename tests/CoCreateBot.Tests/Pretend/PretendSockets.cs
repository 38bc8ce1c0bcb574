using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>
/// Slack's side of Socket Mode, in front of a pretended Slack: it gives tickets for one use to the app's own token, answers calls with connections in
/// memory, and finds fault with whoever acknowledges late, twice or what was never sent. Faults are noted with the others of that Slack.
/// </summary>
sealed class PretendSockets : DelegatingHandler
{
    public const string AppToken = "xapp-pretend-1";

    const string OpenPath = "/api/apps.connections.open";

    /// <summary>Slack takes ten connections of an app.</summary>
    const int LinesMax = 10;

    static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    readonly Lock gate = new();
    readonly HashSet<string> tickets = [];
    readonly Queue<HttpResponseMessage> troubles = [];
    readonly List<PretendSocketLine> lines = [];
    readonly ITimer pings;
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int number;

    public PretendSockets(PretendSlack slack)
        : base(slack)
    {
        Slack = slack;
        pings = slack.Time.CreateTimer(_ => Ping(), null, PingEvery, PingEvery);
    }

    public PretendSlack Slack { get; }

    /// <summary>Each connection is greeted when it is there; else when a test does it.</summary>
    public bool IsPolite { get; set; } = true;

    /// <summary>Each connection is pinged every ten seconds.</summary>
    public bool IsPinging { get; set; } = true;

    /// <summary>How often a ticket was asked for.</summary>
    public int Asked { get; private set; }

    public IReadOnlyList<PretendSocketLine> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>The next tickets are refused so.</summary>
    public void Refuse(HttpStatusCode status, string body, int? retryAfter = null)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is { } seconds)
        {
            response.Headers.Add("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        troubles.Enqueue(response);
    }

    /// <summary>The connection with this number, from 0, when it is there and, where it is polite, greeted.</summary>
    public async Task<PretendSocketLine> LineAsync(int at)
    {
        await UntilAsync(() => Lines.Count > at, $"connection {at}");
        return Lines[at];
    }

    public async Task UntilAsync(Func<bool> isSo, string what)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                next = changed.Task;
            }

            if (isSo())
            {
                return;
            }

            try
            {
                await next.WaitAsync(PretendSlack.Patience, TimeProvider.System);
            }
            catch (TimeoutException)
            {
                Assert.Fail($"Waited in vain: {what}. Connections: {Lines.Count}, tickets: {Asked}, faults: {string.Join("; ", Slack.Faults)}");
            }
        }
    }

    /// <summary>The newest connection that is still there.</summary>
    public PretendSocketLine Newest => Lines.Last(line => !line.IsGone);

    public void Changed()
    {
        TaskCompletionSource before;
        lock (gate)
        {
            (before, changed) = (changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        before.SetResult();
    }

    public void Fault(string what)
    {
        lock (gate)
        {
            Slack.Faults.Add(what);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!; // ! a request that is sent has one
        if (address.Scheme is "ws" or "wss")
        {
            return await ConnectAsync(request);
        }

        if (address.AbsolutePath != OpenPath)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var answer = Ticket(request);
        Changed();
        return answer;
    }

    HttpResponseMessage Ticket(HttpRequestMessage request)
    {
        lock (gate)
        {
            Asked++;
            if (request.Headers.Authorization is not { Scheme: "Bearer", Parameter: AppToken } || request.RequestUri!.Scheme != "https") // ! as above
            {
                Slack.Faults.Add("A ticket was asked for without the app's own token");
                return Json("""{"ok":false,"error":"not_allowed_token_type"}""");
            }

            if (troubles.TryDequeue(out var trouble))
            {
                return trouble;
            }

            var ticket = $"ticket-{++number}";
            tickets.Add(ticket);
            return Json($$"""{"ok":true,"url":"wss://wss-primary.slack.com/link/?ticket={{ticket}}&app_id=A1"}""");
        }
    }

    async Task<HttpResponseMessage> ConnectAsync(HttpRequestMessage request)
    {
        PretendSocketLine line;
        lock (gate)
        {
            var ticket = System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query)["ticket"]; // ! as above
            if (request.Headers.Authorization is not null || !tickets.Remove(ticket ?? ""))
            {
                Slack.Faults.Add($"A connection came with a token, or with a ticket that is none or was used: {ticket}");
                return new HttpResponseMessage(HttpStatusCode.Forbidden);
            }

            if (lines.Count(one => !one.IsGone) >= LinesMax)
            {
                Slack.Faults.Add("There are more than ten connections");
            }

            line = new PretendSocketLine(this);
        }

        if (IsPolite)
        {
            await line.HelloAsync();
        }

        lock (gate)
        {
            lines.Add(line);
        }

        Changed();
        return Switched(request, line.Client);
    }

    static HttpResponseMessage Switched(HttpRequestMessage request, Stream stream)
    {
        var key = request.Headers.GetValues("Sec-WebSocket-Key").Single() + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // as RFC 6455 says
        var response = new HttpResponseMessage(HttpStatusCode.SwitchingProtocols) { Content = new Line(stream) };
        response.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        response.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        var proof = CryptographicOperations.HashData(HashAlgorithmName.SHA1, Encoding.ASCII.GetBytes(key));
        response.Headers.TryAddWithoutValidation("Sec-WebSocket-Accept", Convert.ToBase64String(proof));
        return response;
    }

    void Ping()
    {
        if (IsPinging)
        {
            foreach (var line in Lines.Where(line => !line.IsGone))
            {
                _ = line.PingAsync();
            }
        }
    }

    static HttpResponseMessage Json(string body) => new() { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    // What the framework has for streams is for reading only.
    sealed class Line(Stream both) : HttpContent
    {
        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(both);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            pings.Dispose();
            lines.ForEach(line => line.Dispose());
        }

        base.Dispose(disposing);
    }
}

/// <param name="Payload">What went along; null where nothing did.</param>
sealed record PretendAck(string Envelope, JsonNode? Payload);
