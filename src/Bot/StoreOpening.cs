using Azure.Core;
using Azure.Identity;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Bot;

/// <summary>The store that the settings name.</summary>
static class StoreOpening
{
    /// <summary>Where things are kept, without anything that is secret.</summary>
    public static string PlaceOf(BotOptions options) => options.Tables is { } tables ? $"{tables}" : Path.GetFullPath(options.StoragePath);

    /// <exception cref="StoreUnavailableException">It cannot be used; the message says why and what to do.</exception>
    public static async Task<IStore> OpenAsync(BotOptions options) => options.Tables is { } tables
        ? await TableStore.OpenAsync(tables with { Identity = new SayingCredential(new DefaultAzureCredential()) })
        : await SqliteStore.OpenAsync(options.StoragePath, new SqliteOptions { PagesMax = options.StoragePagesMax });

    /// <summary>Says in a sentence that there is no identity, and within a bounded time.</summary>
    internal sealed class SayingCredential(TokenCredential inner) : TokenCredential
    {
        static readonly TimeSpan Within = TimeSpan.FromSeconds(10);

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            try
            {
                return await inner.GetTokenAsync(requestContext, cancellationToken).AsTask().WaitAsync(Within, TimeProvider.System, cancellationToken);
            }
            catch (Exception e) when (e is AuthenticationFailedException or TimeoutException)
            {
                throw new StoreUnavailableException(
                    StoreTrouble.Unreachable,
                    "Storage:ConnectionString is an address alone, and this server has no identity to go there with: "
                    + $"{e.Message.Split('\n')[0].Trim()} Give the machine a managed identity, or sign in with az login, "
                    + "or set a connection string with a key.",
                    e);
            }
        }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Nothing here waits for an answer with its thread.");
    }
}
