using CoCreateBot.Bot;
using CoCreateBot.Bot.Venues.Teams;
using Microsoft.Extensions.Configuration;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>What is set for Teams is checked before anything starts.</summary>
public sealed class TeamsOptionsTest
{
    const string Id = "9f3d52c0-5d3f-4d2c-9a15-3f8e0ce5c001";
    const string Tenant = "0b9b7c1e-30ce-4b44-a7f0-0b3d0b3a5d10";

    static readonly (string Name, string Value)[] Right = [("Teams:AppId", Id), ("Teams:AppPassword", "s3cret~"), ("Teams:TenantId", Tenant)];

    [Fact]
    public void Without_any_setting_Teams_is_off_and_nothing_is_missing()
    {
        Assert.True(From([]).IsOff);
        Assert.Empty(From([]).Problems());
    }

    [Fact]
    public void With_an_id_a_secret_and_a_directory_it_can_start_for_the_people_of_that_directory()
    {
        var options = From(Right);

        Assert.Empty(options.Problems());
        Assert.False(options.IsOff);
        Assert.Equal((Id, TeamsAppType.SingleTenant, TeamsCloud.Public), (options.AppId, options.AppType, options.Cloud));
        Assert.True(options.Allows(Tenant.ToUpperInvariant()));
        Assert.False(options.Allows(Id));
        Assert.Equal(new Uri("https://login.botframework.com/v1/.well-known/openidconfiguration"), options.Metadata);
    }

    [Fact]
    public void Whose_people_may_use_it_is_a_list_or_all()
    {
        var some = From([.. Right, ("Teams:AllowedTenants", $"{Id}, {Tenant}")]);

        Assert.True(some.Allows(Id) && some.Allows(Tenant));
        Assert.False(some.Allows("0b9b7c1e-30ce-4b44-a7f0-0b3d0b3a5d11"));
        Assert.True(From([.. Right, ("Teams:AllowedTenants", "*")]).Allows("0b9b7c1e-30ce-4b44-a7f0-0b3d0b3a5d11"));
    }

    [Theory]
    [InlineData("Teams:AppId", "", "Teams:AppId is missing: in the Azure portal")]
    [InlineData("Teams:AppId", "my-bot", "Teams:AppId is no id")]
    [InlineData("Teams:CatalogId", "CoCreate", "Teams:CatalogId is no id")]
    [InlineData("Teams:AppPassword", "", "Teams:AppPassword is missing: in the Azure portal")]
    [InlineData("Teams:TenantId", "", "Teams:TenantId is missing: in the Azure portal")]
    [InlineData("Teams:TenantId", "contoso", "Teams:TenantId is no id")]
    [InlineData("Teams:AppType", "Single", "Teams:AppType is \"Single\": it must be one of SingleTenant, UserAssignedMSI, MultiTenant")]
    [InlineData("Teams:AppType", "1", "Teams:AppType is \"1\"")]
    [InlineData("Teams:AppType", "UserAssignedMSI", "Teams:AppPassword is set, but")]
    [InlineData("Teams:AppType", "MultiTenant", "Teams:AllowedTenants is missing")]
    [InlineData("Teams:AllowedTenants", "contoso.example.org", "Teams:AllowedTenants has \"contoso.example.org\"")]
    [InlineData("Teams:Cloud", "moon", "Teams:Cloud is \"moon\": it must be one of public, gov, china")]
    [InlineData("Teams:OpenIdMetadata", "http://example.org/keys", "Teams:OpenIdMetadata is not an absolute https address")]
    [InlineData("Teams:ServiceHosts", "https://example.org", "Teams:ServiceHosts has \"https://example.org\"")]
    [InlineData("Teams:AllowAnonymous", "perhaps", "Teams:AllowAnonymous must be true or false")]
    [InlineData("Teams:AllowAnonymous", "true", "Teams:AllowAnonymous and Teams:AppId exclude each other")]
    public void A_setting_that_is_missing_or_wrong_is_named_with_what_would_be_right(string name, string value, string problem)
    {
        var told = Assert.Single(From([.. Right.Where(one => one.Name != name), (name, value)]).Problems());

        Assert.StartsWith(problem, told, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Microsofts_local_client_needs_nothing_else()
    {
        var options = From([("Teams:AllowAnonymous", "true")]);

        Assert.Empty(options.Problems());
        Assert.False(options.IsOff);
    }

    [Fact]
    public void No_secret_is_in_what_is_printed() => Assert.DoesNotContain("s3cret", From(Right).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/", true)]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams", true)]
    [InlineData("https://europe.botframework.com", true)]
    [InlineData("http://smba.trafficmanager.net/emea/", false)]
    [InlineData("https://smba.trafficmanager.net.example.org/", false)]
    [InlineData("https://example.org/smba.trafficmanager.net/", false)]
    [InlineData("https://smba.trafficmanager.net@example.org/", false)]
    [InlineData("https://smba.trafficmanager.net:444/", false)]
    [InlineData("https://botframework.com.example.org", false)]
    [InlineData("https://evilbotframework.com", false)]
    [InlineData("ftp://smba.trafficmanager.net/", false)]
    [InlineData("//smba.trafficmanager.net/", false)]
    [InlineData("http://localhost:56150/_connector", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Its_token_goes_to_hosts_of_Teams_and_to_no_other(string? serviceUrl, bool isAllowed) =>
        Assert.Equal(isAllowed, TeamsCloud.Public.Allows(serviceUrl, []));

    [Fact]
    public void More_hosts_can_be_allowed_by_name_and_plain_ones_on_this_machine_alone()
    {
        var options = From([.. Right, ("Teams:ServiceHosts", "canary.example.org, localhost:4000, example.org")]);

        Assert.Empty(options.Problems());
        Assert.True(options.Cloud.Allows("https://canary.example.org/amer/", options.ServiceHosts));
        Assert.True(options.Cloud.Allows("http://localhost:4000/", options.ServiceHosts));
        Assert.False(options.Cloud.Allows("http://localhost:4001/", options.ServiceHosts));
        Assert.False(options.Cloud.Allows("http://example.org/", options.ServiceHosts));
    }

    [Fact]
    public void Its_problems_stop_the_start_with_all_others()
    {
        var problems = BotOptions.Read(Settings([("Bot:Language", "xx"), ("Teams:AppId", Id)])).Problems;

        Assert.Equal(["Bot:Language", "Teams:AppPassword", "Teams:TenantId"], problems.Select(problem => problem.Split(' ')[0]).Order());
    }

    static TeamsOptions From((string Name, string Value)[] settings) => TeamsOptions.From(Settings(settings));

    static IConfiguration Settings((string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value)))
        .Build();
}
