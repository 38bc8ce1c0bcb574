using System.Reflection;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>What did not happen has a status that says why, and the refusal itself knows which.</summary>
public sealed class StatusesTest
{
    [Theory]
    [InlineData(RefusalKind.Wrong, 422)]
    [InlineData(RefusalKind.NotNow, 409)]
    [InlineData(RefusalKind.NotYours, 403)]
    [InlineData(RefusalKind.NotKnown, 404)]
    public void A_refusal_brings_its_status_whether_a_session_gave_it_or_the_desk(RefusalKind kind, int status)
    {
        var refusal = new Refusal("Session.Empty", kind);

        Assert.Equal(status, Statuses.Of(refusal));
        Assert.Equal(status, Statuses.Of(new Answer.Refused(refusal, Session())));
        Assert.Equal(status, Statuses.Of(new Reply("", IsProblem: true, Cause: new Answer.Refused(refusal, Session()))));
        Assert.Equal(status, Statuses.Of(new Reply("", IsProblem: true, Kind: kind)));
    }

    [Fact]
    public void Every_kind_has_a_status_and_none_is_a_5xx() =>
        Assert.All(Enum.GetValues<RefusalKind>(), kind => Assert.InRange(Statuses.Of(new Refusal("Session.Empty", kind)), 400, 499));

    [Fact]
    public void What_is_done_is_200_and_what_could_not_be_tried_429()
    {
        Assert.Equal(200, Statuses.Of(new Reply("")));
        Assert.Equal(200, Statuses.Of(new Answer.Done(Session())));
        Assert.All(new Answer[] { new Answer.Busy(), new Answer.Unavailable() }, answer => Assert.Equal(429, Statuses.Of(answer)));
    }

    [Fact]
    public void The_sessions_own_refusals_stay_what_they_are() => Assert.Equal(
        [
            ("AudienceFrozen", 409), ("BadDuration", 422), ("Closed", 409), ("DoorLocked", 409), ("Empty", 422), ("GuestsWait", 403), ("MoveInChats", 422),
            ("NoSuchSession", 404),
            ("NotFacilitator", 403), ("NotOpenYet", 409),
            ("NotUnderstood", 422), ("NothingOpen", 409), ("OldCard", 409), ("OtherForm", 409), ("PromiseChanged", 409), ("Removed", 403), ("ResultSeen", 409),
            ("SessionOver", 409), ("StillOpen", 409),
        ],
        typeof(Refusals).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (field.Name, field.GetValue(null) is Refusal refusal ? Statuses.Of(refusal) : 0))
            .OrderBy(one => one.Name, StringComparer.Ordinal));

    static Session Session() => new(new SessionId("abcdefghijklmnop"), Activities.BuiltIn);
}
