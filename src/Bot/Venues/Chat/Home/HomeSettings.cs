using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Chat.Home;

/// <summary>The form of what people set for themselves, and how it is read.</summary>
static class HomeSettings
{
    public const string Verb = "settings";

    public const string LanguageInput = "language";
    public const string FromInput = "quiet-from";
    public const string ToInput = "quiet-to";

    /// <summary>"half past ten at night" is no time that is read.</summary>
    const int TimeMax = 20;

    /// <param name="platform">In which they have a language, too: the choice that is none is called by it.</param>
    public static Form Form(PersonSettings now, string zone, string platform, Words words) => new(
        words["Home.Title-Settings"],
        words.Language,
        [
            new InputChoiceSet(
                LanguageInput, words["Home.Language"],
                [
                    new Choice(words["Home.Language-" + platform], platform),
                    .. Lexicon.Languages.Select(language => new Choice(words["Home.Language-" + language], language)),
                ])
            {
                Value = now.Language ?? platform,
                IsRequired = true,
            },
            new InputText(FromInput, words["Home.QuietFrom"], TimeMax) { Value = Written(now.Quiet?.From), Hint = words["Home.QuietHint"] },
            new InputText(ToInput, words["Home.QuietTo"], TimeMax) { Value = Written(now.Quiet?.To), Hint = words.Say("Home.ZoneHint-" + platform, zone) },
        ],
        new Execute(words["Home.Save"], new Press("", 0, Verb), ActionStyle.Positive));

    /// <summary>What was handed in, or what is wrong with it and where.</summary>
    public static Parsed<PersonSettings> Read(IReadOnlyDictionary<string, string> fields, string zone)
    {
        var language = Lexicon.Languages.FirstOrDefault(one => one == fields.GetValueOrDefault(LanguageInput));
        var (from, to) = (Given(fields, FromInput), Given(fields, ToInput));
        if (from.Length == 0 && to.Length == 0)
        {
            return new PersonSettings(language, null);
        }

        if (LocalTime.Time(from) is not { } begin)
        {
            return Wrong("Home.BadTime", FromInput);
        }

        return LocalTime.Time(to) is not { } end ? Wrong("Home.BadTime", ToInput)
            : QuietHours.Between(begin, end, zone) is { } quiet ? new PersonSettings(language, quiet)
            : Wrong("Home.QuietTooLong", ToInput);
    }

    static string Written(TimeOnly? time) => time is { } at ? Commands.ScheduleTexts.Time(at) : "";

    static string Given(IReadOnlyDictionary<string, string> fields, string input) => PersonalText.Line(fields.GetValueOrDefault(input));

    static Refusal Wrong(string key, string input) => new(key, RefusalKind.Wrong, (int)QuietHours.LengthMax.TotalHours) { Input = input };
}
