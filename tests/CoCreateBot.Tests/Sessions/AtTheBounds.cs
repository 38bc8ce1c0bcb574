using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>
/// States in which all is as long, as many and as awkward as it may be: each text has the greatest length, is of one kind of sign that costs more than one
/// character somewhere (in UTF-16, in bytes, escaped in JSON, in mrkdwn, in HTML), and differs from the others in its number alone.
/// </summary>
/// <param name="Unit">Of which the texts are made.</param>
sealed record AtTheBounds(string Unit)
{
    const int Crowd = 60; // names are shown of up to 30
    const int Readers = 12;

    public static readonly ImmutableArray<string> Units =
        ["x", "<", "&", "\"", "*_~`", "😀", "👩‍👩‍👧‍👦", "漢", "ש", "x\u0323\u0304", "<!channel> ", "https://a.example/?b=c&d "];

    /// <summary>Just so long as it may be.</summary>
    public string Full(int max, int number)
    {
        var start = number.ToString(System.Globalization.CultureInfo.InvariantCulture) + '.';
        return (start + string.Concat(Enumerable.Repeat(Unit, (max - start.Length) / Unit.Length))).TrimEnd().PadRight(max, 'x');
    }

    public IEnumerable<(string Name, Story Story)> All => Open.SelectMany(scene => new[]
    {
        scene, (scene.Name + ", closed", scene.Story.When(new Command.Close(), Somebody.Ann).After(TimeSpan.FromHours(1)).Ticks()),
    });

    IEnumerable<(string Name, Story Story)> Open =>
    [
        .. from method in Enum.GetValues<VoteMethod>() from level in Levels select ($"vote by {method}, {level}", Vote(method, level)),
        ("vote with a pool", Pool),
        .. from format in Enum.GetValues<CheckInFormat>() from level in Levels from people in new[] { Limits.NamedShownMax - 1, Crowd }
           select ($"check-in {format}, {level}, {people} people", CheckIn(format, level, people)),
        .. from level in Levels select ($"ask, {level}", Ask(level)),
        ("rate", Rate),
        .. from line in new[] { "", " named", " gallery" } select ($"brainwrite{line}", Writes(line)),
        ("cluster", Clusters),
        ("steps", Steps),
        ("why", Why(AnonymityLevel.Named)), ("why, where nobody is named", Why(AnonymityLevel.AnonymousToEveryone)),
        .. from game in Enum.GetValues<WarmUpGame>() select ($"warmup {game}", Warms(game)),
        ("a whole agenda", Agenda),
    ];

    static readonly ImmutableArray<AnonymityLevel> Levels = [AnonymityLevel.Named, AnonymityLevel.AnonymousToEveryone];

    ImmutableArray<VoteOption> Options => [.. Enumerable.Range(0, Limits.OptionsMax).Select(n => new VoteOption(n, Full(Limits.OptionMax, n)))];

    Story Vote(VoteMethod method, AnonymityLevel level)
    {
        var plan = new DotVoteEvent.Planned(
            Full(Limits.QuestionMax, 1), Options, DotVoteReading.DotsMax, DotVoteReading.DotsMax, Limits.OptionsMax - 1, false, method,
            HasConcern: method != VoteMethod.Consent, HasNone: method == VoteMethod.Approval);
        var story = Peopled(Crowd, new ActivityPlan(DotVoteActivity.KindName, plan, level, IsBlind: true, Limits.DurationMax));
        return story.And([.. Gifts(story, Crowd, (author, n) => new DotVoteEvent.BallotSet(author, [.. Dots(method, n)]))]);
    }

    IEnumerable<DotsOn> Dots(VoteMethod method, int n) => method switch
    {
        VoteMethod.Dots => [new DotsOn(n % Limits.OptionsMax, DotVoteReading.DotsMax, Full(Limits.NoteMax, n))],
        VoteMethod.Consent => Enumerable.Range(0, Limits.OptionsMax).Select(option => new DotsOn(option, DotsOn.Objection, Full(Limits.NoteMax, n))),
        VoteMethod.Score => Enumerable.Range(0, Limits.OptionsMax).Select(option => new DotsOn(option, DotVoteBallots.ScoreMax)),
        _ => Enumerable.Range(0, Limits.OptionsMax).Select(option => new DotsOn(option, 1, option == 0 ? Full(Limits.NoteMax, n) : null)),
    };

