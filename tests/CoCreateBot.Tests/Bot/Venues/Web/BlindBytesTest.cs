using System.Text;
using System.Text.RegularExpressions;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>
/// Before the close nobody receives a byte that depends on what another gave. A room with its people and something blind is played up to the first gift and
/// its store copied, so that two servers go on from the same keys, aliases and secrets. Both are told the same story, but for what one person gives: other
/// options, dots, stances, words of another length, more or fewer replies. Everything that every other person receives in between (status, headers and body
/// of each answer to what they send, of the room's page, the minutes, the exports in each format and the stream of events) must be the same, byte by byte.
/// This is the strongest form of "no total, no name and no word leaves": whatever hint of it left, even a length, the bytes would differ. Two things in them
/// are drawn anew each time: the number of a page's forms (<c>once</c>) is blanked, and in the JSON export people's names for one file (32 digits) are numbered
/// as they come, so that who is the same person there must still be the same.
/// </summary>
public sealed class BlindBytesTest
{
    const int Tries = 12;

    [Fact]
    public void Whatever_one_gives_nobody_else_receives_another_byte_before_the_close() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Tries).WithQuietOnSuccess(true),
        Prop.ForAll(BlindStory.Of(Blind.All).ToArbitrary(), (Func<BlindStory, Task>)HoldsAsync));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_is_so_at_least_once_and_after_the_close_the_two_can_be_told_apart(string kind)
    {
        var isAlike = await HoldsAsync(new BlindStory(
            Blind.All.Single(blind => blind.Name == kind), 1,
            [
                new BlindMove(2, 7, 7, false), new BlindMove(1, 3, 8, false), new BlindMove(0, 12, 12, true), new BlindMove(1, 9, 4, true),
                new BlindMove(1, 5, 2, false),
            ]));
        Assert.False(isAlike); // else the other half would prove nothing
    }

    public static TheoryData<string> Kinds => [.. Blind.All.Select(blind => blind.Name)];

    /// <returns>Is what is shown after the close the same, too?</returns>
    static async Task<bool> HoldsAsync(BlindStory story)
    {
        using var folder = new TestFolder();
        using var first = new TestFolder();
        using var second = new TestFolder();
        var room = await BlindRoom.PrepareAsync(story, folder);
        var left = await room.PlayAsync(story, isSecond: false, folder.CopyTo(first));
        var right = await room.PlayAsync(story, isSecond: true, folder.CopyTo(second));

        foreach (var who in Enumerable.Range(0, BlindStory.People.Length))
        {
            var others = Enumerable.Range(0, BlindStory.People.Length).Where(other => other != who).Select(BlindStory.MarkOf);
            Assert.All(left.Received[who].Concat(right.Received[who]), bytes => Assert.All(others, mark => Assert.DoesNotContain(mark, bytes)));
            if (who != story.Hidden)
            {
                Assert.Equal(left.Received[who], right.Received[who]);
            }
        }

        return left.Afterwards == right.Afterwards;
    }
}

