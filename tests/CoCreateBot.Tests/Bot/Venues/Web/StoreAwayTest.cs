using CoCreateBot.Bot;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>A store that cannot be reached for long comes back by itself: nobody is told that trying again hardly helps.</summary>
public sealed class StoreAwayTest
{
    [Theory]
    [InlineData("en", "This is not saved", "try again in a little while", "Whoever runs this server can see why", "hardly help")]
    [InlineData("de", "Das ist nicht gespeichert", "in einer Weile noch einmal", "kann sehen, woran es liegt", "hilft wohl nicht")]
    public async Task A_press_is_not_saved_and_counts_when_it_is_back(string language, string what, string again, string whom, string never)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync(language: language);
        await ann.TypeAsync("checkin");
        var note = ann.Button("note");
        for (var failures = 1; failures <= 2 * StoreWatch.FailuresMax; failures++)
        {
            house.Store.FailNext(StoreCall.LogAppend);
            await ann.PressAsync(note, ("answer", "green"), ("note", "do not lose me"));
            Assert.DoesNotContain(never, ann.Notice, StringComparison.Ordinal);
        }

        Assert.StartsWith(what, ann.Notice, StringComparison.Ordinal);
        Assert.Contains(again, ann.Notice, StringComparison.Ordinal);
        Assert.Contains(whom, ann.Notice, StringComparison.Ordinal);
        Assert.Contains("value=\"do not lose me\"", ann.Page, StringComparison.Ordinal);
        await ann.PressAsync(note, ("answer", "green"), ("note", "do not lose me"));
        Assert.Equal(200, ann.Status);
    }

    [Theory]
    [InlineData("en", "What is kept here is still out of reach", "try again in a little while")]
    [InlineData("de", "Was hier aufbewahrt wird, ist noch immer nicht erreichbar", "in einer Weile noch einmal")]
    public async Task A_page_says_so_too(string language, string what, string again)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync(language: language);
        house.Store.IsDown = true;
        for (var failures = 1; failures <= 2 * StoreWatch.FailuresMax; failures++)
        {
            await ann.SeeAsync(ann.Room);
        }

        Assert.StartsWith(what, ann.Notice, StringComparison.Ordinal);
        Assert.Contains(again, ann.Notice, StringComparison.Ordinal);
    }
}
