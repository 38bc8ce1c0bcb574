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

    /// <summary>One of five kinds of weather.</summary>
    [JsonStringEnumMemberName("weather")]
    Weather,

    /// <summary>How pleasant by how much energy, 1 to 5 each.</summary>
    [JsonStringEnumMemberName("mood")]
    Mood,

    /// <summary>What is good, what begins, what hurts: three short texts, of which two may be left out.</summary>
    [JsonStringEnumMemberName("rose")]
    Rose,

    /// <summary>Any words.</summary>
    [JsonStringEnumMemberName("free")]
    Free,
}

/// <summary>A check-in, as its events fold to.</summary>
public sealed record CheckIn(CheckInFormat Format, string? Question) : ActivityState
{
    public const string Red = "red";

    public static readonly ImmutableArray<string> Lights = ["green", "yellow", Red];
    public static readonly ImmutableArray<string> Steps = ["1", "2", "3", "4", "5"];
    public static readonly ImmutableArray<string> Weathers = ["sunny", "fair", "cloudy", "rainy", "stormy"];

    Counted counted;

    public ImmutableDictionary<PersonAlias, CheckInAnswer> Answers
    {
        get;
        init => (field, counted) = (value, default);
    } = ImmutableDictionary<PersonAlias, CheckInAnswer>.Empty;

    /// <summary>With somebody's answer in the place of the one they had.</summary>
    internal CheckIn With(PersonAlias author, CheckInAnswer answer) => this with
    {
        Answers = Answers.SetItem(author, answer),
        counted = new Counted { Known = counted.Known?.After(this, Answers.GetValueOrDefault(author), answer) }, // after the answers, which forget it
    };

    protected override int PeopleCounted => Answers.Count;

    public override IEnumerable<PersonAlias> Givers => Answers.Keys;

    public override bool HasGiven(PersonAlias author) => Answers.ContainsKey(author);

    public override string? Prompt => Question;

    /// <summary>What can be answered, in order; empty where any words can.</summary>
    public ImmutableArray<string> Choices => Format switch
    {
        CheckInFormat.Light => Lights,
        CheckInFormat.Weather => Weathers,
        CheckInFormat.Mood => MoodPlace.All,
        CheckInFormat.Word or CheckInFormat.Rose or CheckInFormat.Free => [],
        _ => Steps,
    };

    /// <summary>Those that have a button of their own.</summary>
    public ImmutableArray<string> Taps => Format == CheckInFormat.Mood ? MoodPlace.Corners : Choices;

    public bool IsSteps => Format is CheckInFormat.Scale or CheckInFormat.Roti;

    /// <summary>Is the answer one text of one's own?</summary>
    public bool IsInWords => Format is CheckInFormat.Word or CheckInFormat.Free;

    public int WordsMax => Format == CheckInFormat.Word ? Limits.WordMax : Limits.NoteMax;

    public int CountOf(string choice) => Choices.IndexOf(choice) is var at and >= 0 ? Tally.ByChoice[at] : 0;

    /// <summary>How many people wrote one.</summary>
    public int Notes => Tally.Notes;

    CheckInCounts Tally => counted.Known ??= CheckInCounts.Of(this);

    /// <summary>It follows from the answers, so that it makes no difference between two states whether they were asked for it.</summary>
    struct Counted : IEquatable<Counted>, IFollowing
    {
        public CheckInCounts? Known;

        public readonly bool Equals(Counted other) => true;

        public override readonly bool Equals(object? obj) => obj is Counted;

        public override readonly int GetHashCode() => 0;
    }
}

/// <param name="Value">A light, a step, a kind of weather, a place ("4 2"), or the words; empty where it is in <see cref="Parts"/>.</param>
public sealed record CheckInAnswer(string Value, string? Note)
{
    public RoseBudThorn? Parts { get; init; }
}

/// <summary>What is good, what begins, what hurts; null where it was left out.</summary>
public sealed record RoseBudThorn(string? Rose, string? Bud, string? Thorn)
{
    public static readonly ImmutableArray<string> Names = ["rose", "bud", "thorn"];

    public string? this[string name] => name switch
    {
        "rose" => Rose,
        "bud" => Bud,
        "thorn" => Thorn,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public bool IsEmpty => (Rose, Bud, Thorn) == (null, null, null);

    public RoseBudThorn Each(Func<string, string> made) => new(Of(Rose, made), Of(Bud, made), Of(Thorn, made));

    static string? Of(string? text, Func<string, string> made) => text is null ? null : made(text);
}

public abstract record CheckInCommand : ActivityCommand
{
    /// <param name="Note">
    /// Null where none was asked for: then the note that stands stays with the same answer, and goes with another,
    /// since it explained the first.
    /// </param>
    public sealed record Answer(string Value, string? Note) : CheckInCommand;

    /// <summary>Each is null where it stays as it is, and empty where it is taken away.</summary>
    public sealed record Share(string? Rose, string? Bud, string? Thorn) : CheckInCommand;
}

public abstract record CheckInEvent : ActivityEvent
{
    public sealed record Planned(CheckInFormat Format, string? Question) : CheckInEvent;

    /// <summary>Somebody's answer from now on.</summary>
    public sealed record Answered(PersonAlias Author, string Value, string? Note) : CheckInEvent;

    /// <summary>The same of a rose, a bud and a thorn.</summary>
    public sealed record Shared(PersonAlias Author, string? Rose, string? Bud, string? Thorn) : CheckInEvent;
}

[JsonSerializable(typeof(CheckInEvent.Planned))]
[JsonSerializable(typeof(CheckInEvent.Answered))]
[JsonSerializable(typeof(CheckInEvent.Shared))]
sealed partial class CheckInJson : JsonSerializerContext;
