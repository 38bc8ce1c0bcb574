using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Rehearsal;

/// <summary>Whole sessions played by pretend people. Time is measured in tests/Load.</summary>
public sealed class PlayTest
{
    /// <summary>Of the crowd so many: what a crowd of thousands adds is time.</summary>
    const int CrowdMax = 60;

    [Theory]
    [InlineData("ideas", "mixed6")]
    [InlineData("ideas", "async30")]
    [InlineData("ask", "crowd3000")]
    public async Task The_same_seed_gives_the_same_minutes_byte_for_byte(string recipe, string scenario) =>
        Assert.Equal((await PlayAsync(recipe, scenario, 7)).Minutes, (await PlayAsync(recipe, scenario, 7)).Minutes);

    [Theory]
    [MemberData(nameof(Recipes))]
    public async Task Another_seed_gives_other_minutes(string recipe) =>
        Assert.NotEqual((await PlayAsync(recipe, "live9", 1)).Minutes, (await PlayAsync(recipe, "live9", 2)).Minutes);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Each_recipe_comes_to_minutes_in_each_scenario_and_they_count_what_was_given(string recipe, string scenario)
    {
        var played = await PlayAsync(recipe, scenario, 11);
        var words = Words("en");

        Assert.False(played.Session.IsOpen);
        Assert.StartsWith("# Minutes\n", played.Minutes, StringComparison.Ordinal);
        Assert.Contains(words.Count("Session.Rehearsal", played.People.Length), played.Minutes, StringComparison.Ordinal);
        var closed = played.Session.Agenda.Where(item => item.Status == ActivityStatus.Closed).ToList();
        Assert.NotEmpty(closed);
        Assert.All(closed, item =>
        {
            var gave = played.People.Count(person => person.Given.Contains(item.Number));
            Assert.Equal((item.Activity.Kind, gave), (item.Activity.Kind, item.State.Contributors));
            Assert.Contains(item.State.HasResult ? words.Count("Session.TookPart", gave) : words["Session.NothingToSummarise"], played.Minutes, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Whoever_neither_went_away_nor_kept_silent_reached_each_activity(string recipe, string scenario)
    {
        var played = await PlayAsync(recipe, scenario, 5);
        var there = played.People.Where(person => person is { IsGone: false, Temper: not (Temper.Silent or Temper.Dropout) }).ToList();

        Assert.NotEmpty(there);
        Assert.All(there, person => Assert.Equal(played.Session.Opened.Order(), person.Reached.Order()));
        Assert.All(played.People.Where(person => person.Temper == Temper.Silent), person => Assert.Empty(person.Given));
    }

    [Fact]
    public async Task Where_the_facilitator_is_lost_somebody_takes_over()
    {
        var played = await PlayAsync("ideas", "mixed6", 7);

        Assert.True(played.People[0].IsGone);
        Assert.Single(played.Session.CoFacilitators);
        Assert.Equal(5, played.Session.Opened.Length);
    }

    [Fact]
    public async Task What_a_troll_writes_is_muted_and_stands_among_no_ideas()
    {
        var played = await PlayAsync("ideas", "mixed6", 7);
        var writing = (Brainwriting)played.Session.Agenda[1].State;

        Assert.NotEmpty(writing.Muted);
        Assert.Contains(writing.Ideas.Values, idea => Phrases.IsJunk(idea.Text));
        Assert.All(writing.Ideas.Values.Where(idea => Phrases.IsJunk(idea.Text)), idea => Assert.False(writing.IsShown(idea.Id)));
        var ideas = played.Minutes.Split("# Brainwriting")[1].Split("# Clustering")[0];
        Assert.All(Phrases.Junk, junk => Assert.DoesNotContain(junk, ideas, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_days_people_look_in_their_working_hours_and_all_of_it_fits_in()
    {
        var played = await PlayAsync("ideas", "async30", 3);

        // A tie waits for its facilitator, who opens a run-off of a day.
        Assert.InRange((played.Session.ClosedAt - played.Session.OpenedAt)!.Value, TimeSpan.FromDays(4), TimeSpan.FromDays(5.1)); // ! it is closed
        Assert.All(played.Session.Agenda, item => Assert.Equal(ActivityStatus.Closed, item.Status));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Any_number_of_people_can_play_it(int people)
    {
        var played = await PlayAsync("ideas", "mixed6", 4, people);

        Assert.False(played.Session.IsOpen);
        Assert.Equal((people, people), (played.People.Length, played.Session.Pretend));
    }

    [Fact]
    public async Task In_german_all_of_it_is_german()
    {
        var played = await PlayAsync("ideas", "live9", 7, language: "de");

        Assert.StartsWith("# Protokoll", played.Minutes, StringComparison.Ordinal);
        Assert.Contains(Words("de").Count("Session.Rehearsal", 9), played.Minutes, StringComparison.Ordinal);
        Assert.Contains("Probe 3", played.Minutes, StringComparison.Ordinal);
        Assert.DoesNotContain("Pretend", played.Minutes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_it_is_played_in_is_gone_afterwards()
    {
        string folder;
        await using (var stage = await Stage.OpenAsync(1, "en", "Etc/UTC", TimeProvider.System))
        {
            folder = stage.Folder!; // ! it has one
            Assert.NotEmpty(Directory.GetFiles(folder));
        }

        Assert.False(Directory.Exists(folder));
    }

    public static TheoryData<string> Recipes => [.. Recipe.BuiltIn.Select(recipe => recipe.Name)];

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var recipe in Recipe.BuiltIn)
            {
                foreach (var scenario in Scenario.All)
                {
                    all.Add(recipe.Name, scenario.Name);
                }
            }

            return all;
        }
    }

    static Words Words(string language) => new Lexicon(Activities.BuiltIn).In(language);

    static Task<Played> PlayAsync(string recipe, string scenario, int seed, int? people = null, string language = "en")
    {
        var cast = Scenario.All.Single(known => known.Name == scenario);
        return Play.RunAsync(new RehearsalOptions(recipe, cast, people ?? Math.Min(cast.People, CrowdMax), seed, language), _ => { });
    }
}
