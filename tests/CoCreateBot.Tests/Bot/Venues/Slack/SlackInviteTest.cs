using System.Text.RegularExpressions;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Guests come into a channel's session by a link to a room on the web.</summary>
public sealed partial class SlackInviteTest
{
    [Fact]
    public async Task The_facilitator_gets_a_rooms_link_in_private_and_the_room_shows_the_session()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin “How was the week?”");

        var link = Link.Match((await story.Ann.TypeAsync(channel.Id, "invite web")).Shown);
        Assert.True(link.Success);
        var again = Link.Match((await story.Ann.TypeAsync(channel.Id, "invite web")).Shown);
        Assert.Equal(link.Value, again.Value); // there is one room

        var entry = Assert.Single(await story.Store.Directory.InVenueAsync(new VenueId($"web:{link.Groups["code"]}"), 9, default));
        Assert.Equal("How was the week?", entry.Title);
        Assert.Single(channel.Messages);
    }

    [Fact]
    public async Task Who_does_not_steer_gets_none()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");

        Assert.DoesNotMatch(Link, (await story.Bob.TypeAsync(channel.Id, "invite web")).Shown);
    }

    [Fact]
    public async Task After_the_first_named_answer_nobody_may_come_to_look()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");
        await story.Bob.PressAsync(channel.Root, "● Green");

        Assert.DoesNotMatch(Link, (await story.Ann.TypeAsync(channel.Id, "invite web")).Shown);
    }

    [Fact]
    public async Task The_facilitator_gets_links_for_one_person_each_in_private_into_a_room_by_links_alone()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin “How was the week?”");

        var shown = (await story.Ann.TypeAsync(channel.Id, "invite 12")).Shown;

        Assert.Contains("12 links, each for one person.", shown, StringComparison.Ordinal);
        Assert.Equal(12, Personal.Matches(shown).Select(match => match.Value).Distinct().Count());
        Assert.Single(channel.Messages); // nothing of it in the channel
        var room = await story.Store.Rooms.FindAsync(new VenueId($"web:{Link.Match(shown).Groups["code"]}"), default);
        Assert.True(room?.IsByLink);

        Assert.Contains("are closed now: 12", (await story.Ann.TypeAsync(channel.Id, "invite off")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_for_all_opens_that_room_to_all()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("vote A | B");
        var personal = Link.Match((await story.Ann.TypeAsync(channel.Id, "invite 1")).Shown).Groups["code"].Value;

        var all = Link.Match((await story.Ann.TypeAsync(channel.Id, "invite web")).Shown).Groups["code"].Value;

        Assert.Equal(personal, all);
        Assert.False((await story.Store.Rooms.FindAsync(new VenueId($"web:{all}"), default))?.IsByLink);
    }

    [Fact]
    public async Task Once_something_was_given_by_name_that_room_is_not_opened_to_all()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");
        var personal = Link.Match((await story.Ann.TypeAsync(channel.Id, "invite 1")).Shown).Groups["code"].Value;
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Root.Shows("1 other place"), "the card says who else sees it"));
        await story.Bob.PressAsync(channel.Root, "● Green");

        Assert.DoesNotMatch(Link, (await story.Ann.TypeAsync(channel.Id, "invite web")).Shown);
        Assert.True((await story.Store.Rooms.FindAsync(new VenueId($"web:{personal}"), default))?.IsByLink);
    }

    [Theory]
    [InlineData("invite 2")]
    [InlineData("invite off")]
    public async Task Who_does_not_steer_gets_no_links_and_closes_none(string typed)
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");

        var shown = (await story.Bob.TypeAsync(channel.Id, typed)).Shown;

        Assert.DoesNotMatch(Link, shown);
        Assert.Contains("Only the person who started this session", shown, StringComparison.Ordinal);
    }

    [GeneratedRegex("https://cocreate\\.example\\.org/r/[a-z0-9]+/i/[a-z0-9]+", RegexOptions.None, 200)]
    static partial Regex Personal { get; }

    [GeneratedRegex("https://cocreate\\.example\\.org/r/(?<code>[a-z0-9]+)", RegexOptions.ExplicitCapture, 200)]
    static partial Regex Link { get; }
}
