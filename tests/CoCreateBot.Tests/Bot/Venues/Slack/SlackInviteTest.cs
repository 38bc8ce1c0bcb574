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

    [GeneratedRegex("https://cocreate\\.example\\.org/r/(?<code>[a-z0-9]+)", RegexOptions.ExplicitCapture, 200)]
    static partial Regex Link { get; }
}
