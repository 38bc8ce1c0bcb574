using CoCreateBot.Tests.Cards.Html;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>A time that somebody types is the time of their own clock, as every time that they are shown is.</summary>
public sealed class TypedTimeStoryTest(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("Asia/Tokyo")]
    [InlineData("America/New_York")]
    public async Task What_is_typed_as_half_past_nine_is_shown_as_half_past_nine(string zone)
    {
        await using var bot = await BotProcess.StartAsync();
        var ann = new KeyboardGuest(await new Browsers(chromium).DeskAsync(zone: zone), "Ann");
        await ann.Page.GotoAsync(bot.Address.ToString());
        await ann.SendAsync(ann.Page.Locator("form[action='/rooms'] button"));
        await ann.Page.Locator("#join").WaitForAsync();
        await ann.EnterAsync(new Uri(ann.Page.Url));

        await ann.WriteAsync(ann.Page.Locator("#command [name=text]"), "checkin \"How are you?\" until 9:30");
        await ann.SendAsync(ann.Page.Locator("#command button"));

        await Expect(ann.Card("How are you?").Locator("time[data-moment]")).ToContainTextAsync("09:30");
    }
}
