using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>Where a line can mean several sessions: which of them, by number.</summary>
public sealed partial class CommandDesk
{
    /// <summary>So much behind a verb is repeated in each line that asks which; what is longer its sender still has.</summary>
    const int RepeatedMax = 80;

    // In a session's own thread that one is meant, unless another is named.
    MeantSessions Meant(ImmutableArray<LoadedSession> inVenue, TypedLine line, Sender sender) => new(
        line.Which is null && sender.Aloud?.Thread is { } thread && inVenue.FirstOrDefault(session => session.State.Id == thread) is { } own ? [own] : inVenue,
        sender.Who, time.GetUtcNow());

    /// <summary>Does it say something to who has no group around them: help, words that are none of ours, or what a session that is there is told?</summary>
    public async Task<bool> IsForOneAsync(VenueId venue, string text, string zone, CancellationToken stop) =>
        (Scheduling(text, zone, stop) is null && TypedLine.Parse(text).Verb is var verb && DoingOf(verb) is null)
        || !(await store.Directory.InVenueAsync(venue, 1, stop)).IsEmpty;

    /// <summary>Does this person steer something that is open here?</summary>
    public async Task<bool> IsFacilitatingAsync(VenueId venue, Person who, CancellationToken stop) =>
        (await InVenueAsync(venue, stop)).Any(session => session.State.IsOpen && session.IsFacilitator(who));

    static LoadedSession? Chosen(ImmutableArray<Meant> meant, TypedLine line) => (line.Which, meant) switch
    {
        ({ } number, _) => meant.FirstOrDefault(one => one.Number == number)?.Session,
        (_, [var only]) => only.Session,
        _ => null,
    };

    /// <summary>The session that a line means which is not simply handed to it; or what to say where it means none, or one of several.</summary>
    async Task<(LoadedSession? Session, Reply? Why)> MeantAsync(
        TypedLine line, Sender sender, Func<MeantSessions, ImmutableArray<Meant>> choose, Refusal none, CancellationToken stop)
    {
        var meant = choose(Meant(await InVenueAsync(sender.Venue, stop), line, sender));
        return Chosen(meant, line) is { } session ? (session, null)
            : (null, meant.IsEmpty ? Problem(none, sender.Words) : Problem(Which(meant, line, sender.Words)));
    }

    static string Which(ImmutableArray<Meant> meant, TypedLine line, Words words)
    {
        var titles = meant.Select(one => one.Session.State) // ! each is open, or was
            .Select(session => SessionCards.TitleOf(new ActivityView(session, session.Current!, words))).ToList();
        var typed = line.RestForAll is { Length: > 0 and <= RepeatedMax } rest ? $"{line.Verb} {rest}" : line.Verb;
        var lines = meant.Zip(titles, (one, title) => $"{words.CommandPrefix}{typed} #{one.Number}: {title}"
            + (titles.Count(other => other == title) > 1 ? $" ({Begun(one.Session.State, words)})" : ""));
        return words.Say("Commands.Which", string.Join('\n', lines));
    }

    // By it those of one name are told apart.
    static string Begun(Session session, Words words) =>
        TimeZoneInfo.ConvertTime(session.OpenedAt, LocalTime.ZoneOf(session.Zone)).ToString("ddd HH:mm:ss", words.Culture);
}
