using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Reads a body whose signature was found genuine. Whatever is cut off, odd or malformed gives null, never an exception.</summary>
public static class SlackRequestReader
{
    const string Json = "application/json";
    const string Form = "application/x-www-form-urlencoded";

    /// <param name="body">Is decoded in place.</param>
    public static SlackRequest? Read(string? contentType, Span<byte> body) => contentType switch
    {
        not null when contentType.StartsWith(Form, StringComparison.OrdinalIgnoreCase) => ReadForm(body),
        not null when contentType.StartsWith(Json, StringComparison.OrdinalIgnoreCase) => SlackPayload.Read(body),
        _ => null,
    };

    /// <summary>A slash command as a socket brings it: the same fields as JSON.</summary>
    public static SlackRequest? ReadCommand(ReadOnlySpan<byte> text) => WireJson.Read<SlackRequest>(text, ReadCommand);

    static SlackRequest? ReadCommand(ref Utf8JsonReader json)
    {
        var command = new TypedCommand();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueSpan;
            json.Read();
            if (json.TokenType is JsonTokenType.String)
            {
                command.Take(name, Encoding.UTF8.GetBytes(json.GetString() ?? ""));
            }
            else if (json.TokenType is JsonTokenType.True)
            {
                command.Take(name, "true"u8);
            }

            json.Skip();
        }

        return json.Read() ? null : command.ToRequest(); // what stands behind the object throws
    }

    static SlackRequest? ReadForm(Span<byte> body)
    {
        var command = new TypedCommand();
        var form = new SlackForm(body);
        while (form.TryNext(out var name, out var value))
        {
            if (name.SequenceEqual("payload"u8))
            {
                return SlackPayload.Read(value);
            }

            if (!Utf8.IsValid(value))
            {
                return null;
            }

            command.Take(name, value);
        }

        return form.IsBroken ? null : command.ToRequest();
    }

    /// <summary>The fields of a slash command as they are found.</summary>
    struct TypedCommand
    {
        string? domain, channelName, team, enterprise, channel, user, name, command, text, trigger, url;
        bool isOrg, isCheck;

        public void Take(ReadOnlySpan<byte> field, ReadOnlySpan<byte> value)
        {
            if (Is(field, "team_id"u8, value, ref team) || Is(field, "enterprise_id"u8, value, ref enterprise)
                || Is(field, "team_domain"u8, value, ref domain) || Is(field, "channel_name"u8, value, ref channelName)
                || Is(field, "channel_id"u8, value, ref channel) || Is(field, "user_id"u8, value, ref user)
                || Is(field, "user_name"u8, value, ref name) || Is(field, "command"u8, value, ref command)
                || Is(field, "text"u8, value, ref text) || Is(field, "trigger_id"u8, value, ref trigger)
                || Is(field, "response_url"u8, value, ref url))
            {
                return;
            }

            isOrg |= field.SequenceEqual("is_enterprise_install"u8) && value.SequenceEqual("true"u8);
            isCheck |= field.SequenceEqual("ssl_check"u8) && value.SequenceEqual("1"u8);
        }

        public readonly SlackRequest? ToRequest()
        {
            if (isCheck)
            {
                return new SlackRequest.Ignored("ssl_check");
            }

            return command is not null && SlackIds.IsId(team) && SlackIds.IsId(channel) && SlackIds.IsTrigger(trigger)
                && SlackIds.PersonKey(isOrg ? enterprise : team, user) is { } key
                ? new SlackRequest.Typed(
                    new Person(key, SlackIds.Name(name)),
                    SlackIds.Venue(team, channel),
                    SlackMarkup.Read(text ?? ""),
                    trigger,
                    SlackIds.Url(url))
                {
                    PlaceName = SlackIds.PlaceName(channelName, domain),
                    WorkspaceName = SlackIds.Name(domain),
                }
                : null;
        }

        static bool Is(ReadOnlySpan<byte> field, ReadOnlySpan<byte> wanted, ReadOnlySpan<byte> value, ref string? kept)
        {
            if (!field.SequenceEqual(wanted))
            {
                return false;
            }

            kept = Encoding.UTF8.GetString(value);
            return true;
        }
    }
}
