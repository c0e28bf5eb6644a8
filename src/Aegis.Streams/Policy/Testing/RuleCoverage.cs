namespace Aegis.Streams.Policy.Testing;

/// <summary>What tests saw of a rule.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Applied">In how many tests it applied.</param>
/// <param name="Silent">In how many tests it spoke of the call, and its condition kept it silent.</param>
/// <param name="IsConditional">Whether it has a condition, so that it must be seen silent too.</param>
public sealed record RuleCoverage(string RuleId, int Applied, int Silent, bool IsConditional)
{
    /// <summary>Gets how many points there are: applied, and silent of a rule with a condition.</summary>
    public int Total => IsConditional ? 2 : 1;

    /// <summary>Gets how many points were reached.</summary>
    public int Covered => (Applied > 0 ? 1 : 0) + (IsConditional && Silent > 0 ? 1 : 0);
}
