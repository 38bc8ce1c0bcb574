using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>
/// "warmup hide 3": whoever hides a line reads it once more, and nobody else does. So a number that was counted wrong is seen. It is the line that had this
/// number when it was typed, whatever was said in that moment.
/// </summary>
public sealed partial class CommandDesk
{
    async Task<Reply> HideAsync(Hidden hidden, SessionId session, Sender sender, CancellationToken stop)
    {
        var answer = await hosts.AskAsync(session, new Wish.Ready(hidden.Command), sender.Who, sender.Delivery, stop);
        var reply = Say(answer, sender, Effects.Done);
        return answer is Answer.Done ? reply with { Text = $"{reply.Text} {sender.Words.Say("Commands.HiddenWords", hidden.Words)}" } : reply;
    }

    static Hidden? HiddenBy(TypedLine line, Session session) =>
        CommandReader.ItemOf(line, session) is { } item && CommandReader.Speaks(item.Activity, line.Verb)
        && item.Activity.Read(line, item).Value is { } what && item.Activity.Hides(what, item) is { } words
            ? new Hidden(new Command.Contribute(item.Number, what), words)
            : null;

    sealed record Hidden(Command Command, string Words);
}
