using System.Text;
using Aegis.Streams.Server.Envoy.Protocol;

namespace Aegis.Streams.Tests.Envoy;

public sealed class RequestBodyTests
{
    private const string Json = "application/json";

    private const string Write = """
        methods: [POST, DELETE]
        path: /v1/quotes
        tenant: acme
        agent: composer
        tool: pricing-api
        action: generate_quote
        class: write
        """;

    [Theory]
    [InlineData("{}", Json, "2", null, null)]
    [InlineData("{}", "Application/JSON; charset=UTF-8", null, null, null)]
    [InlineData("", Json, null, "envoy.body_missing", 400)]
    [InlineData("", Json, "0", "envoy.body_missing", 400)]
    [InlineData("", Json, "2", "envoy.body_truncated", 413)]
    [InlineData("{}", Json, "3", "envoy.body_truncated", 413)]
    [InlineData("{}", Json, "1", "envoy.bad_header", 400)]
    [InlineData("{}", Json, "+2", "envoy.bad_header", 400)]
    [InlineData("{}", Json, "2,2", "envoy.bad_header", 400)]
    [InlineData("{}", Json, "", "envoy.bad_header", 400)]
    [InlineData("{}", Json, "99999999999999999999", "envoy.bad_header", 400)]
    [InlineData("{}", null, "2", "envoy.body_type", 415)]
    [InlineData("{}", "", "2", "envoy.body_type", 415)]
    [InlineData("{}", "text/plain", "2", "envoy.body_type", 415)]
    [InlineData("{}", "application/json-patch+json", "2", "envoy.body_type", 415)]
    [InlineData("{}", "application/json,text/plain", "2", "envoy.body_type", 415)]
    [InlineData("{}", "application/json; charset=utf-16", "2", "envoy.body_type", 415)]
    [InlineData("{}", "text/plain; application/json", "2", "envoy.body_type", 415)]
    [InlineData("{}", "multipart/form-data; boundary=x", "2", "envoy.body_type", 415)]
    [InlineData("a=b", "application/x-www-form-urlencoded", "3", "envoy.body_type", 415)]
    [InlineData("{}", "application/grpc", "2", "envoy.body_type", 415)]
    public void Body_IsTakenOnlyWholeAndAsJson(string body, string? type, string? length, string? code, int? status)
    {
        var request = Requests.Request("POST", "/v1/quotes", Encoding.UTF8.GetBytes(body));
        if (type is not null) request.Request.Http.Headers["content-type"] = type;
        if (length is not null) request.Request.Http.Headers["content-length"] = length;

        AssertDenied(request, "whole", code, status);
    }

    [Theory]
    [InlineData("content-encoding", "gzip", "envoy.body_encoded", 415)]
    [InlineData("content-encoding", "identity", "envoy.body_encoded", 415)]
    [InlineData("content-encoding", "", "envoy.body_encoded", 415)]
    [InlineData("x-envoy-auth-partial-body", "true", "envoy.body_truncated", 413)]
    [InlineData("x-envoy-auth-partial-body", "false", null, null)]
    public void HeaderThatSaysItIsNotThePlainWhole_Denies(string name, string value, string? code, int? status) =>
        AssertDenied(Requests.Post("/v1/quotes", "{}", (name, value)), "whole", code, status);

    [Fact]
    public void BodyCutAtAnyByte_IsDenied()
    {
        var whole = """{"sku":"A1","note":"é"}"""u8.ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            var request = Requests.Request("POST", "/v1/quotes", whole[..length], ("content-type", Json), ("content-length", "24"));
            AssertDenied(request, "whole", "envoy.body_truncated", 413);
        }
    }

    [Fact]
    public void BodyInBothForms_IsDenied()
    {
        var request = Requests.Post("/v1/quotes", "{}");
        request.Request.Http.Body = "{}";

        AssertDenied(request, "whole", "envoy.bad_header", 400);
    }

    [Theory]
    [InlineData("", null, null, null)]
    [InlineData("", "content-length", "0", null)]
    [InlineData("", "content-length", "2", "envoy.body_unexpected")]
    [InlineData("", "transfer-encoding", "chunked", "envoy.body_unexpected")]
    [InlineData("{}", null, null, "envoy.body_unexpected")]
    [InlineData("", "x-envoy-auth-partial-body", "true", "envoy.body_unexpected")]
    public void RouteWithoutABody_DeniesARequestThatHasOne(string body, string? name, string? value, string? code)
    {
        var request = Requests.Request("DELETE", "/v1/quotes", Encoding.UTF8.GetBytes(body));
        if (name is not null) request.Request.Http.Headers[name] = value;

        AssertDenied(request, "none", code, code is null ? null : 400);
    }

    private static void AssertDenied(AttributeContext request, string body, string? code, int? status)
    {
        var reader = Requests.Reader($"{Write}\nbody: {body}");
        foreach (var form in new[] { request, Requests.WithRawHeaders(request), request.Request.Http.Body.Length == 0 ? Requests.WithTextBody(request) : request })
        {
            var denial = reader.Read(form).Denial;
            Assert.Equal((code, status), (denial?.Code, denial?.Status));
        }
    }
}
