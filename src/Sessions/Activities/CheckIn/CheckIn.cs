using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

/// <summary>Stored for ever, by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckInFormat>))]
public enum CheckInFormat
{
    /// <summary>Traffic light: green, yellow, red.</summary>
    [JsonStringEnumMemberName("light")]
    Light,

    [JsonStringEnumMemberName("word")]
    Word,

    /// <summary>1 to 5.</summary>
    [JsonStringEnumMemberName("scale")]
    Scale,

    /// <summary>Return on time invested, 1 to 5.</summary>
    [JsonStringEnumMemberName("roti")]
    Roti,
}

/// <summary>A check-in, as its events fold to.</summary>
public sealed record CheckIn(CheckInFormat Format, string? Question) : ActivityState
{
    public const string Red = "red";

    public static readonly ImmutableArray<string> Lights = ["green", "yellow", Red];
    public static readonly ImmutableArray<string> Steps = ["1", "2", "3", "4", "5"];

    public ImmutableDictionary<PersonAlias, CheckInAnswer> Answers { get; init; } =
        ImmutableDictionary<PersonAlias, CheckInAnswer>.Empty;

    protected override int PeopleCounted => Answers.Count;

    public override IEnumerable<PersonAlias> Givers => Answers.Keys;

    public override bool HasGiven(PersonAlias author) => Answers.ContainsKey(author);

    public override string? Prompt => Question;

    /// <summary>What can be answered, in order; empty where any word can.</summary>
    public ImmutableArray<string> Choices => Format switch
    {
        CheckInFormat.Light => Lights,
        CheckInFormat.Word => [],
        _ => Steps,
    };

    public bool IsSteps => Format is CheckInFormat.Scale or CheckInFormat.Roti;

    public int CountOf(string choice) => Answers.Values.Count(answer => answer.Value == choice);
}

/// <param name="Value">A light, a step, or the word.</param>
public sealed record CheckInAnswer(string Value, string? Note);

public abstract record CheckInCommand : ActivityCommand
{
    /// <param name="Note">
    /// Null where none was asked for: then the note that stands stays with the same answer, and goes with another,
    /// since it explained the first.
    /// </param>
    public sealed record Answer(string Value, string? Note) : CheckInCommand;
}

public abstract record CheckInEvent : ActivityEvent
{
    public sealed record Planned(CheckInFormat Format, string? Question) : CheckInEvent;

    /// <summary>Somebody's answer from now on.</summary>
    public sealed record Answered(PersonAlias Author, string Value, string? Note) : CheckInEvent;
}

[JsonSerializable(typeof(CheckInEvent.Planned))]
[JsonSerializable(typeof(CheckInEvent.Answered))]
sealed partial class CheckInJson : JsonSerializerContext;