    // On replies: longer than any option that is typed, and more of them.
    Story On(params ImmutableArray<ActivityPlan> plans)
    {
        var story = Peopled(Crowd, [Story.Plan("ask \"Why?\" group for 5m"), .. plans]);
        story = Enumerable.Range(1, OpenPrompt.RepliesMax).Aggregate(story, (now, place) => now.And([.. Gifts(now, Crowd, (author, n) =>
            new OpenPromptEvent.Replied(author, place, (place * Crowd) + n, Full(OpenPrompt.ReplyMax, (place * Crowd) + n), null))]));
        return story.When(new Command.Next(story.Item.Number), Somebody.Ann).Happened();
    }

    Story Pool => On(new ActivityPlan(
        DotVoteActivity.KindName,
        new DotVoteEvent.Planned(Full(Limits.QuestionMax, 1), [], 0, 0, 1, false, IsOnMaterial: true, BansOwn: true, HasConcern: true),
        AnonymityLevel.AnonymousToEveryone, true, Limits.DurationMax));

    Story CheckIn(CheckInFormat format, AnonymityLevel level, int people)
    {
        var plan = new CheckInEvent.Planned(format, Full(Limits.QuestionMax, 1));
        var story = Peopled(people, new ActivityPlan(CheckInActivity.KindName, plan, level, format == CheckInFormat.Roti, Limits.DurationMax));
        var choices = ((CheckIn)story.Item.State).Choices;
        return story.And([.. Gifts(story, people, (author, n) => format switch
        {
            CheckInFormat.Rose => new CheckInEvent.Shared(author, Full(Limits.NoteMax, n), Full(Limits.NoteMax, n + people), Full(Limits.NoteMax, n * people)),
            CheckInFormat.Free => new CheckInEvent.Answered(author, Full(Limits.NoteMax, n), null),
            _ => new CheckInEvent.Answered(author, choices.IsEmpty ? Full(Limits.WordMax, n) : choices[n % choices.Length], Full(Limits.NoteMax, n)),
        })]);
    }

    Story Ask(AnonymityLevel level)
    {
        var plan = new OpenPromptEvent.Planned(Full(Limits.QuestionMax, 1));
        var story = Peopled(Crowd, new ActivityPlan(OpenPromptActivity.KindName, plan, level, level != AnonymityLevel.Named, Limits.DurationMax));
        return Enumerable.Range(1, OpenPrompt.RepliesMax).Aggregate(story, (now, place) => now.And([.. Gifts(now, Crowd, (author, n) =>
            new OpenPromptEvent.Replied(author, place, (place * Crowd) + n, Full(OpenPrompt.ReplyMax, n), place % 2 == 0 ? $"t{n}" : null))]));
    }

    Story Rate
    {
        get
        {
            var story = On(new ActivityPlan(
                RatingActivity.KindName, new RatingEvent.Planned(Full(Limits.QuestionMax, 1)), AnonymityLevel.AnonymousToEveryone, true, Limits.DurationMax));
            var rating = (Rating)story.Item.State;
            return story.And([.. Gifts(story, Crowd, (author, n) =>
                new RatingEvent.Rated(author, [.. rating.Of(author).Select(item => new RatedAs(item, (Stance)(n % 3)))]))]);
        }
    }

