using CoCreateBot.Bot.Doctor;
using CoCreateBot.Bot.Venues.Teams.Tokens;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Doctor;

/// <summary>What <c>doctor</c> says of Teams: what is set up, what works, what is missing and how to get it.</summary>
public sealed class TeamsDoctorTest : IDisposable
{
    const string Secret = "s3cret~of-the-bot";
    const string Metadata = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    static readonly string[] Bot = ["--Teams:AppId", PretendTeamsKeys.Bot, "--Teams:TenantId", PretendTeams.Tenant];
    static readonly string[] Right = [.. Bot, "--Teams:AppPassword", Secret];
    static readonly string[] Reached = [.. Right, "--Web:PublicUrl", "https://bot.example.org/"];

    readonly TestFolder folder = new();
    readonly ManualTime time = new();
    readonly PretendTeamsKeys keys;
    readonly PretendMicrosoft microsoft;

    public TeamsDoctorTest()
    {
        keys = new PretendTeamsKeys(time);
        microsoft = new PretendMicrosoft(keys);
    }

    public void Dispose()
    {
        microsoft.Dispose();
        keys.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task With_nothing_set_up_it_says_how_to_begin_and_nothing_is_asked()
    {
        var (code, lines) = await RunAsync();

        Assert.Equal(0, code);
        Assert.StartsWith("MISSING  Teams is not set up. In the Azure portal create an Azure Bot", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Contains("`manifest teams`", lines[0], StringComparison.Ordinal);
        Assert.Empty(microsoft.Asked);
    }

    [Fact]
    public async Task All_is_well_where_Microsoft_gives_a_token_and_the_keys_are_there()
    {
        var (code, lines) = await RunAsync(Reached);

        Assert.Equal(0, code);
        Assert.Equal(
            [
                $"OK       Teams:AppId is {PretendTeamsKeys.Bot}, a bot of the type SingleTenant with a client secret, in the directory {PretendTeams.Tenant}. "
                    + "The people of that directory may use it.",
                "OK       Teams has to reach https://bot.example.org/api/messages: it has to be the bot's messaging endpoint. Whether Teams does reach it, its first "
                    + "message shows. Its tabs, people's own page and the boards of a channel, are pages of the same address. The button \"My page\" goes by "
                    + "Teams:AppId; where an administrator put the app into the organisation's catalogue, set Teams:CatalogId to the id that it has there.",
                "OK       Microsoft gives the bot its token: it can speak to Teams.",
                $"OK       The keys by which Teams signs can be read at {Metadata}; there are 1.",
            ],
            lines);
        Assert.Contains($"login.microsoftonline.com/{PretendTeams.Tenant}/oauth2/v2.0/token", microsoft.Asked);
    }

    [Fact]
    public async Task By_which_id_the_button_to_peoples_page_goes_is_said()
    {
        var (code, lines) = await RunAsync([.. Reached, "--Teams:CatalogId", "5d1f2a4e-8f0b-4a59-9f3e-6d0c5c7be1a2"]);

        Assert.Equal(0, code);
        Assert.EndsWith("The button \"My page\" goes by Teams:CatalogId, 5d1f2a4e-8f0b-4a59-9f3e-6d0c5c7be1a2.", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MultiTenant", "*", "MultiTenant with a client secret. The people of all directories may use it.")]
    [InlineData("SingleTenant", PretendTeamsKeys.Bot, "The people of these directories may use it: " + PretendTeamsKeys.Bot + ".")]
    public async Task Whose_people_may_use_it_is_said(string type, string tenants, string said)
    {
        var (code, lines) = await RunAsync([.. Reached, "--Teams:AppType", type, "--Teams:AllowedTenants", tenants]);

        Assert.Equal(0, code);
        Assert.EndsWith(said, lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_it_says_which_one_Teams_needs()
    {
        var (code, lines) = await RunAsync(Right);

        Assert.Equal(0, code);
        Assert.StartsWith("MISSING  Teams comes to this server by https, but Web:PublicUrl does not say", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://bot.example.org")]
    [InlineData("http://localhost:5080")]
    public async Task An_address_without_https_is_wrong(string address)
    {
        var (code, lines) = await RunAsync([.. Right, "--Web:PublicUrl", address]);

        Assert.Equal(1, code);
        Assert.StartsWith($"WRONG    Teams comes by https alone, and Web:PublicUrl is {address}", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AADSTS7000215", "Teams:AppPassword is no secret of this bot.")]
    [InlineData("AADSTS7000222", "Teams:AppPassword has run out.")]
    [InlineData("AADSTS700016", "Teams:AppId is not known in that directory.")]
    [InlineData("AADSTS90002", "There is no such directory as Teams:TenantId says.")]
    [InlineData("AADSTS53003", "What that means says login.microsoftonline.com/error?code=53003.")]
    public async Task A_refusal_is_told_by_its_code_with_what_to_do(string refusal, string said)
    {
        microsoft.Refusal = refusal;

        var (code, lines) = await RunAsync(Reached);

        Assert.Equal(1, code);
        Assert.StartsWith($"WRONG    Microsoft gives the bot no token: {refusal}. {said}", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("OK       The keys", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_way_to_Microsofts_login_it_says_so()
    {
        microsoft.Away = PretendMicrosoft.Login;

        var (code, lines) = await RunAsync(Reached);

        Assert.Equal(1, code);
        Assert.StartsWith("WRONG    Microsoft's login at https://login.microsoftonline.com/ gave no answer. A firewall", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_way_to_the_keys_it_says_what_comes_of_it()
    {
        microsoft.Away = PretendMicrosoft.Keys;

        var (code, lines) = await RunAsync(Reached);

        Assert.Equal(1, code);
        Assert.StartsWith($"WRONG    The keys by which Teams signs cannot be read at {Metadata}, so nothing that Teams sends would be taken.", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_keys_is_wrong()
    {
        keys.Published.Clear();

        var (code, lines) = await RunAsync(Reached);

        Assert.Equal(1, code);
        Assert.StartsWith($"WRONG    There are no keys at {Metadata}", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PretendMicrosoft.Login, 2, "https://login.microsoftonline.com/ gave no answer in time.")]
    [InlineData(PretendMicrosoft.Keys, 3, Metadata + ": no answer in time,")]
    public async Task A_Microsoft_that_hangs_is_waited_for_ten_seconds(string host, int line, string said)
    {
        microsoft.Hangs = host;
        var running = RunAsync(Reached);
        await microsoft.Hung.WaitAsync(PretendTeams.Patience, TimeProvider.System);
        Assert.Equal(OutboundToken.AnswerWithin, TeamsDoctor.AnswerWithin);
        time.Pass(TeamsDoctor.AnswerWithin);

        var (code, lines) = await running.WaitAsync(PretendTeams.Patience, TimeProvider.System);

        Assert.Equal(1, code);
        Assert.Contains(said, lines[line], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_with_a_managed_identity_is_told_that_it_needs_a_machine_in_Azure()
    {
        microsoft.Away = PretendMicrosoft.Machine;
        var (code, lines) = await RunAsync([.. Bot, "--Teams:AppType", "UserAssignedMSI"]);

        Assert.Equal(1, code);
        Assert.Contains("UserAssignedMSI with a managed identity, in the directory", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("WRONG    Microsoft gives the bot no token: no_managed_identity.", lines[2], StringComparison.Ordinal);
        Assert.Contains("only on a machine in Azure", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_Microsofts_local_client_nobody_is_asked()
    {
        var (code, lines) = await RunAsync(["--Teams:AllowAnonymous", "true"]);

        Assert.Equal(0, code);
        Assert.StartsWith("OK       Teams:AllowAnonymous is set", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Empty(microsoft.Asked);
    }

    [Fact]
    public async Task A_setting_that_is_missing_is_named_once_and_no_secret_goes_anywhere()
    {
        var (code, lines) = await RunAsync(["--Teams:AppPassword", Secret, "--Teams:TenantId", PretendTeams.Tenant]);

        Assert.Equal(1, code);
        Assert.StartsWith("MISSING  Teams:AppId is missing", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Empty(microsoft.Asked);
    }

    /// <returns>The lines about Teams, and its exit code.</returns>
    async Task<(int Code, string[] Lines)> RunAsync(string[]? settings = null)
    {
        using var output = new StringWriter();
        using var problems = new StringWriter();
        string[] args = ["--Storage:Path", folder.File("cocreate.db"), .. settings ?? []];
        var code = await DoctorCommand.RunAsync(args, output, problems, microsoft, time);
        var said = output.ToString();
        Assert.Equal("", problems.ToString());
        Assert.All([Secret, "t0ken", "ann@example.org"], secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal));
        string[] ofTeams = ["Teams", "Microsoft", "The keys", "There are no keys"];
        var lines = said.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        return (code, [.. lines.Where(line => ofTeams.Any(start => line.AsSpan(9).StartsWith(start, StringComparison.Ordinal)))]);
    }
}
