using Azure.Core;
using Azure.Identity;
using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Venues.Teams.Tokens;

/// <summary>
/// What the bot shows to the Bot Connector. One serves an hour or more and for all tenants; the next is got ahead, by one asker, and while it cannot be
/// had the one before serves to its end.
/// </summary>
/// <param name="scope">Of the connector in the bot's cloud.</param>
public sealed partial class OutboundToken(TokenCredential credential, string scope, TimeProvider time, ILogger<OutboundToken> log)
{
    /// <summary>Entra ID's codes begin so; a number follows.</summary>
    public const string CodeMark = "AADSTS";

    /// <summary>So long before its end the next one is got.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    /// <summary>So long before its end it is used no more: a call may take a while.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>After a try that failed.</summary>
    public static readonly TimeSpan RestAfterTrouble = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    readonly Lock gate = new();
    AccessToken? known;
    Task<string>? running;
    (DateTimeOffset Until, Exception Why)? resting;

    /// <exception cref="VenueRefusedException">Microsoft does not know the bot by what is set.</exception>
    /// <exception cref="VenueUnavailableException">There is none now.</exception>
    public async ValueTask<string> GetAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (Known(now + Margin) is not { } token)
        {
            return await NextAsync(now, Margin).WaitAsync(stop);
        }

        if (token.ExpiresOn <= now + Ahead)
        {
            _ = Root.RunAsync(() => AheadAsync(now), bug => LogBug(log, bug), CancellationToken.None); // nobody waits for it: this one still works
        }

        return token.Token;
    }

    /// <summary>The connector does not take it, whatever it says of its end.</summary>
    public void Forget(string token)
    {
        lock (gate)
        {
            known = known?.Token == token ? null : known;
        }
    }

    async Task AheadAsync(DateTimeOffset now)
    {
        try
        {
            await NextAsync(now, Ahead);
        }
        catch (Exception e) when (e is VenueRefusedException or VenueUnavailableException)
        {
            LogNotRenewed(log, e.Message);
        }
    }

    AccessToken? Known(DateTimeOffset until)
    {
        lock (gate)
        {
            return known is { } token && token.ExpiresOn > until ? token : null;
        }
    }

    // Whoever looked before may come after it was got.
    Task<string> NextAsync(DateTimeOffset now, TimeSpan left)
    {
        lock (gate)
        {
            return Known(now + left) is { } token ? Task.FromResult(token.Token)
                : running ?? (resting is { } rest && now < rest.Until ? Task.FromException<string>(rest.Why) : running = AskAsync());
        }
    }

    async Task<string> AskAsync()
    {
        await Task.Yield(); // whoever asks holds the gate
        Exception? why = null;
        AccessToken? next = null;
        try
        {
            using var limit = new CancellationTokenSource(AnswerWithin, time);
            next = await credential.GetTokenAsync(new TokenRequestContext([scope]), limit.Token);
            return next.Value.Token;
        }
        catch (Exception e) when (e is AuthenticationFailedException or OperationCanceledException)
        {
            throw why = Of(e);
        }
        finally
        {
            lock (gate)
            {
                running = null;
                known = next ?? known;
                resting = why is null ? null : (time.GetUtcNow() + RestAfterTrouble, why);
            }
        }
    }

    // Entra ID says in such a code what is wrong; the rest of its sentence may name people.
    static Exception Of(Exception e) => e switch
    {
        CredentialUnavailableException => new VenueRefusedException("Teams.TokenRefused", "no_managed_identity"),
        AuthenticationFailedException when CodeIn(e) is { } code => new VenueRefusedException("Teams.TokenRefused", code),
        AuthenticationFailedException => new VenueUnavailableException("no_token", e),
        _ => new VenueUnavailableException("timeout", e),
    };

    // It stands in what the library beneath has thrown (Azure.Identity 1.21).
    static string? CodeIn(Exception? e) => e is null ? null : CodeIn(e.Message) ?? CodeIn(e.InnerException);

    static string? CodeIn(string text)
    {
        var at = text.IndexOf(CodeMark, StringComparison.Ordinal);
        return at < 0 ? null : CodeMark + string.Concat(text.Skip(at + CodeMark.Length).TakeWhile(char.IsAsciiDigit));
    }

    [LoggerMessage(LogLevel.Warning, "The token for Teams could not be renewed ahead: {Code}. It is tried again with the next call")]
    static partial void LogNotRenewed(ILogger log, string code);

    [LoggerMessage(LogLevel.Critical, "A bug while a token for Teams was renewed")]
    static partial void LogBug(ILogger log, Exception bug);
}
