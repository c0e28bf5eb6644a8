using System.Collections.Immutable;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A profile of redaction leaves out what it looks at.</summary>
internal sealed class ContradictoryProfileLint : LintCheck
{
    public override string Id => "contradictory-profile";

    public override string Summary => "A profile of redaction leaves out what it looks at.";

    public override string Why => "`except` takes away what `parameters` names, so the path redacts nothing. Name what is left out more closely, or take the path away.";

    public override ImmutableArray<string> Triggers => [Of("parameters: [note, customer.mail], except: customer"), Of("parameters: cc, except: cc")];

    public override ImmutableArray<string> Passes => [Of("parameters: [note, customer], except: customer.mail"), Of("except: customer"), Of("parameters: 'cc[*]', except: bcc")];

    public override void Check(LintSubject subject)
    {
        foreach (var (_, profile) in subject.Profiles)
            foreach (var path in profile.Parameters)
                if (ProfilePaths.LeftOut(profile, path) is { } except)
                    subject.Add(this, profile.Name, profile.Place, $"the profile `{profile.Name}` looks at `{path}`, and its `except: {except}` leaves that out", "remove one of the two, or name less under `except`");
    }

    private static string Of(string keys) => $"{Body(Rule("r", "sanitize", "what: {tools: crm}", "dlp: {profile: outbound}"))}\ndlp_profiles:\n  - {{name: outbound, {keys}}}";
}
