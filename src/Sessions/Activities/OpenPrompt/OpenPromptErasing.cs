using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Replies keep their place and their count, and lose their words and the way to the message in the thread.</summary>
static class OpenPromptErasing
{
    public static OpenPrompt Forget(OpenPrompt state, Erasure erasure) => state.Replies.TryGetValue(erasure.Author, out var replies)
        ? state with
        {
            Replies = state.Replies.SetItem(
                erasure.Author, replies.SetItems(replies.Select(one => KeyValuePair.Create(one.Key, new OpenReply(one.Value.Id, Removed.Mark, null))))),
            InThread = state.InThread.RemoveRange(state.InThread.Where(one => one.Value?.Author == erasure.Author).Select(one => one.Key)),
        }
        : state;

    public static ActivityEvent Without(ActivityEvent happened, OpenPrompt state, Erasure erasure) =>
        happened is OpenPromptEvent.Replied given && given.Author == erasure.Author && state.Replies.ContainsKey(erasure.Author)
            ? given with { Text = given.Text is null ? null : "", Thread = null }
            : happened;

    /// <summary>What somebody gave is no more, as if it had never been.</summary>
    public static OpenPrompt Withdraw(OpenPrompt state, PersonAlias author) => state with
    {
        Replies = state.Replies.Remove(author),
        Authors = state.Authors.RemoveRange(state.Of(author).Values.Select(reply => reply.Id)),
        InThread = state.InThread.RemoveRange(state.InThread.Where(reply => reply.Value?.Author == author).Select(reply => reply.Key)),
    };
}
