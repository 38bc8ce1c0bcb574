using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>Whatever people send, they get one clear sentence and their words back, and never an error of ours.</summary>
public sealed class BadInputTest
{
    const string Family = "\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";

    [Theory]
    [InlineData("en", "There is nothing in it yet. Please write something.", "   ")]
    [InlineData("de", "Hier steht noch nichts. Bitte schreiben Sie etwas.", "\u200B\u2060\uFEFF \u0007")]
    public async Task An_empty_answer_is_asked_for_again(string language, string sentence, string nothing)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync(language: language);
        await ann.TypeAsync("checkin word");
        await ann.PressAsync(ann.Button("note"), ("answer", nothing), ("note", "kept"));

        Assert.Equal((422, sentence), (ann.Status, ann.Notice));
        Assert.Contains("value=\"kept\"", ann.Page, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", ann.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "That is 10000 characters long; at most 140 fit. Please shorten it.")]
    [InlineData("de", "Das sind 10000 Zeichen; höchstens 140 passen. Bitte kürzen.")]
    public async Task A_text_of_10000_characters_is_refused_and_given_back(string language, string sentence)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync(language: language);
        await ann.TypeAsync("checkin");
        var text = string.Concat(Enumerable.Repeat("word ", 2_000))[..^1] + "s";
        await ann.PressAsync(ann.Button("note"), ("answer", "red"), ("note", text));

        Assert.Equal((422, sentence), (ann.Status, ann.Notice));
        Assert.Contains($"value=\"{text}\"", ann.Page, StringComparison.Ordinal);
        Assert.Contains("value=\"red\" checked", ann.Page, StringComparison.Ordinal);
        await ann.SeeAsync(ann.Room);
        Assert.DoesNotContain("value=\"red\" checked", ann.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Family + " 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData("مرحبا (بكم) hello 123")]
    [InlineData("<b>bold</b> & \"quoted\" 'single' `code`")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("<!channel> <@U1> &lt;!here&gt; javascript:alert(1)")]
    [InlineData("@{ 1 + 1 } {{x}} ${y} %s \\u003c")]
    public async Task Words_stay_the_words_they_are_on_the_card_in_the_form_and_in_the_minutes(string words)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync(name: words);
        await ann.TypeAsync("checkin");
        await ann.PressAsync(ann.Button("note"), ("answer", "green"), ("note", words));

        Assert.Equal((200, false), (ann.Status, ann.IsProblem));
        OnlyAsText(words, ann);
        await ann.PressAsync(ann.Button("close"));
        await ann.SeeAsync(ann.Minutes);
        OnlyAsText(words, ann);
    }

    [Fact]
    public async Task What_nobody_can_see_is_dropped_and_the_rest_is_kept()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await ann.PressAsync(ann.Button("note"), ("answer", "green"), ("note", "a\u0000b\u202Ec\u200Bd\r\ne\tf"));

        Assert.Contains("<bdi>abcd e f</bdi>", ann.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "You have 2 dots and gave 3. Please take some back.")]
    [InlineData("de", "Sie haben 2 Punkte und gaben 3. Bitte nehmen Sie welche zurück.")]
    public async Task A_ballot_beyond_the_budget_is_refused_whole_and_given_back(string language, string sentence)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync(language: language);
        await ann.TypeAsync("vote \"Which?\" Paint | Garden | Bus stop | Tap");
        await ann.PressAsync(ann.Button("ballot"), ("option-0", "1"), ("option-1", "1"), ("option-2", "1"), ("option-3", "0"));

        Assert.Equal((422, sentence), (ann.Status, ann.Notice));
        Assert.Equal(3, ann.Page.Split("<option value=\"1\" dir=\"auto\" selected=\"selected\">").Length - 1);
        await ann.SeeAsync(ann.Room);
        Assert.DoesNotContain("<option value=\"1\" dir=\"auto\" selected", ann.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("off", "on", 200)]
    [InlineData("on", "off", 400)]
    [InlineData("on", "on", 400)]
    public async Task A_box_is_sent_twice_as_off_and_on_and_no_other_way(string first, string second, int status)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("vote approval \"Which?\" Paint | Garden");
        await ann.PressAsync(ann.Button("approve"), ("option-0", first), ("option-0", second), ("option-1", "off"));

