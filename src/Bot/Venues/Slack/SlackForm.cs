namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>The fields of an application/x-www-form-urlencoded body, each decoded where it lies.</summary>
ref struct SlackForm(Span<byte> body)
{
    Span<byte> rest = body;

    /// <summary>A percent sign without its two digits: nothing that Slack would send.</summary>
    public bool IsBroken { get; private set; }

    public bool TryNext(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        if (rest.IsEmpty || IsBroken)
        {
            return false;
        }

        var end = rest.IndexOf((byte)'&');
        var field = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];

        var equals = field.IndexOf((byte)'=');
        name = equals < 0 ? field : field[..equals]; // Slack's names need no decoding
        var length = equals < 0 ? 0 : Decode(field[(equals + 1)..]);
        IsBroken = length < 0;
        value = length <= 0 ? default : field.Slice(equals + 1, length);
        return !IsBroken;
    }

    /// <summary>How long the decoded text is; -1 where it cannot be decoded.</summary>
    static int Decode(Span<byte> text)
    {
        var to = 0;
        for (var from = 0; from < text.Length; from++)
        {
            var next = text[from];
            if (next == '+')
            {
                next = (byte)' ';
            }
            else if (next == '%')
            {
                if (from + 2 >= text.Length || !TryDigit(text[from + 1], out var high) || !TryDigit(text[from + 2], out var low))
                {
                    return -1;
                }

                next = (byte)((high << 4) | low);
                from += 2;
            }

            text[to++] = next;
        }

        return to;
    }

    static bool TryDigit(byte hex, out int digit)
    {
        digit = hex switch
        {
            >= (byte)'0' and <= (byte)'9' => hex - '0',
            >= (byte)'A' and <= (byte)'F' => hex - 'A' + 10,
            >= (byte)'a' and <= (byte)'f' => hex - 'a' + 10,
            _ => -1,
        };
        return digit >= 0;
    }
}
