using System.Collections.Immutable;

namespace CoCreateBot.Storage;

/// <summary>The order of lists, where no database puts them into it: open ones first, then the newest first.</summary>
static class Listed
{
    public static ImmutableArray<DirectoryEntry> Of(IEnumerable<DirectoryEntry> entries, int max) =>
        Of(entries, entry => new MemberSession(entry.Session, entry.OpenedAt, entry.ClosedAt), max);

    public static ImmutableArray<MemberSession> Of(IEnumerable<MemberSession> sessions, int max) => Of(sessions, session => session, max);

    static ImmutableArray<T> Of<T>(IEnumerable<T> all, Func<T, MemberSession> said, int max) =>
    [
        .. all.OrderBy(one => said(one).ClosedAt is not null)
            .ThenByDescending(one => said(one).OpenedAt)
            .ThenBy(one => said(one).Session.Value, StringComparer.Ordinal)
            .Take(max),
    ];
}
