using System.Collections.Immutable;
using CoCreateBot.Cards;
using static CoCreateBot.Sessions.BrainwritingReading;

namespace CoCreateBot.Sessions;

/// <summary>The form that starts a brainwriting, with what PRODUCT proposes in it.</summary>
static class BrainwritingStart
{
    const string IdeasInput = "ideas";
    const string RoundsInput = "rounds";
    const string GalleryInput = "gallery";

    public static StartForm Form(string verb, Words words)
    {
        ImmutableArray<Element> body =
        [
            StartForm.OptionalQuestion(words["Brainwriting.StartQuestionHint"], words),
            StartForm.Pace(words),
            StartForm.Minutes(words) with { Hint = words["Brainwriting.StartMinutesHint"] },
            new InputNumber(IdeasInput, words["Brainwriting.StartIdeas"], 1, IdeasMax) { Value = IdeasProposed },
            new InputNumber(RoundsInput, words["Brainwriting.StartRounds"], 1, RoundsMax)
            {
                Hint = words.Say("Brainwriting.StartRoundsHint", Brainwriting.LiveRounds, Brainwriting.PoolRounds),
            },
            StartForm.Names([StartForm.InGroup, StartForm.Named, StartForm.Anonymous], words),
            new InputToggle(GalleryInput, words["Brainwriting.StartGallery"]),
        ];
        return StartForm.Of(verb, words["Brainwriting.StartOffer"], words["Brainwriting.StartTitle"], words["Brainwriting.StartSubmit"], body, words);
    }

    public static TypedLine Read(string verb, IReadOnlyDictionary<string, string> fields)
    {
        var line = StartForm.WithNumber(StartForm.WithNumber(StartForm.Read(verb, fields), IdeasInput, fields), RoundsInput, fields);
        var settings = line.Settings.Remove(StartForm.InGroup); // there is no word for what holds anyway
        return line with { Settings = fields.GetValueOrDefault(GalleryInput) == InputToggle.On ? settings.Add(GalleryInput, "") : settings };
    }
}
