using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>A connection string as the portal gives it is understood, and a wrong one is explained without telling its secret.</summary>
public sealed class TableConnectionTest
{
    const string Secret = "c2VjcmV0";

    [Theory]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=garden;AccountKey={Secret}IQ==;EndpointSuffix=core.windows.net", "https://garden.table.core.windows.net/")]
    [InlineData($"AccountName=garden;AccountKey={Secret}", "https://garden.table.core.windows.net/")]
    [InlineData($" accountname = garden ; ACCOUNTKEY = {Secret} ;; EndpointSuffix=core.chinacloudapi.cn;", "https://garden.table.core.chinacloudapi.cn/")]
    [InlineData($"AccountName=garden;AccountKey={Secret};TableEndpoint=https://garden.table.cosmos.azure.com:443/;", "https://garden.table.cosmos.azure.com/")]
    [InlineData("BlobEndpoint=https://b.example;TableEndpoint=https://t.example/;SharedAccessSignature=sv=1&sig=2", "https://t.example/")]
    [InlineData("SharedAccessSignature=sv=1&sig=2;AccountName=garden", "https://garden.table.core.windows.net/")]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://emulator", "http://emulator:10002/devstoreaccount1")]
    public void It_says_where_the_tables_are(string connection, string endpoint) =>
        Assert.Equal(endpoint, new TableServiceClient(connection).Uri.AbsoluteUri);

    [Theory]
    [InlineData("", "neither a TableEndpoint nor an AccountName")]
    [InlineData("garden", "not a list of Name=Value")]
    [InlineData("http://garden.table.core.windows.net", "begins with https")]
    [InlineData("AccountName=garden", "neither an AccountKey nor a SharedAccessSignature")]
    [InlineData($"TableEndpoint=https://t.example;AccountKey={Secret}", "no AccountName")]
    [InlineData($"AccountName=garden;AccountKey={Secret};SharedAccessSignature=sig={Secret}", "one has to go")]
    [InlineData($"AccountName=garden;AccountKey={Secret}!", "not Base64")]
    [InlineData($"AccountName=garden;AccountKey={Secret};AccountKey={Secret}", "says AccountKey twice")]
    [InlineData($"AccountName=garden;AccountKey={Secret};TableEndpoint=t.example", "TableEndpoint")]
    [InlineData($"AccountName=garden;AccountKey={Secret};TableEndpoint=ftp://t.example", "TableEndpoint")]
    [InlineData($"AccountName=gar den;AccountKey={Secret}", "AccountName")]
    [InlineData("UseDevelopmentStorage=yes", "can only be true")]
    public void A_wrong_one_is_explained(string connection, string words)
    {
        var error = Assert.Throws<FormatException>(() => new TableServiceClient(connection));

        Assert.Contains(words, error.Message);
        Assert.DoesNotContain(Secret, $"{error}");
    }
}
