using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// Fills a store through its own interfaces with sessions that the server itself made: one that is open and one that is closed, again and again under other
/// ids and in other venues. The first ones are the same in every store; what a store has more of are closed sessions of other venues, and a few open ones.
/// </summary>
sealed class ManySessions
{
    /// <summary>Sessions of one venue, a few of them open.</summary>
    const int Busy = 400;
    public const int BusyOpen = 5;

    /// <summary>Overdue, each in a venue of its own.</summary>
    public const int Due = 50;

    /// <summary>Open and nobody's business, each in a venue of its own: by a press in one it is loaded.</summary>
    public const int Quiet = 250;

    const int FirstQuiet = Busy + Due;
    const int FirstOther = FirstQuiet + Quiet;
    const int SessionsOfVenue = 20;
    const int OpenOneIn = 50;
    const int Together = 64;
    const int BusyNumber = 5_000;
    const int ThirdVenues = 1_000_000;
    const int Answers = 3;
    const int PageMax = 256;

    static readonly DateTimeOffset Year = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly Kept open;
    readonly Kept closed;

    ManySessions(Kept open, Kept closed) => (this.open, this.closed) = (open, closed);

    public static Channel BusyChannel => Channel.Number(BusyNumber);

    public static VenueId BusyVenue => VenueOf(BusyChannel);

    /// <summary>Has a server make the two of which all others are copies.</summary>
    public static async Task<ManySessions> MakeAsync()
    {
        using var folder = new WorkFolder();
        await using var slack = await PretendSlack.StartAsync();
        using var signer = new Signer(PretendSlack.SigningSecret);
        var (open, closed) = (Channel.Number(1), Channel.Number(2));
        PostedMessage card;
        await using (var bot = BotProcess.StartBot(folder, slack.Settings))
        {
            await bot.ReadyAsync();
            using var user = new SlackUser(bot, slack, signer);
            card = await BeginAsync(user, open);
            await BeginAsync(user, closed);
            await user.TypeAsync(closed, "close");
            await bot.RestAsync();
        }

        await using var store = await SqliteStore.OpenAsync(folder.Database, new SqliteOptions());
        return new(await Kept.OfAsync(store, open, card), await Kept.OfAsync(store, closed, card));
    }

    /// <summary>Puts so many into a store.</summary>
    public Task FillAsync(IStore store, int sessions, DateTimeOffset now) => Parallel.ForEachAsync(
        Enumerable.Range(0, sessions),
        new ParallelOptions { MaxDegreeOfParallelism = Together },
        async (number, _) => await PutAsync(store, number, sessions, now));

    /// <summary>A session that is open and not loaded, with its card as its channel has it.</summary>
    public (Channel Channel, PostedMessage Card) QuietOne(int number)
    {
        var channel = Channel.Number(ThirdVenues + FirstQuiet + number);
        var call = open.Card.Call.GetRawText()
            .Replace(open.Entry.Session.Value, IdOf(FirstQuiet + number).Value, StringComparison.Ordinal)
            .Replace(open.Card.Channel, channel.Id, StringComparison.Ordinal);
        return (channel, open.Card with { Channel = channel.Id, Call = JsonDocument.Parse(call).RootElement });
    }

    public static SessionId AnyOne(Random random, int sessions) => IdOf(random.Next(FirstOther, sessions));

    static VenueId VenueOf(Channel channel) => new($"slack:{channel.Team}/{channel.Id}");

    static SessionId IdOf(int number) => SessionId.From(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"many-{number}"))));

    static async Task<PostedMessage> BeginAsync(SlackUser user, Channel channel)
    {
        var card = await user.StartAsync(channel, "checkin for 20h");
        var green = Button.Of(card.Blocks).First(button => button.Value.Contains("|answer|green", StringComparison.Ordinal));
        for (var person = 1; person <= Answers; person++)
        {
            await user.PressAsync(channel, card, green, person);
        }

        return card;
    }

    async Task PutAsync(IStore store, int number, int sessions, DateTimeOffset now)
    {
        var random = new Random(number);
        var isOpen = number is < BusyOpen or (>= Busy and < FirstOther) || (number >= FirstOther && number % OpenOneIn == 0);
        var channel = number < Busy ? BusyChannel
            : number < FirstOther ? Channel.Number(ThirdVenues + number)
            : Channel.Number((2 * ThirdVenues) + random.Next(Math.Max(1, (sessions - FirstOther) / SessionsOfVenue)));
        var opened = isOpen ? (open.Entry.OpenedAt - TimeSpan.FromMinutes(random.NextDouble() * 60)) : Year + TimeSpan.FromMinutes(random.Next(300 * 24 * 60));
        var entry = new DirectoryEntry(IdOf(number), VenueOf(channel), "Check-in", opened, isOpen ? null : opened + TimeSpan.FromHours(1));
        DateTimeOffset? due = number is >= Busy and < FirstQuiet ? now - TimeSpan.FromMinutes(random.NextDouble() * 30)
            : isOpen ? now + TimeSpan.FromHours(1 + (random.NextDouble() * 18))
            : null;
        await (isOpen ? open : closed).CopyAsync(store, entry, due);
    }

    /// <summary>What a store has of one session.</summary>
    sealed record Kept(DirectoryEntry Entry, byte[] Events, ImmutableArray<Guid> Marks, ImmutableArray<KeptKey> Keys, PostedSlot Post, PostedMessage Card)
    {
        public static async Task<Kept> OfAsync(SqliteStore store, Channel channel, PostedMessage card)
        {
            var codec = new EventCodec(Activities.BuiltIn);
            var entry = (await store.Directory.InVenueAsync(VenueOf(channel), 1, default)).Single();
            var commits = await store.Log.ReadAsync(entry.Session, 0, PageMax, default);
            var keys = await store.Keys.ReadAsync(entry.Session, default);
            var post = (await store.Posts.ReadAsync(entry.Session, default)).First();
            return new(entry, codec.Write([.. commits.SelectMany(commit => codec.Read(commit.Events))]), commits[0].Marks, keys, post, card);
        }

        /// <summary>All its events as one commit; those that are open with the message that they have.</summary>
        public async Task CopyAsync(IStore store, DirectoryEntry to, DateTimeOffset? due)
        {
            foreach (var key in Keys)
            {
                await store.Keys.KeepAsync(to.Session, key.Scope, key.Key!.Value, default); // ! none of them was destroyed yet
            }

            var events = Encoding.UTF8.GetString(Events)
                .Replace(Entry.Venue.Value, to.Venue.Value, StringComparison.Ordinal)
                .Replace(Entry.Session.Value, to.Session.Value, StringComparison.Ordinal);
            await store.Log.AppendAsync(to.Session, new StoredCommit(1, Guid.NewGuid(), Marks, Encoding.UTF8.GetBytes(events)), default);
            await store.Directory.PutAsync(to, default);
            if (due is { } time)
            {
                await store.Posts.PutAsync(Post with { Session = to.Session, Venue = to.Venue, Key = Guid.NewGuid() }, default);
                await store.Due.PutAsync(to.Session, time, default);
            }
        }
    }
}
