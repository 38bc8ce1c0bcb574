using System.Globalization;
using System.Text;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

public sealed class SlackSignatureTest
{
    const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    const string Timestamp = "1531420618";

    static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1531420618);
    static readonly byte[] Body = "token=x&team_id=T1"u8.ToArray();

    [Fact]
    public void The_known_answer_of_the_documentation_is_genuine()
    {
        const string Documented = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
            + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        var check = new SlackSignature(Secret).Check(
            Timestamp, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", Encoding.UTF8.GetBytes(Documented), Now);

        Assert.Equal(SignatureCheck.Genuine, check);
    }

    [Theory]
    [InlineData(-300, SignatureCheck.Genuine)]
    [InlineData(-301, SignatureCheck.Stale)]
    [InlineData(300, SignatureCheck.Genuine)]
    [InlineData(301, SignatureCheck.Early)]
    [InlineData(0, SignatureCheck.Genuine)]
    public void A_request_is_fresh_within_five_minutes_either_way(int seconds, SignatureCheck expected)
    {
        var at = Now.AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        Assert.Equal(expected, new SlackSignature(Secret).Check(at, Sign(Secret, at, Body), Body, Now));
    }

    [Fact]
    public void A_stale_request_is_stale_even_where_its_signature_is_right() =>
        Assert.Equal(
            SignatureCheck.Stale, new SlackSignature(Secret).Check(Timestamp, Sign(Secret, Timestamp, Body), Body, Now.AddDays(1)));

    [Fact]
    public void Another_secret_another_body_or_another_time_is_a_forgery()
    {
        var signature = new SlackSignature(Secret);

        Assert.Equal(SignatureCheck.Forged, signature.Check(Timestamp, Sign("another", Timestamp, Body), Body, Now));
        Assert.Equal(SignatureCheck.Forged, signature.Check(Timestamp, Sign(Secret, Timestamp, Body), "token=x&team_id=T2"u8, Now));
        Assert.Equal(SignatureCheck.Forged, signature.Check(Timestamp, Sign(Secret, "1531420619", Body), Body, Now));
    }

    [Fact]
    public void Each_bit_of_the_signature_counts()
    {
        var genuine = Convert.FromHexString(Sign(Secret, Timestamp, Body).AsSpan(3));
        for (var bit = 0; bit < genuine.Length * 8; bit++)
        {
            var bent = (byte[])genuine.Clone();
            bent[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Equal(
                SignatureCheck.Forged, new SlackSignature(Secret).Check(Timestamp, "v0=" + Convert.ToHexStringLower(bent), Body, Now));
        }
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("now", "")]
    [InlineData("-1531420618", "")]
    [InlineData("1531420618.0", "")]
    [InlineData(" 1531420618", "")]
    [InlineData("+1531420618", "")]
    [InlineData("99999999999999999999", "")]
    [InlineData("1531420618,1531420618", "")]
    [InlineData(Timestamp, null)]
    [InlineData(Timestamp, "v0=")]
    [InlineData(Timestamp, "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData(Timestamp, "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData(Timestamp, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50")]
    [InlineData(Timestamp, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503ff")]
    [InlineData(Timestamp, "v0=z2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    public void Headers_that_Slack_would_not_send_are_missing_ones(string? timestamp, string? signature)
    {
        var given = signature is "" ? Sign(Secret, timestamp ?? "", Body) : signature; // right, so that the time is what is judged

        Assert.Equal(SignatureCheck.Missing, new SlackSignature(Secret).Check(timestamp, given, Body, Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_secret_would_accept_everybody_and_is_never_used(string secret) =>
        Assert.ThrowsAny<ArgumentException>(() => new SlackSignature(secret));

    [Fact]
    public void A_body_of_any_length_is_hashed_as_a_whole()
    {
        foreach (var length in (int[])[0, 1, 63, 64, 65, 4_000, 256 * 1024])
        {
            var body = new byte[length];
            new Random(length).NextBytes(body);

            Assert.Equal(SignatureCheck.Genuine, new SlackSignature(Secret).Check(Timestamp, Sign(Secret, Timestamp, body), body, Now));
        }
    }

    [Fact]
    public void Many_requests_at_once_are_each_checked_by_themselves()
    {
        var signature = new SlackSignature(Secret);

        Parallel.For(0, 1_000, n =>
        {
            var body = BitConverter.GetBytes(n);

            Assert.Equal(SignatureCheck.Genuine, signature.Check(Timestamp, Sign(Secret, Timestamp, body), body, Now));
            Assert.Equal(SignatureCheck.Forged, signature.Check(Timestamp, Sign(Secret, Timestamp, Body), body, Now));
        });
    }

    static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body) => PretendSlackSigner.Sign(secret, timestamp, body);
}
