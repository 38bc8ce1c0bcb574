using CoCreateBot.Cards;
using CoCreateBot.Load.Slack;
using CoCreateBot.Load.Traffic;
using CoCreateBot.Sessions;

namespace CoCreateBot.Load.Runs;

/// <summary>Everybody joins a session, once each.</summary>
sealed class Joins(SlackTemplate press, int people) : ITraffic
{
    const long FirstTrigger = 400_000_000_000;

    long joined;

    public static Joins Of(SlackUser user, Channel channel, PostedMessage card, int people)
    {
        var button = Button.Of(card.Blocks).First();
        var session = Press.TryDecode(button.Value, out var press) ? press.Session : throw new InvalidOperationException($"No press: {button.Value}");
        var join = new Button("join", "Join", new Press(session, 0, SessionCards.JoinVerb).Encode());
        return new Joins(user.Template(user.Bodies.Tap(channel, card, join)), people);
    }

    public ReadOnlyMemory<byte> Next(int connection)
    {
        if (joined == people)
        {
            return default;
        }

        press.Fill(press["user"], joined);
        press.Fill(press["trigger"], FirstTrigger + joined++);
        return press.Sign();
    }

    public bool Answered(int connection, int status, ReadOnlySpan<byte> body) => body.IsEmpty;

    public void Lost(int connection)
    {
    }
}
