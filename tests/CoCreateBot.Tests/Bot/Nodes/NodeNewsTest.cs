using CoCreateBot.Bot.Nodes;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>What one server writes for the others is read once by each, and whoever missed something knows it.</summary>
public sealed class NodeNewsTest
{
    static readonly VenueId Room = new("web:room");

    readonly ManualTime time = new();

    [Fact]
    public void Each_line_is_new_once()
    {
        var news = new NodeNews(time);
        var (one, two) = (SessionId.New(), SessionId.New());
        news.Add(one, [Room, new("slack:T1/C1")], arePosts: false);
        var first = NodeNews.Read(news.Text().Text, 0);
        news.Add(two, [], arePosts: true);
        var second = NodeNews.Read(news.Text().Text, first.UpTo);

        Assert.False(first.IsAll || second.IsAll);
        var heard = Assert.Single(first.Sessions);
        Assert.Equal((one, false), (heard.Session, heard.ArePosts));
        Assert.Equal([Room, new("slack:T1/C1")], heard.Venues);
        Assert.Equal((two, true), (Assert.Single(second.Sessions).Session, second.Sessions[0].ArePosts));
        Assert.Empty(NodeNews.Read(news.Text().Text, second.UpTo).Sessions);
    }

    [Theory]
    [InlineData("")]
    [InlineData("later")]
    [InlineData("7\n8")]
    [InlineData("7\nnine\tsomething")]
    [InlineData("99999999999999999999")]
    public void What_cannot_be_read_says_that_anything_may_be_new(string text)
    {
        var heard = NodeNews.Read(text, 5);

        Assert.True(heard.IsAll);
        Assert.Empty(heard.Sessions);
        Assert.Equal(5, heard.UpTo);
    }

    [Fact]
    public void A_session_has_one_line_that_loses_nothing()
    {
        var news = new NodeNews(time);
        var id = SessionId.New();
        news.Add(id, [Room], arePosts: true);
        news.Add(id, [Room], arePosts: false);

        Assert.True(Assert.Single(NodeNews.Read(news.Text().Text, 0).Sessions).ArePosts);
    }

    [Fact]
    public void However_much_happens_it_fits_and_who_was_too_slow_looks_at_everything()
    {
        var news = new NodeNews(time);
        news.Add(SessionId.New(), [], arePosts: false);
        var slow = NodeNews.Read(news.Text().Text, 0);
        for (var n = 0; n < 5_000; n++)
        {
            news.Add(SessionId.New(), [Room], arePosts: false);
        }

        var text = news.Text().Text;

        Assert.InRange(text.Length, INodes.NewsMax / 2, INodes.NewsMax);
        Assert.True(NodeNews.Read(text, slow.UpTo).IsAll);
    }

    [Fact]
    public void What_is_old_is_left_out()
    {
        var news = new NodeNews(time);
        news.Add(SessionId.New(), [], arePosts: false);
        time.Pass(TimeSpan.FromSeconds(61));
        news.Add(SessionId.New(), [], arePosts: false);

        var heard = NodeNews.Read(news.Text().Text, 0);

        Assert.True(heard.IsAll);
        Assert.Single(heard.Sessions);
        Assert.False(NodeNews.Read(news.Text().Text, heard.UpTo).IsAll);
    }

    [Fact]
    public void It_is_asked_for_one_writing_however_many_lines_come()
    {
        var asked = 0;
        var news = new NodeNews(time) { Added = () => asked++ };
        news.Add(SessionId.New(), [], arePosts: false);
        news.Add(SessionId.New(), [], arePosts: false);
        Assert.Equal(1, asked);

        var upTo = news.Text().UpTo;
        news.Add(SessionId.New(), [], arePosts: false); // while it is written
        news.NoteWritten(upTo);

        Assert.Equal(2, asked); // it did not go with it
        Assert.False(NodeNews.Read(news.Text().Text, upTo).IsAll);
        news.NoteWritten(news.Text().UpTo);
        Assert.Equal(2, asked);
        news.Add(SessionId.New(), [], arePosts: false);
        Assert.Equal(3, asked);
    }
}
