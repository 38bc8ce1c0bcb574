using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Commands;

/// <summary>
/// Takes typed commands from every venue: starts sessions, finds out which open session is meant, says in a sentence what became of it. What a card
/// does, a typed command does too.
/// </summary>
public sealed partial class CommandDesk(
    SessionHosts hosts, IStore store, Activities activities, Lexicon lexicon, PersonalLinks links, PretendGuests guests, PrivatePlays plays,
    SeriesSessions series, PlaceCodes codes, ExportCodec exports, TimeProvider time)
{
    /// <summary>Sessions open in one venue at once, so that each can still be found; what two starts at one moment have over it is shown, too.</summary>
    public const int OpenMax = 20;

    /// <summary>So many are asked for: of those that are listed some were moved away.</summary>
    public const int ListedMax = 2 * OpenMax;

    static readonly TimeSpan FreshFor = 2 * Limits.UndoWindow;

    const string Counted = "Commands.Counted";

    static readonly SessionId StartKey = new("start-key");

    static readonly ImmutableArray<string> OwnVerbs =
    [
        "help", PersonalLinks.Verb, MoveVerb, RecipeWords.Verb, AgendaWords.Session, ReadingWords.Minutes, ReadingWords.Export, PreviewWords.Verb,
        History.Verb, Forgetting.Verb, PretendGuests.Verb, ScheduleWords.Verb,
    ];

    static readonly ImmutableArray<string> SessionVerbs =
    [
        SessionCards.JoinVerb, SessionCards.NextVerb, SessionCards.ExtendVerb, SessionCards.PauseVerb, SessionCards.ResumeVerb, SessionCards.CloseVerb,
        SessionCards.UndoVerb, "anonymity", .. AgendaWords.Verbs,
    ];

    /// <param name="delivery">The platform's id of this delivery: the same one starts the same session, however often it comes.</param>
    /// <param name="language">The sender's, for the reply.</param>
    /// <param name="shared">The venue's, for what a session that is started shows to all; null where that is the sender's.</param>
    /// <param name="place">How the venue is called, where its platform says so.</param>
    /// <param name="aloud">Where all could read what was typed; null where the sender alone saw it.</param>
    public async Task<Reply> TypeAsync(
        VenueId venue, Person who, string text, string delivery, string language, string zone, CancellationToken stop, string? shared = null,
        Aloud? aloud = null, string? place = null)
    {
        var words = aloud?.Prefix is { } prefix ? lexicon.In(language).Typed(prefix) : WordsIn(venue, language);
        var sender = new Sender(venue, who, delivery, words, shared ?? language, zone) { Aloud = aloud, Place = place };
        if (text.Length > Limits.CommandMax)
        {
            return Problem(Refusals.TooLong(text, Limits.CommandMax), words);
        }

        if (Scheduling(text, zone, stop) is { } schedule)
        {
            return await OrUnavailableAsync(sender, schedule);
        }

        var timed = TypedLine.Parse(text).Timed(time.GetUtcNow(), LocalTime.ZoneOf(zone));
        if (timed.Value is not { } line)
        {
            return Problem(timed.Refusal ?? Refusals.NotUnderstood, words);
        }

        return line.Verb switch
        {
            "" or "help" or "hilfe" or "?" => Help(line, venue, words),
            var verb when IsGreeting(verb) => ShortHelp(venue, words),
            var verb when DoingOf(verb) is { } doing => await OrUnavailableAsync(sender, who => doing(line, who, stop)),
            var verb => Problem(Unknown(verb, words)),
        };
    }

    // Null where nothing is known by this word.
    Func<TypedLine, Sender, CancellationToken, Task<Reply>>? DoingOf(string verb) => verb switch
    {
        Forgetting.Verb => ForgetAsync,
        RecipeWords.Verb => SaveRecipeAsync,
        PersonalLinks.Verb => InviteAsync,
        SessionCards.JoinVerb => JoinAsync,
        MoveVerb => MoveAsync,
        PretendGuests.Verb => RehearseAsync,
        ReadingWords.Minutes or ReadingWords.Export => ReadAsync,
        PreviewWords.Verb => PreviewAsync,
        History.Verb => SearchAsync,
        AgendaWords.Session => DoAsync,
        _ => activities.ForVerb(verb) is not null || Steers(verb) ? DoAsync : null,
    };

    /// <summary>Starts what an activity's own form, or that of a session, asked for.</summary>
    /// <param name="verb">The word that would have been typed.</param>
    /// <param name="shared">As for what is typed.</param>
    public async Task<Reply> StartAsync(
        VenueId venue, Person who, string verb, IReadOnlyDictionary<string, string> fields, string delivery, string language, string zone,
        CancellationToken stop, string? shared = null)
    {
        var sender = new Sender(venue, who, delivery, WordsIn(venue, language), shared ?? language, zone);
        if (verb == SessionStartForm.Verb)
        {
            var read = SessionStartForm.Read(fields, activities, time.GetUtcNow(), LocalTime.ZoneOf(zone));
            return await OrUnavailableAsync(sender, who => StartAsync(OfSession(InForms.Of(read), who), who, stop));
        }

        if (verb == PretendGuests.Verb)
        {
            return await OrUnavailableAsync(sender, who => RehearseAsync(PretendGuests.ReadForm(fields), who, stop));
        }

        if (verb == ScheduleWords.Verb)
        {
            return Scheduling(ScheduleForm.Line(fields), zone, stop) is { } scheduled
                ? await OrUnavailableAsync(sender, scheduled)
                : Problem(new Refusal("Session.ScheduleWhen", RefusalKind.Wrong), sender.Words);
        }

        if (activities.ForVerb(verb) is not { } activity || activity.Start(sender.Words) is not { } start)
        {
            return Problem(Refusals.NotUnderstood, sender.Words);
        }

        var timed = activity.ReadStart(fields).Timed(time.GetUtcNow(), LocalTime.ZoneOf(zone));
        return (WhyNot(start.Form, fields), timed.Value) switch
        {
            (null, { } line) => await OrUnavailableAsync(sender, who => StartAsync(OfOne(InForms.Of(activity.Plan(line)), who), who, stop)),
            (null, _) => Problem((timed.Refusal ?? Refusals.NotUnderstood) with { Input = StartForm.UntilInput }, sender.Words),
            ({ } refusal, _) => Problem(refusal, sender.Words),
        };
    }

    // What a form says of its numbers holds, also for a browser that did not look.
    static Refusal? WhyNot(Form form, IReadOnlyDictionary<string, string> fields) => form.Inputs.OfType<InputNumber>()
        .Where(number => fields.TryGetValue(number.Id, out var sent) && !number.Takes(sent))
        .Select(number => Refusals.NotBetween(number.Min, number.Max) with { Input = number.Id })
        .FirstOrDefault();

    /// <summary>Shows the session that its sender steers here in one more place of a platform, where it is not in one yet.</summary>
    /// <param name="open">Makes that place; asked only where it is needed.</param>
    public Task<Reply> ShowAlsoAsync(
        VenueId venue, Person who, string delivery, string language, string platform, Func<Task<VenueId>> open, CancellationToken stop)
    {
        var sender = new Sender(venue, who, delivery, WordsIn(venue, language), language, "");
        return OrUnavailableAsync(sender, async _ =>
        {
            var here = (await InVenueAsync(venue, stop)).Where(session => session.State.IsOpen && session.IsFacilitator(who)).ToList();
            return here switch
            {
                [] => Problem(Refusals.NothingOpen, sender.Words),
                [_, _, ..] => Problem(new Refusal("Commands.InviteWhich", RefusalKind.Wrong), sender.Words),
                [var one] when one.State.GroupVenues.Any(place => place.Platform == platform) => new Reply("", one.State.Id),
                [var one] => Say(
                    await hosts.AskAsync(one.State.Id, new Wish.Ready(new Command.AddVenue(await open())), who, delivery, stop), sender, "Commands.Done"),
            };
        });
    }

    bool Steers(string verb) => SessionVerbs.Contains(verb, StringComparer.Ordinal)
        || activities.All.Any(activity => activity.SteeringVerbs.Contains(verb, StringComparer.Ordinal));

    Words WordsIn(VenueId venue, string language) => lexicon.In(language).Typed(CommandPrefix.Of(venue.Platform));

    sealed record Sender(VenueId Venue, Person Who, string Delivery, Words Words, string Shared, string Zone)
    {
        public Aloud? Aloud { get; init; }

        /// <summary>How the venue is called; null where nobody knows.</summary>
        public string? Place { get; init; }
    }

    // A store that would not is an answer like any other, in the sender's language.
    static async Task<Reply> OrUnavailableAsync(Sender sender, Func<Sender, Task<Reply>> act)
    {
        try
        {
            return await act(sender);
        }
        catch (StoreUnavailableException)
        {
            return Say(new Answer.Unavailable(), sender, "");
        }
    }

    async Task<Reply> DoAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        var inVenue = await InVenueAsync(sender.Venue, stop);
        if (inVenue.FirstOrDefault(session => session.Knows(sender.Who, sender.Delivery)) is { } had)
        {
            return await SayAgainAsync(had, line, sender, stop);
        }

        if (line.Verb == AgendaWords.Session)
        {
            return await StartAsync(await ReadStartAsync(line, sender, stop), sender, stop);
        }

        var meant = Meant(inVenue, line, sender);
        if (activities.ForVerb(line.Verb) is { } activity)
        {
            return await StartOrAnswerAsync(activity, line, inVenue, meant, sender, stop);
        }

        var steerable = meant.ToSteer(line);
        return steerable.IsEmpty ? Problem(Refusals.NothingOpen, sender.Words) : await AskAsync(steerable, line, sender, stop);
    }

    // Of the same name it takes the place of the one before.
    async Task<Reply> SaveRecipeAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        var read = RecipeWords.Read(line, await store.Recipes.ReadAsync(sender.Venue, stop), activities);
        if (read.Value is not { } recipe)
        {
            return Problem(read.Refusal ?? Refusals.NotUnderstood, sender.Words);
        }

        await store.Recipes.PutAsync(sender.Venue, recipe, stop);
        return new Reply(sender.Words.Say("Commands.RecipeSaved", recipe.Name));
    }

    // It changes nothing, so it may be asked as often as one likes.
    async Task<Reply> ReadAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        if (ReadingWords.WhyNot(line) is { } refusal)
        {
            return Problem(refusal, sender.Words);
        }

        var nothing = new Refusal("Commands.NothingToRead", RefusalKind.NotKnown);
        var (session, why) = await MeantAsync(line, sender, meant => meant.ToRead(line), nothing, stop);
        return session is null ? why! : ReadingWords.Answer(line, session.State, sender.Words, exports); // ! there is no session
    }

    async Task<Reply> ForgetAsync(TypedLine line, Sender sender, CancellationToken stop) => line.Words switch
    {
        ["me"] => await new Forgetting(hosts, store).CountAsync(sender.Venue, sender.Who, stop) is > 0 and var count
            ? Problem(new Refusal("Session.ForgetAsks", RefusalKind.NotNow, count), sender.Words)
            : Problem(new Refusal("Commands.NothingToForget", RefusalKind.NotKnown), sender.Words),
        ["me", "yes" or "ja"] => await new Forgetting(hosts, store).ForgetAsync(sender.Venue, sender.Who, sender.Delivery, stop)
            ? new Reply(sender.Words[Forgetting.Done], Key: Forgetting.Done)
            : Problem(new Refusal("Commands.NotAllForgotten", RefusalKind.NotNow), sender.Words),
        _ => Problem(Refusals.NotUnderstood, sender.Words),
    };

    Command.Open Open(Sender sender, bool isLive, ImmutableArray<ActivityPlan> agenda, Charter? charter = null) =>
        new(sender.Venue, lexicon.In(sender.Shared).Language, sender.Zone, isLive, agenda, charter);

    async Task<Reply> StartAsync(Parsed<Command.Open> read, Sender sender, CancellationToken stop) =>
        read.Value is { } open ? await OpenAsync(open, sender, stop) : Problem(read.Refusal ?? Refusals.NotUnderstood, sender.Words);

    async Task<Reply> OpenAsync(Command.Open command, Sender sender, CancellationToken stop)
    {
        var id = await IdOfAsync(sender, stop);
        var beside = await BesideAsync(id, sender.Venue, stop);
        if (beside.Exists(session => session.State.GuestVenue == sender.Venue))
        {
            return Problem(new Refusal("Commands.GuestRoom", RefusalKind.NotYours), sender.Words);
        }

        var others = beside.Count(session => session.State.IsOpen);
        if (others >= OpenMax)
        {
            return Problem(TooManyOpen, sender.Words);
        }

        var answer = await hosts.AskAsync(id, new Wish.Ready(command), sender.Who, sender.Delivery, stop);
        var reply = Say(answer, sender, "Commands.Started");
        return reply.IsProblem ? reply : reply with { Started = true, Text = string.Join(' ', Said().OfType<string>()) };

        IEnumerable<string?> Said() =>
        [
            reply.Text, answer is Answer.Done started ? HowLong.Said(started.Session, sender.Words) : null,
            others == 0 ? null : sender.Words.Count("Commands.AlsoOpen", others),
        ];
    }

    static Refusal TooManyOpen => new("Commands.TooManyOpen", RefusalKind.NotNow, OpenMax);

    async Task<List<LoadedSession>> BesideAsync(SessionId id, VenueId venue, CancellationToken stop) =>
        [.. (await InVenueAsync(venue, stop)).Where(session => session.State.Id != id)];

    /// <summary>The same delivery starts the same session. Nobody outside can compute the id: it is keyed.</summary>
    async Task<SessionId> IdOfAsync(Sender sender, CancellationToken stop)
    {
        var kept = await store.Keys.KeepAsync(StartKey, 0, RandomNumberGenerator.GetBytes(32), stop);
        var key = kept.Key ?? throw new System.Diagnostics.UnreachableException("The key of starts is never destroyed.");
        return SessionId.From(HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes($"{sender.Venue}\n{sender.Who.Key}\n{sender.Delivery}")));
    }

    async Task<Reply> AskAsync(ImmutableArray<Meant> meant, TypedLine line, Sender sender, CancellationToken stop)
    {
        if (Chosen(meant, line) is not { } session)
        {
            return Problem(Which(meant, line, sender.Words));
        }

        if (sender.Aloud is not null && CommandReader.IsPrivate(line, session.State))
        {
            return Problem(Aloud.Refusal, sender.Words) with { Session = session.State.Id };
        }

        if (HiddenBy(line, session.State) is { } hidden)
        {
            return await HideAsync(hidden, session.State.Id, sender, stop);
        }

        var wish = line.Verb == AgendaWords.Remove ? await Removals.WishAsync(line, session, store, stop) : new Wish.Typed(line);
        var answer = await hosts.AskAsync(session.State.Id, wish, sender.Who, sender.Delivery, stop);
        var done = answer as Answer.Done;
        var effect = Steers(line, session.State) ? Effects.OfSteering(line) : Effect(line, done?.Session ?? session.State, sender);
        var reply = Say(answer, sender, effect) with { Steers = done is not null && Effects.Steers(line, effect) };
        return done is not null && More(effect, session, done.Session, sender) is { Length: > 0 } more
            ? reply with { Text = $"{reply.Text} {more}" }
            : reply;
    }

    static string More(string effect, LoadedSession before, Session then, Sender sender) => Effects.IsDecision(effect) && then.Current is { } decided
        ? decided.Activity.Summary(new ActivityView(then, decided, sender.Words))
        : before.State.OpenItem is { Number: var open } ? Effects.Aside(before, then, open, sender.Who, sender.Words).Plain()
        : "";

    // "vote remove B", say: nothing was given by it.
    static bool Steers(TypedLine line, Session session) =>
        session.OpenItem is { } item && item.Activity.Verbs.Contains(line.Verb, StringComparer.Ordinal)
        && item.Activity.Read(line, item).Value is { IsSteering: true };

    string Effect(TypedLine line, Session after, Sender sender) =>
        activities.ForVerb(line.Verb) is null ? Effects.Of(line.Verb, after, sender.Venue) : Counted;

    async Task<ImmutableArray<LoadedSession>> InVenueAsync(VenueId venue, CancellationToken stop)
    {
        var sessions = ImmutableArray.CreateBuilder<LoadedSession>();
        foreach (var entry in await store.Directory.InVenueAsync(venue, ListedMax, stop))
        {
            // It may have been moved.
            if (sessions.Count < OpenMax && await LookAsync(entry, stop) is { } session && session.State.Venues.Contains(venue))
            {
                sessions.Add(session);
            }
        }

        return sessions.ToImmutable();
    }

    // What is over for long changes no more: what is open, or may be opened again, is looked at with what other servers wrote.
    ValueTask<LoadedSession?> LookAsync(DirectoryEntry entry, CancellationToken stop) => entry.ClosedAt < time.GetUtcNow() - FreshFor
        ? hosts.LookIfReadableAsync(entry.Session, stop)
        : hosts.LookFreshIfReadableAsync(entry.Session, stop);

    static Reply Say(Answer answer, Sender sender, string done) => answer switch
    {
        Answer.Done ok => new Reply(sender.Words[done], ok.Session.Id, Key: done),
        Answer.Refused no => new Reply(sender.Words.Say(no.Refusal), no.Session.Exists ? no.Session.Id : null, IsProblem: true, Cause: answer)
        {
            Input = no.Refusal.Input,
        },
        Answer.Busy => new Reply(sender.Words["Commands.Busy"], IsProblem: true, Cause: answer),
        _ => new Reply(sender.Words["Commands.Unavailable"], IsProblem: true, Cause: answer),
    };

    static Reply Problem(Refusal refusal, Words words) => new(words.Say(refusal), IsProblem: true, Key: refusal.Key, Kind: refusal.Kind)
    {
        Input = refusal.Input,
    };

    static Reply Problem(string text) => new(text, IsProblem: true);
}
