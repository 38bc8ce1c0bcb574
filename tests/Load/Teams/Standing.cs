namespace CoCreateBot.Load.Teams;

/// <summary>
/// What a card must show at least, while many press at once: how many people surely chose what, because it was acknowledged and they have pressed nothing
/// since. All on the generator's thread.
/// </summary>
sealed class Standing(int people, int choices)
{
    readonly Person[] all = new Person[people];
    readonly int[] sure = new int[choices];
    readonly int[] left = new int[choices];

    /// <summary>Acknowledged, by choice: all there is when nothing is under way any more.</summary>
    public IReadOnlyList<int> Sure => sure;

    /// <summary>A person chooses.</summary>
    public Claim Sent(int person, int choice)
    {
        ref var one = ref all[person];
        if (one.Chosen is { } before)
        {
            sure[before]--;
            left[before]++;
            one.Chosen = null;
        }

        one.IsMixed = one.UnderWay++ > 0 || one.IsMixed;
        return new Claim(person, choice, sure[choice] + left[choice] + 1);
    }

    /// <summary>It is acknowledged; gives how many people at least a card that was drawn after it must show for this choice.</summary>
    public int Acknowledged(Claim claim)
    {
        ref var one = ref all[claim.Person];
        var least = claim.Base - left[claim.Choice] - (one.IsMixed ? 1 : 0);
        one.UnderWay--;
        if (one is { UnderWay: 0, IsMixed: false })
        {
            one.Chosen = claim.Choice;
            sure[claim.Choice]++;
        }

        one.IsMixed = one.UnderWay > 0 && one.IsMixed; // which of two came last nobody knows: neither is sure
        return least;
    }

    struct Person
    {
        public int? Chosen;
        public int UnderWay;
        public bool IsMixed;
    }
}

/// <param name="Base">Those who surely stood for it when this was sent, those who had stood for it before, and this one.</param>
readonly record struct Claim(int Person, int Choice, int Base);
