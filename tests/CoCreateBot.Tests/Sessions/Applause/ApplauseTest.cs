using System.Text;
using CoCreateBot.Sessions;
using static CoCreateBot.Tests.Sessions.Somebody;

namespace CoCreateBot.Tests.Sessions;

/// <summary>An activity that lives in the tests, played from its start to the minutes: nothing in the product names it.</summary>
public sealed class ApplauseTest
{
    static readonly Activities Known = new([.. Activities.BuiltIn.All, new ApplauseActivity()]);
    static readonly Words German = new Lexicon(Known).In("de");

    [Fact]
    public void A_new_activity_is_played_from_its_start_to_the_minutes()
    {
        var plan = Known.ForVerb("applaud")?.Plan(TypedLine.Parse("applaud „Wie war der Tag?“")).Value;
        Assert.NotNull(plan);

        var start = new Command.Open(new VenueId("web:room"), "de", "Europe/Vienna", IsLive: true, [plan]);
        var open = Story.Nothing(Known).When(start, Ann).Happened();
        var clapped = open.Types(Bob, "applaud 3").Happened()
            .Presses(Cem, "clap", "2").Happened()
            .Presses(Dora, "clap", "", ("times", "1")).Happened();
        clapped.Types(Bob, "applaud 3").ThenNothing();
        clapped.Types(Bob, "applaud 4").ThenRefused("Applause.TooMuch", 3);
        Assert.Equal("Bitte klatschen Sie 1 bis 3 Mal.", German.Say(clapped.Types(Bob, "applaud 4").Last.Refusal!)); // ! just refused

        Assert.Equal("Applaus: Wie war der Tag? 6 Klatschen.", SessionCards.Root(clapped.Session, German).FallbackText);
        var over = clapped.At(TimeSpan.FromMinutes(2)).Ticks();
        var minutes = SessionCards.MinutesCard(over.Session, German);
        Assert.NotNull(minutes);
        Assert.Contains("3 Personen haben teilgenommen\n6 Klatschen.", Said.In(minutes), StringComparison.Ordinal);
        Assert.Equal(6, over.Item.Activity.Artifacts(new ActivityView(over.Session, over.Item, German))[0].Value);
    }

    [Fact]
    public void What_it_stores_is_read_again()
    {
        var codec = new EventCodec(Known);
        const string Stored =
            """[{"k":"contributed","activity":1,"what":{"k":"applause-clapped","e":{"author":"person-Bob","times":3}}}]""";

        Assert.Equal(Stored, Encoding.UTF8.GetString(codec.Write(codec.Read(Encoding.UTF8.GetBytes(Stored)))));
    }
}
