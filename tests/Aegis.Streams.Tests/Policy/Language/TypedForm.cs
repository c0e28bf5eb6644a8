using System.Collections;
using System.Globalization;
using System.Reflection;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Patterns;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Language;

/// <summary>Shows the typed form with everything in it but places, so that two can be compared: lists in records have no equality of their own.</summary>
internal static class TypedForm
{
    public static void AssertEqual(object? expected, object? actual) => Assert.Equal(Show(expected), Show(actual));

    public static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        ExactDecimal or ParameterPath or NameGlob or Pattern or EgressEntry or Enum or bool or int or TimeSpan or TimeOnly or DateTimeOffset => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        EgressAllowList list => Show(list.Entries),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Show))}]",
        _ => $"{value.GetType().Name} {{ {string.Join(", ", Properties(value).Select(property => $"{property.Name} = {Show(property.GetValue(value))}"))} }}",
    };

    private static IEnumerable<PropertyInfo> Properties(object value) => value.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.Name != "Place" && !(value is CatalogDemand && property.Name == "Paths"));
}
