using CoCreateBot.Sessions;

namespace CoCreateBot.Load.Runs;

/// <summary>What a store has of the contributions that a witness sent.</summary>
/// <param name="Missing">Acknowledged and not there.</param>
/// <param name="Strange">Not what was sent, or by somebody else.</param>
sealed record Found(int Missing, int Doubled, int Strange)
{
    public bool IsRight => this is { Missing: 0, Doubled: 0, Strange: 0 };

    public static async Task<Found> InAsync(string database, Witness witness)
    {
        await using var stored = await StoredLog.OpenAsync(database);
        return await InAsync(stored, witness);
    }

    public static async Task<Found> InAsync(StoredLog stored, Witness witness)
    {
        var counts = new int[witness.Sent];
        var strange = 0;
        foreach (var channel in Witness.Channels)
        {
            strange += await stored.FindSessionAsync(channel) is { } session ? Count(await stored.EventsAsync(session), counts) : 0;
        }

        var missing = Enumerable.Range(0, counts.Length).Count(number => witness.IsAcknowledged(number) && counts[number] == 0);
        return new Found(missing, counts.Count(count => count > 1), strange);
    }

    public IEnumerable<string[]> Rows(Witness witness) =>
    [
        ["contributions acknowledged", Report.Whole(witness.Acknowledged)],
        ["of these missing", Report.Whole(Missing)],
        ["doubled", Report.Whole(Doubled)],
        ["not what was sent, or by somebody else", Report.Whole(Strange)],
    ];

    /// <summary>Counts each contribution of a session; gives how many are not as they were sent.</summary>
    static int Count(List<SessionEvent> events, int[] counts)
    {
        var names = events.OfType<SessionEvent.PersonJoined>().GroupBy(joined => joined.Person).ToDictionary(group => group.Key, group => group.Last().Name);
        var strange = 0;
        foreach (var answer in events.OfType<SessionEvent.Contributed>().Select(happened => happened.What).OfType<CheckInEvent.Answered>())
        {
            if (Witness.NumberOf(names.GetValueOrDefault(answer.Author)) is { } number && number < counts.Length && Witness.IsAnswerOf(number, answer.Value))
            {
                counts[number]++;
            }
            else
            {
                strange++;
            }
        }

        return strange;
    }
}
