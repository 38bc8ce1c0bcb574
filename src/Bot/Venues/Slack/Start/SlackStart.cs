using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack.Start;

/// <summary>
/// The dialog that starts something without typing: first what, then the form of that, which stays open with all that was written in it until it has
/// begun. Its first view needs no storage, so that it opens while the trigger lives, whatever the store does.
/// </summary>
public sealed partial class SlackStart(
    StartDialog dialog, SlackApi api, SlackWhisper whisper, SlackLanguages languages, SlackOutcomes outcomes, TimeProvider time, ILogger<SlackStart> log)
{
    /// <summary>No form of an activity has an input of this name.</summary>
    const string PlaceInput = "start-place";

    const string CallbackId = "start";

    /// <summary>What a button carries that opens the dialog for this place.</summary>
    public static string ButtonValue(VenueId? venue) => new StartTicket("", venue, null).Encode();

    /// <summary>The command without words.</summary>
    public DoorAnswer Open(SlackRequest.Typed typed) =>
        DoorAnswer.After(() => OpenAsync(typed.Who, typed.Trigger, new StartTicket("", typed.Venue, typed.ResponseUrl)));

    /// <summary>The entry in Slack's own menu: the dialog asks where.</summary>
    public DoorAnswer Open(SlackRequest.Started started) =>
        DoorAnswer.After(() => OpenAsync(started.Who, started.Trigger, new StartTicket("", null, null)));

    /// <summary>A button of ours.</summary>
    public DoorAnswer Open(SlackRequest.Pressed pressed) =>
        DoorAnswer.After(() => OpenAsync(pressed.Who, pressed.Trigger, TicketOf(pressed)));

    // An address for a message in a channel says nothing in another one.
    static StartTicket TicketOf(SlackRequest.Pressed pressed) =>
        StartTicket.TryDecode(pressed.Value, out var ticket) && ticket.Venue is { } venue && pressed.Place.IsOf(venue)
            ? ticket with { Url = SlackIds.ChannelIn(venue).SequenceEqual(pressed.Place.Channel) ? pressed.ResponseUrl : null }
            : default(StartTicket) with { Verb = "" };

    public async Task<DoorAnswer> HandInAsync(SlackRequest.HandedIn handedIn)
    {
        var words = await languages.ForAsync(handedIn.Who);
        if (!StartTicket.TryDecode(handedIn.Metadata, out var ticket))
        {
            return DoorAnswer.Of(SlackTexts.Update(words.Say(Refusals.OldCard), words));
        }

        if (ticket.Verb.Length > 0)
        {
            return dialog.Find(ticket.Verb, words) is { } asked
                ? await BeginAsync(handedIn, ticket, asked, words)
                : DoorAnswer.Of(SlackTexts.Update(words.Say(Refusals.OldCard), words));
        }

        var verb = handedIn.Inputs.FirstOrDefault(input => input.Block == StartDialog.WhatInput).Value ?? "";
        return dialog.Find(verb, words) is { } form
            ? DoorAnswer.Of(BlockKitRenderer.Push(View(form, ticket with { Verb = verb }, words)))
            : DoorAnswer.Of(SlackTexts.Update(words.Say(Refusals.OldCard), words));
    }

    async Task<DoorAnswer> BeginAsync(SlackRequest.HandedIn handedIn, StartTicket ticket, Form form, Words words)
    {
        var fields = handedIn.Fields();
        if ((ticket.Venue ?? Chosen(fields, handedIn.Place)) is not { } venue)
        {
            return DoorAnswer.Of(BlockKitRenderer.Error(PlaceInput, words["Slack.StartWhere"]));
        }

        if (!handedIn.Place.IsOf(venue))
        {
            return DoorAnswer.Of(SlackTexts.Update(words["Slack.OtherWorkspace"], words));
        }

        var asker = new SlackAsker(handedIn.Who, venue, handedIn.Trigger, ticket.Url);
        var answering = outcomes.OfAsync(asker, Task.FromResult(words), _ => dialog.BeginAsync(
            venue, handedIn.Who, ticket.Verb, fields, handedIn.Trigger, languages.ZoneOf(handedIn.Who), words));
        try
        {
            var outcome = await answering.WaitAsync(SlackOutcomes.AnswerWithin, time);
            return outcome.Problem is { } problem
                ? DoorAnswer.Of(BlockKitRenderer.Error(InputOf(outcome, handedIn, form), problem))
                : DoorAnswer.Of(BlockKitRenderer.Clear(), () => whisper.SayAsync(asker, outcome));
        }
        catch (TimeoutException)
        {
            return DoorAnswer.Of(
                SlackTexts.Update(words["Slack.StartSlow"], words), async () => await SayLateAsync(asker, await answering, handedIn, ticket, form, words));
        }
    }

    // What did not begin after all is in the form again, with all that was written; where that was closed meanwhile, a sentence says it.
    async Task SayLateAsync(SlackAsker asker, SlackOutcome outcome, SlackRequest.HandedIn handedIn, StartTicket ticket, Form form, Words words)
    {
        var isBack = false;
        if (outcome.Problem is { } problem && handedIn.View is { } view)
        {
            var named = InputOf(outcome, handedIn, form);
            var filled = form.Filled(handedIn.Fields(), ImmutableDictionary<string, string>.Empty.Add(named == PlaceInput ? "" : named, problem));
            isBack = await TryUpdateAsync(SlackIds.Workspace(asker.Who.Key)!, view, View(filled, ticket, words)); // ! Slack's people have one
        }

        await (isBack ? Task.CompletedTask : whisper.SayAsync(asker, outcome));
    }

    static VenueId? Chosen(Dictionary<string, string> fields, SlackPlace place) =>
        fields.Remove(PlaceInput, out var channel) && SlackIds.IsId(channel) && SlackIds.IsId(place.Team)
            ? SlackIds.Venue(place.Team, channel)
            : null;

    // Beside the channel where the channel is the trouble, else beside what it is about. A view shows an error only at an input that is in it.
    static string InputOf(SlackOutcome outcome, SlackRequest.HandedIn handedIn, Form form)
    {
        var named = outcome.Reply is null or { Started: true } ? PlaceInput : outcome.Reply.Input;
        return handedIn.Inputs.Any(input => input.Block == named) ? named! : StartDialog.MainInput(form); // ! a block has this name
    }

    ReadOnlyMemory<byte> Choice(StartTicket ticket, bool isFacilitating, Words words) =>
        BlockKitRenderer.Modal(dialog.Choice(isFacilitating, words), ticket.Encode(), CallbackId);

    static ReadOnlyMemory<byte> View(Form form, StartTicket ticket, Words words) => BlockKitRenderer.Modal(
        form, ticket.Encode(), CallbackId,
        ticket.Venue is null ? new ChannelSelect(PlaceInput, words["Slack.StartPlace"], words["Slack.StartPlaceHint"]) : null);

    async Task OpenAsync(Person who, string trigger, StartTicket ticket)
    {
        var words = await languages.ForAsync(who);
        var workspace = ticket.Venue is { } named ? SlackIds.Team(named) : SlackIds.Workspace(who.Key)!; // ! Slack's people have one
        string view;
        try
        {
            view = await api.OpenViewAsync(workspace, trigger, Choice(ticket, isFacilitating: false, words), CancellationToken.None);
        }
        catch (Exception e) when (e is VenueRefusedException or VenueUnavailableException or VenueThrottledException)
        {
            LogNotOpened(log, e.Message);
            var sorry = SlackTexts.Message(SlackHindrance.Of(e, words) ?? words["Slack.StartNotOpened"], words);
            await (ticket.Venue is { } place ? whisper.SayAsync(new SlackAsker(who, place, trigger, ticket.Url), sorry) : whisper.SayAsync(who, sorry));
            return;
        }

        if (ticket.Venue is { } venue && await dialog.IsFacilitatingAsync(venue, who))
        {
            await TryUpdateAsync(workspace, view, Choice(ticket, isFacilitating: true, words));
        }
    }

    // What was chosen meanwhile stays chosen: the input is the same.
    async Task<bool> TryUpdateAsync(string workspace, string view, ReadOnlyMemory<byte> drawn)
    {
        try
        {
            await api.UpdateViewAsync(workspace, view, drawn, CancellationToken.None);
            return true;
        }
        catch (Exception e) when (e is VenueRefusedException or VenueUnavailableException or VenueThrottledException)
        {
            LogLeft(log, e.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The start dialog could not be opened: {Code}")]
    static partial void LogNotOpened(ILogger log, string code);

    [LoggerMessage(LogLevel.Debug, "The start dialog stays as it was opened: {Code}")]
    static partial void LogLeft(ILogger log, string code);
}
