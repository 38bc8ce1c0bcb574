using System.Text;
using System.Text.RegularExpressions;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions.Exports;

/// <summary>A session leaves as a file at any time, and comes back as the same session with other names for its people.</summary>
public sealed class ExportTest
{
    static readonly Lexicon Lexicon = new(Activities.BuiltIn);
    static readonly ExportCodec Codec = new(Activities.BuiltIn, Lexicon);

    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    static Config Often => Config.QuickThrowOnFailure.WithMaxTest(200);

    [Fact]
    public void What_is_read_back_shows_the_same() => Prop.ForAll(Played.Any, played =>
    {
        foreach (var story in new[] { played.Story(), played.Story().When(new Command.Close(), Ann) })
        {
            var back = Back(story.Session).Session;
            foreach (var words in Lexicon.Languages.Select(Lexicon.In))
            {
                Assert.Equal(Shown(story.Session, words, story.Session), Shown(back, words, story.Session));
            }
        }
    }).Check(Often);

    [Fact]
    public void What_is_read_back_is_exported_again_to_the_same() => Prop.ForAll(Played.Any, played =>
    {
        var session = played.Story().When(new Command.Close(), Ann).Session;
        var once = Back(session).Session;
        Assert.Equal(Shown(once, Story.English, session), Shown(Back(once).Session, Story.English, session));
    }).Check(Often);

    // A file says of a picture that there was one; the one who brought it sees it where it still is.
    static string WithoutPictures(string line, Words words) => Drawn.Replace(line, "")
        .Replace(words["Session.WithPicture"], words["Session.PictureElsewhere"], StringComparison.Ordinal);

    // A file has no places: who comes by a link to the one it came from does not see the other.
    static string WithoutGuests(string line, Words words) => line.Replace($" {words["Session.ReceiptGuests"]}", "", StringComparison.Ordinal)
        .Replace($" {words["Session.ReceiptGuestsApart"]}", "", StringComparison.Ordinal);

