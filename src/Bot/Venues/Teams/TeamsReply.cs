using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>What somebody said without naming the bot, in a thread or as an answer that quotes, or what became of it.</summary>
public sealed record TeamsReply(Origin From, string? Thread, string Message, string? Text, bool IsChange) : IThreadReply
{
    public bool IsBack { get; init; }

    public Person Who => From.Who;

    public VenueId Venue => From.Venue;

    public DateTimeOffset At => From.At;

    public string Delivery => From.Delivery;

    /// <summary>
    /// Null where it can be no reply: in a channel only what stands in a thread is one, in a chat, which has none, only what quotes. What becomes of a message
    /// there does not tell what it quotes. To the bot alone one writes commands.
    /// </summary>
    public static TeamsReply? Of(TeamsRequest request) => request switch
    {
        { From.Kind: ConversationKind.Personal } or { From: { Kind: ConversationKind.Channel, Root: null } } => null,
        TeamsRequest.Said { From.Kind: ConversationKind.Group, Quoted: null } => null,
        TeamsRequest.Said said => new TeamsReply(said.From, said.From.Root ?? said.Quoted, said.Message, said.Text, IsChange: false),
        TeamsRequest.Edited edited => new TeamsReply(edited.From, edited.From.Root, edited.Message, edited.Text, IsChange: true) { IsBack = edited.IsBack },
        TeamsRequest.Deleted deleted => new TeamsReply(deleted.From, deleted.From.Root, deleted.Message, Text: null, IsChange: true),
        _ => null,
    };
}