    Story Writes(string settings)
    {
        var people = Enumerable.Range(0, Readers).Select(n => n == 0 ? Somebody.Ann : new Somebody(Full(Limits.NameMax, n))).ToList();
        var story = people.Skip(1).Aggregate(
            Story.Given("checkin", $"brainwrite \"How?\" live{settings} rounds {BrainwritingReading.RoundsMax} ideas {BrainwritingReading.IdeasMax}"),
            (now, who) => now.When(new Command.Join(), who)).When(new Command.Next(), Somebody.Ann);
        for (var round = 1; round <= BrainwritingReading.RoundsMax; round++)
        {
            story = people.Aggregate(story, (now, who) => now.Takes(who));
            story = people.Take(Readers - 1).Aggregate(story, (now, who) => now.Contributes(who, new BrainwritingCommand.HandIn(
                null, [.. Enumerable.Range(0, BrainwritingReading.IdeasMax).Select(n => new WrittenCell(Full(HandingIn.IdeaMax, (round * 10) + n)))])));
            story = round == BrainwritingReading.RoundsMax ? story : story.Contributes(Somebody.Ann, new BrainwritingCommand.Bell(round));
        }

        return story;
    }

    Story Clusters
    {
        get
        {
            var ideas = Enumerable.Range(1, 700).Select(n => new TakenIdea(1, n, Full(HandingIn.IdeaMax, n), true, n % ClusteringRules.GroupsMax));
            var groups = Enumerable.Range(0, ClusteringRules.GroupsMax).Select(n => Full(Limits.NameMax, n));
            var story = Story.Given("cluster A | B").And(new SessionEvent.Supplied(1, new ClusteringEvent.Taken([.. ideas], [.. groups], 99_999)));
            return story.And([.. Enumerable.Range(1, 700).Select(n =>
                Gift(story, new ClusteringEvent.Noted(Somebody.Number(n % ClusteringRules.NotesMax).In(story.Item), n, Full(Limits.NoteMax, n))))]);
        }
    }

    Story Steps
    {
        get
        {
            var story = Peopled(NextStepsForms.PeopleMax + 2, Story.Plan("steps for 5m"));
            story = story.And(new SessionEvent.Supplied(1, new NextStepsEvent.Taken(
                "Europe/Vienna", [.. Enumerable.Range(0, NextStepsRules.SuggestionsMax).Select(n => new StepSuggestion(1, n, Full(HandingIn.IdeaMax, n)))])));
            return story.And([.. Enumerable.Range(0, NextStepsRules.StepsMax).Select(n => Gift(story, new NextStepsEvent.Added(
                Somebody.Number(n).Person, Full(NextStepsRules.WhatMax, n), Somebody.Number(n + 1).Person, new DateOnly(2026, 12, 31),
                Full(NextStepsRules.SignMax, n), null)))]);
        }
    }

    // Two branches of ten levels, each node of the first with causes beside it, and all measures there may be; the end of the first is followed.
    Story Why(AnonymityLevel level)
    {
        var plan = new FiveWhysEvent.Planned(Full(Limits.QuestionMax, 1), FiveWhys.BranchesMax, FiveWhys.DepthMax);
        var story = Peopled(Crowd, new ActivityPlan(FiveWhysActivity.KindName, plan, level, IsBlind: false, Limits.DurationMax));
        PersonAlias By(int n) => Somebody.Number(n % Crowd).In(story.Item);
        var chain = Enumerable.Range(1, FiveWhys.DepthMax).Select(n => (Id: n, Under: n - 1, Place: 1));
        var beside = Enumerable.Range(FiveWhys.DepthMax + 1, FiveWhys.CausesMax - FiveWhys.DepthMax)
            .Select(n => (Id: n, Under: (n - FiveWhys.DepthMax - 1) / 9, Place: 2 + ((n - FiveWhys.DepthMax - 1) % 9)));
        IEnumerable<FiveWhysEvent> told =
        [
            .. chain.Concat(beside).Select(cause => new FiveWhysEvent.Caused(
                By(cause.Id), cause.Id, cause.Under, cause.Place, Full(FiveWhys.CauseMax, cause.Id), cause.Id % 2 == 0, null)),
            .. Enumerable.Range(40, 59).Select(n => new FiveWhysEvent.Settled(By(0), n, n % 2 == 0 ? CauseEnd.Root : CauseEnd.OutsideOurReach)),
            .. Enumerable.Range(1, FiveWhys.CausesMax).Select(n => new FiveWhysEvent.Tested(By(n), n, ReverseAnswer.Yes)),
            .. Enumerable.Range(1, WhyMeasures.Max).Select(n => new FiveWhysEvent.Measured(
                By(n), n, 40 + (n / 5 * 2), Full(NextStepsRules.WhatMax, n), level == AnonymityLevel.Named ? By(n + 1) : null, new DateOnly(2026, 12, 31),
                Full(NextStepsRules.SignMax, n))),
            new FiveWhysEvent.Followed(By(0), FiveWhys.DepthMax),
            new FiveWhysEvent.VoteOpened(By(0), FiveWhys.Problem),
            .. Enumerable.Range(0, Crowd).Select(n => new FiveWhysEvent.Voted(By(n), 11 + (n % 3))),
        ];
        return story.And([.. told.Select(what => Gift(story, what))]);
    }

