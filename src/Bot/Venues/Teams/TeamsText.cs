using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>Somebody named in a message.</summary>
/// <param name="Id">29:… of a person, 28:… of a bot.</param>
/// <param name="Tag">As it is said to stand in the text, "&lt;at&gt;Ada&lt;/at&gt;"; the text may spell it otherwise.</param>
public readonly record struct TeamsMention(string Id, string Name, string Tag);

/// <summary>What Teams makes of a written text, turned back into what the person wrote.</summary>
public static class TeamsText
{
    const string Mention = "schema.skype.com/Mention";
    const string Reply = "schema.skype.com/Reply";
    const string Emoji = "schema.skype.com/Emoji";
    const string ReplyTag = "blockquote";
    const string ReplyEnd = $"</{ReplyTag}>";
    const char NoBreakSpace = '\u00A0';

    static readonly SearchValues<char> Special = SearchValues.Create("<&" + Unseen);

    // Nobody sees them, and a command with one of them would be no command. Joiners are not among them: emoji and Persian words need those.
    const string Unseen = "\u00A0\u200B\u2060\uFEFF\0";

    static readonly SearchValues<char> UnseenValues = SearchValues.Create(Unseen);

    // What Teams writes; a person's own "<T>" is none of them.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "at", "a", "attachment", "b", "blockquote", "body", "br", "code", "codeblock", "col", "colgroup", "del", "div", "em", "emoji", "figure", "font",
        "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "i", "img", "ins", "li", "ol", "p", "pre", "quoted", "readonly", "s", "span", "strike", "strong",
        "sub", "sup", "systemeventmessage", "table", "tbody", "td", "th", "thead", "tr", "u", "ul").GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Blocks = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "blockquote", "codeblock", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre", "tr").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Without the bot's own name, with the names of others behind an @, and without tags and entities. No text makes this slow.</summary>
    /// <param name="mentions">In the order of the text.</param>
    /// <param name="bot">The bot's own id.</param>
    /// <param name="isHtml">False where Teams says that it is plain: then a tag that is not Teams' own was typed by a person and stays.</param>
    public static string Plain(string text, ImmutableArray<TeamsMention> mentions, string? bot, bool isHtml)
    {
        if (!text.AsSpan().ContainsAny(Special))
        {
            return text.Trim();
        }

        var reading = new Reading(text, mentions, bot, isHtml);
        return reading.Read();
    }

    /// <summary>What was typed for the bot alone: behind a "/", and the app's name, which need not be there.</summary>
    public static string Command(string plain, string? app)
    {
        var command = plain.StartsWith('/') ? plain[1..].TrimStart() : plain;
        return Behind(app, command) ?? WithoutName(command, app);
    }

    /// <summary>
    /// The bot's name behind an @ is left out where it is no mention: our own help has it so, and in the chat with the bot nobody can be mentioned.
    /// </summary>
    public static string WithoutName(string plain, string? app) => plain is ['@', .. var named]
        ? Behind(app, named) ?? Behind(TeamsTexts.Name, named) ?? plain
        : plain;

    static string? Behind(string? name, string text)
    {
        var seen = Seen(name ?? "").Trim();
        var isNamed = seen.Length > 0 && text.StartsWith(seen, StringComparison.OrdinalIgnoreCase)
            && (text.Length == seen.Length || char.IsWhiteSpace(text[seen.Length]));
        return isNamed ? text[seen.Length..].TrimStart() : null;
    }

    static string Seen(string text)
    {
        if (!text.AsSpan().ContainsAny(UnseenValues))
        {
            return text;
        }

        var seen = new StringBuilder(text.Length);
        AppendSeen(seen, text);
        return seen.ToString();
    }

    static void AppendSeen(StringBuilder plain, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(UnseenValues) is var at and >= 0)
        {
            plain.Append(text[..at]);
            if (text[at] == NoBreakSpace)
            {
                plain.Append(' ');
            }

            text = text[(at + 1)..];
        }

        plain.Append(text);
    }

    ref struct Reading(string text, ImmutableArray<TeamsMention> mentions, string? bot, bool isHtml)
    {
        readonly StringBuilder plain = new(text.Length);
        readonly (string Name, string Tag)[] names = [.. mentions.Select(mention => (Bare(mention.Name), Bare(Inside(mention.Tag))))];
        readonly HashSet<int> taken = [];
        int at;
        bool isQuoteOpen;

        public string Read()
        {
            while (at < text.Length)
            {
                var next = text.IndexOf('<', at) is var found and >= 0 ? found : text.Length;
                Append(text[at..next]);
                at = next;
                if (at < text.Length)
                {
                    TakeTag();
                }
            }

            return plain.ToString().Trim();
        }

        readonly void Append(string written) => AppendSeen(plain, written.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(written) : written);

        void TakeTag()
        {
            if (!Tag.TryRead(text.AsSpan(at), out var tag) || !(tag.IsTeams || (isHtml && Known.Contains(tag.Name))))
            {
                TakeLessThan();
            }
            else if (IsMention(tag))
            {
                TakeMention(tag);
            }
            else if (!isHtml && tag.Is("at"))
            {
                TakeLessThan(); // it does not end: somebody typed it
            }
            else
            {
                TakeOther(tag);
            }
        }

        void TakeLessThan()
        {
            plain.Append('<');
            at++;
        }

        readonly bool IsMention(Tag tag) => !tag.IsEnd
            && (tag.Is("at") || (isHtml && tag.Is("span") && tag.Attributes.Contains(Mention, StringComparison.OrdinalIgnoreCase)))
            && End(tag) > 0;

        /// <summary>Where the end tag begins, if nothing but words stands before it; else 0.</summary>
        readonly int End(Tag tag) => text.IndexOf('<', at + tag.Length) is var end and > 0
            && Tag.TryRead(text.AsSpan(end), out var other) && other.IsEnd && other.Name.Equals(tag.Name, StringComparison.OrdinalIgnoreCase)
            ? end
            : 0;

        void TakeMention(Tag tag)
        {
            var end = End(tag);
            var called = WebUtility.HtmlDecode(text[(at + tag.Length)..end]);
            at = text.IndexOf('>', end) + 1;
            if (Find(called) is not { } mention)
            {
                AppendName(called);
            }
            else if (bot is null || mention.Id != bot)
            {
                AppendName(mention.Name.Length > 0 ? mention.Name : called);
            }
            else
            {
                LeaveOut();
            }
        }

        // Two people may have one name, and then they are named in the order of the list; who is named twice may stand in it once.
        readonly TeamsMention? Find(string called)
        {
            var (bare, last) = (Bare(called), -1);
            for (var index = 0; index < names.Length; index++)
            {
                if (names[index].Name == bare || names[index].Tag == bare)
                {
                    last = index;
                    if (taken.Add(index))
                    {
                        break;
                    }
                }
            }

            return last < 0 ? null : mentions[last];
        }

        static string Bare(string name) => Seen(name).Trim().TrimStart('@');

        static string Inside(string tag) =>
            tag.IndexOf('>', StringComparison.Ordinal) is var begin and >= 0 && tag.LastIndexOf('<') is var end && end > begin
                ? WebUtility.HtmlDecode(tag[(begin + 1)..end])
                : tag;

        readonly void AppendName(string name)
        {
            plain.Append('@');
            AppendSeen(plain, name.AsSpan().TrimStart('@'));
        }

        // What stood before and behind it stays two words, and gets no second space.
        void LeaveOut()
        {
            if (plain.Length > 0 && !char.IsWhiteSpace(plain[^1]))
            {
                plain.Append(' ');
            }

            while (at < text.Length && text[at] is ' ' or NoBreakSpace)
            {
                at++;
            }
        }

        void TakeOther(Tag tag)
        {
            at += tag.Length;
            if (tag.Is("br") || (tag.IsEnd && Blocks.Contains(tag.Name)))
            {
                plain.Append('\n');
            }
            else if (tag.Is(ReplyTag) && tag.Attributes.Contains(Reply, StringComparison.OrdinalIgnoreCase))
            {
                SkipQuote();
            }
            else if (!tag.IsEnd && (tag.Is("emoji") || (tag.Is("img") && tag.Attributes.Contains(Emoji, StringComparison.OrdinalIgnoreCase))))
            {
                Append(tag.Alt); // of a picture it would be a description that nobody typed
            }
        }

        // Somebody else's words. Where one quote has no end, none behind it has.
        void SkipQuote()
        {
            var end = isQuoteOpen ? -1 : text.IndexOf(ReplyEnd, at, StringComparison.OrdinalIgnoreCase);
            isQuoteOpen = end < 0;
            at = isQuoteOpen ? at : end + ReplyEnd.Length;
        }
    }

    /// <summary>A tag at the beginning of a text.</summary>
    readonly ref struct Tag
    {
        const string AltMark = "alt=\"";

        public bool IsEnd { get; private init; }

        public ReadOnlySpan<char> Name { get; private init; }

        public ReadOnlySpan<char> Attributes { get; private init; }

        public int Length { get; private init; }

        /// <summary>Teams writes it also into plain text.</summary>
        public bool IsTeams => Is("at") || Is("quoted");

        /// <summary>An emoji's own character.</summary>
        public string Alt => Attributes.IndexOf(AltMark, StringComparison.OrdinalIgnoreCase) is var begin and >= 0
            && Attributes[(begin + AltMark.Length)..] is var rest && rest.IndexOf('"') is var end and > 0
                ? rest[..end].ToString()
                : "";

        public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

        public static bool TryRead(ReadOnlySpan<char> text, out Tag tag)
        {
            tag = default;
            if (text[1..].IndexOfAny('<', '>') is var end && (end < 0 || text[end + 1] != '>'))
            {
                return false;
            }

            var inside = text[1..(end + 1)];
            var isEnd = inside is ['/', ..];
            inside = isEnd ? inside[1..] : inside;
            var length = 0;
            while (length < inside.Length && char.IsAsciiLetterOrDigit(inside[length]))
            {
                length++;
            }

            if (length == 0 || !char.IsAsciiLetter(inside[0]) || (length < inside.Length && inside[length] != '/' && !char.IsWhiteSpace(inside[length])))
            {
                return false;
            }

            tag = new Tag { IsEnd = isEnd, Name = inside[..length], Attributes = inside[length..], Length = end + 2 };
            return true;
        }
    }
}
