using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>A person's own form in a dialog, in their language: opened with what they gave, open until it is right, closed when it counts.</summary>
public sealed class TeamsDialogs(SessionHosts hosts, TeamsPeople people, TeamsRendering rendering, TeamsOrphans orphans)
{
    /// <summary>What an input holds; no form of ours takes more.</summary>
    const int WrittenMax = 3_000;

    public async Task<DoorAnswer> OpenAsync(TeamsRequest.Opens opens, CancellationToken stop)
    {
        var words = people.WordsOf(opens.From);
        if (!Press.TryDecode(opens.Value, out var press) || !SessionId.IsId(press.Session))
        {
            return Notice(words.Say(Refusals.OldCard));
        }

        try
        {
            if (await hosts.LookFreshAsync(new SessionId(press.Session), stop) is not { } session)
            {
                return Notice(words.Say(Refusals.NoSuchSession));
            }

            if (!TeamsPresses.IsOf(session, opens.From))
            {
                return Notice(words["Teams.OtherPlace"]);
            }

            await orphans.NoteAsync(session, opens.From, opens.Slot, opens.ReplyTo, opens.OlderReplyTo, stop);
            if (opens.IsAsking && await WhyNotAsync(opens, press, words, stop) is { } why)
            {
                return Notice(why);
            }

            var form = PersonForms.Draw(hosts.Peek(session.State.Id) ?? session, press, opens.From.Who, words);
            return form.Value is { } drawn ? Show(drawn, opens.From) : Notice(words.Say(form.Refusal!)); // ! there is no form
        }
        catch (StoreUnavailableException)
        {
            return Notice(words["Commands.Unavailable"]);
        }
    }

    public async Task<DoorAnswer> HandInAsync(TeamsRequest.HandedIn handedIn, CancellationToken stop)
    {
        var words = people.WordsOf(handedIn.From);
        if (!Press.TryDecode(handedIn.Value, out var press) || !SessionId.IsId(press.Session))
        {
            return Notice(words.Say(Refusals.OldCard));
        }

        var id = new SessionId(press.Session);
        try
        {
            if (await hosts.LookAsync(id, one => TeamsPresses.IsOf(one, handedIn.From), stop) is { } session && !TeamsPresses.IsOf(session, handedIn.From))
            {
                return Notice(words["Teams.OtherPlace"]);
            }
        }
        catch (StoreUnavailableException)
        {
            return Keep(handedIn, press, null, words["Commands.Unavailable"], words);
        }

        return await hosts.AskAsync(id, new Wish.Pressed(press, handedIn.Fields), handedIn.From.Who, handedIn.From.Delivery, stop) switch
        {
            Answer.Done => Then(handedIn, press, words),
            Answer.Refused { Session: var now } refused when now.Item(press.Round) is not { Status: ActivityStatus.Open } =>
                now.Item(press.Round) is null ? Notice(words.Say(refused.Refusal)) : Over(handedIn, words.Say(refused.Refusal), words),
            Answer.Refused refused => Keep(handedIn, press, refused.Refusal.Input, words.Say(refused.Refusal), words),
            Answer.Busy => Keep(handedIn, press, null, words["Commands.Busy"], words),
            _ => Keep(handedIn, press, null, words["Commands.Unavailable"], words),
        };
    }

    // A button within a dialog: it is drawn anew with what came of it.
    async Task<string?> WhyNotAsync(TeamsRequest.Opens opens, Press press, Words words, CancellationToken stop) =>
        await hosts.AskAsync(new SessionId(press.Session), new Wish.Pressed(press, opens.Fields), opens.From.Who, opens.From.Delivery, stop) switch
        {
            Answer.Done => null,
            Answer.Refused refused => words.Say(refused.Refusal),
            Answer.Busy => words["Commands.Busy"],
            _ => words["Commands.Unavailable"],
        };

    // Where one waits for what comes next, the dialog stays and says so; where the next sheet is there already, it is shown. An empty answer closes it.
    DoorAnswer Then(TeamsRequest.HandedIn handedIn, Press press, Words words)
    {
        if (hosts.Peek(new SessionId(press.Session)) is not { } session
            || session.State.Item(press.Round) is not { Status: ActivityStatus.Open }
            || PersonForms.Next(session, press, handedIn.From.Who, words).Value is not { } next
            || !(next.Submit is null || (next.Submit.Press.Verb == press.Verb && next.Submit.Press.Argument != press.Argument)))
        {
            return DoorAnswer.Ok;
        }

        return Show(next, handedIn.From);
    }

    // With what it says now, what was written in it, and what is wrong beside its input.
    DoorAnswer Keep(TeamsRequest.HandedIn handedIn, Press press, string? input, string text, Words words)
    {
        if (hosts.Peek(new SessionId(press.Session)) is not { } session
            || PersonForms.Draw(session, press, handedIn.From.Who, words).Value is not { } form)
        {
            return Notice(text);
        }

        var named = form.Inputs.Any(one => one.Id == input) ? input! : ""; // ! an input has this name
        return Show(form.Filled(handedIn.Fields, ImmutableDictionary<string, string>.Empty.Add(named, text)), handedIn.From);
    }

    // Nothing that could be put right any more. What somebody wrote is theirs all the same: here it can be copied.
    DoorAnswer Over(TeamsRequest.HandedIn handedIn, string text, Words words)
    {
        var written = string.Join('\n', handedIn.Fields.Values.Where(SentForm.IsWords));
        var again = new InputText("written", words["Web.YouSent"], WrittenMax)
        {
            Value = ChosenText.Cut(written, WrittenMax),
            IsMultiline = true,
        };
        return written.Length == 0 ? Notice(text) : Show(new Form(again.Label, words.Language, [new TextBlock(text), again], Submit: null), handedIn.From);
    }

    DoorAnswer Show(Form form, Origin to) => DoorAnswer.Of(TeamsAnswers.Dialog(form.Title, rendering.Form(form, people.ZoneOf(to))));

    static DoorAnswer Notice(string text) => DoorAnswer.Of(TeamsAnswers.Notice(text));
}
