using Azure.Core;

namespace CoCreateBot.Storage.Tables;

/// <summary>Where the tables are, and how they are called.</summary>
public sealed record TableStoreOptions
{
    /// <summary>Leaves room for the names of the tables themselves.</summary>
    public const int PrefixMax = 40;

    /// <summary>Before the name of each table.</summary>
    public const string DefaultPrefix = "CoCreate";

    /// <summary>A connection string with a key or a signature, UseDevelopmentStorage=true, or the https address of a table endpoint.</summary>
    public required string Connection { get; init; }

    public string Prefix { get; init; } = DefaultPrefix;

    /// <summary>Who the server is, where only an address is given; null where it has no identity.</summary>
    public TokenCredential? Identity { get; init; }

    /// <summary>The server's own name among those that share the tables: another one with each start.</summary>
    public string Node { get; init; } = Guid.NewGuid().ToString("n")[..12];

    /// <summary>For tests: the way there, the clock.</summary>
    internal TableClientOptions? Client { get; init; }

    /// <summary>What is wrong with it, without anything that is secret; null where it can be tried.</summary>
    public string? Problem()
    {
        if (Prefix.Length is < 1 or > PrefixMax || !char.IsAsciiLetter(Prefix[0]) || !Prefix.All(char.IsAsciiLetterOrDigit))
        {
            return $"Storage:TablePrefix must be 1 to {PrefixMax} letters and digits of ASCII, a letter first, such as {DefaultPrefix}.";
        }

        try
        {
            _ = Address is null ? TableConnection.Parse(Connection) : null;
            return null;
        }
        catch (FormatException e)
        {
            return $"Storage:ConnectionString cannot be used: {e.Message} In the Azure portal it stands under the storage account's Access keys; "
                + "UseDevelopmentStorage=true is the emulator, and the https address of a table endpoint means the server's own identity.";
        }
    }

    /// <summary>Where they are, and nothing of who may use them.</summary>
    public override string ToString() => $"the tables {Prefix}* at {(Address ?? TableConnection.Parse(Connection).Endpoint).GetLeftPart(UriPartial.Path)}";

    /// <summary>Null where it is a connection string.</summary>
    internal Uri? Address =>
        Uri.TryCreate(Connection, UriKind.Absolute, out var address) && address is { Scheme: "https", Query: "", UserInfo: "" } ? address : null;

    internal TableServiceClient Service() =>
        Address is not { } address ? new(Connection, Client)
        : Identity is { } identity ? new(address, identity, Client)
        : throw new InvalidOperationException("An address needs an identity.");
}
