using Aegis.Streams.Kafka.SchemaRegistry;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Tests.SchemaRegistry;

/// <summary>What becomes of the faults of a registry. What it does when all is well is tested on a real one.</summary>
public sealed class ContractRegistrationTests
{
    [Theory]
    [InlineData(401, """{"error_code":401,"message":"no"}""", SchemaRegistryFault.Unauthorized, "pass its credentials")]
    [InlineData(401, "", SchemaRegistryFault.Unauthorized, "pass its credentials")]
    [InlineData(403, """{"error_code":40301,"message":"no"}""", SchemaRegistryFault.Unauthorized, "pass its credentials")]
    [InlineData(409, """{"error_code":40901,"message":"no"}""", SchemaRegistryFault.Incompatible, "`aegis.intents-value` as incompatible")]
    [InlineData(409, """{"error_code":409,"message":"no"}""", SchemaRegistryFault.Incompatible, "`aegis.intents-value` as incompatible")]
    [InlineData(422, """{"error_code":42201,"message":"no"}""", SchemaRegistryFault.Refused, "`aegis.intents-value` with HTTP 422, code 42201")]
    [InlineData(404, "<html>", SchemaRegistryFault.Refused, "HTTP 404")]
    [InlineData(200, "<html>", SchemaRegistryFault.Refused, "no schema registry")]
    public async Task Refusal_SaysWhatToDo(int status, string body, SchemaRegistryFault fault, string part)
    {
        using var server = new AnsweringServer(status, body);

        var refusal = await RegisterAsync(new SchemaRegistryConnection(server.Url));

        Assert.True(fault == refusal.Fault, refusal.ToString());
        Assert.StartsWith($"The schema registry at {server.Url}/ ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40401)]
    [InlineData(40403)]
    public async Task UnknownContractWithoutAutoRegistration_NamesTheVerbThatRegisters(int code)
    {
        using var server = new AnsweringServer(404, $$"""{"error_code":{{code}},"message":"no"}""");

        var refusal = await RegisterAsync(new SchemaRegistryConnection(server.Url) { AutoRegister = false });

        Assert.Equal(SchemaRegistryFault.NotRegistered, refusal.Fault);
        Assert.Contains("`aegis contracts register`", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyListens_IsUnreachable()
    {
        string url;
        using (var server = new AnsweringServer(status: null)) url = server.Url;

        var refusal = await RegisterAsync(new SchemaRegistryConnection(url));

        Assert.Equal((SchemaRegistryFault.Unreachable, $"The schema registry at {url}/ cannot be reached; check the address and that it runs."), (refusal.Fault, refusal.Message));
    }

    [Fact]
    public async Task NoAnswer_IsUnreachableInTime()
    {
        using var server = new AnsweringServer(status: null);

        var refusal = await RegisterAsync(new SchemaRegistryConnection(server.Url) { Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal((SchemaRegistryFault.Unreachable, $"The schema registry at {server.Url}/ did not answer within 1 s; check the address and that it runs."), (refusal.Fault, refusal.Message));
    }

    [Fact]
    public async Task CredentialsInTheAddress_AreNotShown()
    {
        using var server = new AnsweringServer(403, "{}");

        var refusal = await RegisterAsync(new SchemaRegistryConnection(server.Url.Replace("://", "://alice:s3cret@", StringComparison.Ordinal)));

        Assert.DoesNotContain("s3cret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:1", "schema.registry.no.such.property")]
    [InlineData("not a url", null)]
    public async Task PropertyThatTheClientDoesNotTake_IsNamed(string url, string? property)
    {
        var connection = new SchemaRegistryConnection(url);
        if (property is not null) connection = connection with { Properties = new Dictionary<string, string> { [property] = "s3cret" } };

        var refusal = await RegisterAsync(connection);

        Assert.Equal(SchemaRegistryFault.InvalidProperty, refusal.Fault);
        Assert.Contains(property ?? "http://localhost:8081", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<ContractRegistrationException> RegisterAsync(SchemaRegistryConnection connection) =>
        Assert.ThrowsAsync<ContractRegistrationException>(() => ContractRegistration.RunAsync(connection, new TopicNames()));
}
