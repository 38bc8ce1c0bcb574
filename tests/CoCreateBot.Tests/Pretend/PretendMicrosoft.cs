using System.Net;
using System.Text;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Microsoft's login, as its own library asks it for a bot's token, and beside it the keys by which Teams signs. There is nothing else here.</summary>
sealed class PretendMicrosoft(PretendTeamsKeys keys) : HttpMessageHandler
{
    public const string Login = "login.microsoftonline.com";
    public const string Keys = "login.botframework.com";

    /// <summary>Where a machine in Azure asks for its own identity; the way to it does not leave the machine.</summary>
    public const string Machine = "169.254.169.254";

    readonly TaskCompletionSource hung = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it says of the secret instead of giving a token: one of its codes.</summary>
    public string? Refusal { get; set; }

    /// <summary>The host that takes what it is asked and does not answer, before <see cref="GoOn"/>.</summary>
    public string? Hangs { get; set; }

    /// <summary>The host to which there is no way.</summary>
    public string? Away { get; set; }

    /// <summary>What was asked for, by host and path.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Once somebody waits for an answer that does not come.</summary>
    public Task Hung => hung.Task;

    public void GoOn()
    {
        Hangs = null;
        released.TrySetResult();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!; // ! each request has one
        Assert.True(address is { Scheme: "https" } or { Host: Machine }, "A secret would be read on its way.");
        Asked.Add(address.Host + address.AbsolutePath);
        if (address.Host == Hangs)
        {
            hung.TrySetResult();
            await released.Task.WaitAsync(cancellationToken);
        }

        if (address.Host == Away)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "There is no way to it.");
        }

        using var published = new HttpMessageInvoker(keys, disposeHandler: false);
        return address.Host switch
        {
            Keys => await published.SendAsync(request, cancellationToken),
            Login when request.Content is null => Answer(HttpStatusCode.OK, Described(address.Segments[1].Trim('/'))),
            Login when Refusal is { } code => Answer(HttpStatusCode.Unauthorized, Refused(code)),
            Login => Answer(HttpStatusCode.OK, """{"token_type":"Bearer","expires_in":3599,"access_token":"t0ken"}"""),
            _ => throw new HttpRequestException(HttpRequestError.NameResolutionError, "No such host is pretended."),
        };
    }

    static string Described(string tenant) => $$"""
        {"authorization_endpoint":"https://{{Login}}/{{tenant}}/oauth2/v2.0/authorize", "token_endpoint":"https://{{Login}}/{{tenant}}/oauth2/v2.0/token",
         "issuer":"https://{{Login}}/{{tenant}}/v2.0"}
        """;

    // Its sentences name people and their apps.
    static string Refused(string code) => $$"""
        {"error":"invalid_client","error_description":"{{code}}: Something is wrong with the app of ann@example.org.","error_codes":[{{code[6..]}}]}
        """;

    static HttpResponseMessage Answer(HttpStatusCode status, string json) => new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}
