using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>A picture and the event that names it are two writes. Whatever comes between, in the end there are as many of the one as of the other.</summary>
public sealed class PicturesKeptTest
{
    [Fact]
    public void A_picture_whose_event_never_came_is_gone_a_minute_after_the_next_start() => World.Play(async world =>
    {
        var (id, press) = await WritingAsync(world);
        world.Here.Store.Otherwise = async (call, work) =>
        {
            await work();
            if (call == StoreCall.PicturesPut)
            {
                world.Here.Kill();
                throw new StoreUnavailableException(StoreTrouble.Unreachable, "Killed.");
            }
        };
        Assert.IsType<Answer.Unavailable>(await SendAsync(world, id, press, 'a'));
        Assert.NotNull(await world.Inner.Pictures.FindAsync(id, Id('a'), default));

        world.Start();
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Null(await world.Inner.Pictures.FindAsync(id, Id('a'), default));
        Assert.IsType<Answer.Done>(await SendAsync(world, id, press, 'a'));
        Assert.NotNull(await world.Inner.Pictures.FindAsync(id, Id('a'), default));
    });

    [Fact]
    public void Where_the_answer_of_the_event_was_lost_the_picture_stays() => World.Play(async world =>
    {
        var (id, press) = await WritingAsync(world);
        world.Here.Store.LoseNextAnswer(StoreCall.LogAppend);
        Assert.IsType<Answer.Done>(await SendAsync(world, id, press, 'a'));

        await world.CrashAsync();
        await world.PassAsync(TimeSpan.FromMinutes(5));
        Assert.NotNull(await world.Inner.Pictures.FindAsync(id, Id('a'), default));
    });

    [Fact]
    public void A_picture_that_the_session_refuses_or_no_form_asked_for_is_never_written() => World.Play(async world =>
    {
        var (id, press) = await WritingAsync(world);
        Assert.IsType<Answer.Refused>(await SendAsync(world, id, press, 'a', words: ""));
        Assert.IsType<Answer.Done>(await SendAsync(world, id, press, 'a', input: "picture-99"));
        await world.AskAsync(id, World.Ann, "close");
        Assert.IsType<Answer.Refused>(await SendAsync(world, id, press, 'a'));

        Assert.DoesNotContain(StoreCall.PicturesPut, world.Here.Store.Calls);
    });

    [Fact]
    public void Whoever_replaces_a_picture_again_and_again_has_one() => World.Play(async world =>
    {
        var (id, press) = await WritingAsync(world);
        foreach (var letter in "abcdef")
        {
            Assert.IsType<Answer.Done>(await SendAsync(world, id, press, letter));
        }

        foreach (var letter in "abcde")
        {
            Assert.Null(await world.Inner.Pictures.FindAsync(id, Id(letter), default));
        }

        Assert.NotNull(await world.Inner.Pictures.FindAsync(id, Id('f'), default));
    });

    [Fact]
    public void A_picture_that_is_taken_away_is_gone_before_its_author_is_told() => World.Play(async world =>
    {
        var (id, press) = await WritingAsync(world);
        await SendAsync(world, id, press, 'a');
        Assert.IsType<Answer.Done>(await TakeAwayAsync(world, id, press));

        Assert.Null(await world.Inner.Pictures.FindAsync(id, Id('a'), default));
    });

    [Fact]
    public void And_also_where_the_process_died_just_then() => World.Play(async world =>
    {
        var (id, press) = await WritingAsync(world);
        await SendAsync(world, id, press, 'a');
        world.Here.Store.Otherwise = async (call, work) =>
        {
            await work();
            if (call == StoreCall.LogAppend)
            {
                world.Here.Kill();
                throw new StoreUnavailableException(StoreTrouble.Unreachable, "Killed.");
            }
        };
        await TakeAwayAsync(world, id, press);
        Assert.NotNull(await world.Inner.Pictures.FindAsync(id, Id('a'), default));

        world.Start();
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Null(await world.Inner.Pictures.FindAsync(id, Id('a'), default));
    });

    [Fact]
    public void An_idea_that_brings_a_picture_or_keeps_one_changes_no_copies() => World.Play(async world =>
    {
        var (id, press) = await WritingAsync(world);
        var before = Copies();
        await SendAsync(world, id, press, 'a');
        await SendAsync(world, id, press, 'a', words: "a green bench");
        await SendAsync(world, id, press, 'b', words: "a green bench");

        Assert.Equal(before, Copies());
        int Copies() => world.Here.Store.Calls.Count(call => call is StoreCall.DirectoryPut or StoreCall.ArtifactsReplace);
    });

    static Task<Answer> TakeAwayAsync(World world, SessionId id, Press press) => world.Hosts.AskAsync(
        id,
        new Wish.Pressed(press, new Dictionary<string, string> { ["idea-1"] = "a bench", ["no-picture-1"] = "on" }),
        World.Bo,
        world.NewDelivery(),
        CancellationToken.None);

    static async Task<(SessionId Session, Press Press)> WritingAsync(World world)
    {
        var id = await world.OpenAsync("brainwrite for 2h", venue: World.Room);
        await world.AskAsync(id, World.Bo, new Command.Contribute(1, new BrainwritingCommand.TakeSheet()));
        var state = (Brainwriting)(await world.StateAsync(id)).Agenda[0].State;
        return (id, new Press(id.Value, 1, "hand-in", $"{state.Sheets.Keys.Single()}.1"));
    }

    static Task<Answer> SendAsync(World world, SessionId id, Press press, char letter, string words = "a bench", string input = "picture-1")
    {
        var picture = new StoredPicture(Id(letter), "image/png", new byte[] { 1, 2, 3 });
        var fields = new Dictionary<string, string> { ["idea-1"] = words, [$"{input}:kept"] = new PictureRef(picture.Id, 3).Encode() };
        return world.Hosts.AskAsync(id, new Wish.Pressed(press, fields) { Pictures = [picture] }, World.Bo, world.NewDelivery(), CancellationToken.None);
    }

    static string Id(char letter) => new(letter, PictureRef.IdLength);
}
