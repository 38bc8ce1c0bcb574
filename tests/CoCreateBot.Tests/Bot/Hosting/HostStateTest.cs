using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Bot.Venues.Web;
using CoCreateBot.Tests.Sessions;
using CoCreateBot.Tests.Storage;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>
/// The state that the running server holds, which it adopts from what was decided and does not fold, is after each command the whole of what its log in the
/// SQLite file folds to: several people type at random in each activity.
/// </summary>
public sealed class HostStateTest
{
    const int Lines = 40;
    const int Tries = 2;

    static readonly string[] Gifts =
    [
        "vote A", "vote B", "vote A C", "vote none", "vote agree", "vote A object \"No\"", "vote B abstain", "checkin green",
        "checkin red \"a note\"", "checkin 3", "checkin 5 \"why\"", "checkin hopeful", "checkin sunny", "checkin regen \"why\"", "checkin 4 2", "checkin calm",
        "checkin rose \"talks\" thorn \"no sleep\"", "checkin knospe \"a plan\"", "checkin free it goes well",
        "ask More tea", "ask Less noise", "ask Something else", "rate 1 agree 2 pass", "rate 1 disagree", "brainwrite One | Two | Three", "brainwrite | Four",
        "brainwrite bell", "cluster move 1 2 B", "cluster new \"Benches\" 1 2", "cluster name A \"Other\"", "cluster merge A B",
        "cluster same 1 2", "cluster note 1 \"unclear\"",
        "steps \"Buy paint\" owner me due 31.12.", "steps \"Ask Bo\" owner Bo", "steps accept 1", "steps drop 1 \"no money\"", "steps done 1",
        "warmup say Once there was a bus", "warmup A bus", "warmup Better trams", "warmup pass", "warmup withdraw",
        "why \"Printed late\"", "why \"No paper\" under 1 evidence", "why edit 1 \"Other\"", "why withdraw 1.1", "why test 1 yes", "why follow 1", "why vote 0",
        "why choose 1", "why count", "why root 1", "why reopen 1", "why move 1 under 2", "why hide 2", "why measure 1 \"Order\" by me due 31.12.", "why drop 1",
    ];

    static readonly string[] Frame =
    [
        "pause", "resume", "extend 2m", "undo", "close", "next", "anonymity named", "add checkin", "add vote X | Y | Z",
        "reword \"Another question?\"", "cohost Bo", "remove Cem yes",
    ];

    public static TheoryData<string> Starts => [.. Played.Starts];

    [Theory]
    [MemberData(nameof(Starts))]
    public void The_state_in_the_server_is_the_fold_of_its_file(string start)
    {
        var verbs = start.Split("; ").Select(line => line.Split(' ')[0]).ToList();
        var gifts = Gen.Elements(Gifts.Where(line => verbs.Contains(line.Split(' ')[0])).ToArray());
        var typed = Gen.Zip(Gen.Choose(0, 3), Gen.Frequency((3, gifts), (1, Gen.Elements(Frame)))).Select(line => (line.Item1, line.Item2)).ListOf(Lines);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Tries).WithQuietOnSuccess(true),
            Prop.ForAll(typed.ToArbitrary(), (Func<IList<(int, string)>, Task>)(lines => HoldsAsync(start, lines))));
    }

    static async Task HoldsAsync(string start, IList<(int Who, string Text)> lines)
    {
        using var folder = new TestFolder();
        await using var house = await WebHouse.OpenAsync(await SqliteStore.OpenAsync(folder.File("room.db"), new SqliteOptions()));
        var ann = await house.HostAsync();
        Visitor[] people = [ann, await house.GuestAsync(ann), await house.GuestAsync(ann, "Cem"), ann];
        await ann.TypeAsync(start.Split("; ")[0]);
        foreach (var line in start.Split("; ").Skip(1))
        {
            await ann.TypeAsync("add " + line);
        }

        var written = 0;
        foreach (var (who, text) in lines.Prepend((0, "add checkin"))) // something is written for certain
        {
            house.Time.Pass(TimeSpan.FromSeconds(1));
            await people[who].TypeAsync(text);
            written = await AssertSameAsync(house, new VenueId($"web:{ann.Room[3..]}"));
        }

        Assert.True(written > 1, "Nothing that was typed was written.");
    }

    /// <returns>How many commits there are.</returns>
    static async Task<int> AssertSameAsync(WebHouse house, VenueId room)
    {
        var commits = 0;
        foreach (var entry in await house.Store.Directory.InVenueAsync(room, 10, default))
        {
            var hosts = house.Services.GetRequiredService<SessionHosts>();
            await hosts.TickAsync(entry.Session, default); // who is removed is overwritten in the file after the answer: that is a commit of its own
            var held = (await hosts.LookAsync(entry.Session, default))!.State; // ! it is listed
            var codec = house.Services.GetRequiredService<EventCodec>();
            var log = await house.Store.Log.ReadAsync(entry.Session, 0, int.MaxValue, default);
            var fold = log.Aggregate(new Session(entry.Session, Activities.BuiltIn), (state, commit) => state.Evolve(codec.Read(commit.Events)));
            Assert.Equal(WholeState.Of(fold), WholeState.Of(held));
            commits += log.Length;
        }

        return commits;
    }
}
