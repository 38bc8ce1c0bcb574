using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What random people say and how they rate it.</summary>
static class OpenPromptMoves
{
    public static OpenPromptCommand Of(OpenPrompt ask, int spin) => (spin % 6) switch
    {
        0 => new OpenPromptCommand.SetReplies(ImmutableSortedDictionary<int, string>.Empty.Add(1 + (spin % 5), spin % 4 == 0 ? "" : Text(spin))),
        1 => new OpenPromptCommand.AddReply(Text(spin), "t" + (spin % 8)),
        2 => new OpenPromptCommand.ChangeReply("t" + (spin % 8), Text(spin)),
        3 when ask.Count > 3 => new OpenPromptCommand.WithdrawReply("t" + (spin % 8)),
        _ => new OpenPromptCommand.Say(Text(spin)),
    };

    static string Text(int spin) => "reply" + (spin % 23);

    public static RatingCommand Of(Rating rating, PersonAlias author, int spin)
    {
        var own = rating.Of(author);
        var stances = own.Where(number => (spin >> (number % 9)) % 2 == 0)
            .ToImmutableSortedDictionary(number => number, number => (number + spin) % 4 is var way and < 3 ? (Stance?)way : null);
        return new RatingCommand.SetStances(stances);
    }
}
