using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Generation;
using Aegis.Streams.Tests.Policy.Reference;

namespace Aegis.Streams.Tests.Policy.Differential;

/// <summary>Compares an engine with the reference.</summary>
/// <param name="prepare">Makes policies ready and returns what answers calls.</param>
internal sealed class EngineComparison(Func<ImmutableArray<PolicyDocument>, Func<GeneratedCall, Answer>> prepare)
{
    /// <summary>Gets how many calls were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Compares all calls of a case.</summary>
    /// <returns>The first difference; <see langword="null"/>: there is none.</returns>
    public string? Compare(PolicyCase made)
    {
        var engine = prepare(made.Documents);
        for (var i = 0; i < made.Calls.Length; i++)
        {
            Compared++;
            if (engine(made.Calls[i]) is var answer && answer != made.Answers[i]) return $"{made.Describe(i)}\nengine:    {answer}";
        }

        return null;
    }
}
