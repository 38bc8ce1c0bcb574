using System.Globalization;

namespace CoCreateBot.Storage.Tables;

/// <summary>Conditions on rows: each value is written so that the service reads it as it is.</summary>
static class TableFilter
{
    public static string Of(FormattableString filter) =>
        string.Format(CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(Literal)]);

    static object Literal(object? value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool yes => yes ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        double number when double.IsFinite(number) => Pointed(number.ToString("R", CultureInfo.InvariantCulture)),
        DateTimeOffset moment => $"datetime'{EntityJson.Text(moment)}'",
        Guid id => $"guid'{id}'",
        BinaryData data => $"X'{Convert.ToHexString(data.ToMemory().Span)}'",
        _ => throw new ArgumentException($"A filter has no value of type {value?.GetType().Name ?? "null"}.", nameof(value)),
    };

    /// <summary>Without a point or an exponent it would be a whole number.</summary>
    static string Pointed(string number) => number.AsSpan().ContainsAny('.', 'E') ? number : number + ".0";
}
