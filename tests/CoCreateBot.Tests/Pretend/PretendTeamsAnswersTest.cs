using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>The pretend Teams takes what Teams takes for an answer, and nothing else.</summary>
public sealed class PretendTeamsAnswersTest
{
    const string Dialog =
        """
        {"task":{"type":"continue","value":{"title":"Vote","width":"medium","height":"medium","card":{"contentType":"application/vnd.microsoft.card.adaptive",
        "content":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","id":"a"},{"type":"Input.Text","id":"b"}]}}}}}
        """;

    [Theory]
    [InlineData("task/fetch", Dialog)]
    [InlineData("composeExtension/fetchTask", """{"task":{"type":"message","value":"Not here."}}""")]
    [InlineData("composeExtension/submitAction", Dialog)]
    [InlineData("composeExtension/submitAction", null)]
    [InlineData("task/submit", null)]
    [InlineData(null, null)]
    public void What_is_documented_is_taken(string? call, string? answer) => Assert.Empty(Faults(call, answer));

    [Theory]
    [InlineData("task/fetch", null)]
    [InlineData("composeExtension/fetchTask", null)]
    [InlineData("composeExtension/fetchTask", "{}")]
    [InlineData("composeExtension/submitAction", "[]")]
    [InlineData("composeExtension/submitAction", """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Done."}""")]
    [InlineData("task/submit", """{"task":{"type":"message","value":" "}}""")]
    [InlineData("task/submit", """{"task":{"type":"message","value":{}}}""")]
    [InlineData("task/submit", """{"task":{"type":"continue","value":{"title":"Vote"}}}""")]
    [InlineData(null, """{"task":{"type":"message","value":"To nobody."}}""")]
    public void What_is_not_is_a_fault(string? call, string? answer) => Assert.Single(Faults(call, answer));

    [Theory]
    [InlineData("\"title\":\"Vote\"", "\"title\":\"\"")]
    [InlineData("\"width\":\"medium\"", "\"width\":\"wide\"")]
    [InlineData("card.adaptive", "card.hero")]
    [InlineData("\"AdaptiveCard\"", "\"Card\"")]
    [InlineData("\"id\":\"b\"", "\"id\":\"a\"")]
    [InlineData("\"Input.Text\",\"id\":\"b\"", "\"Action.Execute\"")]
    public void A_dialog_with_one_thing_wrong_is_a_fault(string right, string wrong)
    {
        var bent = Dialog.Replace(right, wrong, StringComparison.Ordinal);

        Assert.NotEqual(Dialog, bent);
        Assert.Single(Faults("task/fetch", bent));
    }

    static List<string> Faults(string? call, string? answer)
    {
        using var teams = new PretendTeams(new ManualTime());
        teams.Judge(call, answer is null ? null : JsonNode.Parse(answer));
        return teams.Faults;
    }
}
