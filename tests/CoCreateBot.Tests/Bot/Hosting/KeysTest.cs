using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>Who is who can be found out with the keys alone, and where nobody shall ever know, they go.</summary>
public sealed class KeysTest
{
    /// <summary>Its close can be undone, as a vote's cannot once it was seen.</summary>
    const string Secret = "ask \"Why?\" anonymous";

    static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_person_has_another_alias_in_each_session_and_in_each_activity() => World.Play(async world =>
    {
        var one = world.Hosts.Peek(await world.OpenAsync("checkin"))!;
        var two = world.Hosts.Peek(await world.OpenAsync("checkin"))!;

        Assert.Equal(4, new[] { one.AliasOf(World.Bo, 0), one.AliasOf(World.Bo, 1), two.AliasOf(World.Bo, 0), two.AliasOf(World.Bo, 1) }.Distinct().Count());
        Assert.Equal(one.AliasOf(World.Bo, 1), one.AliasOf(World.Bo, 1));
    });

    [Fact]
    public void Aliases_stay_the_same_over_a_restart() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.AskAsync(id, World.Bo, "vote A");
        await world.CrashAsync();
        await world.AskAsync(id, World.Bo, "vote B");

        Assert.Equal(1, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
    });

    [Fact]
    public void The_key_goes_sixty_seconds_after_the_close_and_not_before() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.AskAsync(id, World.Bo, "vote A");
        await world.AskAsync(id, World.Ann, "close");

        await world.PassAsync(Limits.UndoWindow - ASecond);
        Assert.True(await world.HasKeyAsync(id, 1));
        await world.PassAsync(ASecond);

        Assert.False(await world.HasKeyAsync(id, 1));
        Assert.True((await world.FoldAsync(id)).Item(1)!.IsKeyDestroyed);
        Assert.True(await world.HasKeyAsync(id, 0));
    });

    [Fact]
    public void An_undo_after_fifty_nine_seconds_works_and_everybody_is_still_known() => World.Play(async world =>
    {
        var id = await world.OpenAsync(Secret);
        await world.AskAsync(id, World.Bo, "ask \"Because\"");
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(Limits.UndoWindow - ASecond);

        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Ann, "undo"));

        await world.PassAsync(TimeSpan.FromMinutes(5));
        Assert.True(await world.HasKeyAsync(id, 1));
        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Bo, "ask \"Therefore\""));
        Assert.Equal(1, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
    });

    [Fact]
    public void An_undo_after_sixty_seconds_is_refused() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(Limits.UndoWindow);

        Assert.IsType<Answer.Refused>(await world.AskAsync(id, World.Ann, "undo"));
    });

    [Fact]
    public void A_key_that_has_to_go_goes_where_the_process_was_down_over_it() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.AskAsync(id, World.Ann, "close");
        world.Here.Kill();
        world.Time.Pass(TimeSpan.FromDays(1));
        world.Start();

        await world.PassAsync(TimeSpan.FromMinutes(1));

        Assert.False(await world.HasKeyAsync(id, 1));
        Assert.True((await world.FoldAsync(id)).Item(1)!.IsKeyDestroyed);
    });

    [Fact]
    public void A_crash_between_the_key_and_the_word_of_it_says_the_word_later() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(TimeSpan.FromSeconds(30));
        var gate = world.Store.HoldNextAnswer(StoreCall.KeysDestroy);
        world.Time.Pass(Limits.UndoWindow);
        await gate.Reached;
        Assert.False(await world.HasKeyAsync(id, 1));
        await world.CrashAsync();

        await world.PassAsync(TimeSpan.FromMinutes(1));

        Assert.True((await world.FoldAsync(id)).Item(1)!.IsKeyDestroyed);
        Assert.Null(await world.DueOfAsync(id));
    });

    [Fact]
    public void Where_the_group_alone_is_not_to_know_the_key_stays() => World.Play(
        async world =>
        {
            var id = await world.OpenAsync("explode");
            await world.AskAsync(id, World.Bo, "explode 1");
            await world.AskAsync(id, World.Ann, "close");
            await world.PassAsync(TimeSpan.FromHours(1));

            Assert.True(await world.HasKeyAsync(id, 1));
        },
        new Activities(new Explosive()));

    [Fact]
    public void A_node_that_fell_behind_does_not_destroy_the_key_of_what_another_has_opened_again() => World.Play(async world =>
    {
        var id = await world.OpenAsync(Secret, venue: World.Room);
        await world.AskAsync(id, World.Bo, "ask \"Because\"");
        await world.AskAsync(id, World.Ann, "close");
        var here = world.Here;
        var other = world.Start();
        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Ann, "undo", at: other));
        Assert.False(here.Hosts.Peek(id)!.State.IsOpen); // it does not know yet

        await world.PassAsync(TimeSpan.FromMinutes(5));

        Assert.True(await world.HasKeyAsync(id, 1));
    });

    [Fact]
    public void A_node_knows_people_in_an_activity_that_another_node_has_opened() => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote \"Which?\" A | B");
        await world.AskAsync(id, World.Bo, "vote A");
        await world.AskAsync(id, World.Cem, "vote B");
        await world.AskAsync(id, World.Ann, "close");
        var other = world.Start();
        await other.Hosts.LookAsync(id, default);
        var here = world.Nodes[0];
        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Ann, "runoff", at: here));

        await world.AskAsync(id, World.Bo, "vote A", at: other);
        await world.AskAsync(id, World.Bo, "vote B", at: other);
        await world.AskAsync(id, World.Bo, "vote A", at: here);

        Assert.Equal(1, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
    });

    [Fact]
    public void Nothing_stored_of_an_anonymous_vote_names_anybody() => World.Play(async world =>
    {
        var people = Enumerable.Range(0, 20).Select(n => new Person($"slack:T1/U{n}", $"Name{n}")).ToList();
        var id = await world.OpenAsync();
        foreach (var person in people)
        {
            await world.AskAsync(id, person, "vote A", $"trigger-of-{person.Name}");
        }

        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(TimeSpan.FromMinutes(2));

        var stored = string.Concat((await world.LogAsync(id)).Select(commit => Encoding.UTF8.GetString(commit.Events.Span)))
            + string.Concat(await world.Inner.Artifacts.ReadAsync(id, default));
        Assert.Contains("dot-vote-ballot", stored);
        Assert.DoesNotContain("T1/U", stored);
        Assert.DoesNotContain("trigger", stored);
        Assert.All(people, person => Assert.DoesNotContain(person.Name!, stored));
        Assert.Equal(people.Count, (await world.LogAsync(id)).SelectMany(commit => commit.Marks).Distinct().Count() - 2); // the start's and the close's
    });

    [Fact]
    public void Nothing_logged_names_anybody_or_says_what_they_wrote() => World.Play(async world =>
    {
        world.Slack.Mood = _ => Pretend.Misbehaviour.Refuses;
        var id = await world.OpenAsync("checkin \"Secret question\"");
        world.Store.FailNext(StoreCall.LogAppend);
        await world.AskAsync(id, World.Bo, "checkin green \"Secret note\"", "secret-delivery");
        await world.PassAsync(TimeSpan.FromMinutes(1));

        Assert.NotEmpty(world.Here.Log);
        Assert.All(world.Here.Log, line => Assert.DoesNotContain("secret", line, StringComparison.OrdinalIgnoreCase));
        Assert.All(world.Here.Log, line => Assert.DoesNotContain("slack:T1/bo", line));
    });
}
