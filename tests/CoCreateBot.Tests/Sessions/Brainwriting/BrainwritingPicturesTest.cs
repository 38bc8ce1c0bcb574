using System.Collections.Immutable;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>An idea with a picture: its words are what counts, and whoever may read them may see it.</summary>
public sealed class BrainwritingPicturesTest
{
    static readonly PictureRef Bench = Picture(0xbe, 4_711);

    [Fact]
    public void A_picture_comes_with_words_that_say_what_it_shows()
    {
        var story = Writing.Opened("brainwrite", isLive: false).Takes(Ann);

        Gives(story, Ann, "", Bench).ThenRefused("Brainwriting.PictureNeedsWords");
        Assert.Equal("idea-1", Gives(story, Ann, " ", Bench).Last.Refusal?.Input);
        var given = Gives(story, Ann, "a bench", Bench).Happened();
        Assert.Equal([Bench.Id], given.Item.Activity.Pictures(given.Item));
    }

    [Fact]
    public void It_stays_while_the_words_change_and_goes_when_it_is_taken_away_or_its_idea_is()
    {
        var given = Gives(Writing.Opened("brainwrite", isLive: false).Takes(Ann), Ann, "a bench", Bench);

        Assert.Equal(Bench, PictureOf(Gives(given, Ann, "a green bench")));
        Assert.Equal(Picture(2), PictureOf(Gives(given, Ann, "a bench", Picture(2))));
        Assert.Null(PictureOf(Gives(given, Ann, "a bench", null, ("no-picture-1", "on"))));
        Assert.Empty(Gives(given, Ann, "").State().Ideas);
        Gives(given, Ann, "a bench", Bench).ThenNothing();
    }

    [Fact]
    public void A_form_with_a_picture_that_is_sent_again_after_the_bell_adds_nothing()
    {
        var story = Writing.Opened("brainwrite live rounds 2", people: 2).AllTake(2);
        var sheet = story.Holds(Ann);
        story = OnSheet(story, sheet, Bench).Happened().Types(Ann, "bell").Happened().After(Limits.HandInGrace + TimeSpan.FromTicks(1));

        OnSheet(story, sheet, Bench).ThenNothing();
        Assert.Equal(2, OnSheet(story, sheet, Picture(2)).Happened().State().Ideas.Count);

        static Story OnSheet(Story story, HeldSheet sheet, PictureRef picture) => story.Presses(
            Ann, "hand-in", $"{sheet.Sheet}.{sheet.Round}", ("idea-1", "a bench"), ("picture-1:kept", picture.Encode()));
    }

    [Fact]
    public void Other_words_that_are_typed_leave_it_behind()
    {
        var given = Gives(Writing.Opened("brainwrite", isLive: false).Takes(Ann), Ann, "pic", Bench);

        Assert.Null(PictureOf(given.Types(Ann, "brainwrite typed over").Happened()));
        Assert.Equal(Bench, PictureOf(given.Types(Ann, "brainwrite pic | and more"), "pic"));
    }

