using System.Globalization;
using CoCreateBot.Load.Slack;
using CoCreateBot.Load.Traffic;
using CoCreateBot.Sessions;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// Every contribution is somebody else's, so that each is known again by its person's name: presses of a light in some sessions, words handed in by
/// dialog in others. It remembers which were acknowledged, and sends again what was not.
/// </summary>
/// <param name="requests">By session, then by answer.</param>
sealed class Witness(SlackTemplate[][] requests) : ITraffic
{
    const long FirstTrigger = 600_000_000_000;
    const int Sessions = 100;
    const int LightSessions = 50;
    const int SentMax = Sessions * (Limits.ParticipantsMax - 1); // the facilitator takes part too
    const string NamePrefix = "person-";
    const string WordPrefix = "w";

    readonly Dictionary<int, int> underWay = [];
    readonly Queue<int> pending = [];
    readonly bool[] acknowledged = new bool[SentMax];

    public static IEnumerable<Channel> Channels => Enumerable.Range(1, Sessions).Select(Channel.Number);

    /// <summary>Numbers below this were sent at least once.</summary>
    public int Sent { get; private set; }

    public int Acknowledged { get; private set; }

    public int Pending => pending.Count;

    /// <summary>Nothing new any more: only what is pending.</summary>
    public bool IsLast { get; set; }

    public static async Task<Witness> InNewSessionsAsync(SlackUser user)
    {
        var requests = new List<SlackTemplate[]>();
        foreach (var (number, channel) in Channels.Index())
        {
            requests.Add(number < LightSessions ? await LightsAsync(user, channel) : [await WordAsync(user, channel)]);
        }

        return new Witness([.. requests]);
    }

    /// <summary>Of what a connection has under way.</summary>
    public int SessionOf(int connection) => underWay.GetValueOrDefault(connection) % Sessions;

    public bool IsAcknowledged(int number) => acknowledged[number];

    /// <summary>Whose contribution it is, by the name that they joined with.</summary>
    public static int? NumberOf(string? name) => name is not null
        && name.StartsWith(NamePrefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(NamePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool IsAnswerOf(int number, string value) => number % Sessions < LightSessions
        ? value == CheckIn.Lights[LightOf(number)]
        : value == string.Create(CultureInfo.InvariantCulture, $"{WordPrefix}{number:D9}");

    public ReadOnlyMemory<byte> Next(int connection)
    {
        if (!pending.TryDequeue(out var number))
        {
            if (IsLast || Sent == SentMax)
            {
                return default;
            }

            number = Sent++;
        }

        underWay[connection] = number;
        var session = requests[number % Sessions];
        var request = session.Length == 1 ? session[0] : session[LightOf(number)];
        request.Fill(request["user"], number);
        request.Fill(request["trigger"], FirstTrigger + number);
        return request.Sign();
    }

    public bool Answered(int connection, int status, ReadOnlySpan<byte> body)
    {
        var number = underWay[connection];
        if (status == 200 && body.IsEmpty)
        {
            acknowledged[number] = true;
            Acknowledged++;
        }
        else
        {
            pending.Enqueue(number);
        }

        return body.IsEmpty;
    }

    public void Lost(int connection) => pending.Enqueue(underWay[connection]);

    static int LightOf(int number) => number / Sessions % CheckIn.Lights.Length;

    static async Task<SlackTemplate[]> LightsAsync(SlackUser user, Channel channel)
    {
        var card = await user.StartAsync(channel, "checkin for 30m");
        var buttons = Button.Of(card.Blocks).ToList();
        return
        [
            .. CheckIn.Lights.Select(light => user.Template(user.Bodies.Tap(
                channel, card, buttons.Single(button => button.Value.EndsWith($"|answer|{light}", StringComparison.Ordinal))))),
        ];
    }

    static async Task<SlackTemplate> WordAsync(SlackUser user, Channel channel)
    {
        var card = await user.StartAsync(channel, "checkin word for 30m");
        var view = await user.OpenDialogAsync(channel, card, Button.Of(card.Blocks).Single(), SlackUser.Facilitator);
        return user.Template(user.Bodies.HandIn(channel, view, block => block == "answer" ? WordPrefix + Template.HoleNamed("user_9") : ""));
    }
}
