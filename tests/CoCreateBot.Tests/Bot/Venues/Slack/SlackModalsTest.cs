using System.Globalization;
using System.Text.Json.Nodes;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Each kind of form in a dialog: what is wrong stands beside its input, what was given is there again, and all of it has room.</summary>
public sealed class SlackModalsTest
{
    [Fact]
    public async Task A_cause_is_given_and_its_form_reopens_with_its_words()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("why “The report was late three times in October”");

        var form = await story.Bob.OpenAsync(channel.Root, "Add a cause");
        await story.Bob.SubmitAsync(form, ("Because", " "));
        Assert.Single(form.Errors);
        await story.Bob.SubmitAsync(form, ("Because", "The figures came late"));
        await story.Slack.UntilAsync(() => channel.Root.Shows("The figures came late"), "it stands in the tree");

        var mine = await story.Bob.OpenAsync(channel.Root, "Change mine");
        Assert.Equal("The figures came late", Element(mine, "Its words")["initial_value"]!.GetValue<string>());
        await story.Bob.SubmitAsync(mine, ("Its words", "The figures came three days late"));
        await story.Slack.UntilAsync(() => channel.Root.Shows("three days late"), "it is changed");
    }

    [Fact]
    public async Task A_step_s_impossible_day_is_said_beside_the_day_and_the_form_reopens_with_what_stands()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("steps “What now?”");

        var form = await story.Bob.OpenAsync(channel.Root, "Add a step");
        await story.Bob.SubmitAsync(form, ("What is to be done?", "Call the city"), ("Who does it?", "I do it"), ("By when?", "31 February"));
        Assert.Equal("due", Assert.Single(form.Errors).Key);
        await story.Bob.SubmitAsync(form, ("What is to be done?", "Call the city"), ("Who does it?", "I do it"), ("By when?", "tomorrow"));
        Assert.False(form.IsOpen);
        await story.Slack.UntilAsync(() => channel.Root.Shows("Call the city"), "it stands on the card");

        var mine = await story.Bob.OpenAsync(channel.Root, "My steps");
        Assert.Equal("Call the city", Element(mine, "What is to be done?")["initial_value"]!.GetValue<string>());
        Assert.NotNull(Element(mine, "By when?")["initial_value"]);
    }

    [Fact]
    public async Task The_longest_vote_has_room_in_a_dialog_and_its_last_option_can_be_chosen()
    {
        await using var story = await SlackStory.BeginAsync();
        var options = Enumerable.Range(1, Limits.OptionsMax).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number} {new string('x', 70)}"));
        var (channel, console) = await story.StartAsync($"vote “Which first?” {string.Join(" | ", options)} dots 3");

        var ballot = await story.Bob.OpenAsync(channel.Root, "Vote");
        Assert.Equal(Limits.OptionsMax, Inputs(ballot).Count());
        var labels = Inputs(ballot).Select(block => (string)block["label"]!["text"]!);
        var last = labels.Single(label => label.Contains($" {Limits.OptionsMax} ", StringComparison.Ordinal));
        await story.Bob.SubmitAsync(ballot, (last, "1 dot"));
        Assert.False(ballot.IsOpen);
        await story.Ann.PressAsync(console, "Close");

        await story.Slack.UntilAsync(() => channel.Root.Shows("1 dot from 1 person"), "it counts");
    }

    [Fact]
    public async Task A_sheet_reopens_with_what_was_handed_in_until_it_goes_on()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("brainwrite “How might we meet less?” live");
        var sheet = await story.Bob.OpenAsync(channel.Root, "Write ideas");
        await story.Bob.SubmitAsync(sheet, ("Idea 1", "Standing"), ("Idea 3", "On Fridays never"));
        Assert.True(sheet.IsOpen && sheet.Content["submit"] is null, "They wait in it for the next.");

        var again = await story.Bob.OpenAsync(channel.Root, "Change my ideas");

        Assert.Equal("Standing", Element(again, "Idea 1")["initial_value"]!.GetValue<string>());
        Assert.Null(Element(again, "Idea 2")["initial_value"]);
        Assert.Equal("On Fridays never", Element(again, "Idea 3")["initial_value"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("vote «Which first?» Paint | Garden", "Which first?", "Garden")]
    [InlineData("vote „Was zuerst?“ Farbe | Garten", "Was zuerst?", "Garten")]
    [InlineData("vote ”Which first?” Paint | Garden", "Which first?", "Garden")]
    [InlineData("vote “Salt & pepper <b>?” Paint & brush | Garden", "Salt & pepper <b>?", "Paint & brush")]
    [InlineData("vote “Which first &amp; why?” Paint | Garden", "Which first &amp; why?", "Garden")]
    [InlineData("vote “Which first — and why?” Paint — red | Garden", "Which first — and why?", "Paint — red")]
    [InlineData("/cocreate vote “Which first?” Paint | Garden", "Which first?", "Garden")]
    public async Task What_clients_make_of_quotes_dashes_and_signs_is_what_was_meant(string typed, string question, string option)
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync(typed);

        Assert.True(channel.Root.Says(question) && channel.Root.Says(option), channel.Root.Shown);
    }

    static IEnumerable<JsonNode> Inputs(PretendView view) =>
        view.Content["blocks"]!.AsArray().Where(block => (string?)block!["type"] == "input").Select(block => block!);

    static JsonNode Element(PretendView view, string label) =>
        Inputs(view).Single(block => ((string)block["label"]!["text"]!).StartsWith(label, StringComparison.Ordinal))["element"]!;
}
