using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Policy.Bundles;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Bundles;

public sealed class PolicyBundleTests
{
    [Fact]
    public void Files_SayWhatRulesSay()
    {
        var rule = new PolicyRule { Id = "p/a", Effect = RuleEffect.RequireApproval, Code = "policy.a", Message = "é<", Approval = new ApprovalDemand("finance", TimeSpan.FromHours(4), 2) };

        var files = PolicyBundle.Files("package aegis.policy\n", [new PolicyDocument { Name = "p", Rules = [rule] }], "r1");

        Assert.Equal(["policy.rego", "data.json", ".manifest"], files.Select(file => file.Name));
        Assert.Equal(
            """{"aegis":{"rules":{"p/a":{"approval":{"expires":"PT4H","group":"finance","quorum":2},"code":"policy.a","effect":"require_approval","message":"é<","mode":"enforce"}}}}""",
            Encoding.UTF8.GetString(files[1].Content.Span));
        Assert.Equal(
            """{"metadata":{"entrypoint":"data.aegis.policy.decision"},"rego_version":1,"revision":"r1","roots":["aegis"]}""", Encoding.UTF8.GetString(files[2].Content.Span));
    }

    [Fact]
    public void BuiltInProfile_IsSaidOnce_HoweverManyPoliciesHaveIt()
    {
        var profile = DlpProfile.Default with { Entities = EntitySet.Of(DlpEntity.Email) };

        var files = PolicyBundle.Files("package aegis.policy\n", [new PolicyDocument { Name = "p", DlpProfiles = [profile] }, new PolicyDocument { Name = "q", DlpProfiles = [profile] }], "r1");

        Assert.Equal("""{"aegis":{"dlp_profiles":{"default":{"entities":["EMAIL"],"name":"default","operator":"replace","threshold":60}},"rules":{}}}""", Encoding.UTF8.GetString(files[1].Content.Span));
    }

    [Fact]
    public void Files_SayHowWhatIsSanitizedMustBeRedacted()
    {
        var profile = new DlpProfile { Name = "mails", Entities = EntitySet.Of(DlpEntity.Email), Operator = RedactionOperator.Mask };

        var files = PolicyBundle.Files(
            "package aegis.policy\n", [new PolicyDocument { Name = "p", DlpProfiles = [profile] }, new PolicyDocument { Name = "p", Tenant = "acme", DlpProfiles = [profile with { Name = "own" }] }], "r1");

        Assert.Equal(
            """{"aegis":{"dlp_profiles":{"acme/own":{"entities":["EMAIL"],"name":"own","operator":"mask","threshold":60},"mails":{"entities":["EMAIL"],"name":"mails","operator":"mask","threshold":60}},"rules":{}}}""",
            Encoding.UTF8.GetString(files[1].Content.Span));
    }
}
