using System.Globalization;
using CoCreateBot.Load.Slack;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// People who set their dots one after the other in the vote's dialog: each of them first hands in one dot, then two, up to all. Who gives what is
/// drawn from a seed, so that the result is known beforehand.
/// </summary>
/// <param name="dialogs">By session: the dialog as it is handed in.</param>
sealed class Ballots(SlackTemplate[] dialogs, int people, int options, int dots, int cap, int seed) : ITraffic
{
    const long FirstTrigger = 500_000_000_000;

    readonly byte[] choices = Draw(people, options, dots, cap, seed);
    readonly Hole[][] holes = [.. dialogs.Select(dialog => Enumerable.Range(0, options).Select(option => dialog[NameOf(option)]).ToArray())];
    readonly int[] given = new int[options];
    long sent;

    public long Total => (long)dialogs.Length * people * dots;

    public int BodyLength => dialogs[0].BodyLength;

    /// <summary>Opens the vote's dialog as one person of each session, and makes of it what everybody hands in.</summary>
    public static async Task<SlackTemplate[]> DialogsAsync(SlackUser user, IEnumerable<(Channel Channel, PostedMessage Card)> votes)
    {
        var dialogs = new List<SlackTemplate>();
        foreach (var (channel, card) in votes)
        {
            var view = await user.OpenDialogAsync(channel, card, Button.Of(card.Blocks).First(), SlackUser.Facilitator);
            dialogs.Add(user.Template(user.Bodies.HandIn(channel, view, block => Template.HoleNamed(NameOf(block) + "_1"))));
        }

        return [.. dialogs];
    }

    public ReadOnlyMemory<byte> Next(int connection)
    {
        if (sent == Total)
        {
            return default;
        }

        var session = (int)(sent % dialogs.Length);
        var person = (int)(sent / dialogs.Length % people);
        var step = (int)(sent / dialogs.Length / people) + 1;
        var dialog = dialogs[session];
        Array.Clear(given);
        foreach (var option in choices.AsSpan(person * dots, step))
        {
            given[option]++;
        }

        for (var option = 0; option < options; option++)
        {
            dialog.Fill(holes[session][option], given[option]);
        }

        dialog.Fill(dialog["user"], person);
        dialog.Fill(dialog["trigger"], FirstTrigger + sent++);
        return dialog.Sign();
    }

    public bool Answered(int connection, int status, ReadOnlySpan<byte> body) => body.IsEmpty;

    public void Lost(int connection)
    {
    }

    /// <summary>Dots and number of people of each option, as one session must have them at the end.</summary>
    public IEnumerable<(int Dots, int People)> Expected() => Enumerable.Range(0, options).Select(option => (
        choices.Count(choice => choice == option),
        choices.Chunk(dots).Count(ballot => ballot.Contains((byte)option))));

    static string NameOf(string block) => block.Replace("-", "", StringComparison.Ordinal);

    static string NameOf(int option) => string.Create(CultureInfo.InvariantCulture, $"option{option}");

    static byte[] Draw(int people, int options, int dots, int cap, int seed)
    {
        var random = new Random(seed);
        var drawn = new byte[people * dots];
        foreach (var ballot in Enumerable.Range(0, people).Select(person => new ArraySegment<byte>(drawn, person * dots, dots)))
        {
            for (var dot = 0; dot < dots; dot++)
            {
                byte option;
                do
                {
                    // The lower of two: so that the result has an order, as results have.
                    option = (byte)Math.Min(random.Next(options), random.Next(options));
                }
                while (ballot[..dot].Count(before => before == option) >= cap);
                ballot[dot] = option;
            }
        }

        return drawn;
    }
}
