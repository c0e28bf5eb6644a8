using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A rule demands that parameters be redacted at which its profile does not look.</summary>
internal sealed class EmptyDemandLint : RuleLint
{
    public override string Id => "empty-demand";

    public override string Summary => "A rule demands that parameters be redacted at which its profile does not look.";

    public override string Why => "What is redacted is what both name. Name the parameter in the profile as well, or in neither.";

    public override ImmutableArray<string> Triggers => [Of("[mail, note]", "parameters: mail"), Of("customer.mail", "except: customer")];

    public override ImmutableArray<string> Passes => [Of("customer.mail", "parameters: customer"), Of("customer", "parameters: customer.mail"), Of("'cc[*]'", "parameters: cc"), Of("mail", "except: note")];

    protected override void Check(LintSubject subject, PolicyRule rule)
    {
        if (rule.Dlp is not { } dlp) return;
        foreach (var (_, profile) in subject.Profiles.Where(pair => pair.Profile.Name == dlp.Profile && (pair.Tenant is null || rule.Id.StartsWith($"{pair.Tenant}/", StringComparison.Ordinal))))
        {
            foreach (var path in dlp.Paths)
            {
                if (ProfilePaths.MayMeet(profile, path)) continue;
                subject.Add(this, rule, $"`{rule.Id}` demands that `{path}` be redacted, and the profile `{profile.Name}` does not look there", "name it in the profile, or remove it here", "dlp", "parameters");
            }
        }
    }

    private static string Of(string demand, string keys) => $"{Body(Rule("r", "sanitize", "what: {tools: crm}", $"dlp: {{profile: outbound, parameters: {demand}}}"))}\ndlp_profiles:\n  - {{name: outbound, {keys}}}";
}
