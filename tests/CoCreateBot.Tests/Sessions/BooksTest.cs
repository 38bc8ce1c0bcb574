using System.Text.RegularExpressions;
using System.Xml.Linq;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Every text is there in every language, and every text that the code asks for is there at all.</summary>
public sealed partial class BooksTest
{
    [Theory]
    [MemberData(nameof(Books))]
    public void A_book_has_the_same_texts_with_the_same_places_in_all_languages(string book)
    {
        var english = Read(book, "");
        foreach (var language in Lexicon.Languages.Skip(1))
        {
            var other = Read(book, "." + language);
            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
            Assert.All(english, text => Assert.Equal((text.Key, Places(text.Value)), (text.Key, Places(other[text.Key]))));
            Assert.All(other, text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
        }
    }

    [Fact]
    public void Each_text_the_code_asks_for_is_in_its_book()
    {
        var missing = from asked in Asked()
                      where !asked.Keys.Any(key => Answers(asked.Text, key))
                      select $"{asked.Book}.{asked.Text}";

        Assert.Equal("", string.Join('\n', missing.Distinct()));
    }

    [Fact]
    public void Each_text_of_an_activity_is_asked_for_somewhere()
    {
        var asked = Asked().ToLookup(text => text.Book, text => text.Text);
        string[] byKernel = ["Name", "OtherWords", "Help", "DefaultPrompt", "ReplyTyped"];
        var unused = from activity in Activities.BuiltIn.All
                     let book = activity.Texts.BaseName
                     from key in Read(book, "").Keys
                     where !byKernel.Contains(key) && !asked[book].Any(text => Answers(text, key))
                     select $"{book}.{key}";

        Assert.Equal("", string.Join('\n', unused));
    }

    [Fact]
    public void Each_activity_has_a_name_a_help_and_a_question_of_its_own()
    {
        var words = new Lexicon(Activities.BuiltIn).In("de");
        foreach (var activity in Activities.BuiltIn.All)
        {
            var book = activity.Texts.BaseName;
            Assert.NotEqual(book + ".Name", words[book + ".Name"]);
            Assert.Contains('\n', words[book + ".Help"]);
            Assert.All(activity.Verbs, verb => Assert.Contains(verb, words[book + ".Help"], StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_language_we_do_not_speak_is_answered_in_english()
    {
        var lexicon = new Lexicon(Activities.BuiltIn);

        Assert.Equal("de", lexicon.In("de-AT").Language);
        Assert.Equal("de", lexicon.In("DE").Language);
        Assert.All([null, "", "x", "fr", "tlh"], language => Assert.Equal("en", lexicon.In(language).Language));
    }

    [Theory]
    [MemberData(nameof(Books))]
    public void A_text_marks_as_many_commands_in_each_language(string book)
    {
        var english = Read(book, "");
        Assert.All(
            Lexicon.Languages.Skip(1).SelectMany(language => Read(book, "." + language)),
            text => Assert.Equal((text.Key, Marks(english[text.Key])), (text.Key, Marks(text.Value))));

        static int Marks(string text) => text.Split(Words.CommandMark).Length - 1;
    }

    /// <summary>No German sentence has an English word in it that is not a command.</summary>
    [Fact]
    public void Each_command_in_a_German_text_is_marked_or_stands_behind_one_that_is()
    {
        var verbs = string.Join('|', Activities.BuiltIn.All.SelectMany(activity => activity.Verbs.Concat(activity.SteeringVerbs)).Concat(Typed).Distinct());
        var command = new Regex($"(?<![\\w%/@.=-])({verbs})(?![\\w-])", RegexOptions.None, TimeSpan.FromSeconds(1));
        var bare = from text in CommandTexts.Books()
                   where text.File.EndsWith(".de.resx", StringComparison.Ordinal) && text.Key is not "HelpSession" // it also names recipes
                   from line in Regex.Split(text.Text, @"[,;:\n“”]|\.(?!\.)|\boder\b|\bund\b", RegexOptions.None, TimeSpan.FromSeconds(1))
                   where command.IsMatch(line.Split(Words.CommandMark)[0])
                   select $"{text.File} {text.Key}: {line}";

        Assert.Equal("", string.Join('\n', bare));
    }

    static readonly string[] Typed =
    [
        "help", "session", "recipe", "minutes", "export", "forget", "join", "next", "extend", "pause", "resume", "close", "undo", "anonymity", "skip", "add",
        "order", "reword", "charter", "reopen", "cancel", "cohost", "takeover", "correct", "lock", "unlock", "delete",
        "remove", "invite", "schedule",
    ];

    public static TheoryData<string> Books => [.. Checkout.Files
        .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".resx", StringComparison.Ordinal))
        .Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => !name.Contains('.', StringComparison.Ordinal))];

    // "Dots" is asked for with a count, "light-" with something behind it.
    static bool Answers(string asked, string key) =>
        key == asked || key == asked + ".one" || key == asked + ".other"
        || (asked.EndsWith('-') && key.StartsWith(asked, StringComparison.Ordinal));

    static IEnumerable<(string Book, string Text, ICollection<string> Keys)> Asked()
    {
        var books = Books.ToDictionary(row => row.Data, row => Read(row.Data, "").Keys, StringComparer.Ordinal);
        return from file in Checkout.Files
               where file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
               from line in Checkout.Lines(file)
               where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
               from Match match in Key.Matches(line)
               where books.ContainsKey(match.Groups["book"].Value)
               select (match.Groups["book"].Value, match.Groups["text"].Value, (ICollection<string>)books[match.Groups["book"].Value]);
    }

    static Dictionary<string, string> Read(string book, string language)
    {
        var file = Checkout.Files
            .Single(file => file.StartsWith("src/", StringComparison.Ordinal) && Path.GetFileName(file) == $"{book}{language}.resx");
        return XDocument.Load(Path.Combine(Checkout.Root, file)).Descendants("data")
            .ToDictionary(
                data => (string?)data.Attribute("name") ?? "", data => (string?)data.Element("value") ?? "", StringComparer.Ordinal);
    }

    static string Places(string text) =>
        string.Join(' ', Place.Matches(text).Select(match => match.Value.Replace("d. MMM", "d MMM", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex("\"(?<book>[A-Z][A-Za-z]+)\\.(?<text>[A-Za-z][A-Za-z.-]*)[\"{]", RegexOptions.ExplicitCapture, 10_000)]
    static partial Regex Key { get; }

    [GeneratedRegex(@"\{[0-9](:[^}]*)?\}", RegexOptions.ExplicitCapture, 10_000)]
    static partial Regex Place { get; }
}
