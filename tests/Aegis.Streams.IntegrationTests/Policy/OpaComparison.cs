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

    /// <summary>Compares all calls of some cases.</summary>
    /// <returns>The first difference; <see langword="null"/>: there is none.</returns>
    public string? Compare(IReadOnlyList<PolicyCase> cases)
    {
        var sets = new List<(PolicyCase Case, string Module, List<int> Calls)>();
        foreach (var made in cases)
        {
            if (RegoExport.Of(made.Documents).Text is { } printed) sets.Add((made, change is null ? printed : change(printed), Readable(made)));
            else Refused += made.Calls.Length;
        }

        if (sets.Count == 0) return null;
        var answers = OpaBatch.EvaluateAll([.. sets.Select(set => (set.Module, (IReadOnlyList<byte[]>)Inputs(set.Case, set.Calls)))]);
        return sets.Select((set, i) => Compare(set.Case, set.Module, set.Calls, answers[i])).FirstOrDefault(difference => difference is not null);
    }

    /// <summary>Lists the calls that other engines may be asked.</summary>
    internal static List<int> Readable(PolicyCase made) => [.. Enumerable.Range(0, made.Calls.Length).Where(i => made.Calls[i].IsReadable)];

    /// <summary>Writes calls as Rego reads them.</summary>
    internal static byte[][] Inputs(PolicyCase made, IEnumerable<int> calls)
    {
        var facts = DerivedFacts.Of(made.Documents);
        return [.. calls.Select(i => Input(facts, made.Calls[i]))];
    }

    private string? Compare(PolicyCase made, string module, List<int> calls, IReadOnlyList<JsonElement> answers)
    {
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
