using System.Text.Json;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What anybody gave is somewhere in what Slack is sent, however long, and in whatever script.</summary>
public sealed class NothingLostTest
{
    const int Tries = 20;

    static readonly string[] Pieces = ["ü", "😀", "word ", "Donaudampfschifffahrtsgesellschaft", "\"", "\\u00fc", "👩‍👩‍👧 ", "ß", "漢", "& <b>", "{0}"];

    [Fact]
    public void Every_note_of_a_named_check_in_stands_in_its_minutes() => ForAll(
        from people in Gen.Choose(1, 60)
        from notes in Text(Limits.NoteMax).ArrayOf(people)
        select notes,
        notes =>
        {
            var story = notes.Index().Aggregate(Story.Given("checkin"), (story, note) =>
                story.Presses(Somebody.Number(note.Index), CheckInReading.NoteVerb, "", (CheckInReading.AnswerInput, "green"), (CheckInReading.NoteInput, note.Item)));
            var given = ((CheckIn)story.Item.State).Answers.Values.Select(answer => answer.Note).OfType<string>();
            var sent = Sent(story.When(new Command.Close(), Somebody.Ann).Minutes());

            Assert.All(given, note => Assert.Contains(sent, text => text.Contains(note, StringComparison.Ordinal)));
        });

    [Fact]
    public void Every_word_of_a_named_check_in_stands_in_its_minutes() => ForAll(
        Text(Limits.WordMax).ArrayOf(60),
        words =>
        {
            var story = words.Index().Aggregate(Story.Given("checkin word"), (story, word) =>
                story.Presses(Somebody.Number(word.Index), CheckInReading.NoteVerb, "", (CheckInReading.AnswerInput, word.Item), (CheckInReading.NoteInput, "")));
            var given = ((CheckIn)story.Item.State).Answers.Values.Select(answer => answer.Value);
            var sent = Sent(story.When(new Command.Close(), Somebody.Ann).Minutes());

            Assert.All(given, word => Assert.Contains(sent, text => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
        });

    [Theory]
    [InlineData("checkin rose")]
    [InlineData("checkin free")]
    public void Every_text_of_a_named_check_in_stands_in_its_minutes(string start) => ForAll(
        Text(Limits.NoteMax).ArrayOf(60),
        texts =>
        {
            var story = texts.Index().Aggregate(Story.Given(start), (story, text) => story.Presses(
                Somebody.Number(text.Index), CheckInReading.NoteVerb, "", (start == "checkin rose" ? "bud" : CheckInReading.AnswerInput, text.Item)));
            var given = ((CheckIn)story.Item.State).Answers.Values.Select(answer => answer.Parts?.Bud ?? answer.Value);
            var sent = Sent(story.When(new Command.Close(), Somebody.Ann).Minutes());

            Assert.All(given, text => Assert.Contains(sent, said => said.Contains(text, StringComparison.Ordinal)));
        });

    [Fact]
    public void Every_option_of_a_vote_stands_in_its_minutes_also_while_it_is_open() => ForAll(
        from count in Gen.Choose(2, Limits.OptionsMax)
        from options in Text(Limits.OptionMax).ArrayOf(count)
        select options,
        options =>
        {
            var vote = Story.Known.ForVerb("vote")!; // ! it is built in
            var line = new TypedLine { Verb = "vote", Rest = "|", Options = [.. options.Index().Select(option => Cut($"{option.Index} {option.Item}"))] };
            var story = Story.Opened(vote.Plan(line).Value ?? throw new InvalidOperationException(vote.Plan(line).Refusal?.Key))
                .Types(Somebody.Bob, "vote A");
            var given = ((DotVote)story.Item.State).Options.Select(option => option.Text).ToList();
            var open = Sent(SessionCards.MinutesSoFar(story.Session, Story.English));
            var closed = Sent(story.When(new Command.Close(), Somebody.Ann).Minutes());

            Assert.All(given, option => Assert.Contains(open, text => text.Contains(option, StringComparison.Ordinal)));
            Assert.All(given, option => Assert.Contains(closed, text => text.Contains(option, StringComparison.Ordinal)));
        });

    [Fact]
    public void A_vote_of_forty_options_of_84_characters_shows_them_with_its_budget_and_its_voters_on_the_open_card()
    {
        var line = new TypedLine { Verb = "vote", Rest = "|", Options = [.. Enumerable.Range(0, 40).Select(n => $"{n:D2} {new string('x', 81)}")] };
        var card = Story.Opened(Story.Known.ForVerb("vote")!.Plan(line).Value!).Root(); // ! it is built in, and the line is right
        var sent = Texts(card);

        Assert.All(Enumerable.Range(0, 40), n => Assert.Contains(sent, text => text.StartsWith($"{n:D2} xxx", StringComparison.Ordinal)));
        Assert.Contains(sent, text => text.Contains("dots", StringComparison.Ordinal));
        Assert.Contains(sent, text => text.Contains("0 people have voted.", StringComparison.Ordinal));
    }

    static List<string> Sent(Card minutes)
    {
        var pages = BlockKitRenderer.Pages(minutes, SessionCards.MinutesPagesMax, page => $"Part {page}");
        Assert.All(pages, page => Assert.InRange(
            System.Text.Encoding.UTF8.GetCharCount(BlockKitRenderer.Message(page).Blocks.Span), 1, BlockKitLimits.MessageCharactersMax));
        return [.. pages.SelectMany(Texts)];
    }

    static List<string> Texts(Card card)
    {
        using var json = JsonDocument.Parse(BlockKitRenderer.Message(card).Blocks);
        return [.. In(json.RootElement)];
    }

    static IEnumerable<string> In(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(In),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => In(member.Value)),
        JsonValueKind.String => [json.GetString() ?? ""],
        _ => [],
    };

    static Gen<string> Text(int max) =>
        from pieces in Gen.Elements(Pieces).ArrayOf().Resize(max)
        from first in Gen.Elements("a", "ö", "Z")
        select PersonalText.Line(Cut(first + string.Concat(pieces), max));

    static string Cut(string text, int max = Limits.OptionMax) => text.Length <= max ? text
        : text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)].TrimEnd();

    static void ForAll<T>(Gen<T> any, Action<T> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Tries).WithQuietOnSuccess(true), Prop.ForAll(any.ToArbitrary(), holds));
}
