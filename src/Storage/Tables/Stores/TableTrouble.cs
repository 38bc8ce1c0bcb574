using Azure;

namespace CoCreateBot.Storage.Tables;

/// <summary>Says what the table store's errors mean for the one who runs the server. No key and no signature is in it.</summary>
sealed class TableTrouble(Uri endpoint)
{
    const int Unauthorized = 401;
    const int Forbidden = 403;
    const int NotFound = 404;
    const int BadRequest = 400;

    const string Setting = "Storage:ConnectionString";

    const string HowToGet = "Copy it anew: in the Azure portal the storage account's Access keys (of Cosmos DB: Connection strings), or give the https address "
        + "of the table endpoint and to the server's identity the role Storage Table Data Contributor.";

    public string Place => endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');

    public async Task<T> SaidAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RequestFailedException e)
        {
            throw Of(e);
        }
    }

    public StoreUnavailableException Of(RequestFailedException failure) => failure switch
    {
        { ErrorCode: TableErrorCode.Unreadable } => new(
            StoreTrouble.Unreachable, $"What answers at {Place} is no table store. See that {Setting} has the address of the table endpoint.", failure),
        { Status: Unauthorized or Forbidden } => new(
            StoreTrouble.BadPlace, $"{Place} refuses what {Setting} says: {failure.Message}. {HowToGet}", failure),
        { Status: NotFound, ErrorCode: TableErrorCode.TableNotFound } => new(
            StoreTrouble.BadPlace, $"A table is missing at {Place}. Restore it, or choose another Storage:TablePrefix to begin anew.", failure),
        { Status: NotFound or BadRequest } => new(
            StoreTrouble.BadPlace, $"{Place} takes no tables: {failure.Message}. See that {Setting} has the address of a table endpoint. {HowToGet}", failure),
        { ErrorCode: TableErrorCode.TableBeingDeleted } => new(
            StoreTrouble.Unreachable, $"At {Place} tables of this name are just being deleted, which takes up to a minute. Then try again.", failure),
        { Status: TableErrors.TooMany, MayBeDone: false } => Busy(failure),
        _ => new(
            StoreTrouble.Unreachable,
            $"{Place} could not be written or read: {failure.Message}. See that the address in {Setting} is right.",
            failure),
    };

    public StoreUnavailableException Busy(Exception? inner = null) =>
        new(StoreTrouble.Busy, $"{Place} has too much to do. What was asked is not done.", inner);

    /// <summary>No key is as long as that but for an id of more than four hundred characters, which no platform has.</summary>
    public StoreUnavailableException Cut() => new(
        StoreTrouble.DamagedRow, $"At {Place} a row has an id that is too long for its key, and cannot be told from it.");

    public StoreUnavailableException Missing(IEnumerable<string> tables) => new(
        StoreTrouble.BadPlace,
        $"At {Place} tables are missing that were there: {string.Join(", ", tables)}. Restore them, or choose another Storage:TablePrefix to begin anew.");

    public StoreUnavailableException NotMade(string table, RequestFailedException failure)
    {
        var why = Of(failure);
        return new(why.Trouble, $"Table {table} could not be made, and the server needs it. {why.Message}", failure);
    }

    public StoreUnavailableException Lost() => new(StoreTrouble.Unreachable, $"{Place} took a row and does not have it.");

    public StoreUnavailableException Later(long version, long known) => new(
        StoreTrouble.BadPlace,
        $"A later version of this server wrote the tables at {Place} (tables {version}, this one knows {known}). "
        + "Start that version, or choose another Storage:TablePrefix.");
}
