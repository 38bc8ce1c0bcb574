using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Who asked for something, by a command, a dialog or a mention, and where they can be told in private what became of it.</summary>
/// <param name="Delivery">Slack's id of the asking: the same one has its effect once.</param>
/// <param name="ResponseUrl">Null where Slack sent none.</param>
/// <param name="Thread">In which they asked; null where they did in no thread.</param>
public sealed record SlackAsker(Person Who, VenueId Venue, string Delivery, string? ResponseUrl = null, string? Thread = null);
