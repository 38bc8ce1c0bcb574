using System.Text;
using System.Text.RegularExpressions;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Bot.Venues.Slack.Manifest;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Bot.Venues.Slack.Manifest;

/// <summary>The manifest asks for what the code acts on, and for nothing else.</summary>
public sealed partial class ManifestPartsTest
{
    const string Reply = """{"type":"message","user":"U1","ts":"1.2","thread_ts":"1.1","channel":"C1","text":"An idea"}""";

    const string Direct = """{"type":"message","user":"U1","ts":"1.2","channel":"D1","channel_type":"im","text":"help"}""";

    /// <summary>These name methods, and call none.</summary>
    static readonly string[] Tables = ["SlackMethods.cs", "SlackBudgets.cs"];

    /// <summary>One of each event that the manifest asks for, with what becomes of it.</summary>
    static readonly (string Name, string Event, Type Read)[] Events =
    [
        ("app_home_opened", """{"type":"app_home_opened","user":"U1","tab":"home"}""", typeof(SlackRequest.HomeOpened)),
        ("app_mention", """{"type":"app_mention","user":"U1","ts":"1.2","channel":"C1","text":"help"}""", typeof(SlackRequest.Mentioned)),
        ("app_uninstalled", """{"type":"app_uninstalled"}""", typeof(SlackRequest.Uninstalled)),
        ("message.channels", Reply, typeof(SlackRequest.Replied)),
        ("message.groups", Reply, typeof(SlackRequest.Replied)),
        ("message.im", Direct, typeof(SlackRequest.Mentioned)),
        ("message.mpim", Reply, typeof(SlackRequest.Replied)),
        ("team_access_granted", """{"type":"team_access_granted","team_ids":["T1"]}""", typeof(SlackRequest.AccessChanged)),
        ("team_access_revoked", """{"type":"team_access_revoked","team_ids":["T1"]}""", typeof(SlackRequest.AccessChanged)),
        ("tokens_revoked", """{"type":"tokens_revoked","tokens":{"bot":["U0BOT"]}}""", typeof(SlackRequest.TokensRevoked)),
    ];

    [Fact]
    public void Each_event_that_is_asked_for_is_acted_on_and_each_that_could_be_acted_on_is_asked_for()
    {
        Assert.Equal(SlackEvents.All.Select(one => one.Name), Events.Select(one => one.Name));
        Assert.All(Events, one => Assert.IsType(one.Read, Read(one.Event)));

        // Nothing is acted on that the list does not hold: the types that the code tells apart are all of its own.
        var told = typeof(SlackEvents).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!); // ! a text
        Assert.Equal(told.Order(), SlackEvents.All.Select(one => SlackEvents.TypeOf(one.Name)).Distinct().Order());
    }

    [Theory]
    [InlineData("""{"type":"reaction_added","user":"U1","ts":"1.2","thread_ts":"1.1","channel":"C1","text":"x","tab":"home","team_ids":["T1"]}""")]
    [InlineData("""{"type":"message.channels","user":"U1","ts":"1.2","thread_ts":"1.1","channel":"C1","text":"x"}""")]
    public void An_event_that_is_not_asked_for_is_passed_over(string told) => Assert.Equal(new SlackRequest.Ignored("event"), Read(told));

    [Fact]
    public void Each_entry_in_Slacks_menus_is_read()
    {
        Assert.Equal([SlackShortcuts.Start, SlackShortcuts.AskWhy, SlackShortcuts.AddIdea], SlackShortcuts.All.Select(one => one.Callback));
        Assert.All(SlackShortcuts.All, one => Assert.IsType(
            one.IsOnMessage ? typeof(SlackRequest.OnMessage) : typeof(SlackRequest.Started),
            SlackPayload.Read(Encoding.UTF8.GetBytes($$"""
                {"type":"{{(one.IsOnMessage ? "message_action" : "shortcut")}}","team":{"id":"T1"},"user":{"id":"U1"},"channel":{"id":"C1"},
                "trigger_id":"1","callback_id":"{{one.Callback}}"}
                """))));
    }

    [Fact]
    public void Each_method_that_is_called_is_known_with_its_scope()
    {
        var called = Checkout.Files
            .Where(file => file.StartsWith("src/Bot/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !Tables.Contains(Path.GetFileName(file)))
            .SelectMany(file => Checkout.Lines(file).SelectMany(line => Method.Matches(line).Select(match => match.Groups["name"].Value)))
            .Distinct().ToList();

        Assert.Contains("chat.postMessage", called);
        var hosts = called.Where(name => name.EndsWith(".slack.com", StringComparison.Ordinal)); // where files go begins like a method
        Assert.Equal("", string.Join(' ', called.Except(hosts).Except(SlackMethods.Scopes.Keys)));
    }

    [Fact]
    public void Each_scope_that_something_needs_is_asked_for()
    {
        var needed = SlackMethods.Scopes.Values.SelectMany(scopes => scopes).Concat(SlackEvents.All.Select(one => one.Scope)).Append("commands");

        Assert.Equal("", string.Join(' ', needed.Where(scope => scope.Length > 0).Distinct().Except(SlackScopes.Bot)));
    }

    static SlackRequest? Read(string told) => SlackPayload.Read(Encoding.UTF8.GetBytes($$"""
        {"type":"event_callback","team_id":"T1","enterprise_id":"E1","event":{{told}},"event_id":"Ev1"}
        """));

    [GeneratedRegex(
        "\"(?<name>(api|apps|auth|bots|chat|conversations|files|oauth|reactions|team|users|views)\\.[A-Za-z][A-Za-z0-9.]+)\"",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    static partial Regex Method { get; }
}
