using System.Reflection;
using System.Xml.Linq;

namespace CoCreateBot.Tests.Tidy;

/// <summary>Cards ← Sessions ← Storage ← Bot, and never the other way.</summary>
public sealed class ArrowsTest
{
    [Theory]
    [InlineData("CoCreateBot.Cards", "")]
    [InlineData("CoCreateBot.Sessions", "CoCreateBot.Cards")]
    [InlineData("CoCreateBot.Storage", "CoCreateBot.Cards CoCreateBot.Sessions")]
    [InlineData("CoCreateBot", "CoCreateBot.Cards CoCreateBot.Sessions CoCreateBot.Storage")]
    public void An_assembly_uses_only_what_stands_to_its_left(string assembly, string left)
    {
        var used = Assembly.Load(assembly).GetReferencedAssemblies()
            .Select(a => a.Name)
            .Where(name => name!.StartsWith("CoCreateBot", StringComparison.Ordinal)); // ! a referenced assembly has a name

        Assert.Empty(used.Except(left.Split(' ')));
    }

    [Theory]
    [InlineData("Cards", "")]
    [InlineData("Sessions", "../Cards/Cards.csproj")]
    [InlineData("Storage", "../Sessions/Sessions.csproj")]
    [InlineData("Bot", "../Storage/Storage.csproj")]
    public void A_project_names_only_its_left_neighbour(string project, string neighbour)
    {
        var named = XDocument.Load(Path.Combine(Checkout.Root, "src", project, $"{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(r => r.Attribute("Include")?.Value);

        Assert.Equal(neighbour, string.Join(' ', named));
    }

    [Theory]
    [InlineData("Cards")]
    [InlineData("Sessions")]
    public void The_vocabulary_and_the_domain_know_no_web_and_no_database(string project)
    {
        string[] outside = ["Microsoft.AspNetCore", "Microsoft.Data", "Microsoft.Extensions", "System.Net.Http", "System.Net.Sockets"];
        var used = Assembly.Load($"CoCreateBot.{project}").GetReferencedAssemblies().Select(a => a.Name);

        Assert.DoesNotContain(used, name => outside.Any(o => name!.StartsWith(o, StringComparison.Ordinal))); // ! as above
    }
}