        Assert.Equal(status, ann.Status);
        Assert.Equal(status == 200, ann.Page.Contains("1 person has voted.", StringComparison.Ordinal));
        Assert.Equal(status == 200, ann.Page.Contains("checked=\"checked\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("option-9", "1", 422)]
    [InlineData("option-0", "99", 422)]
    [InlineData("option-0", "-1", 422)]
    [InlineData("option-0", "one", 422)]
    [InlineData("option-0", "", 422)]
    [InlineData("option-01", "1", 422)]
    [InlineData("option-1", "1", 400)]
    public async Task A_forged_ballot_is_refused(string field, string value, int status)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("vote \"Which?\" Paint | Garden | Bus stop | Tap");
        await ann.PressAsync(ann.Button("ballot"), ("option-1", "1"), (field, value));

        Assert.Equal((status, true), (ann.Status, ann.IsProblem));
    }

    [Theory]
    [InlineData("en", "This is closed, so your answer was not counted. The card says what it came to.")]
    [InlineData("de", "Das ist geschlossen, Ihre Antwort wurde nicht mehr gezählt. Die Karte sagt, was herauskam.")]
    public async Task After_the_close_nothing_counts_and_the_words_come_back(string language, string sentence)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var bo = await house.GuestAsync(ann, language: language);
        var note = bo.Button("note");
        await ann.PressAsync(ann.Button("close"));
        await bo.PressAsync(note, ("answer", "green"), ("note", "too late, alas"));

        Assert.Equal(409, bo.Status);
        Assert.StartsWith(sentence, bo.Notice, StringComparison.Ordinal);
        Assert.Contains("too late, alas</textarea>", bo.Page, StringComparison.Ordinal);
        await bo.SeeAsync(bo.Room);
        Assert.DoesNotContain("too late", bo.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_after_the_deadline_finds_it_closed()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin for 5m");
        var green = ann.Button("answer", "green");
        house.Time.Pass(TimeSpan.FromMinutes(5) + Limits.HandInGrace);
        await ann.PressAsync(green);

        Assert.Equal(409, ann.Status);
    }

    [Fact]
    public async Task The_same_form_sent_twice_counts_once()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var start = ann.Carrying(("text", "checkin"));
        await ann.FollowAsync(Visitor.Post($"{ann.Room}/type", start));
        await ann.FollowAsync(Visitor.Post($"{ann.Room}/type", start));
        Assert.Single(ann.Page.Split("id=\"live-").Skip(1));

        var green = ann.Button("answer", "green");
        var tap = ann.Carrying(("press", green.Encode()));
        await ann.FollowAsync(Visitor.Post($"{ann.Room}/press", tap));
        await ann.FollowAsync(Visitor.Post($"{ann.Room}/press", tap));
        Assert.Contains("1 person has answered.", ann.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_and_back_with_one_page_ends_with_the_last_press()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var page = ann.Carrying();
        foreach (var light in new[] { "green", "red", "green" })
        {
            await ann.FollowAsync(Visitor.Post($"{ann.Room}/press", [.. page, new("press", ann.Button("answer", light).Encode())]));
        }

        Assert.Contains("1 person: <bdi>Ann</bdi>", ann.Page.Split("Yellow")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tabs_are_one_person_and_the_later_one_counts()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("vote \"Which?\" Paint | Garden");
        var first = ann.Carrying(("press", ann.Button("ballot").Encode()), ("choice", "0"));
        await ann.SeeAsync(ann.Room);
        var second = ann.Carrying(("press", ann.Button("ballot").Encode()), ("choice", "1"));
        await ann.FollowAsync(Visitor.Post($"{ann.Room}/press", first));
        await ann.FollowAsync(Visitor.Post($"{ann.Room}/press", second));
        await ann.PressAsync(ann.Button("close"));

        Assert.Contains("1 person has voted.", ann.Text, StringComparison.Ordinal);
        Assert.Contains("Picked: B. Garden", ann.Text.Replace("<bdi>", "").Replace("</bdi>", ""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("pause")]
    [InlineData("extend")]
    [InlineData("undo")]
    [InlineData("next")]
    public async Task The_facilitators_verbs_are_refused_to_everybody_else_pressed_or_typed(string verb)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var bo = await house.GuestAsync(ann, language: "de");
        var session = bo.Button("note").Session;
        await bo.PressAsync(new Press(session, 0, verb));
        Assert.Equal((403, true), (bo.Status, bo.IsProblem));
        Assert.StartsWith("Das kann nur, wer diese Sitzung begonnen hat.", bo.Notice, StringComparison.Ordinal);

        await bo.SeeAsync(bo.Room);
        await bo.TypeAsync(verb == "extend" ? "extend 5m" : verb);
        Assert.Equal(403, bo.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1|nonsense")]
    [InlineData("1|abcdefghijklmnop|1|answer|green")]
    [InlineData("9|abcdefghijklmnop|1|answer|green")]
    [InlineData("1|../../etc|1|answer|green")]
    public async Task A_press_of_no_session_here_is_said(string press)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.SendAsync($"{ann.Room}/press", ("press", press));

        Assert.Equal(404, ann.Status);
        Assert.StartsWith("This session is not known here.", ann.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_of_another_room_is_none_here()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var cy = await house.HostAsync("Cy");
        await cy.PressAsync(ann.Button("answer", "green"));

        Assert.Equal(404, cy.Status);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(99_999)]
    public async Task A_button_of_an_activity_that_never_was_is_an_old_card(int round)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await ann.PressAsync(ann.Button("answer", "green") with { Round = round });

        Assert.Equal((409, "This card is out of date. Use the newest card of the session."), (ann.Status, ann.Notice));
    }

    [Theory]
    [InlineData("chekin", "\"chekin\" is no command. Did you mean \"checkin\"?")]
    [InlineData("<script>", "\"<script>\" is no command.")]
    [InlineData("vote \"Which?\" only", "A vote needs at least 2 options")]
    public async Task A_line_that_is_not_understood_stays_in_the_command_line(string line, string sentence)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync(line);

        Assert.Equal(422, ann.Status);
        Assert.StartsWith(sentence, ann.Notice, StringComparison.Ordinal);
        Assert.Contains($"name=\"text\" value=\"{System.Net.WebUtility.HtmlEncode(line)}\"", ann.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", ann.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("close", 409)]
    [InlineData("extend soon", 409)]
    [InlineData("vote B B D", 422)]
    public async Task Where_nothing_is_open_that_is_said(string line, int status)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync(line);

        Assert.Equal((status, true), (ann.Status, ann.IsProblem));
    }

    [Fact]
    public async Task A_start_that_cannot_be_keeps_its_form_open_and_filled()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.StartAsync("vote", ("question", "Which?"), ("options", "Paint"), ("minutes", "5"));
        Assert.Equal(422, ann.Status);
        Assert.Contains("value=\"Which?\"", ann.Page, StringComparison.Ordinal);
        Assert.Contains("Paint</textarea>", ann.Page, StringComparison.Ordinal);

        await ann.StartAsync("vote", ("question", "Which?"), ("options", "Paint\nGarden"), ("minutes", "soon"));
        Assert.Equal((422, "Give a whole number from 1 to 1440."), (ann.Status, ann.Notice));
    }

    static void OnlyAsText(string words, Visitor visitor)
    {
        Assert.Contains(words, visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", visitor.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", visitor.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>bold", visitor.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!channel>", visitor.Page, StringComparison.Ordinal);
    }
}
