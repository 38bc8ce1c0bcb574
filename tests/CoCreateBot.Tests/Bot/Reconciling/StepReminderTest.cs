using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Reconciling;

/// <summary>Who took a step upon themselves, and nobody else, is reminded three days before and on the day, also when the session is long over.</summary>
public sealed class StepReminderTest
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void Its_owner_is_reminded_three_days_before_and_on_the_day_also_after_the_close_and_a_restart() => World.Play(async world =>
    {
        var id = await OpenAsync(world, "steps \"Call the city\" by me due 2026-03-12");
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(6 * Day); // Sunday
        Assert.Empty(world.Slack.Private);
        await world.CrashAsync();
        await world.PassAsync(Day);
        var (who, card) = Assert.Single(world.Slack.Private);
        Assert.Equal(World.Bo.Key, who);
        Assert.Contains("Call the city", card.FallbackText, StringComparison.Ordinal);
        await world.PassAsync(3 * Day);

        Assert.Equal([World.Bo.Key, World.Bo.Key], world.Slack.Private.Select(told => told.Person));
        Assert.Null((await world.FoldAsync(id)).NextDue);
        Assert.Null(await world.DueOfAsync(id));
    });

    [Fact]
    public void What_is_done_is_no_longer_reminded_of() => World.Play(async world =>
    {
        var id = await OpenAsync(world, "steps \"Call the city\" by me due 2026-03-12");
        await world.AskAsync(id, World.Bo, "done 1");
        await world.PassAsync(12 * Day);

        Assert.Empty(world.Slack.Private);
    });

    [Fact]
    public void Who_is_asked_is_asked_once_in_private_with_yes_and_no_and_not_reminded_before_they_accept() => World.Play(async world =>
    {
        await OpenAsync(world, "steps \"Call the city\" by Ann due 2026-03-12");
        await world.PassAsync(TimeSpan.FromMinutes(1));
        await world.CrashAsync();
        await world.PassAsync(12 * Day);

        var (who, card) = Assert.Single(world.Slack.Private);
        Assert.Equal(World.Ann.Key, who);
        Assert.Contains("“Call the city” (due Thu 12 Mar 2026). Will you?", card.FallbackText, StringComparison.Ordinal);
        Assert.Equal(["accept", "decline"], card.Body.OfType<ActionSet>().Single().Actions.OfType<Execute>().Select(action => action.Press.Verb));
    });

    [Fact]
    public void Who_said_no_or_yes_is_not_asked_and_who_is_asked_instead_is() => World.Play(async world =>
    {
        var id = await OpenAsync(world, "steps \"Call the city\" by Ann");
        await world.PassAsync(TimeSpan.FromMinutes(1));
        await world.AskAsync(id, World.Ann, "steps decline 1");
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Single(world.Slack.Private);
        await world.AskAsync(id, World.Ann, "steps change 1 by Bo");
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([World.Ann.Key, World.Bo.Key], world.Slack.Private.Select(told => told.Person));
        await world.AskAsync(id, World.Bo, "steps accept 1");
        await world.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(2, world.Slack.Private.Length);
    });

    [Fact]
    public void What_was_said_within_the_three_days_is_reminded_of_on_the_day_alone() => World.Play(async world =>
    {
        await OpenAsync(world, "steps \"Call the city\" by me due 2026-03-03");
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Empty(world.Slack.Private);
        await world.PassAsync(Day);

        Assert.Single(world.Slack.Private);
    });

    [Fact]
    public void Another_date_has_reminders_of_its_own() => World.Play(async world =>
    {
        var id = await OpenAsync(world, "steps \"Call the city\" by me due 2026-03-12");
        await world.PassAsync(8 * Day);
        Assert.Single(world.Slack.Private);
        await world.AskAsync(id, World.Bo, "steps change 1 due 2026-03-20");
        await world.PassAsync(12 * Day);

        Assert.Equal(3, world.Slack.Private.Length);
    });

    static async Task<SessionId> OpenAsync(World world, string step)
    {
        var id = await world.OpenAsync("steps for 20d");
        await world.AskAsync(id, World.Bo, "join");
        var answer = await world.AskAsync(id, World.Bo, step);
        Assert.IsType<CoCreateBot.Bot.Hosting.Answer.Done>(answer);
        return id;
    }
}
