using Xunit.Sdk;

namespace CoCreateBot.Tests.Tidy;

public sealed class FromNpmTest
{
    [Theory]
    [InlineData(true, false, "looked")]
    [InlineData(true, true, "looked")]
    [InlineData(false, false, "skipped")]
    [InlineData(false, true, "failed")]
    public void What_is_not_installed_is_skipped_and_fails_in_continuous_integration(bool isThere, bool isStrict, string outcome) =>
        Assert.Equal(outcome, OutcomeOf(isThere, isStrict));

    static string OutcomeOf(bool isThere, bool isStrict)
    {
        try
        {
            FromNpm.Needs(isThere, "It is not there.", isStrict);
            return "looked";
        }
        catch (SkipException)
        {
            return "skipped";
        }
        catch (TrueException)
        {
            return "failed";
        }
    }
}
