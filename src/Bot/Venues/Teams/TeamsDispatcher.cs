using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>Who acts on what Teams sent. Where it came from is kept first: nothing could be said there else.</summary>
public sealed class TeamsDispatcher(
    TeamsAddresses addresses, TeamsTyped typed, ThreadReplies<TeamsReply> replies, TeamsPresses presses, TeamsDialogs dialogs, TeamsStart start,
    TeamsExtension extension, TeamsLife life, TeamsPeople people, TeamsMetrics metrics, TimeProvider time)
{
    readonly Once once = new();

    public async Task<DoorAnswer> AnswerAsync(TeamsRequest request, CancellationToken stop)
    {
        var doing = DoAsync(request, stop);
        if (doing.IsCompleted || !IsWaitedFor(request))
        {
            return await doing;
        }

        try
        {
            return await doing.WaitAsync(TeamsOutcomes.AnswerWithin, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // It goes on all the same, and doing it again does no more.
            return Sorry(request, "Teams.Slow") with { Then = async () => await ((await doing).Then?.Invoke() ?? Task.CompletedTask) };
        }
    }

    async Task<DoorAnswer> DoAsync(TeamsRequest request, CancellationToken stop)
    {
        metrics.Received(request is TeamsRequest.Ignored ignored ? ignored.Why : request.GetType().Name);
        try
        {
            request = await LearnAsync(request, stop);
            await people.KnowAsync(request.From.Who);
        }
        catch (StoreUnavailableException)
        {
            return Sorry(request, "Commands.Unavailable");
        }

        return request switch
        {
            TeamsRequest.Said { From.Kind: ConversationKind.Personal } or TeamsRequest.Said { IsMention: true } or TeamsRequest.Said { IsTargeted: true } =>
                await OnceAsync((TeamsRequest.Said)request),
            TeamsRequest.Said or TeamsRequest.Edited or TeamsRequest.Deleted => TeamsReply.Of(request) is { } reply
                ? await replies.TakeAsync(reply, stop)
                : DoorAnswer.Ok,
            TeamsRequest.Pressed pressed => await presses.PressAsync(pressed, stop),
            TeamsRequest.Opens { Own: { } own } opens => await start.OpenAsync(opens.From, own),
            TeamsRequest.HandedIn { Own: { } own } handedIn => await start.HandInAsync(handedIn.From, own, handedIn.Fields),
            TeamsRequest.ExtensionOpens chosen => await extension.OpenAsync(chosen),
            TeamsRequest.ExtensionHandedIn handedIn => await extension.HandInAsync(handedIn, stop),
            TeamsRequest.Opens opens => await dialogs.OpenAsync(opens, stop),
            TeamsRequest.HandedIn handedIn => await dialogs.HandInAsync(handedIn, stop),
            TeamsRequest.Searched => DoorAnswer.Of(TeamsAnswers.NoChoices),
            TeamsRequest.NotAnswered => DoorAnswer.Ok with { Status = StatusCodes.Status501NotImplemented },
            _ => await life.TakeAsync(request, stop),
        };
    }

    static bool IsWaitedFor(TeamsRequest request) =>
        request is TeamsRequest.Pressed { IsInvoke: true, IsAutomatic: false } or TeamsRequest.Opens or TeamsRequest.HandedIn
            or TeamsRequest.ExtensionOpens or TeamsRequest.ExtensionHandedIn;

    // Who waits for an answer is told in the form in which they asked; what nobody waits for is refused, and may come again.
    DoorAnswer Sorry(TeamsRequest request, string why) =>
        !IsWaitedFor(request) ? DoorAnswer.Ok with { Status = StatusCodes.Status503ServiceUnavailable }
        : people.WordsOf(request.From)[why] is var text && request is TeamsRequest.Pressed ? DoorAnswer.Of(TeamsAnswers.Message(text))
        : TeamsStart.Notice(text);

    // What takes from us is no place to learn: it would come to life by its own end.
    async ValueTask<TeamsRequest> LearnAsync(TeamsRequest request, CancellationToken stop)
    {
        if (request is TeamsRequest.Ignored or TeamsRequest.NotAnswered or TeamsRequest.Removed or TeamsRequest.BotWent or TeamsRequest.PlaceEnded)
        {
            return request;
        }

        var who = await addresses.LearnAsync(request.From, stop, IsOverheard(request));
        return who.Key == request.From.Who.Key ? request : request with { From = request.From with { Who = who } };
    }

    static bool IsOverheard(TeamsRequest request) =>
        request is TeamsRequest.Said { IsMention: false, IsTargeted: false, From.Kind: ConversationKind.Channel or ConversationKind.Group };

    Task<DoorAnswer> OnceAsync(TeamsRequest.Said said) =>
        once.DoAsync(said.From.Delivery, said.From.Delivery, () => typed.TakeAsync(said), () => DoorAnswer.Ok);
}
