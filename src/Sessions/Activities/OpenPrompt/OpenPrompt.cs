using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

/// <summary>An open prompt, as its events fold to.</summary>
public sealed record OpenPrompt(string? Question) : ActivityState
{
    /// <summary>What one person may give (PRODUCT: at most 5).</summary>
    public const int RepliesMax = 5;

    public const int ReplyMax = 500;

    /// <summary>A platform's id of a reply in the thread.</summary>
    public const int ReplyIdMax = 64;

    /// <summary>Up to so many each stands for itself; above, they are rated.</summary>
    public const int ProposedMax = 40;

    /// <summary>Each person's, by place: 1 to <see cref="RepliesMax"/>.</summary>
    public ImmutableDictionary<PersonAlias, ImmutableSortedDictionary<int, OpenReply>> Replies { get; init; } =
        ImmutableDictionary<PersonAlias, ImmutableSortedDictionary<int, OpenReply>>.Empty;

    /// <summary>Where the replies of the thread are, by the platform's id; null where one was withdrawn, so that it does not come back late.</summary>
    public ImmutableDictionary<string, (PersonAlias Author, int Place)?> InThread { get; init; } =
        ImmutableDictionary<string, (PersonAlias, int)?>.Empty;

    /// <summary>Who gave what, by the reply's id.</summary>
    public ImmutableDictionary<int, PersonAlias> Authors { get; init; } = ImmutableDictionary<int, PersonAlias>.Empty;

    public int Count => Authors.Count;

    protected override int PeopleCounted => Replies.Count;

    public override IEnumerable<PersonAlias> Givers => Replies.Keys;

    public override bool HasGiven(PersonAlias author) => Replies.ContainsKey(author);

    public override string? Prompt => Question;

    public ImmutableSortedDictionary<int, OpenReply> Of(PersonAlias author) =>
        Replies.GetValueOrDefault(author, ImmutableSortedDictionary<int, OpenReply>.Empty);

    /// <summary>What a person's form holds.</summary>
    public IEnumerable<string> WordsOf(PersonAlias author) =>
        Of(author).Where(reply => reply.Value.Thread is null).Select(reply => $"{reply.Key} {reply.Value.Text}");

    /// <summary>All, with who gave them, in an order that tells nothing of when they came.</summary>
    public IEnumerable<(PersonAlias Author, OpenReply Reply)> All() =>
        Replies.SelectMany(person => person.Value.Values, (person, reply) => (person.Key, reply));
}

/// <param name="Id">Stays with it when its words are changed.</param>
/// <param name="Thread">The platform's id where it was given in the thread: there it is changed and withdrawn.</param>
public sealed record OpenReply(int Id, string Text, string? Thread);

public abstract record OpenPromptCommand : ActivityCommand
{
    /// <summary>These places shall hold these texts; empty is withdrawn, what is not named stays.</summary>
    /// <param name="Held">Stands for the words that the form held when it was drawn; empty where there was no form.</param>
    public sealed record SetReplies(ImmutableSortedDictionary<int, string> Texts, string Held = "") : OpenPromptCommand;

    /// <summary>One more, in the first place that is free; the same words again are the same reply.</summary>
    public sealed record Say(string Text) : OpenPromptCommand;

    /// <summary>A reply in the thread, known by its platform's id: added twice it is there once.</summary>
    public sealed record AddReply(string Text, string ReplyId) : OpenPromptCommand;

    /// <param name="IsBack">It counts again where it was taken back.</param>
    public sealed record ChangeReply(string ReplyId, string Text, bool IsBack = false) : OpenPromptCommand;

    public sealed record WithdrawReply(string ReplyId) : OpenPromptCommand;

    /// <summary>Lets people rate what was said.</summary>
    public sealed record Rate : OpenPromptCommand
    {
        public override bool IsSteering => true;

        public override bool IsAfterClose => true;
    }
}

public abstract record OpenPromptEvent : ActivityEvent
{
    public sealed record Planned(string? Question) : OpenPromptEvent;

    /// <summary>What stands in one of a person's places from now on.</summary>
    /// <param name="Text">Null: withdrawn.</param>
    public sealed record Replied(PersonAlias Author, int Place, int Id, string? Text, string? Thread) : OpenPromptEvent;
}

[JsonSerializable(typeof(OpenPromptEvent.Planned))]
[JsonSerializable(typeof(OpenPromptEvent.Replied))]
sealed partial class OpenPromptJson : JsonSerializerContext;
