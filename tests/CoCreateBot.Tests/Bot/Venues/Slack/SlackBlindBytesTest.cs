using System.Text.Json.Nodes;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>
/// Before the close nobody in Slack, and not Slack itself, receives a byte that depends on what one person gave, but for what goes to that person alone. As in
/// a web room two stories go on from one store and one workspace, and differ only in what one person gives. Compared is the body of every call to the Web API
/// and to a response_url, and every answer to Slack's own requests, by who gets to see it. Nothing is blanked: all that could differ comes from the store or
/// from the pretended Slack. How often one and the same body is sent, and in which order with others, is the reconciler's pace and is left out.
/// </summary>
public sealed class SlackBlindBytesTest
{
    const int Tries = 12;

    [Fact]
    public void Whatever_one_gives_nobody_else_is_sent_another_byte_before_the_close() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Tries).WithQuietOnSuccess(true),
        Prop.ForAll(BlindStory.Of(Blind.All).ToArbitrary(), (Func<BlindStory, Task>)(story => HoldsAsync(story))));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Each_kind_is_so_at_least_once(string kind) => HoldsAsync(mustChange: true, story: new BlindStory(
        Blind.All.Single(blind => blind.Name == kind), 1,
        [new BlindMove(2, 7, 7, false), new BlindMove(1, 3, 8, false), new BlindMove(0, 12, 12, true), new BlindMove(1, 9, 4, true)]));

    public static TheoryData<string> Kinds => [.. Blind.All.Select(blind => blind.Name)];

    static async Task HoldsAsync(BlindStory story, bool mustChange = false)
    {
        using var folder = new TestFolder();
        using var first = new TestFolder();
        using var second = new TestFolder();
        var before = await BlindChannel.PrepareAsync(story, folder);
        var left = await BlindChannel.PlayAsync(story, isSecond: false, before.Copy(), folder.CopyTo(first));
        var right = await BlindChannel.PlayAsync(story, isSecond: true, before.Copy(), folder.CopyTo(second));

        Assert.True(!mustChange || left.Exists(sent => sent.Method == "chat.update"), "The story shows nothing: no card changed.");
        foreach (var who in Enumerable.Range(0, BlindStory.People.Length).Select(who => (int?)who).Append(null).Where(who => who != story.Hidden))
        {
            var others = Enumerable.Range(0, BlindStory.People.Length).Where(other => other != who).Select(BlindStory.MarkOf);
            var (one, other) = (For(who, left), For(who, right));
            Assert.All(one.Concat(other), body => Assert.All(others, mark => Assert.DoesNotContain(mark, body)));
            Assert.Equal(one, other);
        }
    }

    static List<string> For(int? who, IEnumerable<PretendLeft> left)
    {
        var user = who is { } one ? BlindChannel.IdOf(one) : null;
        return [.. left.Where(sent => sent.User == user).Select(sent => $"{sent.Method}: {sent.Body}").Distinct().Order(StringComparer.Ordinal)];
    }
}

/// <summary>A channel in which something blind is open and nobody has given anything in it.</summary>
static class BlindChannel
{
    const string Channel = "C0GENERAL";
    const string Database = "channel.db";

    public static string IdOf(int who) => $"U0{BlindStory.People[who].ToUpperInvariant()}";

    public static async Task<PretendSlack> PrepareAsync(BlindStory told, TestFolder folder)
    {
        var slack = new PretendSlack(new ManualTime());
        slack.Channel(Channel);
        await using var story = await BeginAsync(slack, folder);
        var ann = Member(story, 0);
        await ann.TypeAsync(Channel, told.What.Start);
        await SettleAsync(story);
        var rated = Enumerable.Range(0, told.What.Then.IsEmpty ? 0 : BlindStory.People.Length).Select(n => $"ask Something to rate {n}");
        foreach (var line in rated.Concat(told.What.Then))
        {
            await ann.TypeAsync(Channel, line);
            await SettleAsync(story);
        }

        if (told.What.TakenBy is { } verb)
        {
            foreach (var who in Enumerable.Range(0, BlindStory.People.Length))
            {
                await OpenAsync(story, who, verb);
                await SettleAsync(story);
            }
        }

        return slack;
    }

    /// <summary>All that left before the close.</summary>
    public static async Task<List<PretendLeft>> PlayAsync(BlindStory told, bool isSecond, PretendSlack slack, TestFolder folder)
    {
        await using (var story = await BeginAsync(slack, folder))
        {
            await SettleAsync(story); // loads the session: a dialog that had to wait for that would open empty first
            foreach (var (n, move) in told.Moves.Index())
            {
                await GiveAsync(story, move.Who, told.Gift(n, isSecond), move.IsTyped);
                await SettleAsync(story);
            }

            foreach (var who in Enumerable.Range(0, BlindStory.People.Length))
            {
                await Member(story, who).OpenHomeAsync(); // what each of them has at home is for them alone
            }
        }

        return slack.Left; // the bot has stopped, and nothing more leaves
    }

    static async Task<SlackStory> BeginAsync(PretendSlack slack, TestFolder folder) =>
        await SlackStory.BeginAsync(slack, await SqliteStore.OpenAsync(folder.File(Database), new SqliteOptions()));

    static PretendSlackMember Member(SlackStory story, int who) => story.Member(IdOf(who), BlindStory.People[who].ToLowerInvariant());

