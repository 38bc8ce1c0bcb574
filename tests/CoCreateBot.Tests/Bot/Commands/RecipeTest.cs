using CoCreateBot.Bot.Commands;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>A recipe of one's own is saved with a line and used by its name.</summary>
public sealed class RecipeTest
{
    [Fact]
    public void A_saved_recipe_starts_a_session_with_its_activities() => World.Play(async world =>
    {
        await SaveAsync(world, "recipe save Retro checkin | brainwrite \"?\" | steps");
        var id = await world.OpenAsync("session \"What could go better?\" retro");

        var session = await world.StateAsync(id);
        Assert.Equal(["check-in", "brainwriting", "next-steps"], session.Agenda.Select(item => item.Activity.Kind));
        Assert.Equal("What could go better?", session.Agenda[1].Prompt);
    });

    [Fact]
    public void One_of_the_same_name_takes_its_place_and_another_venue_does_not_know_it() => World.Play(async world =>
    {
        await SaveAsync(world, "recipe save retro checkin");
        await SaveAsync(world, "recipe save RETRO steps");
        var id = await world.OpenAsync("session \"What now?\" retro");

        Assert.Equal("next-steps", Assert.Single((await world.StateAsync(id)).Agenda).Activity.Kind);
        Assert.True((await world.SayAsync(World.Ann, "session \"What now?\" retro", World.Room)).IsProblem);
    });

    [Theory]
    [InlineData("recipe", "Commands.RecipeHow")]
    [InlineData("recipe save", "Commands.RecipeHow")]
    [InlineData("recipe save retro", "Commands.RecipeHow")]
    [InlineData("recipe save retro |", "Commands.RecipeHow")]
    [InlineData("recipe save re/tro checkin", "Commands.RecipeName")]
    [InlineData("recipe save ideas checkin", "Commands.RecipeTaken")]
    [InlineData("recipe save retro checkin | dance", "Session.RecipeUnknownStep")]
    public void What_would_not_work_is_not_saved(string typed, string why) => World.Play(async world =>
    {
        var reply = await world.SayAsync(World.Ann, typed);

        Assert.Equal((true, why), (reply.IsProblem, reply.Key));
        Assert.Empty(await world.Inner.Recipes.ReadAsync(World.Channel, default));
    });

    [Fact]
    public void A_venue_has_room_for_so_many_and_each_can_still_be_changed() => World.Play(async world =>
    {
        for (var n = 0; n < RecipeWords.RecipesMax; n++)
        {
            await SaveAsync(world, $"recipe save r{n} checkin");
        }

        Assert.Equal("Commands.TooManyRecipes", (await world.SayAsync(World.Ann, "recipe save more checkin")).Key);
        await SaveAsync(world, "recipe save r7 steps");
    });

    static async Task SaveAsync(World world, string typed)
    {
        var reply = await world.SayAsync(World.Ann, typed);
        Assert.False(reply.IsProblem, reply.Text);
    }
}
