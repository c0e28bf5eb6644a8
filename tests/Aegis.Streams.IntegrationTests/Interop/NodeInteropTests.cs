using Aegis.Streams.IntegrationTests.Node;
using Aegis.Streams.Tests;
using Aegis.Streams.Tests.Facade;

namespace Aegis.Streams.IntegrationTests.Interop;

/// <summary>`@grpc/grpc-js`, with an HTTP/2 of its own, against the server of our doors and our own service.</summary>
public sealed class NodeInteropTests(InteropScene interop) : IClassFixture<InteropScene>
{
    [Fact]
    public void InteropCases_Pass()
    {
        var (lines, _) = NodeScript.Run(["grpc.mjs", "interop", interop.Address, InteropCases.Protos]);
        Assert.Equal(InteropCases.All.Except(["client_compressed_streaming"]).Select(name => $"passed {name}"), lines);
    }

    [Fact]
    public void OurService_AnswersAsItsContractSays()
    {
        var (lines, _) = NodeScript.Run(["grpc.mjs", "decide", interop.Address, RepositoryFiles.PathOf("proto"), FacadeScene.Token]);
        Assert.Equal(
            [
                "allow OUTCOME_ALLOW true", "gzip OUTCOME_ALLOW", "deny OUTCOME_DENY policy.action_not_allowed", "once true false true", "found true",
                "batch OUTCOME_ALLOW intents.missing_field OUTCOME_DENY", "empty batch INVALID_ARGUMENT facade.invalid_request", "not found NOT_FOUND facade.not_found",
                "no token UNAUTHENTICATED facade.unauthenticated", "bad field INVALID_ARGUMENT intents.invalid_field",
            ],
            lines);
    }
}
