using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>How often one address may do what needs no secret and leaves something behind.</summary>
public sealed class Doorkeeper : IDisposable
{
    /// <summary>A whole office joins from one address.</summary>
    public const int JoinsPerMinute = 100;

    public const int RoomsPerMinute = 10;

    public const int ImportsPerMinute = 5;

    /// <summary>Codes for tabs: nobody adds that many, and whoever tries them out comes nowhere.</summary>
    public const int CodesPerMinute = 20;

    /// <summary>Forms with pictures that are in memory at once, and further ones that wait for their turn.</summary>
    public const int UploadsAtOnce = 4;
    public const int UploadsWaitingMax = 64;

    /// <summary>Further ones of one guest that wait for their first to be read: a finger that pressed twice.</summary>
    public const int UploadsWaitingEach = 2;

    // First one's own turn, then that among all: whoever sends much at once waits for nobody but themselves.
    readonly PartitionedRateLimiter<string> uploads = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string, string>(guest => RateLimitPartition.GetConcurrencyLimiter(
            guest, _ => new() { PermitLimit = 1, QueueLimit = UploadsWaitingEach })),
        PartitionedRateLimiter.Create<string, string>(_ => RateLimitPartition.GetConcurrencyLimiter(
            "", _ => new() { PermitLimit = UploadsAtOnce, QueueLimit = UploadsWaitingMax })));

    readonly PartitionedRateLimiter<string> codes = PerMinute(CodesPerMinute);
    readonly PartitionedRateLimiter<string> imports = PerMinute(ImportsPerMinute);
    readonly PartitionedRateLimiter<string> joins = PerMinute(JoinsPerMinute);
    readonly PartitionedRateLimiter<string> rooms = PerMinute(RoomsPerMinute);

    public bool MayJoin(HttpContext http) => May(joins, http);

    public bool MayOpenRoom(HttpContext http) => May(rooms, http);

    public bool MayImport(HttpContext http) => May(imports, http);

    public bool MayTryCode(HttpContext http) => May(codes, http);

    /// <summary>Ends when there is room, or at once where too many wait already. Whoever gets it gives it back.</summary>
    public ValueTask<RateLimitLease> TurnToUploadAsync(string guest, CancellationToken stop) => uploads.AcquireAsync(guest, 1, stop);

    public void Dispose()
    {
        uploads.Dispose();
        codes.Dispose();
        imports.Dispose();
        joins.Dispose();
        rooms.Dispose();
    }

    static bool May(PartitionedRateLimiter<string> limiter, HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(AddressOf(http));
        return lease.IsAcquired;
    }

    // One household or office has a whole /64 of IPv6.
    static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } address =>
            new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]]).ToString(),
        var address => address.ToString(),
    };

    static PartitionedRateLimiter<string> PerMinute(int permits) => PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = TimeSpan.FromMinutes(1),
        }));
}
