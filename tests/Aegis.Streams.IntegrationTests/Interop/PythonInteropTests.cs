using Aegis.Streams.Tests;
using Aegis.Streams.Tests.Facade;

namespace Aegis.Streams.IntegrationTests.Interop;

/// <summary>`grpcio`, on the C core of today, against the server of our doors and our own service.</summary>
public sealed class PythonInteropTests(InteropScene interop) : IClassFixture<InteropScene>
{
    [Fact]
    public async Task InteropCasesAndOurService_Pass()
    {
        using var python = new PythonPackages();
        await python.GenerateAsync(InteropCases.Protos, "grpc/testing/empty.proto", "grpc/testing/messages.proto", "grpc/testing/test.proto");
        var (output, errors, _) = await python.RunAsync(Path.Combine(InteropCases.Folder, "interop.py"), interop.Address);
        Assert.Equal(string.Concat(InteropCases.All.Select(name => $"passed {name}\n")), output + errors);

        await python.GenerateAsync(RepositoryFiles.PathOf("proto"), InteropCases.Contracts);
        (output, errors, _) = await python.RunAsync(Path.Combine(InteropCases.Folder, "decide.py"), interop.Address, FacadeScene.Token);
        Assert.Equal(
            """
            allow 1 True
            gzip 1
            deny 4 policy.action_not_allowed
            once True [False, True]
            found True
            batch [1, 'intents.missing_field', 4]
            empty batch INVALID_ARGUMENT facade.invalid_request
            not found NOT_FOUND facade.not_found
            no token UNAUTHENTICATED facade.unauthenticated
            bad field INVALID_ARGUMENT intents.invalid_field
            not bytes INTERNAL -
            too large RESOURCE_EXHAUSTED -
            no method UNIMPLEMENTED -

            """,
            output + errors);
    }
}
