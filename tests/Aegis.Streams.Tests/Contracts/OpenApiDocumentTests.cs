using Microsoft.OpenApi;

namespace Aegis.Streams.Tests.Contracts;

public sealed class OpenApiDocumentTests
{
    private const string Intent = """{"id":"i-1","tenant":"acme","agent":"bot","tool":"crm","action":"read"}""";

    [Fact]
    public void Document_IsReadWithoutFaults()
    {
        var (document, diagnostic) = Microsoft.OpenApi.OpenApiDocument.Parse(File.ReadAllText(RepositoryFiles.PathOf("docs", "contracts", "openapi.json")), OpenApiConstants.Json);

        Assert.Empty(diagnostic!.Errors);
        Assert.Empty(diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic.SpecificationVersion);
        Assert.Equal(["/livez", "/metrics", "/readyz", "/v1/bundles/policy", "/v1/decide", "/v1/decide:batch", "/v1/tenants/{tenant}/agents/{agent}/decisions/{intentId}"], document!.Paths.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("post /v1/decide", Intent, true)]
    [InlineData("post /v1/decide", """{"tenant":"acme","agent":"bot","tool":"crm","action":"read"}""", true)]
    [InlineData("post /v1/decide", """{"id":"i-1","tenant":"acme","agent":"bot","tool":"crm"}""", false)]
    [InlineData("post /v1/decide", """{"id":"i-1","tenant":"acme","agent":"bot","tool":"crm","action":"read","more":1}""", false)]
    [InlineData("post /v1/decide:batch", $$"""{"requests":[{"intent":{{Intent}},"idempotent":true}]}""", true)]
    [InlineData("post /v1/decide:batch", """{"requests":[{"intent":{"tenant":"acme","agent":"bot","tool":"crm","action":"read"}}]}""", false)]
    [InlineData("post /v1/decide:batch", """{"requests":[]}""", false)]
    public void Requests_AreDescribedAsTheyAreTaken(string operation, string body, bool isTaken) => Assert.Equal(isTaken, new OpenApiContract().Takes(operation, body));
}
