using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CoCreateBot.Storage.Tables;

/// <summary>An account's name and key, as a connection string holds them.</summary>
sealed class TableSharedKeyCredential
{
    readonly byte[] key;

    /// <exception cref="FormatException">The key is not Base64.</exception>
    public TableSharedKeyCredential(string accountName, string accountKey) => (AccountName, key) = (accountName, Convert.FromBase64String(accountKey));

    public string AccountName { get; }

    public string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}

/// <summary>Signs each try by itself, as the service takes a date for 15 minutes only.</summary>
sealed class SharedKeyLitePolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        request.Headers.TryGetValue(HttpHeader.Names.XMsDate, out var date);

        // The path as it is on the wire. The emulator's begins with the account, which then stands there twice.
        var signature = credential.Sign($"{date}\n/{credential.AccountName}{request.Uri.ToUri().AbsolutePath}");
        request.Headers.SetValue(HttpHeader.Names.Authorization, $"SharedKeyLite {credential.AccountName}:{signature}");
    }
}

/// <summary>Once a call, as a second try would add it twice.</summary>
sealed class TableSasPolicy(AzureSasCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var address = message.Request.Uri;
        address.Query = (address.Query is "" or null ? "?" : address.Query + "&") + credential.Signature.TrimStart('?');
    }
}

/// <summary>What the service wants to see in every request.</summary>
sealed class TableHeadersPolicy(TimeProvider time) : HttpPipelineSynchronousPolicy
{
    public const string Version = "2020-12-06";

    /// <summary>With the types of columns, which "nometadata" leaves out.</summary>
    public const string Json = "application/json;odata=minimalmetadata";

    public override void OnSendingRequest(HttpMessage message)
    {
        var headers = message.Request.Headers;
        headers.SetValue(HttpHeader.Names.XMsDate, time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        headers.SetValue("x-ms-version", Version);
        headers.SetValue("DataServiceVersion", "3.0");
        headers.SetValue(HttpHeader.Names.Accept, Json);
    }
}
