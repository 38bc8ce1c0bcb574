using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>A rose, a bud and a thorn: each may be left out, but not all.</summary>
static class RoseRules
{
    public static ActivityDecision Share(CheckInCommand.Share command, CheckIn state, PersonAlias author)
    {
        if (state.Format != CheckInFormat.Rose)
        {
            return CheckInReading.Unknown(state);
        }

        var before = state.Answers.GetValueOrDefault(author)?.Parts ?? new RoseBudThorn(null, null, null);
        var then = new RoseBudThorn(Changed(before.Rose, command.Rose), Changed(before.Bud, command.Bud), Changed(before.Thorn, command.Thorn));
        return WhyNot(then) is { } refusal ? refusal
            : then == before ? ActivityDecision.Nothing
            : ActivityDecision.Of(new CheckInEvent.Shared(author, then.Rose, then.Bud, then.Thorn));
    }

    // What was removed reads as its mark: nobody gives it anew by leaving it as it is.
    static string? Changed(string? before, string? said) => said switch
    {
        null => before == Removed.Mark ? null : before,
        "" => null,
        _ => said,
    };

    static Refusal? WhyNot(RoseBudThorn then)
    {
        if (then.IsEmpty)
        {
            return new Refusal("CheckIn.AllLeftOut", RefusalKind.Wrong) { Input = RoseBudThorn.Names[0] };
        }

        foreach (var name in RoseBudThorn.Names)
        {
            if (then[name] is { Length: > Limits.NoteMax } text)
            {
                return Refusals.TooLong(text, Limits.NoteMax) with { Input = name };
            }
        }

        return null;
    }

    public static CheckIn Shared(CheckIn state, CheckInEvent.Shared given) => state.With(given.Author, new CheckInAnswer("", null)
    {
        Parts = new RoseBudThorn(given.Rose, given.Bud, given.Thorn).Each(PersonalText.Kept),
    });
}
