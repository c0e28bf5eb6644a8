using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>
/// The names of values in the context. Each begins with what it names, so that a parameter called `__entity` or `__extn` is not taken for
/// Cedar's own notation of entities and extension values.
/// </summary>
internal static class CedarKey
{
    public const string Parameters = "parameters";

    public static string Of(ParameterPath path) => path.Steps.Aggregate(Parameters, Below);

    public static string Of(IEnumerable<PathStep> steps) => steps.Aggregate(Parameters, Below);

    public static string Below(string key, PathStep step) => step.IsPlainName ? $"{key}.{step}" : $"{key}{step}";

    public static string OfAttribute(string name) => $"attributes.{name}";
}
