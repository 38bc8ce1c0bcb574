using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// The dialog that starts something without typing, where it was opened: first what, then the form of that, which stays open with all that was written in it
/// until it has begun. Of what comes back from it only what can be started and the inputs are taken; the place is that of the activity.
/// </summary>
public sealed class TeamsStart(StartDialog dialog, TeamsOutcomes outcomes, TeamsPeople people, TeamsRendering rendering, TimeProvider time)
{
    /// <summary>Begins what stands in buttons and forms that belong to no session and start one.</summary>
    public const string Own = "start";

    /// <summary>Starts whose outcome was told are remembered: Teams may hand in again what it got no answer to.</summary>
    public const int ToldMax = 5_000;

    /// <summary>
    /// Teams waits five seconds for the answer to a form and hands it in twice more (learn.microsoft.com, "Respond to the dialog submit action"); what takes
    /// longer is told afterwards, and is done all the same.
    /// </summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(4);

    const char Separator = '|';

    readonly RecentMarks<string> told = new(ToldMax);

    /// <summary>Without words, or with that one, nothing else can be meant.</summary>
    public static bool IsMeant(string text) =>
        text.Trim() is var said && (said.Length == 0 || said.Equals(StartDialog.ChoiceVerb, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is said, with the button that opens the dialog under it.</summary>
    public static TeamsOutcome Offered(TeamsOutcome said, Words words) =>
        said with { Cards = [.. said.Cards.Select(card => card with { Body = [.. card.Body, Offer(words)] })] };

    /// <summary>The button alone.</summary>
    public static ActionSet Offer(Words words) =>
        new([new OpenDialog(words["Chat.StartOffer"], new Press("", 0, StartDialog.ChoiceVerb), ActionStyle.Positive)]);

    /// <summary>A button of ours.</summary>
    public async Task<DoorAnswer> OpenAsync(Origin from, string own) =>
        VerbIn(own) == StartDialog.ChoiceVerb ? await OpenAsync(from) : Notice(people.WordsOf(from).Say(Refusals.OldCard));

    public async Task<DoorAnswer> OpenAsync(Origin from)
    {
        var words = people.WordsOf(from);
        var choice = dialog.Choice(await dialog.IsFacilitatingAsync(from.Venue, from.Who), words);
        return Show(from.Kind == ConversationKind.Personal ? choice with { Body = [.. choice.Body, new TextBlock(words["Teams.StartAlone"])] } : choice, from);
    }

    public async Task<DoorAnswer> HandInAsync(Origin from, string own, IReadOnlyDictionary<string, string> fields)
    {
        var (words, verb) = (people.WordsOf(from), VerbIn(own));
        var isChoice = verb == StartDialog.ChoiceVerb;
        if (dialog.Find(isChoice ? fields.GetValueOrDefault(StartDialog.WhatInput, "") : verb, words) is not { } form)
        {
            return Notice(words.Say(Refusals.OldCard));
        }

        return isChoice ? Show(form, from) : await AnswerAsync(from, BeginAsync(from, verb, fields, words), outcome => outcome.Problem is { } problem
            ? Show(form.Filled(fields, ImmutableDictionary<string, string>.Empty.Add(InputOf(form, outcome), problem)), from)
            : DoorAnswer.Ok);
    }

    /// <summary>What is done, and its outcome to its person alone: at once where it did not happen, else behind the answer.</summary>
    /// <param name="show">The dialog that is the answer.</param>
    public async Task<DoorAnswer> AnswerAsync(Origin from, Task<TeamsOutcome> doing, Func<TeamsOutcome, DoorAnswer> show)
    {
        try
        {
            var outcome = await doing.WaitAsync(AnswerWithin, time);
            return show(outcome) with { Then = outcome.Problem is null ? () => SayOnceAsync(from, outcome) : null };
        }
        catch (TimeoutException)
        {
            return Notice(people.WordsOf(from)["Teams.StartSlow"]) with { Then = async () => await SayOnceAsync(from, await doing) };
        }
    }

    public static DoorAnswer Notice(string text) => DoorAnswer.Of(TeamsAnswers.Notice(text));

    public DoorAnswer Show(Form form, Origin to) => DoorAnswer.Of(TeamsAnswers.Dialog(form.Title, rendering.Form(form, people.ZoneOf(to))));

    static string VerbIn(string own) => own.Split(Separator) is [Own, var verb] ? verb : "";

    // Beside the input that it is about; what is about none, such as that nobody could see the card, stands over all.
    static string InputOf(Form form, TeamsOutcome outcome) =>
        outcome.Reply.Input is { } named && form.Inputs.Any(input => input.Id == named) ? named
        : outcome.Reply is { Started: true } or { Cause: Answer.Busy or Answer.Unavailable } ? ""
        : StartDialog.MainInput(form);

    async Task<TeamsOutcome> BeginAsync(Origin from, string verb, IReadOnlyDictionary<string, string> fields, Words words) => await outcomes.OfAsync(
        from, await dialog.BeginAsync(from.Venue, from.Who, verb, fields, from.Delivery, people.ZoneOf(from), words), words);

    Task SayOnceAsync(Origin from, TeamsOutcome outcome) => told.TryAdd(from.Delivery) ? outcomes.SayAsync(from, outcome) : Task.CompletedTask;
}