    static async Task GiveAsync(SlackStory story, int who, Gift gift, bool isTyped)
    {
        if (isTyped && gift.Typed is { } line)
        {
            await Member(story, who).TypeAsync(Channel, line);
            return;
        }

        if (gift.Verb == BrainwritingReading.HandInVerb)
        {
            await HandInAsync(story, who, gift);
            return;
        }

        if (gift.Fields.IsEmpty)
        {
            await PressAsync(story, who, gift.Verb, gift.Argument);
            return;
        }

        await SubmitAsync(story, who, await OpenAsync(story, who, gift.Verb), gift);
    }

    // When the last one has handed in, the bell rings, and ideas go round.
    static async Task HandInAsync(SlackStory story, int who, Gift gift)
    {
        if (who == BlindStory.People.Length - 1)
        {
            return;
        }

        var view = await OpenAsync(story, who, BrainwritingReading.WriteVerb);
        view = view.Content["submit"] is null ? await OpenAsync(story, who, BrainwritingReading.ChangeVerb) : view;
        await SubmitAsync(story, who, view, gift);
    }

    static async Task SubmitAsync(SlackStory story, int who, PretendView view, Gift gift)
    {
        var member = Member(story, who);
        await member.SubmitAsync(view, [.. gift.Fields.SelectMany(field => Labelled(view, field.Name, field.Value))]);
        Assert.True(view.Errors.Count == 0, view.Shown);
    }

    /// <summary>An input by its label and what is chosen by its title, as a person finds them.</summary>
    static IEnumerable<(string Label, string Value)> Labelled(PretendView view, string input, string value)
    {
        var block = view.Content["blocks"]!.AsArray().SingleOrDefault(block => (string?)block!["type"] == "input" && (string?)block["block_id"] == input);
        if (block is null)
        {
            yield break; // one that this person is not asked
        }

        var option = block["element"]!["options"]?.AsArray().FirstOrDefault(option => (string?)option!["value"] == value);
        var isTick = (string?)block["element"]!["type"] == "checkboxes";
        yield return ((string)block["label"]!["text"]!, option is null || isTick ? value : (string)option["text"]!["text"]!);
    }

    static async Task<PretendView> OpenAsync(SlackStory story, int who, string verb)
    {
        var before = story.Slack.Views.Count;
        await PressAsync(story, who, verb, "");
        await story.Slack.UntilAsync(() => story.Slack.Views.Count > before, "a dialog opens");
        return story.Slack.Views.Values.Last();
    }

    static async Task PressAsync(SlackStory story, int who, string verb, string argument)
    {
        var root = Root(story);
        var button = root.Content["blocks"]!.AsArray().Where(block => (string?)block!["type"] == "actions").SelectMany(block => block!["elements"]!.AsArray())
            .FirstOrDefault(element => Press.TryDecode((string?)element!["value"], out var press) && press.Verb == verb && press.Argument == argument)
            ?? throw new InvalidOperationException($"No button for {verb} {argument} on {root.Shown}");
        await Member(story, who).PressAsync(root, (string)button["text"]!["text"]!);
    }

    static PretendMessage Root(SlackStory story) => story.Slack.ChannelOf(Channel).Messages.Last(message => message.Thread is null);

    /// <summary>Until the channel shows how things stand.</summary>
    static Task SettleAsync(SlackStory story) => story.PassUntilAsync(() => IsShownAsync(story), "The channel shows what it should.");

    static async Task<bool> IsShownAsync(SlackStory story)
    {
        var venue = story.Services.GetRequiredService<IChatVenue>();
        var hosts = story.Services.GetRequiredService<SessionHosts>();
        var sessions = await story.Store.Directory.InVenueAsync(new VenueId($"slack:{PretendSlack.Team}/{Channel}"), 1, default);
        if (sessions.IsEmpty || await hosts.LookAsync(sessions[0].Session, default) is not { State: var state } loaded)
        {
            return false;
        }

        var words = story.Services.GetRequiredService<Lexicon>().In(state.Language).Typed(venue.CommandPrefix);
        var posted = await story.Store.Posts.ReadAsync(state.Id, default);
        var way = await venue.ReplyWayAsync(state.Venue, default);
        return new ShownSession(state.Id, state.Venue).Desired(state, words, posted, venue, way).All(slot =>
                posted.Any(known => known.Slot == slot.Slot && known.MessageId is not null && known.Hash == ShownSession.HashOf(slot.Card)))
            && story.Slack.OpenViews.Where(open => open.View.Content["submit"] is null).All(open => IsShown(open.View, open.User, loaded, words));
    }

    // Whoever waits sees each step, or else it would depend on the machine which of them are sent.
    static bool IsShown(PretendView view, string user, LoadedSession session, Words words)
    {
        var who = new Person(SlackIds.PersonKey(PretendSlack.Team, user)!, null); // ! both are ids
        var press = new Press(session.State.Id.Value, session.State.Current?.Number ?? 1, BrainwritingReading.WriteVerb);
        return PersonForms.Next(session, press, who, words).Value is not { } form
            || JsonNode.DeepEquals(view.Content["blocks"], JsonNode.Parse(SlackDialogs.Modal(form).Span)!["blocks"]); // ! a view has them
    }
}
