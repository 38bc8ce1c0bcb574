namespace CoCreateBot.Tests.Tidy;

/// <summary>What npm installs, and some tests look with.</summary>
static class FromNpm
{
    /// <summary>Skips where it is not there; in continuous integration that is a failure, or all would be green without having been looked at.</summary>
    public static void Needs(bool isThere, string otherwise) => Needs(isThere, otherwise, isStrict: Environment.GetEnvironmentVariable("CI") == "true");

    public static void Needs(bool isThere, string otherwise, bool isStrict)
    {
        Assert.True(isThere || !isStrict, otherwise);
        Assert.SkipUnless(isThere, otherwise);
    }
}
