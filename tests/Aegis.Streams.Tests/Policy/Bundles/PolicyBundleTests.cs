using System.Text;
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
}
