using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>What is typed finds the session that is meant, has its effect once, and is answered with a sentence.</summary>
public sealed class CommandDeskTest
{
    const string Vote = "vote \"Which first?\" Paint | Garden";

    [Fact]
    public void A_typed_vote_starts_one_and_a_typed_letter_answers_it() => World.Play(async world =>
    {
        var started = await world.SayAsync(World.Ann, Vote);
        var counted = await world.SayAsync(World.Bo, "vote B");

        Assert.True(started is { Started: true, IsProblem: false });
        Assert.True(counted is { Started: false, IsProblem: false });
        Assert.Equal(started.Session, counted.Session);
        Assert.Equal(1, (await world.FoldAsync(started.Session!.Value)).OpenItem!.State.Contributors);
    });

    [Theory]
    [InlineData("ask \"What would help?\"", "ask \"A bench\"")]
    [InlineData("checkin word", "checkin \"tired\"")]
    [InlineData(Vote, "vote \"Paint\"")]
    public void A_quoted_answer_is_not_taken_for_the_question_of_another_session(string start, string quoted) => World.Play(async world =>
    {
        await world.SayAsync(World.Ann, start);

        var doubtful = await world.SayAsync(World.Bo, quoted);
        Assert.Equal((true, "Commands.AnswerOrAnother"), (doubtful.IsProblem, doubtful.Key));
        Assert.False((await world.SayAsync(World.Bo, quoted.Replace("\"", "", StringComparison.Ordinal))).Started);
        Assert.Single(await world.Inner.Directory.InVenueAsync(World.Channel, 9, default));
    });

    [Fact]
    public void Whoever_says_for_how_long_begins_another_beside_it() => World.Play(async world =>
    {
        await world.SayAsync(World.Ann, "ask \"What would help?\"");

        Assert.True((await world.SayAsync(World.Ann, "ask \"And what would not?\" for 1d")).Started);
    });

    [Fact]
    public void Whoever_does_a_step_says_so_also_when_the_session_is_over_and_another_is_open() => World.Play(async world =>
    {
        var started = await world.SayAsync(World.Ann, "steps");
        await world.SayAsync(World.Bo, "steps \"Call\" by me");
        await world.SayAsync(World.Ann, "close");
        await world.SayAsync(World.Ann, Vote);

        Assert.False((await world.SayAsync(World.Bo, "done 1")).IsProblem);
        Assert.Equal(StepStatus.Done, ((NextSteps)(await world.FoldAsync(started.Session!.Value)).Current!.State).Steps[0].Status); // ! it was open
        Assert.True((await world.SayAsync(World.Bo, "done 2")).IsProblem);
    });

    [Theory]
    [InlineData("anonymity named", AnonymityLevel.Named)]
    [InlineData("anonymity Group", AnonymityLevel.AnonymousToGroup)]
    [InlineData("anonymity everyone #1", AnonymityLevel.AnonymousToEveryone)]
    [InlineData("anonymity live", null)]
    [InlineData("anonymity named group", null)]
    [InlineData("anonymity", null)]
    public void The_level_is_set_by_one_of_three_words(string line, AnonymityLevel? level) => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote A | B for 50m");

