using System.Text;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Teams;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// Presses of a check-in's answers, in turn over all sessions, then over all people of each. Neighbours answer differently, and each person differently
/// than last: so each press is written. Each is to be answered with the fresh card, with the press in it.
/// </summary>
sealed class TeamsTaps(TeamsTaps.Session[] sessions, int people) : ITraffic
{
    /// <summary>Each tenant and region has its own token of the connector's, and there are the next ones before one ends.</summary>
    public const int TokensAtOnce = 4;

    const long DeliveriesPerRun = 1_000_000;

    static long runs;

    readonly long delivery = Interlocked.Increment(ref runs) * DeliveriesPerRun;
    readonly Dictionary<int, (Session Session, Claim Claim)> underWay = [];
    long pressed;

    /// <param name="Requests">By choice, then by token.</param>
    public sealed record Session(List<CheckInCard.Choice> Choices, Template[][] Requests, Standing Standing);

    /// <summary>What was wrong with the first answer that was; null where none was.</summary>
    public string? Trouble { get; private set; }

    public int BodyLength => sessions[0].Requests[0][0].BodyLength;

    /// <summary>Of the whole request.</summary>
    public int Length => sessions[0].Requests[0][0].Request.Length;

    /// <summary>Does this card of the only session show all that was acknowledged, and nothing else?</summary>
    public bool IsFinal(TeamsCard card)
    {
        var (json, only) = (Encoding.UTF8.GetBytes(card.Json.GetRawText()), sessions.Single());
        return only.Choices.Select(choice => CheckInCard.Shown(json, choice)).SequenceEqual(only.Standing.Sure);
    }

    public static async Task<TeamsTaps> InNewSessionsAsync(TeamsUser user, int firstPlace, int sessions, int people)
    {
        var all = new List<Session>();
        foreach (var place in Enumerable.Range(firstPlace, sessions).Select(TeamsPlace.Number))
        {
            var card = await user.StartAsync(place, "checkin");
            var choices = CheckInCard.Choices(card.Json);
            all.Add(new Session(choices, user.Taps(place, card, choices, TokensAtOnce), new Standing(people, choices.Count)));
        }

        return new TeamsTaps([.. all], people);
    }

    /// <summary>The same presses, sent elsewhere, where nothing is answered.</summary>
    public ITraffic At(string path, BotProcess server) => new Elsewhere(new TeamsTaps(
        [
            .. sessions.Select(session => session with
            {
                Requests = [.. session.Requests.Select(answer => answer.Select(one => one.At(server.Address.ToString(), path)).ToArray())],
                Standing = new Standing(people, session.Choices.Count),
            }),
        ],
        people));

    public ReadOnlyMemory<byte> Next(int connection)
    {
        var session = sessions[pressed % sessions.Length];
        var turn = pressed / sessions.Length;
        var (pass, person) = ((int)(turn / people), (int)(turn % people));
        var choice = (pass + person) % session.Choices.Count;
        underWay[connection] = (session, session.Standing.Sent(person, choice));
        var request = session.Requests[choice][pressed % TokensAtOnce];
        request.Fill(request["user"], person);
        request.Fill(request["delivery"], delivery + pressed++);
        return request.Request;
    }

    public bool Answered(int connection, int status, ReadOnlySpan<byte> body)
    {
        var (session, claim) = underWay[connection];
        if (status != 200)
        {
            return false;
        }

        var least = session.Standing.Acknowledged(claim);
        var isFresh = CheckInCard.IsFresh(body);
        var shown = CheckInCard.Shown(body, session.Choices[claim.Choice]);
        if (!isFresh || shown < least)
        {
            Trouble ??= isFresh ? $"a card shows {shown} people where {least} surely gave this answer" : $"no card: {Encoding.UTF8.GetString(body)}";
            return false;
        }

        return true;
    }

    public void Lost(int connection)
    {
    }

    sealed class Elsewhere(TeamsTaps taps) : ITraffic
    {
        public ReadOnlyMemory<byte> Next(int connection) => taps.Next(connection);

        public bool Answered(int connection, int status, ReadOnlySpan<byte> body) => body.IsEmpty;

        public void Lost(int connection) => taps.Lost(connection);
    }
}
