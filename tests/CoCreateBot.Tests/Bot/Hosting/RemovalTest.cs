using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>"remove Bo", from the typed line to the last row.</summary>
public sealed class RemovalTest
{
    static readonly Person Guest = new("web:" + new string('g', 43), "Gil");

    [Fact]
    public void A_person_of_the_chat_goes_with_their_secret_dots_and_the_log_does_not_say_which() => World.Play(async world =>
    {
        var id = await VotingAsync(world);
        await world.AskAsync(id, World.Bo, "vote A A");
        var before = await TextAsync(world, id);

        var asked = await world.SayAsync(World.Ann, "remove bo");
        Assert.Equal((true, "Session.RemoveAsks"), (asked.IsProblem, (asked.Cause as Answer.Refused)?.Refusal.Key));
        Assert.Equal(2, Dots(await world.StateAsync(id)));
        var done = await world.SayAsync(World.Ann, "remove bo yes");
        Assert.False(done.IsProblem, done.Text);
        await world.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(0, Dots(await world.StateAsync(id)));
        Assert.Equal(0, Dots(await world.FoldAsync(id)));
        Assert.Null((await world.FoldAsync(id)).ErasedAt);
        Assert.Contains("dot-vote-ballot", before, StringComparison.Ordinal);
        Assert.DoesNotContain("dot-vote-ballot", await TextAsync(world, id), StringComparison.Ordinal);
        Assert.DoesNotContain(World.Bo.Key, await world.Inner.Members.ReadAsync(id, default));
        Assert.Equivalent(await world.FoldAsync(id), await world.StateAsync(id));
        Assert.IsType<Answer.Refused>(await world.AskAsync(id, World.Bo, "vote B"));
    });

    [Fact]
    public void A_guest_of_the_web_goes_and_their_secret_dots_cannot_be_told_from_others() => World.Play(async world =>
    {
        var id = await VotingAsync(world);
        await world.AskAsync(id, Guest, "vote A A");

        Assert.False((await world.SayAsync(World.Ann, "remove Gil yes")).IsProblem);

        Assert.Equal(2, Dots(await world.StateAsync(id)));
        Assert.IsType<Answer.Refused>(await world.AskAsync(id, Guest, "vote B"));
    });

    [Theory]
    [InlineData("en", "Say who: /cocreate remove \"Bob\"", "Nobody called “Nobody” has joined.")]
    [InlineData("de", "Sagen Sie, wen: /cocreate remove \"Bob\"", "Niemand namens „Nobody“ nimmt teil.")]
    public void Who_is_not_named_or_not_here_is_told_in_a_sentence(string language, string who, string nobody) => World.Play(async world =>
    {
        await VotingAsync(world);

        Assert.Equal(who, (await world.SayAsync(World.Ann, "remove", language: language)).Text);
        Assert.StartsWith(nobody, (await world.SayAsync(World.Ann, "remove Nobody yes", language: language)).Text, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("remove @bo yes")] // the id in his key, as Slack sends it where it sends no name
    [InlineData("remove @Bo yes")]
    [InlineData("remove \"Bo\" ja")]
    public void A_mention_and_quotes_mean_the_same_person(string typed) => World.Play(async world =>
    {
        var id = await VotingAsync(world);

        Assert.False((await world.SayAsync(World.Ann, typed)).IsProblem);

        Assert.DoesNotContain((await world.StateAsync(id)).People.Values, person => person.Name == "Bo");
    });

    [Fact]
    public void Nobody_but_the_facilitator_removes_anybody() => World.Play(async world =>
    {
        var id = await VotingAsync(world);

        Assert.True((await world.SayAsync(World.Bo, "remove Gil yes")).IsProblem);

        Assert.Equal(3, (await world.StateAsync(id)).People.Count);
    });

    // Bo and Gil have joined by a check-in under their names; now a secret vote is open.
    static async Task<SessionId> VotingAsync(World world)
    {
        var id = await world.OpenAsync("checkin");
        await world.AskAsync(id, World.Ann, "add vote A | B | C | D dots 4 cap 3");
        await world.AskAsync(id, World.Bo, "checkin red");
        await world.AskAsync(id, Guest, "checkin green");
        await world.AskAsync(id, World.Ann, "next");
        return id;
    }

    static int Dots(Session session) => ((DotVote)session.Agenda[1].State).Tally().Sum(sum => sum.Dots);

    static async Task<string> TextAsync(World world, SessionId id) =>
        string.Join('\n', (await world.LogAsync(id)).Select(commit => Encoding.UTF8.GetString(commit.Events.Span)));
}
