using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>
/// Everything that a state holds, in one text: every field of every record in it, those that nothing shows among them. Two states are the same where these are.
/// The order of a list counts; that of what has none (dictionaries, sets) does not. An activity's code is no state: its kind stands for it.
/// </summary>
static class WholeState
{
    const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    const int DepthMax = 24;

    public static string Of(Session session) => Told(session, 0);

    static string Told(object? value, int depth) => value switch
    {
        null => "nothing",
        _ when depth > DepthMax => throw new InvalidOperationException("A state that holds itself is no plain data."),
        string text => $"\"{text}\"",
        Enum one => one.ToString(),
        IFormattable plain when value.GetType() is { IsPrimitive: true } or { Namespace: "System" } => Plain(plain),
        bool yes => yes ? "yes" : "no",
        Activity activity => activity.Kind,
        Activities => "the activities",
        IFollowing => "what follows",
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(n => Told(tuple[n], depth + 1)))})",
        IEnumerable many => Many(many, value.GetType(), depth),
        _ => Record(value, depth),
    };

    static string Plain(IFormattable plain) => plain.ToString(plain is DateTimeOffset ? "O" : null, CultureInfo.InvariantCulture);

    static string Many(IEnumerable many, Type type, int depth)
    {
        var name = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (name == typeof(ImmutableArray<>) && (bool)type.GetProperty(nameof(ImmutableArray<int>.IsDefault))!.GetValue(many)!) // ! it has it
        {
            return "no list";
        }

        var isUnordered = name == typeof(ImmutableDictionary<,>) || name == typeof(ImmutableHashSet<>);
        Assert.True(isUnordered || name == typeof(ImmutableArray<>) || name == typeof(ImmutableSortedDictionary<,>) || name == typeof(ImmutableSortedSet<>)
            || name == typeof(ImmutableList<>), $"A state holds a {type}, which is not known to be immutable.");
        var told = many.Cast<object?>().Select(one => Told(one, depth + 1));
        return $"[{string.Join(", ", isUnordered ? told.Order(StringComparer.Ordinal) : told)}]";
    }

    static string Record(object value, int depth)
    {
        var type = value.GetType();
        Assert.True(type.Assembly != typeof(object).Assembly || type.Name.StartsWith("KeyValuePair", StringComparison.Ordinal), $"A state holds a {type}.");
        var fields = Line(type).SelectMany(one => one.GetFields(Own)).OrderBy(field => field.Name, StringComparer.Ordinal)
            .Select(field => $"{field.Name} = {Told(field.GetValue(value), depth + 1)}");
        return $"{type.Name} {{ {string.Join(", ", fields)} }}";
    }

    static IEnumerable<Type> Line(Type? type)
    {
        for (; type is not null && type != typeof(object) && type != typeof(ValueType); type = type.BaseType)
        {
            yield return type;
        }
    }
}
