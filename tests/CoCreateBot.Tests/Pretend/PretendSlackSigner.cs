using System.Security.Cryptography;
using System.Text;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Signs as Slack does; written from the documentation and not from our own check.</summary>
static class PretendSlackSigner
{
    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body];
        return "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text));
    }
}
