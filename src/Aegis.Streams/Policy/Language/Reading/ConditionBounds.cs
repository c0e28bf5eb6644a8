using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Bounds how many conditions a rule has and how deep they nest.</summary>
internal static class ConditionBounds
{
    /// <summary>Checks a condition.</summary>
    /// <param name="node">Where a fault is reported.</param>
    /// <param name="what">What to call the rule or fragment.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="faults">Takes the fault.</param>
    /// <returns>Whether it keeps to the bounds.</returns>
    public static bool Check(YamlNode node, string what, Condition condition, FaultList faults)
    {
        var (count, depth) = ConditionForm.Measure(condition);
        if (count > PolicyLimits.MaxConditions)
            faults.Add(node, $"{what} has {count} conditions, with fragments written out; {PolicyLimits.MaxConditions} are allowed");
        if (depth > PolicyLimits.MaxDepth)
            faults.Add(node, $"the conditions of {what} nest {depth} levels deep, with fragments written out; {PolicyLimits.MaxDepth} are allowed");
        return count <= PolicyLimits.MaxConditions && depth <= PolicyLimits.MaxDepth;
    }
}
