using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

public sealed partial class SameAnswersTest
{
    /// <summary>Questions about people, links, codes, schedules and addresses.</summary>
    sealed partial class World
    {
        public const int Further = 16;

        readonly string own = $"{Guid.NewGuid():n}";

        Task<string> FurtherAsync(IStore store, int what, int which, int n, Guid id)
        {
            var (session, venue) = (sessions[which], venues[which]);
            return what switch
            {
                1 or 2 => Done(store.Members.PutAsync(session, Person(n), default, n == 0 ? null : $"{id}")),
                3 => Done(store.Members.RemoveAsync(session, Person(n), default)),
                4 => Listed(store.Members.ReadAsync(session, default)),
                5 => Listed(store.Members.ZonesAsync(session, default)),
                6 => Listed(store.Members.KnownAsync([Person(0), Person(n), Person(4)], default)),
                7 or 8 => LinkAsync(store.Links, venue, session, n, id),
                9 or 10 => InvitationAsync(store.Invitations, session, n, id),
                11 => n > 2 ? Said(store.People.FindAsync(Person(which), default)) : PersonAsync(store.People, which, n),
                12 or 13 => ScheduleAsync(store.Schedules, venue, which, n),
                14 => n > 1 ? Found(store.Addresses.FindAsync($"{own} {which}", default)) : AddressAsync(store, which, n, id),
                15 => n == 0 ? Done(store.DeleteAsync(session, default)) : Listed(store.Recipes.ReadAsync(venue, default), one => one.Name + one.Lines[0]),
                _ => Done(store.Recipes.PutAsync(venue, new($"{n}", [$"{id}", "vote"]), default)),
            };
        }

        string Person(int n) => $"slack:T{n}/{own}{n / 2}";

        Task<string> LinkAsync(ILinks links, VenueId venue, SessionId session, int n, Guid id) => n switch
        {
            0 => Done(links.PutAsync([new(venue, "a", session), new(venue, "b", session), new(venue, $"{id}", session)], default)),
            1 => Said(links.TakeAsync(venue, "a", $"{id}", default)),
            2 => Said(links.FindAsync(venue, "b", default)),
            3 => Said(links.WithdrawAsync(session, default)),
            _ => Said(links.CountAsync(session, default)),
        };

        Task<string> InvitationAsync(IInvitations codes, SessionId session, int n, Guid id) => n switch
        {
            0 => Done(codes.PutAsync(new($"{own} {session.Value[0] % 2}", session, Noon), default)),
            1 => Said(codes.TakeAsync($"{own} 0", new($"{id}"), Noon.AddTicks(-1), default)),
            2 => Said(codes.TakeAsync($"{own} 1", new($"{id}"), Noon, default)),
            3 => Said(codes.WithdrawAsync(session, Noon.AddDays(-1), default)),
            _ => Said(codes.CountAsync(session, default)),
        };

        Task<string> PersonAsync(IPeople people, int which, int n) => n switch
        {
            0 => Done(people.RemoveAsync(Person(which), default)),
            1 => Done(people.PutAsync(Person(which), new("de", new(new(22, 0), new(7, which), "Europe/Vienna")), default)),
            _ => Done(people.PutAsync(Person(which), new("en", null), default)),
        };

        async Task<string> ScheduleAsync(ISchedules schedules, VenueId venue, int which, int n)
        {
            var rule = new Recurrence(new RecurringDays.Weekly(WeekDays.WorkingDays), new(9, 30), "Europe/Vienna");
            var made = new Schedule(new($"{venue.Value}-{n}"), venue, "maker", null, "checkin", "de", rule, Noon) { Due = Noon.AddHours(n) };
            var there = (await schedules.InVenueAsync(venue, default)).FirstOrDefault();
            return (which, there) switch
            {
                (1, _) => await Said(schedules.CreateAsync(made, default)),
                (2, { } first) => await Said(schedules.ReplaceAsync(first with { Due = n == 0 ? null : Noon.AddHours(-n), Version = n / 3 }, default)),
                (3, { } first) when n == 0 => await Done(schedules.RemoveAsync(venue, first.Id, default)),
                _ => string.Join('\n', (await schedules.DueAsync(Noon.AddHours(n), int.MaxValue, default)).Where(one => venues.Contains(one.Venue))),
            };
        }

        async Task<string> AddressAsync(IStore store, int which, int n, Guid id)
        {
            await (n == 0
                ? store.People.SettleAsync(own, [$"{own} {which}"], default)
                : store.Addresses.PutAsync([new($"{own} {which}", $"{id}", "channel", $"{own} {id.ToByteArray()[0] % 2}"), new($"{own} 3", "s", "personal")], default));
            var team = await store.Addresses.OfTeamAsync($"{own} 1", 9, default);
            return string.Join('\n', team.Select(one => $"{one}").Order(StringComparer.Ordinal));
        }

        static async Task<string> Found(Task<Address?> address) => $"{await address}";
    }
}
