using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Rehearsal;

/// <summary>What a rehearsal plays. The same options, the same minutes.</summary>
sealed record RehearsalOptions(string Recipe, Scenario Scenario, int People, int Seed, string Language)
{
    /// <summary>Played in place of a recipe.</summary>
    public Command.Open? Session { get; init; }

    /// <summary>Somebody's own session, by ordinary people.</summary>
    public static RehearsalOptions Of(Command.Open session, int people, int seed, string language) =>
        new("", Scenario.Of(session, people), people, seed, language) { Session = session with { Language = language } };
}

/// <summary>Who takes part, and how fast it goes.</summary>
/// <param name="Recipe">What is played where nothing else is asked for.</param>
/// <param name="Days">Over how many days; 0 is live.</param>
/// <param name="Zones">IANA names; people are spread over them.</param>
/// <param name="Cast">Of those behind the facilitator, in turn; whoever comes after these is ordinary.</param>
/// <param name="IsFacilitatorLost">After what they gave first they are not seen again, and somebody has to take over.</param>
sealed record Scenario(
    string Name, string Recipe, int People, int Days, ImmutableArray<string> Zones, ImmutableArray<Temper> Cast, bool IsFacilitatorLost = false)
{
    const string Home = "Europe/Vienna";

    public static readonly ImmutableArray<Scenario> All =
    [
        new("mixed6", "ideas", 6, 0, [Home], [Temper.Ordinary, Temper.Troll, Temper.Silent, Temper.Dropout, Temper.Latecomer], IsFacilitatorLost: true),
        new("live9", "ideas", 9, 0, [Home], []),
        new("async30", "ideas", 30, 4, [Home, "America/New_York", "Asia/Tokyo", "America/Sao_Paulo", "Pacific/Auckland"], []),
        new("crowd3000", "ask", 3_000, 0, [Home], []),
    ];

    /// <summary>What is over within the day is played at the pace of a room: in the hours of an office most would miss it.</summary>
    public static Scenario Of(Command.Open session, int people) => new(
        "own", "", people, session.IsLive ? 0 : (int)session.Agenda.Sum(plan => plan.Lasts?.TotalDays ?? 0), [session.Zone], []);

    public bool IsLive => Days == 0;

    /// <summary>Of the session.</summary>
    public string Zone => Zones[0];
}
