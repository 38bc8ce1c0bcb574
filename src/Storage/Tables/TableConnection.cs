using Azure;
using Azure.Core.Pipeline;

namespace CoCreateBot.Storage.Tables;

/// <summary>What a connection string says: where the tables are and who may use them.</summary>
sealed record TableConnection(Uri Endpoint, TableSharedKeyCredential? Key, AzureSasCredential? Sas)
{
    const string DevelopmentAccount = "devstoreaccount1";

    /// <summary>Known to everybody: each emulator has it.</summary>
    const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    const string DevelopmentHost = "http://127.0.0.1";
    const int DevelopmentPort = 10002;

    public HttpPipelinePolicy Policy => Key is { } key ? new SharedKeyLitePolicy(key) : new TableSasPolicy(Sas!); // ! Parse gives one of them

    /// <exception cref="FormatException">It cannot be used; the message says why, and nothing of what is secret in it.</exception>
    public static TableConnection Parse(string connectionString)
    {
        var parts = Parts(connectionString);
        if (parts.TryGetValue("UseDevelopmentStorage", out var use))
        {
            return use.Equals("true", StringComparison.OrdinalIgnoreCase)
                ? Development(parts.GetValueOrDefault("DevelopmentStorageProxyUri", DevelopmentHost))
                : throw new FormatException("UseDevelopmentStorage in the connection string can only be true.");
        }

        var endpoint = EndpointOf(parts);
        var sas = parts.GetValueOrDefault("SharedAccessSignature");
        return (parts.GetValueOrDefault("AccountName"), parts.GetValueOrDefault("AccountKey"), sas) switch
        {
            ({ } name, { } key, null) => new(endpoint, Credential(name, key), null),
            (_, null, { } signature) => new(endpoint, null, new AzureSasCredential(signature)),
            (_, { }, { }) => throw new FormatException("The connection string has both an AccountKey and a SharedAccessSignature; one has to go."),
            (null, { }, _) => throw new FormatException("The connection string has an AccountKey and no AccountName."),
            _ => throw new FormatException("The connection string has neither an AccountKey nor a SharedAccessSignature."),
        };
    }

    static TableConnection Development(string host) => new(
        AddressOf($"{host.TrimEnd('/')}:{DevelopmentPort}/{DevelopmentAccount}", "DevelopmentStorageProxyUri"),
        Credential(DevelopmentAccount, DevelopmentKey),
        null);

    static Uri EndpointOf(Dictionary<string, string> parts)
    {
        if (parts.TryGetValue("TableEndpoint", out var endpoint))
        {
            return AddressOf(endpoint, "TableEndpoint");
        }

        var scheme = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = parts.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return parts.TryGetValue("AccountName", out var name)
            ? AddressOf($"{scheme}://{name}.table.{suffix}", "AccountName")
            : throw new FormatException("The connection string has neither a TableEndpoint nor an AccountName.");
    }

    static Uri AddressOf(string text, string part) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Query is "" && address.UserInfo is ""
            ? address
            : throw new FormatException($"{part} in the connection string makes no address of http or https.");

    static TableSharedKeyCredential Credential(string name, string key)
    {
        try
        {
            return new(name, key);
        }
        catch (FormatException e)
        {
            throw new FormatException("The AccountKey in the connection string is not Base64; perhaps it was cut off.", e);
        }
    }

    static Dictionary<string, string> Parts(string connectionString)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal); // a key in Base64 ends with more of them
            if (equals < 1)
            {
                if (part.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
                {
                    throw new FormatException("An address of tables begins with https; with an account's key it stands in a connection string.");
                }

                throw new FormatException("The connection string is not a list of Name=Value with semicolons between them.");
            }

            if (!parts.TryAdd(part[..equals].TrimEnd(), part[(equals + 1)..].TrimStart()))
            {
                throw new FormatException($"The connection string says {part[..equals].TrimEnd()} twice.");
            }
        }

        return parts;
    }
}
