namespace CoCreateBot.Sessions;

/// <summary>The bounds of the domain. Each has a test at the bound and one beyond.</summary>
public static class Limits
{
    /// <summary>A question or a title, in UTF-16 units. Fits a Slack header with its frame and three lines of a phone.</summary>
    public const int QuestionMax = 300;

    public const int OptionMax = 200;

    /// <summary>Options of one vote; a Slack modal holds 100 blocks, a phone's patience less.</summary>
    public const int OptionsMax = 40;

    public const int NameMax = 60;

    /// <summary>A check-in's note (PRODUCT: optional note of 140 characters).</summary>
    public const int NoteMax = 140;

    public const int WordMax = 40;

    /// <summary>People in one session, those who joined and those who contributed each.</summary>
    public const int ParticipantsMax = 20_000;

    public const int ActivitiesMax = 20;

    /// <summary>A typed command; Slack sends no more in one line.</summary>
    public const int CommandMax = 4_000;

    public static readonly TimeSpan DurationMin = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan DurationMax = TimeSpan.FromDays(31);

    /// <summary>How long next, close and skip can be undone; keys are destroyed only after it.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromSeconds(60);

    /// <summary>What was begun before the bell may be handed in this long after it.</summary>
    public static readonly TimeSpan HandInGrace = TimeSpan.FromSeconds(60);

    /// <summary>What lasts as long as this has a reminder for those still silent, at this part of its time from the end (PRODUCT: at 80 %).</summary>
    public static readonly TimeSpan RemindedFrom = TimeSpan.FromHours(1);
    public const double RemindedLeft = 0.2;

    /// <summary>Fewer contributions than this at half-time are told to the facilitator (PRODUCT rule 14).</summary>
    public const int HalfTimeFew = 3;

    /// <summary>Of those who joined so many are mentioned when an activity opens.</summary>
    public const int MentionedMax = 30;

    /// <summary>How long the minutes are a draft (PRODUCT: finalised after 24 hours).</summary>
    public static readonly TimeSpan MinutesDraftFor = TimeSpan.FromHours(24);

    /// <summary>A deleted session waits so long at most for its cards to say so.</summary>
    public static readonly TimeSpan DeleteWithin = TimeSpan.FromHours(1);

    /// <summary>A picture as it is sent. What a phone's camera makes is mostly below it.</summary>
    public const int PictureBytesMax = 8 * 1024 * 1024;

    public const int CorrectionsMax = 50;

    /// <summary>Places one session is shown in.</summary>
    public const int VenuesMax = 5;

    /// <summary>How often a session may be moved: each place where it was is kept in order.</summary>
    public const int MovesMax = 5;

    public const int CoFacilitatorsMax = 20;

    /// <summary>Who is away this long after something was owed may be taken over, in a live session and in one over days.</summary>
    public static readonly TimeSpan TakeOverLive = TimeSpan.FromMinutes(5);

    /// <summary>Of working time: Friday afternoon's is Monday afternoon.</summary>
    public static readonly TimeSpan TakeOverAsynchronous = WorkingTime.Day;

    /// <summary>Above this many who joined, a named check-in shows counts and no names.</summary>
    public const int NamedShownMax = 30;

    /// <summary>Averages stay closed under this many answers.</summary>
    public const int MinimumAnswers = 5;
}
