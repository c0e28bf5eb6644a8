using System.Globalization;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Inclusive bounds of a count, either of which may be missing.</summary>
internal static class Bounds
{
    public static bool Hold(int value, int? min, int? max) => (min is null || value >= min) && (max is null || value <= max);

    public static string Show(int? min, int? max) => (min, max) switch
    {
        ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"{low} or more"),
        (null, { } high) => string.Create(CultureInfo.InvariantCulture, $"at most {high}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{min} to {max}"),
    };
}
