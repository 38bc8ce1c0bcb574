using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Hosting;

/// <summary>Which of somebody's keys a session knows them by: whoever came before their organisation had the bot is nobody else since.</summary>
static class KnownSelves
{
    /// <summary>The one by which something of them is known here, else the one that they have now.</summary>
    public static Person Here(this Person person, Session state, SessionKeys keys)
    {
        if (person.Before is null)
        {
            return person;
        }

        foreach (var self in person.Selves)
        {
            if (IsKnown(self, state, keys))
            {
                return self;
            }
        }

        return person with { Before = null };
    }

    // Also whoever was removed, or forgotten: they come back as who they were.
    static bool IsKnown(Person self, Session state, SessionKeys keys)
    {
        var alias = keys.AliasOf(self.In(state.Series), 0);
        return state.IsFacilitator(alias) || state.Known(alias) is not null
            || state.Agenda.Any(item => !item.IsKeyDestroyed
                && (item.Level == AnonymityLevel.Named ? alias : keys.AliasOf(self, item.Number)) is var author
                && (item.Whole.Knows(author) || state.Forgotten.Contains((item.Number, author))));
    }
}
