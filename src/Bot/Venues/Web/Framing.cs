using System.Collections.Immutable;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>A page that stands in the frame of somebody else's site, which says how it is to look. It is kept with the request.</summary>
/// <param name="Ancestors">The sites that may frame it.</param>
/// <param name="Theme">One of ours.</param>
/// <param name="Locale">"de-DE", as that site says; null where it does not.</param>
public sealed record Framing(ImmutableArray<string> Ancestors, string Theme, string? Locale)
{
    /// <summary>Scripts that it needs besides: paths on this site, in this order.</summary>
    public ImmutableArray<string> Scripts { get; init; } = [];

    public static Framing? Of(HttpContext http) => http.Features.Get<Framing>();
}
