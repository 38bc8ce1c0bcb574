using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Bot.Hosting;
using CoCreateBot.Tests.Sessions;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>A room offers by form what its activities offer, and knows none of them by name.</summary>
public sealed class StartFormsTest
{
    [Theory]
    [InlineData("en", "Start a session", "Start a check-in", "Start a warm-up", "Start a vote", "Ask an open question", "Start a brainwriting",
        "Start 5 Whys", "Ask for applause", "Plan what comes again")]
    [InlineData("de", "Eine Sitzung beginnen", "Eine Runde zum Ankommen beginnen", "Ein Aufwärmen beginnen", "Eine Abstimmung beginnen",
        "Eine offene Frage stellen", "Ein Brainwriting beginnen", "5-mal Warum beginnen", "Um Applaus bitten", "Planen, was wiederkommt")]
    public async Task Each_activity_that_brings_a_form_is_offered_also_one_that_the_product_knows_nothing_of(string language, params string[] offers)
    {
        await using var house = await OpenAsync();
        var ann = await house.HostAsync(language: language);

        Assert.Equal(offers, ann.Text.Split("<section class=\"start\"")[1].Split("</section>")[0].Split("<summary>").Skip(1).Select(rest => rest.Split('<')[0]));
    }

    [Fact]
    public async Task Such_a_one_is_started_by_its_form_and_played()
    {
        await using var house = await OpenAsync();
        var ann = await house.HostAsync(language: "de");
        await ann.StartAsync("applaud", ("question", "Wie war der Tag?"));
        Assert.Equal((200, false), (ann.Status, ann.IsProblem));
        Assert.Contains("<bdi>Wie war der Tag?</bdi>", ann.Page, StringComparison.Ordinal);

        await ann.PressAsync(ann.Button("clap", "3"));
        Assert.Contains("3 Klatschen.", ann.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_is_started_by_its_form_with_what_it_is_for()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.StartAsync(
            "session", ("question", "How might we meet?"), ("recipe", "ideas"), ("pace", "live"), ("influence", "The plan"), ("decider", "Bob"));

        Assert.Equal((200, false), (ann.Status, ann.IsProblem));
        string[] said = ["How might we meet?", "The plan", "Bob", "Next: Brainwriting"];
        Assert.All(said, text => Assert.Contains(text, ann.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Not yet said", ann.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_facilitates_can_let_pretend_people_take_part_and_nobody_else_is_offered_it()
    {
        const string Offer = "Try it with pretend people";
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        Assert.DoesNotContain(Offer, ann.Text, StringComparison.Ordinal);

        await ann.TypeAsync("checkin for 10m");
        Assert.Contains(Offer, ann.Text, StringComparison.Ordinal);
        await ann.StartAsync("rehearse", ("people", "3"), ("sure", "off"));
        Assert.StartsWith("3 pretend people take part now.", ann.Notice, StringComparison.Ordinal);
        Assert.Contains("A rehearsal: 3 pretend people take part", ann.Text, StringComparison.Ordinal);

        await ann.StartAsync("rehearse", ("people", "99"));
        Assert.Equal((422, true), (ann.Status, ann.IsProblem));
        Assert.DoesNotContain(Offer, (await house.GuestAsync(ann)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Asia/Tokyo", "00:30:00Z")]
    [InlineData("", "08:30:00Z")]
    [InlineData("Mars/Olympus", "08:30:00Z")]
    [InlineData("../../etc/passwd", "08:30:00Z")]
    public async Task A_time_is_read_in_the_zone_that_the_browser_tells_and_else_in_the_room_s(string zone, string until)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.SendAsync($"{ann.Room}/type", ("text", "checkin until 9:30"), ("zone", zone));

        Assert.Equal((200, false), (ann.Status, ann.IsProblem));
        Assert.Contains($"T{until}\" data-moment", ann.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("question", " ")]
    [InlineData("recipe", "nonsense")]
    [InlineData("until", "yesterday")]
    public async Task A_session_that_cannot_be_started_so_says_why_and_keeps_what_was_written(string input, string wrong)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var fields = new Dictionary<string, string> { ["question"] = "How might we meet?", ["pace"] = "days", ["decider"] = "The council", [input] = wrong };
        await ann.StartAsync("session", [.. fields.Select(field => (field.Key, field.Value))]);

        Assert.Equal((422, true), (ann.Status, ann.IsProblem));
        Assert.Contains("value=\"The council\"", ann.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"live-", ann.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData(" 1440 ", true)]
    [InlineData("", true)]
    [InlineData("0", false)]
    [InlineData("1441", false)]
    [InlineData("-5", false)]
    [InlineData("2h5", false)]
    [InlineData("99999999999", false)]
    public async Task Minutes_are_what_the_form_says_they_may_be(string minutes, bool isOne)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.StartAsync("vote", ("question", "Which?"), ("options", "Paint\nGarden"), ("minutes", minutes));

        Assert.Equal(isOne ? (200, false) : (422, true), (ann.Status, ann.IsProblem));
        Assert.Equal(isOne, ann.Page.Contains("id=\"live-", StringComparison.Ordinal));
        Assert.Equal(!isOne, ann.Text.Contains("Give a whole number from 1 to 1440.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("explode")]
    [InlineData("close")]
    [InlineData("nonsense")]
    public async Task What_brings_no_form_is_not_started_by_one(string verb)
    {
        await using var house = await OpenAsync();
        var ann = await house.HostAsync();
        await ann.StartAsync(verb, ("question", "Which?"));

        Assert.Equal((422, true), (ann.Status, ann.IsProblem));
        Assert.DoesNotContain("id=\"live-", ann.Page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_in_is_offered_in_every_format_and_each_is_read_as_if_it_were_typed()
    {
        var activity = new CheckInActivity();
        var words = new Lexicon(Activities.BuiltIn).In("de");
        var formats = Assert.Single(activity.Start(words)!.Form.Inputs.OfType<InputChoiceSet>()).Choices; // ! it brings one
        var planned = formats.Select(format => activity.Plan(activity.ReadStart(new Dictionary<string, string> { ["format"] = format.Value })));

        Assert.Equal(Enum.GetValues<CheckInFormat>(), planned.Select(plan => Assert.IsType<CheckInEvent.Planned>(plan.Value?.Event).Format));
        Assert.All(formats, format => Assert.DoesNotContain("CheckIn.", format.Title, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ask", "ask \"Why here?\"", "question=Why here?", "until=", "names=named")]
    [InlineData("ask", "ask \"Why here?\" group for 2h", "question=Why here?", "until=10:30", "names=group")]
    [InlineData("ask", "ask \"Why here?\" anonymous", "question=Why here?", "names=anonymous")]
    [InlineData("brainwrite", "brainwrite live", "question=", "pace=live", "minutes=", "ideas=3", "rounds=", "names=group", "gallery=off")]
    [InlineData("brainwrite", "brainwrite", "pace=days", "ideas=", "names=group")]
    [InlineData("brainwrite", "brainwrite \"What?\" live for 7m ideas 2 rounds 6 named gallery", "question=What?", "pace=live", "minutes=7", "ideas=2",
        "rounds=6", "names=named", "gallery=on")]
    [InlineData("brainwrite", "brainwrite anonymous", "pace=days", "names=anonymous")]
    public void A_form_says_what_one_could_have_typed(string verb, string typed, params string[] sent)
    {
        var activity = Activities.BuiltIn.ForVerb(verb)!; // ! it is built in
        var fields = sent.Select(field => field.Split('=', 2)).ToDictionary(field => field[0], field => field[1]);
        var now = new DateTimeOffset(2026, 11, 20, 8, 30, 0, TimeSpan.Zero);
        var line = activity.ReadStart(fields).Timed(now, TimeZoneInfo.Utc).Value!; // ! the moment is one

        Assert.NotNull(activity.Plan(line).Value);
        Assert.Equal(activity.Plan(TypedLine.Parse(typed)).Value, activity.Plan(line).Value);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("live")]
    [InlineData("for")]
    [InlineData("Named")]
    public void Who_sees_names_is_never_guessed(string sent)
    {
        foreach (var activity in Activities.BuiltIn.All.Where(activity => activity.Verbs[0] is "ask" or "brainwrite"))
        {
            var line = activity.ReadStart(new Dictionary<string, string> { ["question"] = "Why?", ["names"] = sent });

            Assert.Equal("Session.NoSuchSetting", activity.Plan(line).Refusal?.Key);
        }
    }

    [Fact]
    public async Task A_question_for_all_is_asked_by_its_form_until_the_moment_that_was_written()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var question = ("question", "What would help?");
        await ann.StartAsync("ask", question, ("until", "tomorrow or so"), ("names", "named"));
        Assert.Equal((422, true), (ann.Status, ann.IsProblem));
        Assert.Contains("value=\"What would help?\"", ann.Page, StringComparison.Ordinal);

        await ann.StartAsync("ask", question, ("until", "9:30"), ("names", "group"));
        Assert.Equal((200, false), (ann.Status, ann.IsProblem));
        Assert.Contains("T08:30:00Z\" data-moment", ann.Page, StringComparison.Ordinal);
        Assert.Contains("What would help?", ann.Text, StringComparison.Ordinal);
    }

    static Task<WebHouse> OpenAsync() =>
        WebHouse.OpenAsync(activities: new Activities([.. Activities.BuiltIn.All, new ApplauseActivity(), new Explosive()]));
}
