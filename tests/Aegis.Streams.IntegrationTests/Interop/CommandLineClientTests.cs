using System.Text.Json;
using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.Tests.Facade;

namespace Aegis.Streams.IntegrationTests.Interop;

/// <summary>`grpcurl` and `ghz` (grpc-go), by reflection alone.</summary>
public sealed class CommandLineClientTests(InteropScene interop) : IClassFixture<InteropScene>
{
    private const string Ask = """{"intent":{"id":"curl-1","tenant":"acme","agent":"sales-composer","tool":"crm","action":"read_account","call_class":"CALL_CLASS_READ","parameters":"eyJhY2NvdW50IjoiYS0xIn0="}}""";

    [Fact]
    public async Task Grpcurl_FindsTheServicesAndAsks()
    {
        var (services, errors, _) = await CurlAsync("", "list");
        Assert.Equal("aegis.v1.DecisionService\ngrpc.health.v1.Health\ngrpc.reflection.v1.ServerReflection\ngrpc.reflection.v1alpha.ServerReflection\ngrpc.testing.TestService\n", services + errors);
        var (allowed, _, _) = await CurlAsync(Ask, "aegis.v1.DecisionService/Decide");
        Assert.Equal("OUTCOME_ALLOW", JsonDocument.Parse(allowed).RootElement.GetProperty("decision").GetProperty("outcome").GetString());
        var (batch, _, _) = await CurlAsync($$"""{"requests":[{{Ask}},{}]}""", "aegis.v1.DecisionService/DecideBatch");
        Assert.Equal("intents.missing_field", JsonDocument.Parse(batch).RootElement.GetProperty("results")[1].GetProperty("refusal").GetProperty("code").GetString());
        var (_, absent, exitCode) = await CurlAsync("""{"tenant":"acme","agent":"sales-composer","intent_id":"never"}""", "aegis.v1.DecisionService/GetDecision");
        Assert.Equal(64 + 5, exitCode);
        Assert.Contains("Code: NotFound", absent, StringComparison.Ordinal);
        var (served, _, _) = await CurlAsync("{}", "grpc.health.v1.Health/Check");
        Assert.Equal("SERVING", JsonDocument.Parse(served).RootElement.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("EmptyCall", "{}", 0, "{}")]
    [InlineData("UnaryCall", """{"response_size":3}""", 0, """{"payload":{"body":"AAAA"}}""")]
    [InlineData("StreamingOutputCall", """{"response_parameters":[{"size":1},{"size":2}]}""", 0, """{"payload":{"body":"AA=="}}{"payload":{"body":"AAA="}}""")]
    [InlineData("StreamingInputCall", """{"payload":{"body":"AAAA"}} {"payload":{"body":"AA=="}}""", 0, """{"aggregated_payload_size":4}""")]
    [InlineData("FullDuplexCall", """{"response_parameters":[{"size":1}]} {"response_parameters":[{"size":2}]}""", 0, """{"payload":{"body":"AA=="}}{"payload":{"body":"AAA="}}""")]
    [InlineData("UnaryCall", """{"response_status":{"code":2,"message":"test status message"}}""", 64 + 2, "")]
    [InlineData("UnimplementedCall", "{}", 64 + 12, "")]
    public async Task Grpcurl_RunsTheKindsOfCalls(string method, string requests, int exitCode, string answers)
    {
        var (output, errors, code) = await CurlAsync(requests, $"grpc.testing.TestService/{method}");
        Assert.True(exitCode == code, output + errors);
        Assert.Equal(answers, string.Concat(output.Where(character => !char.IsWhiteSpace(character))));
    }

    [Fact]
    public async Task Ghz_GetsADecisionForEveryCall()
    {
        var program = Require("ghz");
        var (output, errors, exitCode) = await Stranger.RunAsync(
            program,
            [
                "--insecure", "--async", "--rps", "300", "-n", "900", "--connections", "4", "-c", "16", "--call", "aegis.v1.DecisionService/Decide", "-m", Credential, "--reflect-metadata", Credential,
                "-d", Ask, "-O", "json", interop.Address,
            ]);
        Assert.True(exitCode == 0, output + errors);
        var statuses = JsonDocument.Parse(output).RootElement.GetProperty("statusCodeDistribution");
        Assert.Equal("""{"OK":900}""", string.Concat(statuses.GetRawText().Where(character => !char.IsWhiteSpace(character))));
    }

    private static string Credential => $$"""{"authorization":"Bearer {{FacadeScene.Token}}"}""";

    private static string Require(string name)
    {
        var program = Path.Combine(BenchFolder.PathOf("grpc"), name);
        if (!File.Exists(program)) Assert.Skip($"There is no {name}: let AEGIS_BENCH hold a folder with `grpc`.");
        return program;
    }

    private Task<(string Output, string Errors, int ExitCode)> CurlAsync(string requests, string method) => Stranger.RunAsync(
        Require("grpcurl"), [.. requests.Length == 0 ? Array.Empty<string>() : ["-d", requests], "-plaintext", "-H", $"authorization: Bearer {FacadeScene.Token}", interop.Address, method]);
}
