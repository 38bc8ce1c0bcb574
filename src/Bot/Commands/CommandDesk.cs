using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Commands;

/// <summary>
/// Takes typed commands from every venue: starts sessions, finds out which open session is meant, says in a sentence what became of it. What a card
/// does, a typed command does too.
/// </summary>
public sealed class CommandDesk(SessionHosts hosts, IStore store, Activities activities, Lexicon lexicon, TimeProvider time)
{
    /// <summary>Sessions open in one venue at once, so that each can still be found; what two starts at one moment have over it is shown, too.</summary>
    public const int OpenMax = 20;

    /// <summary>How long the facilitator of a closed session may still steer it by typing (undo, run-off, the decider's word).</summary>
    static readonly TimeSpan SteerAfterClose = TimeSpan.FromDays(1);

    static readonly ImmutableArray<string> SessionVerbs =
    [
        SessionCards.JoinVerb, SessionCards.NextVerb, SessionCards.ExtendVerb, SessionCards.PauseVerb, SessionCards.ResumeVerb, SessionCards.CloseVerb,
        SessionCards.UndoVerb, "anonymity",
    ];

    /// <param name="delivery">The platform's id of this delivery: the same one starts the same session, however often it comes.</param>
    public async Task<Reply> TypeAsync(
        VenueId venue, Person who, string text, string delivery, string language, string zone, CancellationToken stop)
    {
        var words = lexicon.In(language);
        if (text.Length > Limits.CommandMax)
        {
            return Problem(Refusals.TooLong(text.Length, Limits.CommandMax), words);
        }

        var line = TypedLine.Parse(text);
        var desk = new Sender(venue, who, delivery, words, zone);
        if (line.Verb is "" or "help")
        {
            return Help(line, words);
        }

        if (activities.ForVerb(line.Verb) is { } activity)
        {
            return await StartOrAnswerAsync(activity, line, desk, stop);
        }

        return Steers(line.Verb)
            ? await SteerAsync(line, desk, stop)
            : Problem(Unknown(line.Verb, words));
    }

    /// <summary>Starts what a form asked for: its line is put together and not typed, so that nobody has to quote anything.</summary>
    public async Task<Reply> StartAsync(
        VenueId venue, Person who, TypedLine line, string delivery, string language, string zone, CancellationToken stop)
    {
        var sender = new Sender(venue, who, delivery, lexicon.In(language), zone);
        return activities.ForVerb(line.Verb)?.Plan(line) is { } plan
            ? await StartAsync(plan, sender, stop)
            : Problem(Unknown(line.Verb, sender.Words));
    }

    bool Steers(string verb) => SessionVerbs.Contains(verb, StringComparer.Ordinal)
        || activities.All.Any(activity => activity.SteeringVerbs.Contains(verb, StringComparer.Ordinal));

    sealed record Sender(VenueId Venue, Person Who, string Delivery, Words Words, string Zone);

    async Task<Reply> StartOrAnswerAsync(Activity activity, TypedLine line, Sender sender, CancellationToken stop)
    {
        var open = await OpenAsync(sender, stop);
        var answerable = open
            .Where(session => session.State.OpenItem is { } item && item.Activity == activity && activity.IsAnswer(line, item))
            .ToImmutableArray();
        if (answerable.Length > 0)
        {
            return await AskAsync(answerable, line, sender, stop);
        }

        return await StartAsync(activity.Plan(line), sender, stop);
    }

    async Task<Reply> StartAsync(Parsed<ActivityPlan> read, Sender sender, CancellationToken stop)
    {
        if (read.Value is not { } plan)
        {
            return Problem(read.Refusal ?? Refusals.NotUnderstood, sender.Words);
        }

        var id = await IdOfAsync(sender, stop);
        var open = await OpenAsync(sender, stop);
        if (open.Length >= OpenMax && open.All(session => session.State.Id != id))
        {
            return Problem(new Refusal("Commands.TooManyOpen", OpenMax), sender.Words);
        }

        var command = new Command.Open(sender.Venue, sender.Words.Language, sender.Zone, IsLive: false, [plan]);
        return Say(await hosts.AskAsync(id, new Wish.Ready(command), sender.Who, sender.Delivery, stop), sender, "Commands.Started") with { Started = true };
    }

