using System.Runtime.CompilerServices;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;

namespace Aegis.Streams.Tests.Policy;

/// <summary>Makes policies that throw when they are asked. No text that a loader takes does.</summary>
internal static class BrokenPolicies
{
    /// <summary>Takes away what they are asked by.</summary>
    /// <param name="policies">Policies of which nobody else knows.</param>
    /// <returns>The same.</returns>
    public static PolicySnapshot Break(PolicySnapshot policies)
    {
        NamesOf(policies.Program) = null;
        return policies;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "<Names>k__BackingField")]
    private static extern ref NameTables? NamesOf(PolicyProgram program);
}
