namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>A page that was open while it changed who sees an answer.</summary>
public sealed class PromiseOfFormTest
{
    [Fact]
    public async Task A_ballot_that_said_nobody_sees_it_is_shown_again_with_what_was_sent_and_what_holds_now()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("vote Paint | Garden | Bus stop | Tap");
        var bo = await house.GuestAsync(ann);
        var old = bo.Button("ballot");
        Assert.Contains("Nobody sees who gave what", bo.Text, StringComparison.Ordinal);
        await ann.TypeAsync("anonymity named");

        await bo.PressAsync(old, ("option-0", "1"));

        Assert.Equal((409, true), (bo.Status, bo.IsProblem));
        Assert.StartsWith("Who sees your answer has changed", bo.Notice, StringComparison.Ordinal);
        Assert.Contains("Everyone here sees your name with your answer when this closes", bo.Text, StringComparison.Ordinal);
        Assert.Contains("<option value=\"1\" dir=\"auto\" selected=\"selected\">", bo.Page, StringComparison.Ordinal);
        await ann.SeeAsync(ann.Room);
        Assert.Contains("0 people have voted.", ann.Text, StringComparison.Ordinal);
        await bo.PressAsync(bo.Button("ballot"), ("option-0", "1"));
        Assert.Equal((200, false), (bo.Status, bo.IsProblem));
    }

    [Fact]
    public async Task Where_guests_may_come_to_look_a_name_is_asked_for_once_more()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var bo = await house.GuestAsync(ann);
        var old = bo.Button("note");
        await ann.TypeAsync("invite open");

        await bo.PressAsync(old, ("answer", "green"), ("note", "Fine and dandy"));

        Assert.Equal(409, bo.Status);
        Assert.Contains("Guests who come by the open link see it, too.", bo.Text, StringComparison.Ordinal);
        Assert.Contains("Fine and dandy", bo.Text, StringComparison.Ordinal);
    }
}