    Story Warms(WarmUpGame game)
    {
        var plan = new WarmUpEvent.Planned(game, Full(Limits.QuestionMax, 1), WarmUp.RoundsMax, WantsTurns: true, IsLive: true, null);
        var story = Peopled(Crowd, new ActivityPlan(WarmUpActivity.KindName, plan, AnonymityLevel.Named, IsBlind: false, Limits.DurationMax));
        story = story.And(new SessionEvent.Supplied(1, new WarmUpEvent.Started(
            game, Limits.DurationMax, [.. Enumerable.Range(0, Crowd).Select(n => Somebody.Number(n).Person)])));
        return story.And([.. Enumerable.Range(1, WarmUp.LinesMax).Select(n => Gift(story, new WarmUpEvent.Said(
            Somebody.Number(n % Crowd).Person, n, Full(WarmUp.LineMax, n), null)))]);
    }

    Story Agenda
    {
        get
        {
            var plans = Enumerable.Range(0, Limits.ActivitiesMax).Select(n => new ActivityPlan(
                CheckInActivity.KindName, new CheckInEvent.Planned(CheckInFormat.Word, Full(Limits.QuestionMax, n)), AnonymityLevel.Named, false,
                Limits.DurationMax));
            var story = Peopled(Crowd, [.. plans]).And(new SessionEvent.CharterSet(new Charter(
                Full(Limits.QuestionMax, 1), Full(Limits.QuestionMax, 2), Full(Limits.QuestionMax, 3), Story.Noon.AddDays(90), Full(Limits.QuestionMax, 4),
                Full(Limits.QuestionMax, 5), Story.Noon.AddDays(31))));
            story = story.And(
                [.. Enumerable.Range(1, Limits.CoFacilitatorsMax).Select(n => new SessionEvent.FacilitatorAdded(Somebody.Number(n).Person))]).And(
                [.. Enumerable.Range(1, 30).Select(n => new SessionEvent.Reworded(n % 3, Full(Limits.QuestionMax, n)))]);
            story = Enumerable.Range(1, Limits.ActivitiesMax - 1).Aggregate(story, (now, _) => now.And(
                [.. Gifts(now, Crowd, (author, n) => new CheckInEvent.Answered(author, Full(Limits.WordMax, n), Full(Limits.NoteMax, n)))])
                .When(new Command.Next(), Somebody.Ann));
            return story.And([.. Enumerable.Range(0, Limits.CorrectionsMax).Select(n =>
                new SessionEvent.Corrected(Somebody.Number(n).Person, Full(Limits.QuestionMax, n)))]);
        }
    }

    /// <summary>So many people with the longest names have joined.</summary>
    Story Peopled(int people, params ImmutableArray<ActivityPlan> plans) => Story.Opened(plans).And(
        [.. Enumerable.Range(0, people).Select(n => new SessionEvent.PersonJoined(Somebody.Number(n).Person, Full(Limits.NameMax, n)))]);

    static IEnumerable<SessionEvent> Gifts(Story story, int people, Func<PersonAlias, int, ActivityEvent> give) =>
        Enumerable.Range(0, people).Select(n => Gift(story, give(Somebody.Number(n).In(story.Item), n)));

    static SessionEvent.Contributed Gift(Story story, ActivityEvent given) => new SessionEvent.Contributed(story.Item.Number, given);
}
