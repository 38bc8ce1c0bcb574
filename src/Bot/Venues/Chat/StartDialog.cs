using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>
/// What can be started without typing: first what, then the form of that. They are the same forms as a page of the web offers, with the list to choose from;
/// how they are shown and where it begins each platform knows.
/// </summary>
public sealed class StartDialog(CommandDesk desk, Activities activities, BotOptions options, TimeProvider time)
{
    public const string WhatInput = "start-what";

    /// <summary>Of the form that asks what. No activity is called so.</summary>
    public const string ChoiceVerb = "start";

    /// <summary>What could be offered besides is looked up for so long; then it is not offered.</summary>
    public static readonly TimeSpan LookWithin = TimeSpan.FromSeconds(5);

    /// <summary>Asks what to start. It needs no storage.</summary>
    /// <param name="isFacilitating">They steer something here that pretend people can play.</param>
    public Form Choice(bool isFacilitating, Words words)
    {
        var offered = All(words).Where(form => isFacilitating || VerbOf(form) != PretendGuests.Verb);
        ImmutableArray<Element> body =
        [
            new InputChoiceSet(WhatInput, words["Chat.StartWhat"], [.. offered.Select(form => new Choice(form.Offer, VerbOf(form)))])
            {
                IsRequired = true, Style = ChoiceInputStyle.Expanded,
            },
            new TextBlock(words["Chat.StartTyped"], TextStyle.Subtle),
        ];
        return new Form(words["Chat.StartTitle"], words.Language, body, new Execute(words["Chat.StartNext"], new Press("", 0, ChoiceVerb)));
    }

    /// <summary>Null where nothing is started by this word.</summary>
    public Form? Find(string verb, Words words) => All(words).FirstOrDefault(form => VerbOf(form) == verb)?.Form;

    /// <summary>The input beside which a problem is said that names none: what the form is mostly about.</summary>
    public static string MainInput(Form form) =>
        (form.Inputs.OfType<InputText>().FirstOrDefault(input => input.IsRequired) ?? form.Inputs.First()).Id;

    /// <summary>False also where nobody knows in time.</summary>
    public async Task<bool> IsFacilitatingAsync(VenueId venue, Person who)
    {
        try
        {
            return await desk.IsFacilitatingAsync(venue, who, CancellationToken.None).WaitAsync(LookWithin, time);
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Begins what the form of this word asked for.</summary>
    public Task<Reply> BeginAsync(
        VenueId venue, Person who, string verb, IReadOnlyDictionary<string, string> fields, string delivery, string zone, Words words) =>
        desk.StartAsync(venue, who, verb, fields, delivery, words.Language, zone, CancellationToken.None, shared: options.Language);

    IEnumerable<StartForm> All(Words words) =>
    [
        SessionStartForm.Form(activities, words),
        .. activities.All.Select(activity => activity.Start(words)).OfType<StartForm>(),
        PretendGuests.FormAlone(words),
        ScheduleForm.Of(words),
    ];

    static string VerbOf(StartForm form) => form.Form.Submit!.Press.Verb; // ! a form that starts something can be handed in
}
