using System.Collections.Immutable;
using Aegis.Streams.Policy.Cedar;
using Aegis.Streams.Tests.Policy.Differential;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>Compares what printed policies mean to Cedar with the reference.</summary>
/// <param name="engine">Cedar.</param>
/// <param name="change">Changes what was printed, to see that the comparison finds it; <see langword="null"/>: nothing is changed.</param>
internal sealed class CedarComparison(CedarEngine engine, Func<CedarPolicy, CedarPolicy?>? change = null)
{
    /// <summary>Gets how many calls were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Gets how many calls were not, since Cedar cannot say a rule.</summary>
    public int Refused { get; private set; }

    /// <summary>Compares all calls of a case.</summary>
    /// <returns>The first difference; <see langword="null"/>: there is none.</returns>
    public string? Compare(PolicyCase made)
    {
        var export = CedarPrinter.Print(made.Documents);
        if (!export.IsComplete)
        {
            Refused += made.Calls.Length;
            return null;
        }

        ImmutableArray<ImmutableArray<CedarPolicy>> sets = [Changed(export.Permissions), Changed(export.Approvals), Changed(export.Sanitizations)];
        var calls = Enumerable.Range(0, made.Calls.Length).Where(i => made.Calls[i].IsReadable).ToList();
        var answers = engine.Ask(sets, calls.Select(i => CedarContext.Write(made.Calls[i].ToIntent(), made.Calls[i].ToRegistration(), made.Calls[i].Environment)));
        Compared += calls.Count;
        var expected = new CedarAnswers(made.Documents);
        for (var i = 0; i < calls.Count; i++)
        {
            var (wanted, given) = (expected.Expect(made.Answers[calls[i]]), CedarAnswers.Combine(answers, i));
            if (wanted == given) continue;
            var printed = string.Concat(sets.SelectMany(set => set).Select(policy => policy.Text));
            return $"{made.Describe(calls[i])}\nexpected: {wanted}\nCedar:    {given}\n{printed}";
        }

        return null;
    }

    private ImmutableArray<CedarPolicy> Changed(ImmutableArray<CedarPolicy> policies) =>
        change is null ? policies : [.. policies.Select(change).OfType<CedarPolicy>()];
}