    [Fact]
    public void Until_it_closes_it_is_seen_by_its_author_and_on_the_sheet_it_lies_on_and_by_nobody_else()
    {
        var story = Gives(Writing.Opened("brainwrite", people: 3, isLive: false).Takes(Ann), Ann, "a bench", Bench);
        Assert.Equal("Ann", Seers(story));

        story = story.Takes(Bob).Writes(Bob, "mine").Takes(Bob);
        Assert.Equal("Ann Bob", Seers(story));
        Assert.Contains(Bench.Id, story.Said(Bob), StringComparison.Ordinal);
        Assert.DoesNotContain(Bench.Id, Said.In(story.Root()), StringComparison.Ordinal);

        var closed = story.When(new Command.Close(), Ann).Happened();
        Assert.Equal("Ann Bob Cem Dora", Seers(closed));
        Assert.Contains(Bench.Id, Said.In(closed.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_hidden_is_seen_by_nobody_but_its_author_who_need_not_know()
    {
        var story = Gives(Writing.Opened("brainwrite", people: 2, isLive: false).Takes(Ann), Ann, "a bench", Bench).Takes(Bob).Writes(Bob, "mine").Takes(Bob);
        story = story.Types(Ann, $"hide {story.Number("a bench")}").Happened();

        Assert.Equal("Ann", Seers(story));
        Assert.Equal("Ann", Seers(story.When(new Command.Close(), Ann)));
        Assert.Equal([Bench.Id], story.Item.Activity.Pictures(story.Item));
    }

    [Fact]
    public void Whoever_is_muted_sends_another_picture_in_vain_and_does_not_find_out()
    {
        var story = Gives(Writing.Opened("brainwrite", people: 2, isLive: false).Takes(Bob), Bob, "a bench", Bench);
        story = story.Types(Ann, $"mute {story.Number("a bench")}").Happened();
        story = Gives(story, Bob, "a bench", Picture(2)).Happened();

        Assert.Empty(story.State().ShownIdeas());
        Assert.True(story.Item.Activity.MaySee(story.Item, Picture(2).Id, Bob.In(story.Item)));
    }

    [Fact]
    public void Twelve_pictures_are_one_persons_and_a_thirteenth_is_refused_until_one_is_taken_away()
    {
        var story = Writing.Opened("brainwrite gallery ideas 6 rounds 3", isLive: false);
        for (var sheet = 0; sheet < 2; sheet++)
        {
            story = GivesAll(story.Takes(Ann), Ann, sheet, 6).Happened();
        }

        story = story.Takes(Ann);
        GivesAll(story, Ann, 2, 1).ThenRefused("Brainwriting.TooManyPictures", BrainwritingPictures.EachMax);
        GivesAll(story, Ann, 2, 0).Happened();
        GivesAll(story.Takes(Bob), Bob, 3, 1).Happened();
    }

    [Fact]
    public void All_pictures_together_have_a_bound_of_bytes()
    {
        var half = (int)(BrainwritingPictures.BytesMax / 2);
        var story = Gives(Writing.Opened("brainwrite", isLive: false).Takes(Ann), Ann, "one half", Picture(1, half)).Takes(Bob);

        Gives(story, Bob, "other half", Picture(2, half)).Happened();
        Gives(story, Bob, "a byte more", Picture(2, half + 1)).ThenRefused("Brainwriting.PicturesFull");
    }

    [Fact]
    public void Two_hundred_pictures_are_all_there_is_room_for()
    {
        var story = Writing.Opened("brainwrite ideas 6", people: 2, isLive: false);
        for (var n = 0; n < BrainwritingPictures.PicturesMax / 5; n++)
        {
            story = GivesAll(story.Takes(Number(n)), Number(n), n, 5).Happened();
        }

        GivesAll(story.Takes(Bob), Bob, 99, 1).ThenRefused("Brainwriting.PicturesFull");
        GivesAll(story.Takes(Bob), Bob, 99, 0).Happened();
    }

    [Fact]
    public void Cards_rows_and_minutes_say_that_there_is_one_in_both_languages()
    {
        var story = Gives(Writing.Opened("brainwrite", isLive: false).Takes(Ann), Ann, "a bench", Bench).When(new Command.Close(), Ann);

        Assert.Contains("a bench (picture in the web room)", Said.In(story.Root()), StringComparison.Ordinal);
        Assert.Contains("a bench (Bild im Webraum)", Said.In(story.Root("de")), StringComparison.Ordinal);
        Assert.Equal("a bench (picture in the web room)", story.Artifacts.Single().Text);
        Assert.Equal("a bench", story.Item.Activity.HandsOn(story.Item).Single().Text);
    }

    [Fact]
    public void It_goes_along_to_the_groups_and_to_the_vote()
    {
        var story = Story.GivenAsynchronous("brainwrite", "cluster", "vote").Takes(Ann);
        story = Gives(story, Ann, "a bench", Bench).When(new Command.Next(), Ann);
        Assert.Contains($"a bench (picture in the web room) [abcdefghijklmnop/{Bench.Id} a bench]", Said.In(story.Root()), StringComparison.Ordinal);

        var voting = Gives(Story.GivenAsynchronous("brainwrite", "vote").Takes(Ann), Ann, "a bench", Bench).When(new Command.Next(), Ann);
        Assert.Contains($"[abcdefghijklmnop/{Bench.Id} a bench]", Said.In(voting.Root()), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_is_forgotten_leaves_no_picture_in_the_state_or_in_the_log()
    {
        var opened = Writing.Opened("brainwrite", people: 2, isLive: false).Takes(Bob);
        var given = Gives(opened, Bob, "a bench", Bench);
        var log = given.Last.Events;
        var story = given.When(new Command.ForgetMe(), Bob).Happened();

        Assert.Empty(story.Item.Activity.Pictures(story.Item));
        var erasure = new Erasure(Bob.In(given.Item), []);
        var without = log.OfType<SessionEvent.Contributed>().Select(e => given.Item.Activity.Without(e.What, given.Item, erasure));
        Assert.DoesNotContain(Bench.Id, Story.Json([.. without.Select(what => new SessionEvent.Contributed(1, what))]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("brainwrite")]
    [InlineData("brainwrite named")]
    public void A_file_says_that_there_was_one_and_brings_the_words_alone(string line)
    {
        var story = Gives(Writing.Opened(line, isLive: false).Takes(Ann), Ann, "a bench", Bench).When(new Command.Close(), Ann);
        var codec = new ExportCodec(Story.Known, new Lexicon(Story.Known));
        var file = codec.Write(story.Session);
        var back = codec.Read(file, new SessionId("ponmlkjihgfedcba"), new VenueId("web:other")).Value;

        Assert.DoesNotContain(Bench.Id, System.Text.Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.NotNull(back);
        var minutes = ExportText.Markdown(back.Session, Story.English);
        Assert.Contains("a bench", minutes, StringComparison.Ordinal);
        Assert.Contains("with a picture that did not come along", minutes, StringComparison.Ordinal);
        Assert.Empty(back.Session.Agenda.SelectMany(item => item.Activity.Pictures(item)));
    }

    static PictureRef? PictureOf(Story story, string? text = null)
    {
        var state = story.Happened().State();
        return state.PictureOf(state.Ideas.Values.Single(idea => text is null || idea.Text == text).Id);
    }

    static string Seers(Story story) => string.Join(' ', All.Where(who => story.Session.Agenda.Any(
        item => item.Activity.MaySee(item, Bench.Id, who.In(item)))).Select(who => who.Name));

    static PictureRef Picture(int n, int bytes = 1_000) => new(n.ToString("x32", null), bytes);

    static Story Gives(Story story, Somebody who, string words, PictureRef? picture = null, params ImmutableArray<(string, string)> more)
    {
        var held = story.Holds(who);
        (string, string)[] sent = picture is null ? [] : [("picture-1:kept", picture.Encode())];
        return story.Presses(who, held.IsHandedIn ? "change" : "hand-in", $"{held.Sheet}.{held.Round}", [("idea-1", words), .. sent, .. more]);
    }

    /// <summary>A row of six, the first so many with a picture each.</summary>
    static Story GivesAll(Story story, Somebody who, int sheet, int pictures)
    {
        var held = story.Holds(who);
        return story.Presses(who, "hand-in", $"{held.Sheet}.{held.Round}",
        [
            .. Enumerable.Range(0, 6).Select(n => ($"idea-{n + 1}", $"idea {sheet} {n}")),
            .. Enumerable.Range(0, pictures).Select(n => ($"picture-{n + 1}:kept", Picture((sheet * 10) + n).Encode())),
        ]);
    }
}