    /// <summary>The same delivery starts the same session. Nobody outside can compute the id: it is keyed.</summary>
    async Task<SessionId> IdOfAsync(Sender sender, CancellationToken stop)
    {
        var kept = await store.Keys.KeepAsync(StartKey, 0, RandomNumberGenerator.GetBytes(32), stop);
        var key = kept.Key ?? throw new System.Diagnostics.UnreachableException("The key of starts is never destroyed.");
        return SessionId.From(HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes($"{sender.Venue}\n{sender.Who.Key}\n{sender.Delivery}")));
    }

    static readonly SessionId StartKey = new("start-key");

    async Task<Reply> SteerAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        var open = await OpenAsync(sender, stop);
        var mine = open.Where(session => session.IsFacilitator(sender.Who)).ToImmutableArray();
        var meant = (mine.IsEmpty, open.IsEmpty) switch
        {
            (false, _) => mine,
            (_, false) => open,
            _ => await JustClosedAsync(sender, stop),
        };
        return meant.IsEmpty ? Problem(Refusals.NothingOpen, sender.Words) : await AskAsync(meant, line, sender, stop);
    }

    async Task<Reply> AskAsync(ImmutableArray<LoadedSession> meant, TypedLine line, Sender sender, CancellationToken stop)
    {
        var which = line.Which is { } number && number >= 1 && number <= meant.Length ? meant[number - 1] : meant.Length == 1 ? meant[0] : null;
        if (which is null)
        {
            return Problem(Which(meant, line, sender.Words));
        }

        var answer = await hosts.AskAsync(which.State.Id, new Wish.Typed(line), sender.Who, sender.Delivery, stop);
        return Say(answer, sender, activities.ForVerb(line.Verb) is null ? "Commands.Done" : "Commands.Counted");
    }

    async Task<ImmutableArray<LoadedSession>> OpenAsync(Sender sender, CancellationToken stop)
    {
        var sessions = await InVenueAsync(sender.Venue, stop);
        return [.. sessions.Where(session => session.State.IsOpen)];
    }

    // Where nothing is open: what closed last, so that it can be undone or decided.
    async Task<ImmutableArray<LoadedSession>> JustClosedAsync(Sender sender, CancellationToken stop)
    {
        var since = time.GetUtcNow() - SteerAfterClose;
        var closed = (await InVenueAsync(sender.Venue, stop)).Where(session => session.State.ClosedAt > since && session.IsFacilitator(sender.Who));
        return [.. closed.OrderByDescending(session => session.State.ClosedAt).Take(1)];
    }

    async Task<ImmutableArray<LoadedSession>> InVenueAsync(VenueId venue, CancellationToken stop)
    {
        var sessions = ImmutableArray.CreateBuilder<LoadedSession>();
        foreach (var entry in await store.Directory.InVenueAsync(venue, OpenMax, stop))
        {
            if (await hosts.LookAsync(entry.Session, stop) is { } session)
            {
                sessions.Add(session);
            }
        }

        return sessions.ToImmutable();
    }

    static Reply Say(Answer answer, Sender sender, string done) => answer switch
    {
        Answer.Done ok => new Reply(sender.Words[done], ok.Session.Id, Key: done),
        Answer.Refused no => new Reply(sender.Words.Say(no.Refusal), no.Session.Exists ? no.Session.Id : null, IsProblem: true, Cause: answer),
        Answer.Busy => new Reply(sender.Words["Commands.Busy"], IsProblem: true, Cause: answer),
        _ => new Reply(sender.Words["Commands.Unavailable"], IsProblem: true, Cause: answer),
    };

    static Reply Problem(Refusal refusal, Words words) => new(words.Say(refusal), IsProblem: true, Key: refusal.Key);

    static Reply Problem(string text) => new(text, IsProblem: true);

    static string Which(ImmutableArray<LoadedSession> sessions, TypedLine line, Words words)
    {
        var lines = sessions.Select((session, i) =>
            $"{line.Verb} #{i + 1}: {SessionCards.PromptText(new ActivityView(session.State, session.State.Current!, words))}"); // not null: it is open or was
        return words.Say("Commands.Which", string.Join('\n', lines));
    }

    Reply Help(TypedLine line, Words words)
    {
        var about = line.Words is [var verb, ..] ? activities.ForVerb(verb) : null;
        var texts = about is null
            ? activities.All.Select(activity => words[activity.Texts.BaseName + ".Help"]).Append(words["Commands.Help"])
            : [words[about.Texts.BaseName + ".Help"]];
        return new Reply(string.Join("\n\n", texts));
    }

    string Unknown(string verb, Words words)
    {
        var all = activities.All.SelectMany(activity => activity.Verbs).Concat(SessionVerbs).Append("help");
        var nearest = all.MinBy(known => Typo.Distance(verb, known));
        return nearest is not null && Typo.Distance(verb, nearest) <= Typo.Near
            ? words.Say("Commands.DidYouMean", verb, nearest)
            : words.Say("Commands.Unknown", verb);
    }
}
