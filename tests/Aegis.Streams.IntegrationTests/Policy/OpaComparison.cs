using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rego;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Differential;
using Aegis.Streams.Tests.Policy.Generation;
using Aegis.Streams.Tests.Policy.Reference;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>Compares what printed policies mean to Open Policy Agent with the reference.</summary>
/// <param name="change">Changes the printed module, to see that the comparison finds it; <see langword="null"/>: nothing is changed.</param>
internal sealed class OpaComparison(Func<string, string>? change = null)
{
    /// <summary>Gets how many calls were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Gets how many calls were not, since Rego cannot say a rule.</summary>
    public int Refused { get; private set; }

    /// <summary>Compares all calls of a case.</summary>
    /// <returns>The first difference; <see langword="null"/>: there is none.</returns>
    public string? Compare(PolicyCase made)
    {
        if (RegoExport.Of(made.Documents).Text is not { } printed)
        {
            Refused += made.Calls.Length;
            return null;
        }

        var module = change is null ? printed : change(printed);
        var facts = DerivedFacts.Of(made.Documents);
        var calls = Enumerable.Range(0, made.Calls.Length).Where(i => made.Calls[i].IsReadable).ToList();
        var answers = OpaBatch.Evaluate(module, [.. calls.Select(i => Input(facts, made.Calls[i]))]);
        Compared += calls.Count;
        for (var i = 0; i < calls.Count; i++)
        {
            var answer = Read(answers[i]);
            if (answer == made.Answers[calls[i]]) continue;
            return $"{made.Describe(calls[i])}\nOPA:       {answer?.ToString() ?? answers[i].ToString()}\n{module}";
        }

        return null;
    }

    private static byte[] Input(DerivedFacts facts, GeneratedCall call) => PolicyInput.Write(
        facts,
        new CallFacts
        {
            Tenant = call.Tenant,
            Agent = call.Agent,
            Groups = call.Groups,
            Roles = call.Roles,
            Attributes = call.Attributes,
            Tool = call.Tool,
            Action = call.Action,
            ClaimedClass = call.ClaimedClass == CallClass.Read ? ToolClass.Read : ToolClass.Write,
            EgressTarget = call.EgressTarget,
        },
        Encoding.UTF8.GetBytes(call.Parameters),
        call.DecisionTime,
        call.Environment);

    private static Answer? Read(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object) return null;
        DecisionOutcome? verdict = answer.GetProperty("verdict").GetString() switch
        {
            "allow" => DecisionOutcome.Allow,
            "sanitize" => DecisionOutcome.Sanitize,
            "approval_needed" => DecisionOutcome.ApprovalNeeded,
            "deny" => DecisionOutcome.Deny,
            _ => null,
        };
        return verdict is { } known ? Answer.Of(known, Ids(answer, "rules"), Ids(answer, "observed")) : null;
    }

    private static IEnumerable<string> Ids(JsonElement answer, string property) => answer.GetProperty(property).EnumerateArray().Select(id => id.GetString()!);
}
