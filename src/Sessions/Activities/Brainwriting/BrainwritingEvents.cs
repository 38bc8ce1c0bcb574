using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

public abstract record BrainwritingCommand : ActivityCommand
{
    /// <summary>Let me have a sheet to write on; whoever has one keeps it.</summary>
    public sealed record TakeSheet : BrainwritingCommand;

    /// <summary>Let me see again what I handed in; asks for nothing but that there be something.</summary>
    public sealed record Reopen : BrainwritingCommand;

    /// <summary>This is all I write on that sheet: sets, never appends.</summary>
    /// <param name="On">The sheet as a form knows it; null: the one before me, or the next I can have.</param>
    /// <param name="Stars">Null: as they were.</param>
    /// <param name="Held">Stands for the words that the form held when it was drawn; empty where there was no form.</param>
    public sealed record HandIn(SheetRef? On, ImmutableArray<WrittenCell> Cells, ImmutableArray<Star>? Stars = null, string Held = "") : BrainwritingCommand;

    /// <param name="Round">The round that is to end, as a button knows it: pressed twice it rings once.</param>
    public sealed record Bell(int Round) : BrainwritingCommand
    {
        public override bool IsSteering => true;
    }

    /// <summary>The idea vanishes from all that is shown.</summary>
    public sealed record Hide(int Idea) : BrainwritingCommand
    {
        public override bool IsSteering => true;

        public override bool IsAnytime => true;
    }

    /// <summary>So do all that its author gives from now on; nobody learns who that is.</summary>
    public sealed record Mute(int Idea) : BrainwritingCommand
    {
        public override bool IsSteering => true;

        public override bool IsAnytime => true;
    }
}

public readonly record struct SheetRef(int Sheet, int Round);

/// <param name="Text">Empty: nothing; null: as it was.</param>
public sealed record WrittenCell(string? Text, int? BuildsOn = null)
{
    /// <summary>A new one; null: as it was.</summary>
    public PictureRef? Picture { get; init; }

    public bool IsPictureGone { get; init; }

    /// <summary>Typed as a line, where no picture is in sight: other words than before leave it behind.</summary>
    public bool IsTyped { get; init; }
}

/// <summary>Either an idea that was on the sheet or a cell of one's own.</summary>
public readonly record struct Star(int? Idea, int? Cell);

public abstract record BrainwritingEvent : ActivityEvent
{
    public sealed record Planned(string? Question, int IdeasEach, int? Rounds, bool IsGallery, bool IsLive, TimeSpan? Lasts)
        : BrainwritingEvent;

    /// <summary>It opened, with so many seats in its rings.</summary>
    /// <param name="Lasts">One round, where there is a bell.</param>
    public sealed record Started(bool IsLive, ImmutableArray<int> Seats, TimeSpan Lasts) : BrainwritingEvent;

    /// <summary>Somebody asked for a sheet and got this one; a number not used before is a new sheet.</summary>
    public sealed record SheetTaken(
        PersonAlias Author, int Sheet, int Ring, int Round, DateTimeOffset At, DateTimeOffset? Until, ImmutableArray<int> Stimulus) : BrainwritingEvent;

    /// <summary>Somebody looked at the sheet that a bell had dealt to them.</summary>
    public sealed record SheetOpened(PersonAlias Author, DateTimeOffset At) : BrainwritingEvent;

    /// <summary>All that somebody has on this sheet from now on.</summary>
    /// <param name="IsLate">The sheet had gone on: these ideas are kept beside it.</param>
    public sealed record HandedIn(
        PersonAlias Author, int Sheet, int Round, ImmutableArray<GivenIdea> Ideas, ImmutableArray<int> Stars, bool IsLate) : BrainwritingEvent;

    /// <param name="Round">The one that begins.</param>
    /// <param name="Rounds">How many there are, from now on fixed.</param>
    public sealed record Rang(int Round, int Rounds, DateTimeOffset At, ImmutableArray<DealtSheet> Deals) : BrainwritingEvent;

    /// <summary>The round goes on a little, as many were still writing.</summary>
    public sealed record Prolonged(int Round) : BrainwritingEvent;

    public sealed record IdeaHidden(int Idea) : BrainwritingEvent;

    public sealed record AuthorMuted(int Idea) : BrainwritingEvent;

    /// <summary>In a file alone: an idea without its author, and apart from all others.</summary>
    /// <param name="Sheet">From 1, for as many ideas as there were sheets, so that these can be counted; 0 for all others.</param>
    /// <param name="HasPicture">It had one, which is not in the file.</param>
    public sealed record Told(int Idea, string Text, int? BuildsOn, int Stars, int Sheet, bool HasPicture = false) : BrainwritingEvent;
}

public sealed record DealtSheet(PersonAlias Author, int Sheet, ImmutableArray<int> Stimulus);

[JsonSerializable(typeof(BrainwritingEvent.Planned))]
[JsonSerializable(typeof(BrainwritingEvent.Started))]
[JsonSerializable(typeof(BrainwritingEvent.SheetTaken))]
[JsonSerializable(typeof(BrainwritingEvent.SheetOpened))]
[JsonSerializable(typeof(BrainwritingEvent.HandedIn))]
[JsonSerializable(typeof(BrainwritingEvent.Rang))]
[JsonSerializable(typeof(BrainwritingEvent.Prolonged))]
[JsonSerializable(typeof(BrainwritingEvent.IdeaHidden))]
[JsonSerializable(typeof(BrainwritingEvent.AuthorMuted))]
[JsonSerializable(typeof(BrainwritingEvent.Told))]
sealed partial class BrainwritingJson : JsonSerializerContext;
