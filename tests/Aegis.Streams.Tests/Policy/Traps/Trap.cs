using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Tests.Policy.Language;
using Aegis.Streams.Tests.Policy.Testing;

namespace Aegis.Streams.Tests.Policy.Traps;

/// <summary>Asks about one call under a short policy: from the text of the policy and the text of the parameters to the answer, as the stream does.</summary>
internal static class Trap
{
    /// <summary>Asks under a permit with one condition.</summary>
    /// <param name="condition">The condition in flow style.</param>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The outcome and the codes of the reasons.</returns>
    public static string Permit(string condition, string parameters) => Ask($"rules:\n  - {{id: r, effect: permit, when: [{condition}]}}\n", parameters);

    /// <summary>Asks under a forbid with one condition, beside a permit of everything.</summary>
    public static string Forbid(string condition, string parameters) => AskBesidePermit($"{{id: r, effect: forbid, when: [{condition}]}}", parameters);

    /// <summary>Asks under a forbid of everything unless one condition holds, beside a permit of everything.</summary>
    public static string ForbidUnless(string condition, string parameters) => AskBesidePermit($"{{id: r, effect: forbid, unless: [{condition}]}}", parameters);

    /// <summary>Asks under the body of a policy.</summary>
    public static string Ask(string body, string parameters) => Ask(body, Encoding.UTF8.GetBytes(parameters));

    public static string Ask(string body, byte[] parameters)
    {
        var answer = PolicyInquiry.Ask(TestTexts.Policy(PolicyTexts.Header + body), new PolicyQuestion
        {
            Tool = "crm",
            Action = "order",
            Parameters = parameters,
            Registration = new AgentRegistration { Tenant = "acme", Agent = "a", IsEnabled = true },
            DecisionTime = new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.Zero),
        });
        return string.Join(' ', answer.Findings.Select(finding => finding.Reason.Code).Prepend(OutcomeWords.Of(answer.Outcome)));
    }

    /// <summary>Gives the faults that keep a permit with one condition from being loaded; their places are left out.</summary>
    public static IEnumerable<string> Faults(string condition) => FaultsOf($"rules:\n  - {{id: r, effect: permit, when: [{condition}]}}\n");

    /// <summary>Gives the faults that keep the body of a policy from being loaded; their places are left out.</summary>
    public static IEnumerable<string> FaultsOf(string body) =>
        PolicyLoader.LoadDocuments([new PolicySource("p.yaml", PolicyTexts.Header + body)]).Errors.Select(error => error.Message);

    private static string AskBesidePermit(string rule, string parameters) =>
        Ask($"rules:\n  - {{id: all, effect: permit, unknown_parameters: allow}}\n  - {rule}\n", parameters);
}
