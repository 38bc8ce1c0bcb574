namespace CoCreateBot.Bot.Venues;

/// <summary>How often one lane may call its platform: so many at once, and one more after each pause.</summary>
/// <param name="UpdateEvery">Also how old a tally may be.</param>
/// <param name="TellBurst">Private messages, to all people together.</param>
public sealed record VenuePace(int UpdateBurst, TimeSpan UpdateEvery, int PostBurst, TimeSpan PostEvery, int TellBurst, TimeSpan TellEvery);
