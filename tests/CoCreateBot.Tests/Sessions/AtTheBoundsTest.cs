using System.Text;
using System.Text.Json;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Cards.Html;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Cards.BlockKit;
using CoCreateBot.Tests.Cards.Html;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What people may give at most, of the most awkward signs, still fits: every card, page of minutes, dialog and form, in every language.</summary>
public sealed class AtTheBoundsTest
{
    static readonly Lexicon Lexicon = new(Activities.BuiltIn);

    public static TheoryData<string> Units => [.. AtTheBounds.Units];

    [Theory]
    [MemberData(nameof(Units))]
    public void Every_card_and_dialog_fits_Slack_and_is_well_formed_HTML(string unit)
    {
        var turn = AtTheBounds.Units.IndexOf(unit); // over the units each scene is drawn in each language
        foreach (var (number, (name, story)) in new AtTheBounds(unit).All.Index())
        {
            var words = Lexicon.In(Lexicon.Languages[(number + turn) % Lexicon.Languages.Length]);
            var wrong = Cards(story.Session, words).SelectMany(WrongIn).Concat(Forms(story.Session, words).SelectMany(WrongIn)).Take(5).ToList();
            Assert.True(wrong.Count == 0, $"{name} of {unit} in {words.Language}: {string.Join('\n', wrong)}");
        }
    }

    [Fact]
    public void These_are_texts_that_people_may_give()
    {
        int[] bounds = [Limits.WordMax, Limits.NameMax, Limits.NoteMax, Limits.QuestionMax, HandingIn.IdeaMax];
        foreach (var (unit, max) in AtTheBounds.Units.SelectMany(unit => bounds.Select(max => (unit, max))))
        {
            var text = new AtTheBounds(unit).Full(max, 12);
            Assert.Equal(max, text.Length);
            Assert.Equal(text, PersonalText.Required(text, max).Value);
        }
    }

    /// <summary>All that a channel or a room shows of it to all, and to whom it steers.</summary>
    public static IEnumerable<Card> Cards(Session session, Words words)
    {
        var minutes = SessionCards.MinutesSoFar(session, words);
        return
        [
            SessionCards.Root(session, words), SessionCards.Console(session, words), minutes,
            .. new[] { SessionCards.Bell(session, words), SessionCards.MinutesCard(session, words) }.OfType<Card>(),
            .. BlockKitRenderer.Pages(minutes, SessionCards.MinutesPagesMax, page => words.Say("Session.Part", page)),
            .. SessionCards.Reminders(session, words).Select(reminder => reminder.Card),
            .. session.Charter is { } charter ? (ReadOnlySpan<Card>)[CharterCards.Closed(session, charter, words)] : [],
        ];
    }

    /// <summary>The dialogs of some of those in it, and the forms that start something.</summary>
    public static IEnumerable<Form> Forms(Session session, Words words)
    {
        var views = session.Agenda.Where(item => item.Status == ActivityStatus.Open).Select(item => new ActivityView(session, item, words)).ToList();
        var own =
            from view in views
            from author in new[] { Somebody.Ann, Somebody.Number(0), Somebody.Number(1), Somebody.Dora }.Select(who => who.In(view.Item)).Append(default)
            where author.Value is not null
            from form in view.Item.Activity.SideDialogs(view, author).Append(view.Item.Activity.Dialog(view, author)).OfType<Form>()
            select form;
        return own.Append(SessionStartForm.Form(Activities.BuiltIn, words).Form)
            .Concat(Activities.BuiltIn.All.Select(activity => activity.Start(words)?.Form).OfType<Form>());
    }

    /// <summary>As it is sent to Slack.</summary>
    public static JsonElement Sent(Card card)
    {
        var message = BlockKitRenderer.Message(card);
        var text = JsonSerializer.Serialize(message.Text);
        return JsonDocument.Parse($"{{\"text\":{text},\"blocks\":{Encoding.UTF8.GetString(message.Blocks.Span)}}}").RootElement;
    }

    public static JsonElement Sent(Form form) => JsonDocument.Parse(BlockKitRenderer.Modal(form, form.Submit?.Press.Encode() ?? "", "form")).RootElement;

    static IEnumerable<string> WrongIn(Card card)
    {
        Parsed.Html(HtmlRenderer.Card(card, Parsed.Context));
        return BlockKitLint.Message(Sent(card));
    }

    static IEnumerable<string> WrongIn(Form form)
    {
        Parsed.Html(HtmlRenderer.Form(form, Parsed.Context));
        return BlockKitLint.View(Sent(form));
    }
}
