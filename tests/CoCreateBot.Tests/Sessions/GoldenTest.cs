using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Sessions;

/// <summary>
/// What is stored is stored for ever: one file for each kind of event, as the first build wrote it. Whoever must change such a file has
/// broken every log there is; a new field is optional and gets a file of its own.
/// </summary>
public sealed class GoldenTest
{
    static readonly EventCodec Codec = new(Activities.BuiltIn);

    static string Folder => Path.Combine(Checkout.Root, "tests", "CoCreateBot.Tests", "Sessions", "Golden");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_of_event_has_a_file_that_is_read_and_written_to_the_same_bytes(string kind)
    {
        // As it was first written, and then a further file for what has been added since ("dot-vote-planned.2.json").
        string[] files = [Path.Combine(Folder, kind + ".json"), .. Directory.GetFiles(Folder, kind + ".*.json")];
        var all = files.Distinct().Select(file => File.ReadAllText(file).TrimEnd('\n')).ToList();

        Assert.All(Fields(kind), field => Assert.Contains(all, stored => stored.Contains($"\"{field}\":", StringComparison.Ordinal)));
        Assert.All(all, stored => Assert.Contains($"\"k\":\"{kind}\"", stored, StringComparison.Ordinal));
        Assert.All(all, stored => Assert.Equal(stored, Encoding.UTF8.GetString(Codec.Write(Codec.Read(Encoding.UTF8.GetBytes(stored))))));
    }

    [Fact]
    public void No_file_is_of_a_kind_that_is_no_more() => Assert.Empty(
        Directory.GetFiles(Folder).Select(file => Path.GetFileNameWithoutExtension(file).Split('.')[0]).Except(Types.Keys));

    [Theory]
    [InlineData("[{\"k\":\"of-tomorrow\"}]")]
    [InlineData("[{\"activity\":1}]")]
    [InlineData("[{\"k\":\"contributed\",\"activity\":1,\"what\":{\"k\":\"of-tomorrow\",\"e\":{}}}]")]
    [InlineData("[{\"k\":\"contributed\",\"activity\":1,\"what\":{\"e\":{}}}]")]
    [InlineData("[{\"k\":\"contributed\",\"activity\":1,\"what\":{\"k\":\"dot-vote-decided\",\"e\":null}}]")]
    [InlineData("[")]
    public void What_this_build_does_not_know_is_never_passed_over(string stored) =>
        Assert.ThrowsAny<JsonException>(() => Codec.Read(Encoding.UTF8.GetBytes(stored)));

    public static TheoryData<string> Kinds => [.. Types.Keys];

    static Dictionary<string, Type> Types => typeof(SessionEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .Select(derived => new StoredName(derived.TypeDiscriminator as string ?? "", derived.DerivedType))
        .Concat(Activities.BuiltIn.All.SelectMany(activity => activity.EventNames))
        .ToDictionary(name => name.Name, name => name.Type, StringComparer.Ordinal);

    /// <summary>All fields an event has by now: the file must hold each of them once.</summary>
    static IEnumerable<string> Fields(string kind) =>
        Types[kind].GetConstructors().Single().GetParameters().Select(field => JsonNamingPolicy.CamelCase.ConvertName(field.Name ?? ""));
}
