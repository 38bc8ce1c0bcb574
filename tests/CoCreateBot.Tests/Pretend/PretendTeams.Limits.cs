using System.Net;

namespace CoCreateBot.Tests.Pretend;

/// <summary>How often it may be called: Teams counts in windows, and says for how long to wait.</summary>
sealed partial class PretendTeams
{
    static readonly (int Calls, TimeSpan Within)[] SendWindows =
        [(7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1800, TimeSpan.FromHours(1))];

    static readonly (int Calls, TimeSpan Within)[] MemberWindows =
        [(14, TimeSpan.FromSeconds(1)), (16, TimeSpan.FromSeconds(2)), (120, TimeSpan.FromSeconds(30)), (3600, TimeSpan.FromHours(1))];

    static readonly (int Calls, TimeSpan Within)[] TenantWindow = [(30, TimeSpan.FromSeconds(1))];

    readonly Dictionary<string, List<DateTimeOffset>> calls = new(StringComparer.Ordinal);

    /// <summary>Calls that came too soon.</summary>
    public int TooSoon { get; private set; }

    // Null where there is room.
    TimeSpan? WaitFor(string conversation, string use)
    {
        var now = Time.GetUtcNow();
        var what = $"{conversation} {use}";
        var wait = Blocks(what, use == Reading ? MemberWindows : use == Reacting ? ReactionWindow : SendWindows, now) ?? Blocks(Tenant, TenantWindow, now);
        if (wait is null)
        {
            Of(what).Add(now);
            Of(Tenant).Add(now);
        }
        else
        {
            TooSoon++;
        }

        return wait;
    }

    TimeSpan? Blocks(string what, (int Calls, TimeSpan Within)[] windows, DateTimeOffset now)
    {
        foreach (var (most, within) in windows)
        {
            var lately = Of(what).Where(at => at > now - within).ToList();
            if (lately.Count >= most)
            {
                return lately[^most] + within - now;
            }
        }

        return null;
    }

    List<DateTimeOffset> Of(string what)
    {
        if (!calls.TryGetValue(what, out var all))
        {
            calls[what] = all = [];
        }

        return all;
    }

    static HttpResponseMessage Throttled(TimeSpan wait)
    {
        var answer = Error(HttpStatusCode.TooManyRequests, "TooManyRequests");
        answer.Headers.Add("Retry-After", ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return answer;
    }
}