        Assert.Equal(level is null, (await world.SayAsync(World.Ann, line)).IsProblem);
        Assert.Equal(level ?? AnonymityLevel.AnonymousToEveryone, (await world.FoldAsync(id)).Agenda[0].Level);
    });

    [Fact]
    public void What_is_asked_about_a_cause_its_author_reads_in_the_reply() => World.Play(async world =>
    {
        await world.SayAsync(World.Ann, "why \"The report was late three times in October\"");

        Assert.DoesNotContain("?", (await world.SayAsync(World.Bo, "why \"The printer was empty\"")).Text, StringComparison.Ordinal);
        Assert.EndsWith("What let that happen?", (await world.SayAsync(World.Bo, "why \"Somebody forgot the paper\" under 1")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("?", (await world.SayAsync(World.Ann, "why follow 1")).Text, StringComparison.Ordinal);
    });

    [Fact]
    public void The_same_delivery_starts_once_however_often_it_comes() => World.Play(async world =>
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.SayAsync(World.Ann, Vote, delivery: "one")));
        await world.CrashAsync();
        var again = await world.SayAsync(World.Ann, Vote, delivery: "one");

        Assert.All([.. replies, again], reply => Assert.True(reply is { Started: true, IsProblem: false }));
        Assert.Single(replies.Append(again).Select(reply => reply.Session).Distinct());
        Assert.Single(await world.Inner.Directory.InVenueAsync(World.Channel, 9, default));
    });

    [Fact]
    public void Another_delivery_another_person_or_another_channel_starts_another() => World.Play(async world =>
    {
        var replies = new[]
        {
            await world.SayAsync(World.Ann, Vote, delivery: "one"),
            await world.SayAsync(World.Ann, Vote, delivery: "two"),
            await world.SayAsync(World.Bo, Vote, delivery: "one"),
            await world.SayAsync(World.Ann, Vote, World.Room, delivery: "one"),
        };

        Assert.Equal(4, replies.Select(reply => reply.Session).Distinct().Count());
    });

    [Theory]
    [InlineData("\u202Eabc", "\"abc\"")]
    [InlineData("\u200Babc", "\"abc\"")]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "😀…\"")]
    public void A_word_that_is_repeated_turns_nothing_round_and_is_not_cut_within_a_sign(string typed, string shown) => World.Play(async world =>
    {
        var text = (await world.SayAsync(World.Ann, typed)).Text;

        Assert.Contains(shown, text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', text);
        Assert.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))); // no half of a pair
    });

    [Theory]
    [InlineData(Vote, "vote B")]
    [InlineData("vote Paint | Garden | Bus stop | Library", "vote B B D")]
    [InlineData("checkin", "checkin green")]
    public void An_answer_that_comes_too_late_hears_so_and_what_starts_a_new_one_still_does(string start, string answer) => World.Play(async world =>
    {
        await world.SayAsync(World.Ann, start);
        await world.SayAsync(World.Ann, "close");

        Assert.Equal("Session.ActivityClosed", (await world.SayAsync(World.Bo, answer)).Key);
        Assert.True((await world.SayAsync(World.Bo, start)).Started);
    });

    [Theory]
    [InlineData("session \"Why?\" ideas until 31 Feb", "Session.BadMoment")]
    [InlineData("session \"Why?\" until blue", "Session.BadMoment")]
    [InlineData("session \"Why?\" blue", "Session.NoSuchRecipe")]
    public void What_is_no_moment_is_not_taken_for_a_recipe(string text, string key) => World.Play(async world =>
        Assert.Equal(key, (await world.SayAsync(World.Ann, text)).Key));

    [Theory]
    [InlineData("help")]
    [InlineData("hilfe")]
    [InlineData("?")]
    public void Help_is_found_in_both_languages(string text) => World.Play(async world =>
        Assert.Contains("checkin", (await world.SayAsync(World.Ann, text)).Text, StringComparison.Ordinal));

    [Fact]
    public void A_participant_cannot_close_what_is_not_past_its_deadline() => World.Play(async world =>
    {
        var id = await world.OpenAsync();

        var reply = await world.SayAsync(World.Bo, "close");

        Assert.Equal(Refusals.NotFacilitator, Assert.IsType<Answer.Refused>(reply.Cause).Refusal);
        Assert.True((await world.FoldAsync(id)).IsOpen);
    });

    [Fact]
    public void Anyone_closes_what_is_past_its_deadline() => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote \"Which?\" A | B for 10m");
        world.Time.Pass(TimeSpan.FromMinutes(10));

        Assert.False((await world.SayAsync(World.Bo, "close")).IsProblem);
        Assert.False((await world.FoldAsync(id)).IsOpen);
    });

    [Theory]
    [InlineData("pause for 15m")]
    [InlineData("pause 15m")]
    public void A_pause_has_the_length_that_was_typed(string line) => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        Assert.False((await world.SayAsync(World.Ann, line)).IsProblem);

        Assert.Equal(world.Time.GetUtcNow() + TimeSpan.FromMinutes(15), (await world.FoldAsync(id)).PausedUntil);
    });

    [Theory]
    [InlineData("extend for 15m")]
    [InlineData("extend 15m")]
    public void So_has_an_extension(string line) => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin for 1h");
        Assert.False((await world.SayAsync(World.Ann, line)).IsProblem);

        Assert.Equal(world.Time.GetUtcNow() + TimeSpan.FromMinutes(75), (await world.FoldAsync(id)).OpenItem!.Deadline);
    });

    [Theory]
    [InlineData("close now")]
    [InlineData("pause soon")]
    [InlineData("pause for 15m dots 3")]
    [InlineData("next named")]
    public void What_is_not_understood_does_nothing(string line) => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        var before = (await world.LogAsync(id)).Length;

        Assert.True((await world.SayAsync(World.Ann, line)).IsProblem);
        Assert.Equal(before, (await world.LogAsync(id)).Length);
    });

    [Theory]
    [InlineData("vtoe", "vote")]
    [InlineData("chekin", "checkin")]
    [InlineData("CLSOE", "close")]
    [InlineData("runof", "runoff")]
    public void A_typo_is_asked_about(string typed, string meant) => World.Play(async world =>
    {
        var (english, german) = (await world.SayAsync(World.Ann, typed), await world.SayAsync(World.Ann, typed, language: "de"));

        Assert.True(english.IsProblem && german.IsProblem);
        Assert.Contains($"Did you mean \"/cocreate {meant}\"", english.Text);
        Assert.Contains(meant, german.Text);
        Assert.NotEqual(english.Text, german.Text);
    });

    [Theory]
    [InlineData("Abstimmung", "vote")]
    [InlineData("abstimmen \"Was zuerst?\" A | B", "vote")]
    [InlineData("abstimung", "vote")]
    [InlineData("gruppieren", "cluster")]
    [InlineData("icebreaker", "warmup")]
    public void The_word_of_ones_own_language_is_asked_about_whatever_language_one_has_set(string typed, string meant) => World.Play(async world =>
    {
        foreach (var language in Lexicon.Languages)
        {
            var reply = await world.SayAsync(World.Ann, typed, language: language);

            Assert.True(reply.IsProblem);
            Assert.Contains($"/cocreate {meant}", reply.Text);
        }
    });

    [Theory]
    [InlineData("thanks")]
    [InlineData("lunch at noon?")]
    public void Plain_talk_is_no_typo(string text) => World.Play(async world =>
    {
        var reply = await world.SayAsync(World.Ann, text);

        Assert.True(reply.IsProblem);
        Assert.DoesNotContain("Did you mean", reply.Text);
    });

    [Fact]
    public void A_word_without_end_is_not_repeated_in_full() => World.Play(async world =>
    {
        var reply = await world.SayAsync(World.Ann, new string('x', Limits.CommandMax));

        Assert.InRange(reply.Text.Length, 20, 200);
    });

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("help")]
    public void Nothing_at_all_is_answered_as_help_is(string text) => World.Play(async world =>
        Assert.Equal((await world.SayAsync(World.Ann, "?")).Text, (await world.SayAsync(World.Ann, text)).Text));

    [Fact]
    public void Help_about_all_names_every_command_in_both_languages() => World.Play(async world =>
    {
        var (english, german) = (await world.SayAsync(World.Ann, "help all"), await world.SayAsync(World.Ann, "hilfe all", language: "de"));

        string[] verbs = ["checkin", "vote", "next", "extend", "pause", "resume", "close", "undo", "anonymity"];
        Assert.All(verbs, verb => Assert.Contains(verb, english.Text));
        Assert.All(verbs, verb => Assert.Contains(verb, german.Text));
        Assert.NotEqual(english.Text, german.Text);
        Assert.False(english.IsProblem);
    });

    [Fact]
    public void Help_about_one_command_is_about_that_one() => World.Play(async world =>
    {
        var reply = await world.SayAsync(World.Ann, "help vote");

        Assert.Contains("vote", reply.Text);
        Assert.DoesNotContain("checkin", reply.Text);
    });

    [Fact]
    public void A_line_may_be_as_long_as_the_bound_and_no_longer() => World.Play(async world =>
    {
        var question = new string('q', Limits.QuestionMax);
        var line = $"checkin \"{question}\"";
        Assert.False((await world.SayAsync(World.Ann, line.PadRight(Limits.CommandMax))).IsProblem);

        var tooLong = await world.SayAsync(World.Ann, line.PadRight(Limits.CommandMax + 1));

        Assert.True(tooLong.IsProblem);
        Assert.Single(await world.Inner.Directory.InVenueAsync(World.Channel, 9, default));
    });

    [Theory]
    [InlineData(StoreCall.DirectoryRead)]
    [InlineData(StoreCall.KeysKeep)]
    [InlineData(StoreCall.DuePut)]
    public void A_store_that_fails_is_an_answer_and_no_exception(StoreCall call) => World.Play(async world =>
    {
        world.Store.FailNext(call);

        var reply = await world.SayAsync(World.Ann, Vote, delivery: "one");

        Assert.True(reply is { IsProblem: true, Started: false, Cause: Answer.Unavailable });
        Assert.False((await world.SayAsync(World.Ann, Vote, delivery: "one")).IsProblem);
        Assert.Single(await world.Inner.Directory.InVenueAsync(World.Channel, 9, default));
    });

    [Fact]
    public void A_session_that_cannot_be_read_does_not_close_its_channel_to_others() => World.Play(async world =>
    {
        var damaged = SessionId.New();
        await world.Inner.Log.AppendAsync(damaged, new StoredCommit(1, Guid.NewGuid(), [], "[{\"k\":\"from-the-future\"}]"u8.ToArray()), default);
        await world.Inner.Directory.PutAsync(new DirectoryEntry(damaged, World.Channel, "?", world.Time.GetUtcNow(), null), default);

        await world.OpenAsync();
        Assert.False((await world.SayAsync(World.Bo, "vote A")).IsProblem);
    });

    [Fact]
    public void Nothing_open_is_said_so() => World.Play(async world =>
    {
        var reply = await world.SayAsync(World.Ann, "close");

        Assert.True(reply.IsProblem);
        Assert.Contains("Start something with: /cocreate checkin, /cocreate vote,", reply.Text, StringComparison.Ordinal);
        await world.PassAsync(TimeSpan.FromMinutes(1));
    });

    [Fact]
    public void A_bare_verb_of_what_is_open_in_a_session_is_refused_with_a_sentence_and_starts_nothing() => World.Play(async world =>
    {
        await world.OpenAsync("session \"Which way?\" ideas for 10h");
        var reply = await world.SayAsync(World.Bo, "checkin");

        Assert.True(reply.IsProblem);
        Assert.Equal(
            "\"checkin\" is open here already: use its card, or say behind /cocreate checkin what you give. To start another one, give it a question in quotes.",
            reply.Text);
        Assert.Single(await world.Inner.Directory.InVenueAsync(World.Channel, 9, default));
        Assert.False((await world.SayAsync(World.Bo, "checkin green")).IsProblem);
    });
}
