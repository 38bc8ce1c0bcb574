using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack.Start;

/// <summary>What can be started without typing: the same forms as a page of the web offers, and the list to choose from.</summary>
sealed class StartForms(Activities activities)
{
    public const string WhatInput = "start-what";

    /// <summary>No form of an activity has an input of this name.</summary>
    public const string PlaceInput = "start-place";

    const string CallbackId = "start";

    /// <param name="isFacilitating">They steer something here that pretend people can play.</param>
    public ReadOnlyMemory<byte> Choice(StartTicket ticket, bool isFacilitating, Words words)
    {
        var offered = All(words).Where(form => isFacilitating || VerbOf(form) != PretendGuests.Verb);
        ImmutableArray<Element> body =
        [
            new InputChoiceSet(WhatInput, words["Slack.StartWhat"], [.. offered.Select(form => new Choice(form.Offer, VerbOf(form)))])
            {
                IsRequired = true, Style = ChoiceInputStyle.Expanded,
            },
            new TextBlock(words["Slack.StartTyped"], TextStyle.Subtle),
        ];
        var form = new Form(words["Slack.StartTitle"], words.Language, body, new Execute(words["Slack.StartNext"], new Press("", 0, CallbackId)));
        return BlockKitRenderer.Modal(form, ticket.Encode(), CallbackId);
    }

    /// <summary>Null where nothing is started by this word.</summary>
    public Form? Find(string verb, Words words) => All(words).FirstOrDefault(form => VerbOf(form) == verb)?.Form;

    public static ReadOnlyMemory<byte> View(Form form, StartTicket ticket, Words words) => BlockKitRenderer.Modal(
        form, ticket.Encode(), CallbackId,
        ticket.Venue is null ? new ChannelSelect(PlaceInput, words["Slack.StartPlace"], words["Slack.StartPlaceHint"]) : null);

    /// <summary>The input beside which a problem is said that names none: what the form is mostly about.</summary>
    public static string MainInput(Form form) =>
        (form.Inputs.OfType<InputText>().FirstOrDefault(input => input.IsRequired) ?? form.Inputs.First()).Id;

    IEnumerable<StartForm> All(Words words) =>
    [
        SessionStartForm.Form(activities, words),
        .. activities.All.Select(activity => activity.Start(words)).OfType<StartForm>(),
        PretendGuests.FormAlone(words),
        ScheduleForm.Of(words),
    ];

    static string VerbOf(StartForm form) => form.Form.Submit!.Press.Verb; // ! a form that starts something can be handed in
}