/// <summary>A room in which something blind is open and nobody has given anything in it.</summary>
sealed partial class BlindRoom
{
    const string Database = "room.db";

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1); // so that no look at the room is an older one

    readonly List<Visitor> people = [];

    BlindRoom(DateTimeOffset now) => Now = now;

    DateTimeOffset Now { get; set; }

    string Session { get; set; } = "";

    public static async Task<BlindRoom> PrepareAsync(BlindStory story, TestFolder folder)
    {
        await using var house = await WebHouse.OpenAsync(await SqliteStore.OpenAsync(folder.File(Database), new SqliteOptions()));
        var room = new BlindRoom(house.Time.GetUtcNow());
        room.people.Add(await house.HostAsync());
        foreach (var name in BlindStory.People.Skip(1))
        {
            room.people.Add(await house.GuestAsync(room.people[0], name));
        }

        await room.people[0].TypeAsync(story.What.Start);
        Assert.False(room.people[0].IsProblem, room.people[0].Text);
        if (!story.What.Then.IsEmpty)
        {
            // Of one person, as an export draws lots for the order of people.
            var replies = BlindStory.People.Select((_, n) => ($"reply-{n + 1}", $"Something to rate {n}"));
            await room.people[0].PressAsync(room.people[0].Button(OpenPromptReading.ReplyVerb), [.. replies]);
        }

        foreach (var line in story.What.Then)
        {
            await room.people[0].TypeAsync(line);
            Assert.False(room.people[0].IsProblem, room.people[0].Text);
        }

        await room.EachAsync(person => story.What.TakenBy is { } verb ? person.PressAsync(person.Button(verb)) : Task.CompletedTask);
        room.Session = room.people[0].Presses.First(press => press.Session.Length > 0).Session;
        return room;
    }

    async Task EachAsync(Func<Visitor, Task> act)
    {
        foreach (var person in people)
        {
            await person.SeeAsync(person.Room);
            await act(person);
        }
    }

    /// <param name="folder">With the store as it was when all was prepared.</param>
    public async Task<BlindBytes> PlayAsync(BlindStory story, bool isSecond, TestFolder folder)
    {
        await using var house = await WebHouse.OpenAsync(await SqliteStore.OpenAsync(folder.File(Database), new SqliteOptions()), new Pretend.ManualTime(Now));
        var here = people.ConvertAll(person => person.On(house.Server));
        foreach (var (move, told) in story.Moves.Index())
        {
            house.Time.Pass(Pause);
            await GiveAsync(here[told.Who], story.Gift(move, isSecond), told.IsTyped, isLast: told.Who == People - 1);
            await LookAsync(here[move % People]);
        }

        house.Time.Pass(Pause);
        foreach (var person in here)
        {
            await LookAsync(person);
        }

        var received = here.ConvertAll(person => person.Received.ConvertAll(Blanked));
        await here[0].TypeAsync("close");
        Assert.False(here[0].IsProblem, here[0].Text);
        await here[0].SeeAsync($"{here[0].Room}/s/{Session}");
        return new BlindBytes(received, here[0].Page);
    }

    static int People => BlindStory.People.Length;

    static async Task GiveAsync(Visitor person, Gift gift, bool isTyped, bool isLast)
    {
        await person.SeeAsync(person.Room);
        if (isTyped && gift.Typed is { } line)
        {
            await person.TypeAsync(line); // may be one reply too many
            return;
        }

        if (gift.Verb == BrainwritingReading.HandInVerb && isLast)
        {
            return; // when the last one has handed in, the bell rings, and ideas go round
        }

        var verb = person.Presses.Any(press => press.Verb == gift.Verb) ? gift.Verb : BrainwritingReading.ChangeVerb;
        await person.PressAsync(person.Button(verb, gift.Argument), [.. gift.Fields]);
        Assert.False(person.IsProblem, person.Text);
    }

    /// <summary>Everything that a person can look at without changing anything.</summary>
    async Task LookAsync(Visitor person)
    {
        var room = person.Room;
        await person.SeeAsync($"{room}/s/{Session}");
        await person.SeeAsync($"{room}/s/{Session}/board");
        foreach (var format in CoCreateBot.Bot.Commands.ExportFile.Formats)
        {
            await person.SeeAsync($"{room}/s/{Session}/export.{format}");
            Assert.Equal(200, person.Status);
        }

        await person.SeeAsync(room);
        await HearAsync(person, person.LinkTo($"{room}/live"));
        await HearAsync(person, $"{room}/live?board={Session}", "event: page");
    }

    /// <param name="last">What comes last before it waits for changes.</param>
    static async Task HearAsync(Visitor person, string path, string last = "event: card")
    {
        using var stream = await person.SendAsync(new HttpRequestMessage(HttpMethod.Get, path), isStream: true);
        person.Received.Add(await FirstEventsAsync(await stream.Content.ReadAsStreamAsync(), last));
    }

    // That it is there, and the one card, or each part of a board and that the page had none of them: then it waits for changes.
    static async Task<string> FirstEventsAsync(Stream stream, string last)
    {
        var heard = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (heard.ToString() is var text && (!text.Contains(last, StringComparison.Ordinal) || !text.EndsWith("\n\n", StringComparison.Ordinal)))
        {
            var length = await stream.ReadAsync(buffer);
            Assert.NotEqual(0, length);
            heard.Append(Encoding.Latin1.GetString(buffer.AsSpan(0, length)));
        }

        Assert.Contains("event: card", heard.ToString(), StringComparison.Ordinal);
        return heard.ToString();
    }

    static string Blanked(string received)
    {
        var seen = new List<string>();
        var blank = Once.Replace(received, "once");
        return !received.Contains("Content-Type: application/json") ? blank : Alias.Replace(blank, alias =>
        {
            seen.AddRange(seen.Contains(alias.Value) ? [] : [alias.Value]);
            return $"person {seen.IndexOf(alias.Value)}";
        });
    }

    [GeneratedRegex("(?<=\")[0-9a-f]{32}(?=\")", RegexOptions.CultureInvariant, 10_000)]
    static partial Regex Alias { get; }

    [GeneratedRegex("(?<=name=\"once\" value=\")[0-9a-f]{32}(?=\")", RegexOptions.CultureInvariant, 10_000)]
    static partial Regex Once { get; }
}

/// <param name="Received">By person: all that left for them before the close, as it left.</param>
/// <param name="Afterwards">The minutes, once closed.</param>
sealed record BlindBytes(List<List<string>> Received, string Afterwards);
