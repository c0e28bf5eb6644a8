using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>No rule demands a profile of redaction.</summary>
internal sealed class UnusedProfileLint : LintCheck
{
    public override string Id => "unused-profile";

    public override string Summary => "No rule demands a profile of redaction.";

    public override string Why => "No call is redacted by it. That is right if it is there for files and lists alone, which name it themselves; else a rule of effect `sanitize` is missing, or names another.";

    public override Severity Severity => Severity.Note;

    public override ImmutableArray<string> Triggers => [$"{Body(Rule("r", "sanitize", "what: {tools: crm}", "dlp: {profile: default}"))}\ndlp_profiles:\n  - {{name: outbound, entities: EMAIL}}"];

    public override ImmutableArray<string> Passes => [$"{Body(Rule("r", "sanitize", "what: {tools: crm}", "dlp: {profile: outbound}"))}\ndlp_profiles:\n  - {{name: outbound, entities: EMAIL}}"];

    public override void Check(LintSubject subject)
    {
        foreach (var (tenant, profile) in subject.Profiles)
        {
            if (profile.Name == DlpProfile.DefaultName || subject.Rules.Any(one => one.Rule.Dlp?.Profile == profile.Name && (tenant is null || one.Tenant == tenant))) continue;
            subject.Add(this, profile.Name, profile.Place, $"no rule demands the profile `{profile.Name}`", "add a rule of effect `sanitize` that does, or leave it for files and lists");
        }
    }
}
