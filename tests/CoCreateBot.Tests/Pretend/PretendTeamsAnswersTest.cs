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

    const string Card = """{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard","version":"1.5","body":[]}}""";

    [Theory]
    [InlineData("adaptiveCard/action", Card)]
    [InlineData("adaptiveCard/action", """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Noted."}""")]
    [InlineData("adaptiveCard/action", """{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"Old."}}""")]
    [InlineData("task/fetch", Dialog)]
    [InlineData("composeExtension/fetchTask", """{"task":{"type":"message","value":"Not here."}}""")]
    [InlineData("composeExtension/submitAction", Dialog)]
    [InlineData("composeExtension/submitAction", null)]
    [InlineData("task/submit", null)]
    [InlineData(null, null)]
    public void What_is_documented_is_taken(string? call, string? answer) => Assert.Empty(Faults(call, answer));

    [Theory]
    [InlineData("adaptiveCard/action", null)]
    [InlineData("adaptiveCard/action", "{}")]
    [InlineData("adaptiveCard/action", """{"type":"application/vnd.microsoft.activity.message","value":"Noted."}""")]
    [InlineData("adaptiveCard/action", """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":" "}""")]
    [InlineData("adaptiveCard/action", """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":{}}""")]
    [InlineData("adaptiveCard/action", """{"statusCode":503,"type":"application/vnd.microsoft.activity.message","value":"Later."}""")]
    [InlineData("adaptiveCard/action", """{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":"A card"}""")]
    [InlineData("adaptiveCard/action", """{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"Card"}}""")]
    [InlineData("adaptiveCard/action", """{"statusCode":200,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"Old."}}""")]
    [InlineData("adaptiveCard/action", """{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest"}}""")]
    [InlineData("adaptiveCard/action", """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Noted.","more":1}""")]
    [InlineData("adaptiveCard/action", """{"task":{"type":"message","value":"Not here."}}""")]
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

    [Theory]
    [InlineData(27 * 1024, 0)]
    [InlineData(28 * 1024, 1)]
    public void A_card_in_the_place_of_another_may_be_so_long(int length, int faults) => Assert.Equal(
        faults, Faults("adaptiveCard/action", Card.Replace("[]", $"[\"{new string('x', length)}\"]", StringComparison.Ordinal)).Count);

    static List<string> Faults(string? call, string? answer)
    {
        using var teams = new PretendTeams(new ManualTime());
        teams.Judge(call, answer is null ? null : JsonNode.Parse(answer));
        return teams.Faults;
    }
}