    static readonly Regex Drawn = new(" \\[[a-z0-9]{16}/[0-9a-f]{32} [^\\]]*\\]", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>In lines without their order: replies to an open prompt are listed by a lot of the session's own.</summary>
    static string[] Shown(Session session, Words words, Session original)
    {
        var apart = Export.HeldBackIn(original).Select(held => held.Activity).ToHashSet();
        var items = session.Agenda.Where(item => item.OpenedAt is not null && !apart.Contains(item.Number)).Select(item => new ActivityView(session, item, words)).ToList();
        // Of more than ten replies an open card shows those that a lot of the session's own draws.
        var isWhole = (original.Current is not { } current || !apart.Contains(current.Number))
            && original.Agenda.All(item => item.State is not OpenPrompt { Count: > 10 });
        string[] all =
        [
            .. Lines(isWhole ? Said.In(SessionCards.Root(session, words)) : ""),
            .. Lines(isWhole && SessionCards.MinutesCard(session, words) is { } minutes ? Said.In(minutes) : ""),
            .. items.SelectMany(view => ExportText.Readable(view)).Select(row => $"{row.Activity} {row.Kind} {row.Text} {row.Value} {row.Author}").Order(),
            .. items.Select(view => view.Item.Activity.Summary(view)),
            .. session.Agenda.Select(item =>
                $"{item.Number} {item.Status} {item.OpenedAt:O} {item.Deadline:O} {item.ClosedAt:O} {item.Level} {item.IsLevelFrozen} {item.IsKeyDestroyed} {item.Prompt} {item.Guests}"),
            $"{session.ClosedAt:O} {session.MinutesFinalAt:O} {session.PausedAt:O} {string.Join(' ', session.Order)} {string.Join(' ', session.Opened)}",
        ];
        // The one who brought it is told that it came from a file.
        string[] origin = [words["Session.BroughtInOnce"], $" {words.Say("Session.TitleBroughtIn", "").Trim()}"];
        return
        [
            .. all.Select(line => WithoutGuests(WithoutPictures(line, words), words)).Where(line => line != origin[0])
                .Select(line => line.Replace(origin[1], "", StringComparison.Ordinal)),
        ];
    }

    // What a button carries of who was to see the answer is of the place that it was drawn in.
    static readonly Regex Stamps = new("2\\|(?<session>[a-z]{16})\\|(?<round>[0-9]+)\\|[a-z0-9]+\\|", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    static IEnumerable<string> Lines(string text) =>
        Stamps.Replace(text.Replace("zyxwvutsrqponmlk", "abcdefghijklmnop"), "1|${session}|${round}|").Split('\n').Order(StringComparer.Ordinal);

    static ImportedSession Back(Session session) => Read(Codec.Write(session)).Value ?? throw new InvalidOperationException(Read(Codec.Write(session)).Refusal?.Key);

    static Parsed<ImportedSession> Read(byte[] file) => Codec.Read(file, new SessionId("zyxwvutsrqponmlk"), new VenueId("web:other"));

    [Fact]
    public void No_file_holds_an_alias_of_the_log() => Prop.ForAll(Played.Any, played =>
    {
        var file = Encoding.UTF8.GetString(Codec.Write(played.Story().Session));
        Assert.DoesNotContain("person-", file);
        Assert.DoesNotContain("voice-", file);
    }).Check(Often);

    [Theory]
    [InlineData("vote Paint | Garden | Bus stop")]
    [InlineData("checkin anonymous")]
    [InlineData("checkin word anonymous")]
    [InlineData("ask \"Why?\" anonymous")]
    public void An_open_blind_activity_leaves_as_its_plan_and_a_count(string start)
    {
        var story = Story.Given(start);
        var answer = start.StartsWith("vote", StringComparison.Ordinal) ? "vote B" : start.StartsWith("ask", StringComparison.Ordinal) ? "ask secretword" : "checkin green";
        var given = story.Types(Bob, answer).Happened().Types(Cem, answer).Happened();

        var file = Encoding.UTF8.GetString(Codec.Write(given.Session));
        Assert.Contains("\"heldBack\":[{\"activity\":1,\"people\":2}]", file);
        Assert.DoesNotContain("contributed", file);
        Assert.DoesNotContain("secretword", file);
        Assert.Equal(0, Back(given.Session).Session.Agenda[0].State.Contributors);
        Assert.Contains(",2,,", ExportText.Csv(given.Session, Story.English));
        Assert.DoesNotContain("secretword", ExportText.Csv(given.Session, Story.English) + ExportText.Markdown(given.Session, Story.English));
        Assert.Contains("2 people have taken part so far", ExportText.Markdown(given.Session, Story.English));
    }

    [Fact]
    public void Only_whoever_is_named_by_what_they_gave_is_named_in_the_file()
    {
        var anonymous = Story.Given("checkin anonymous").When(new Command.Join(), Dora).Types(Bob, "checkin red").When(new Command.Close(), Ann);
        var named = Story.Given("checkin").When(new Command.Join(), Dora).Types(Bob, "checkin red").When(new Command.Close(), Ann);

        Assert.DoesNotContain("Bob", File(anonymous));
        Assert.DoesNotContain("Dora", File(anonymous));
        Assert.DoesNotContain("Ann", File(anonymous));
        Assert.Contains("\"Bob\"", File(named));
        Assert.DoesNotContain("Dora", File(named));

        static string File(Story story) => Encoding.UTF8.GetString(Codec.Write(story.Session));
    }

    [Fact]
    public void A_hidden_idea_is_in_no_file()
    {
        var story = Story.Given("brainwrite live").Contributes(Bob, new BrainwritingCommand.TakeSheet()).Happened()
            .Contributes(Bob, new BrainwritingCommand.HandIn(null, [new WrittenCell("rude words"), new WrittenCell("kind words")])).Happened();
        var rude = ((Brainwriting)story.Item.State).Ideas.Values.First(idea => idea.Text == "rude words").Id;
        var closed = story.Contributes(Ann, new BrainwritingCommand.Hide(rude)).Happened().When(new Command.Close(), Ann);

        string[] files = [Encoding.UTF8.GetString(Codec.Write(closed.Session)), ExportText.Csv(closed.Session, Story.English), ExportText.Markdown(closed.Session, Story.English)];
        Assert.All(files, file => Assert.DoesNotContain("rude", file));
        Assert.All(files, file => Assert.Contains("kind words", file));
    }

    [Fact]
    public void A_chain_of_the_alphabet_goes_on_with_the_same_letter_where_a_line_was_taken_out()
    {
        var story = Story.Given("warmup alphabet").Types(Bob, "warmup Apples").Types(Cem, "warmup Bread");
        var left = story.Types(Ann, "warmup hide 1");

        Assert.Contains("The next letter is C", Said.In(SessionCards.Root(left.Session, Story.English)));
        Assert.Contains("The next letter is C", Said.In(SessionCards.Root(Back(left.Session).Session, Story.English)));
    }

    [Fact]
    public void The_venue_stays_at_home_and_the_file_goes_where_it_is_read()
    {
        var story = Story.Given("checkin").When(new Command.Close(), Ann);
        Assert.DoesNotContain("web:room", Encoding.UTF8.GetString(Codec.Write(story.Session)));
        Assert.Equal(new VenueId("web:other"), Back(story.Session).Session.Venue);
    }

    public static TheoryData<string, string> BadFiles => new()
    {
        { "", "Session.ImportBroken" },
        { "hello", "Session.ImportBroken" },
        { "[]", "Session.ImportNotOurs" },
        { "{}", "Session.ImportNotOurs" },
        { "{\"format\":\"other\",\"version\":1,\"events\":[]}", "Session.ImportNotOurs" },
        { "{\"format\":\"cocreate-session\",\"version\":2,\"events\":[]}", "Session.ImportOtherVersion" },
        { "{\"format\":\"cocreate-session\",\"version\":\"1\",\"events\":[]}", "Session.ImportOtherVersion" },
        { "{\"format\":\"cocreate-session\",\"version\":1,\"events\":[]}", "Session.ImportBroken" },
        { "{\"format\":\"cocreate-session\",\"version\":1,\"events\":7}", "Session.ImportBroken" },
        { "{\"format\":\"cocreate-session\",\"version\":1,\"events\":[{\"k\":\"of-tomorrow\"}]}", "Session.ImportBroken" },
        { "{\"format\":\"cocreate-session\",\"version\":1,\"events\":[{\"k\":\"opened\"},{\"k\":\"closed\"}]}", "Session.ImportBroken" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_file_that_is_none_is_refused_in_one_sentence(string file, string key)
    {
        var refusal = Read(Encoding.UTF8.GetBytes(file)).Refusal;
        Assert.Equal(key, refusal?.Key);
        Assert.NotEqual(refusal!.Key, Story.English.Say(refusal)); // ! see above
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        var file = Codec.Write(Story.Given("checkin").Types(Bob, "checkin red").When(new Command.Close(), Ann).Session);
        for (var length = 0; length < file.Length; length++)
        {
            Assert.NotNull(Read(file[..length]).Refusal);
        }
    }

    [Fact]
    public void A_file_with_one_byte_changed_is_read_or_refused_and_never_breaks() => Prop.ForAll(Played.Any, Gen.Choose(0, 1_000_000).ToArbitrary(), (played, place) =>
    {
        var file = Codec.Write(played.Story().When(new Command.Close(), Ann).Session);
        file[place % file.Length] = (byte)(' ' + (place % 90));
        var read = Read(file);
        return read.Value is null != read.Refusal is null;
    }).Check(Often);

    [Fact]
    public void A_file_as_big_as_the_bound_is_looked_at_and_one_byte_more_is_not()
    {
        var file = new byte[ExportCodec.BytesMax + 1];
        file.AsSpan().Fill((byte)' ');
        Assert.Equal("Session.ImportBroken", Read(file[..^1]).Refusal?.Key);
        Assert.Equal("Session.ImportTooBig", Read(file).Refusal?.Key);
    }

    [Theory]
    [InlineData("{\"k\":\"contributed\",\"activity\":9,\"what\":{\"k\":\"check-in-answered\",\"e\":{\"author\":\"a\",\"value\":\"red\"}}}")]
    [InlineData("{\"k\":\"contributed\",\"activity\":1,\"what\":{\"k\":\"dot-vote-decided\",\"e\":{\"option\":1}}}")]
    [InlineData("{\"k\":\"contributed\",\"activity\":1,\"what\":{\"k\":\"of-tomorrow\",\"e\":{}}}")]
    [InlineData("{\"k\":\"contributed\",\"activity\":1}")]
    [InlineData("{\"k\":\"key-destroyed\",\"activity\":1}")]
    [InlineData("{\"k\":\"joined\",\"person\":\"a\",\"name\":\"a\\u0000b\"}")]
    [InlineData("{\"k\":\"venue-added\",\"venue\":\"slack:T1/C1\"}")]
    public void A_forged_event_is_refused(string forged)
    {
        var file = Encoding.UTF8.GetString(Codec.Write(Story.Given("checkin").Types(Bob, "checkin red").When(new Command.Close(), Ann).Session));
        var with = file.Replace("{\"k\":\"restored\"", forged + ",{\"k\":\"restored\"", StringComparison.Ordinal);
        Assert.NotEqual(file, with);
        Assert.Equal("Session.ImportBroken", Read(Encoding.UTF8.GetBytes(with)).Refusal?.Key);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, "Session.ImportBroken")]
    public void Named_ballots_of_two_who_never_joined_are_refused_also_where_they_would_be_counted_only_here(int strangers, string? refusal)
    {
        var story = Story.Given("vote Paint | Garden named").Types(Bob, "vote A").Types(Cem, "vote B").When(new Command.Close(), Ann);
        var file = Encoding.UTF8.GetString(Codec.Write(story.Session));
        var closed = new Regex("{\"k\":\"joined\",\"person\":\"[0-9a-f]+\",\"name\":\"[A-Za-z]+\"},", RegexOptions.None, Soon)
            .Replace(file, "", strangers);
        var open = Regex.Replace(closed, ",\"closedAt\":\"[^\"]+\"(?=}]})", "", RegexOptions.None, Soon)
            .Replace("\"status\":\"closed\"", "\"status\":\"open\"", StringComparison.Ordinal);

        Assert.EndsWith("\"corrections\":[]}]}", open);
        Assert.Equal(2 - strangers, Regex.Count(open, "\"name\":"));
        Assert.Equal(refusal, Read(Encoding.UTF8.GetBytes(closed)).Refusal?.Key);
        Assert.Equal(refusal, Read(Encoding.UTF8.GetBytes(open)).Refusal?.Key);
    }

    [Fact]
    public void A_table_is_read_by_others_as_it_was_written()
    {
        var open = new Command.Open(
            new VenueId("web:room"), "en", "Europe/Vienna", IsLive: true, [Story.Plan("checkin word")], new Charter("=How, might we \"meet\"?"));
        var story = Story.Nothing().When(open, Ann).Types(Bob, "checkin so,so | said \"well\"").When(new Command.Close(), Ann);
        var csv = ExportText.Csv(story.Session, Story.English);
        using var reader = new Microsoft.VisualBasic.FileIO.TextFieldParser(new StringReader(csv.TrimStart('\uFEFF'))) { Delimiters = [","] };
        Assert.Equal(["session", "activity", "kind", "text", "value", "author", "title", "question", "people", "owner", "due", "state"], reader.ReadFields() ?? []);
        foreach (var row in ExportText.Rows(story.Session, Story.English))
        {
            Assert.Equal(
                [
                    story.Session.Id.Value, $"{row.Activity}", row.Kind, row.Text, $"{row.Value}", row.Author ?? "", "'=How, might we \"meet\"?",
                    "In one word: how are you arriving?", "", "", "", "",
                ],
                reader.ReadFields() ?? []);
        }

        Assert.True(reader.EndOfData);
    }

    [Fact]
    public void A_step_says_who_does_it_by_when_and_how_it_stands_in_cells_of_their_own()
    {
        var story = Story.Given("steps").When(new Command.Join(), Ann).Types(Ann, "steps \"Ask the city\" by me due 2026-12-01").When(new Command.Close(), Ann);

        Assert.EndsWith(",,Ann,2026-12-01,open\r\n", ExportText.Csv(story.Session, Story.English), StringComparison.Ordinal);
    }

    [Fact]
    public void No_cell_is_a_formula()
    {
        var story = Story.Given("checkin").Contributes(Bob, new CheckInCommand.Answer("red", "=HYPERLINK(1)")).When(new Command.Close(), Ann);
        Assert.Contains(",'=HYPERLINK(1),", ExportText.Csv(story.Session, Story.English));
    }

    [Fact]
    public void What_people_write_is_no_markup_in_the_minutes()
    {
        var story = Story.Given("checkin").Contributes(Bob, new CheckInCommand.Answer("red", "# *see* [here](http://x)")).When(new Command.Close(), Ann);
        var text = ExportText.Markdown(story.Session, Story.English);
        Assert.Contains(@"\# \*see\* \[here\](http://x)", text);
        Assert.StartsWith("# ", text);
    }

    [Fact]
    public void What_is_strong_in_a_line_is_strong_once_and_a_moment_is_written_so_that_nobody_confuses_day_and_month()
    {
        var at = new DateTimeOffset(2026, 11, 3, 8, 5, 0, TimeSpan.Zero);
        var card = new Card("", "en", [new TextBlock([new TextRun("Ends: ", Strong: true), new WordsRun("A*", Strong: true), new TextRun(" "), new MomentRun(at)])]);

        Assert.Equal("**Ends: A\\*** 2026-11-03 08:05 (UTC)\n", CardMarkdown.Of(card, TimeZoneInfo.Utc));
        Assert.Equal("Picked: Museum. 1. no list\n", CardMarkdown.Of(
            card with { Body = [new TextBlock([new TextRun("Picked: "), new WordsRun("Museum"), new TextRun(". "), new WordsRun("1. no list")])] }, TimeZoneInfo.Utc));
        Assert.Equal("**Ends:** today\n", CardMarkdown.Of(
            card with { Body = [new TextBlock([new TextRun("Ends: ", Strong: true), new TextRun("today")])] }, TimeZoneInfo.Utc));
    }

    [Fact]
    public void What_was_brought_from_a_file_never_goes_on_by_itself()
    {
        var open = Story.GivenAsynchronous("checkin for 5m", "vote A | B", "steps").Types(Bob, "checkin green");
        var imported = Back(open.Session);
        var brought = new Story(new Session(new SessionId("zyxwvutsrqponmlk"), Activities.BuiltIn).Evolve(imported.Events[..^1]), open.Now)
            .When(new Command.Bring(imported), Cem).Happened();
        Assert.False(brought.Session.IsOpen);

        brought.After(TimeSpan.FromDays(40)).Ticks().ThenNothing();
        Assert.Null(brought.Session.NextDue);
        brought.When(new Command.Undo(), Cem).ThenRefused("Session.RestoredStays");
        brought.When(new Command.Reopen(), Cem).ThenRefused("Session.RestoredStays");
        brought.Contributes(Cem, new CheckInCommand.Answer("red", null)).ThenRefused("Session.ActivityClosed");
    }

    [Fact]
    public void Who_grouped_and_remarked_is_in_no_file()
    {
        var closed = Story.Given("cluster Bench | More benches | Lamp").When(new Command.Join(), Bob)
            .Contributes(Bob, new ClusteringCommand.Gather("Seats", [1, 2])).Happened()
            .Contributes(Bob, new ClusteringCommand.Note(3, "unclear")).Happened()
            .When(new Command.Close(), Ann);
        var file = Encoding.UTF8.GetString(Codec.Write(closed.Session));

        Assert.Equal(AnonymityLevel.Named, closed.Item.Level);
        Assert.DoesNotContain("Bob", file);
        Assert.DoesNotContain("Ann", file);
        Assert.Contains("Seats", file);
        Assert.Contains("unclear", file);
    }
}
