using System.Collections.Immutable;
using CoCreateBot.Bot.Venues.Web;

namespace CoCreateBot.Bot.Venues.Slack.Installing;

/// <param name="Go">Path that leads to Slack.</param>
/// <param name="Scopes">What is asked for, each with its reason.</param>
public sealed record InstallView(PageHead Head, string Go, ImmutableArray<ScopeView> Scopes);

public sealed record ScopeView(string Scope, string Why);

/// <param name="Open">Address where it goes on.</param>
/// <param name="IsOrg">An organisation has installed it: it is in no workspace yet.</param>
public sealed record InstalledView(PageHead Head, string Open, bool IsOrg);
