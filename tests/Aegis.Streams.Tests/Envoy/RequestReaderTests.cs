using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Server.Envoy;
using Aegis.Streams.Server.Envoy.Protocol;
using CsCheck;
using Google.Protobuf;

namespace Aegis.Streams.Tests.Envoy;

public sealed class RequestReaderTests
{
    private const string Write = """
        methods: [POST]
        path: /v1/quotes
        tenant: { extension: tenant }
        agent: { header: x-agent }
        tool: pricing-api
        action: generate_quote
        class: { extension: class }
        body: whole
        """;

    private const string Fields = """
        methods: [POST]
        path: /v1/{region}/quotes
        tenant: acme
        agent: { principal: "spiffe://acme.example/agent/*" }
        tool: pricing-api
        action: { body: verb }
        class: write
        body: fields
        parameters:
          sku: { body: item }
          region: { path: region }
          page: { query: page, as: number }
          source: gateway
        egress: request
        """;

    private static readonly (string, string) Agent = ("x-agent", "composer");

    [Fact]
    public void WholeBody_IsTheParametersByteForByte()
    {
        var reading = Requests.Reader(Write).Read(Requests.Post("/v1/quotes", "{ \"sku\" : \"A\\u0031\", \"n\": 1.50 }", Agent));

        Assert.True(reading.IsReadable, reading.Denial?.Message);
        var intent = reading.Intent;
        Assert.Equal(("acme", "composer", "pricing-api", "generate_quote", CallClass.Write), (intent.Tenant, intent.Agent, intent.Tool, intent.Action, intent.CallClass));
        Assert.Equal("{ \"sku\" : \"A\\u0031\", \"n\": 1.50 }", intent.Parameters.ToStringUtf8());
        Assert.False(reading.IsIdempotent);
    }

    [Fact]
    public void Fields_ComeFromTheirPlaces()
    {
        var reading = Requests.Reader(Fields).Read(Requests.Post("/v1/e%75/quotes?page=2", """{"item":"A1","verb":"generate_quote"}""", ("traceparent", "00-1")));

        Assert.True(reading.IsReadable, reading.Denial?.Message);
        Assert.Equal(("composer", "generate_quote"), (reading.Intent.Agent, reading.Intent.Action));
        Assert.Equal("""{"sku":"A1","region":"eu","page":2,"source":"gateway"}""", reading.Intent.Parameters.ToStringUtf8());
        Assert.Equal("https://api.example.com/v1/e%75/quotes", reading.Intent.EgressTarget);
        Assert.Equal("traceparent", Assert.Single(reading.Trace).Name);
    }

    [Theory]
    [InlineData("""{"item":"A1","verb":"x","other":1}""", "envoy.body_member", "body.other")]
    [InlineData("""{"item":"A1","verb":7}""", "envoy.source_missing", "action")]
    [InlineData("""{"item":"A1","item":"A2","verb":"x"}""", "intents.duplicate_key", "body.item")]
    [InlineData("""{"item":"A1","verb":"x"} {}""", "intents.invalid_json", "body")]
    public void BodyThatTheRouteCannotTakeApart_IsDenied400WithThePath(string body, string code, string path)
    {
        var denial = Requests.Reader(Fields).Read(Requests.Post("/v1/eu/quotes", body)).Denial;

        Assert.Equal((code, 400, path), (denial!.Code, denial.Status, denial.Path));
    }

    [Fact]
    public void MemberOfAWholeBody_DoesNotTakeThePlaceOfWhatTheRouteFixes()
    {
        var reader = Requests.Reader($"{Write}\nparameters: {{ quote_id: q-1 }}");

        Assert.Equal("envoy.body_member", reader.Read(Requests.Post("/v1/quotes", """{"quote\u005fid":"q-2"}""", Agent)).Denial?.Code);
        Assert.Equal("""{"sku":"A1","quote_id":"q-1"}""", reader.Read(Requests.Post("/v1/quotes", """{"sku": "A1"}""", Agent)).Intent?.Parameters.ToStringUtf8());
    }

    [Theory]
    [InlineData("/v1/quotes/")]
    [InlineData("/v1//quotes")]
    [InlineData("/v1/./quotes")]
    [InlineData("/v1/x/../quotes")]
    [InlineData("/v1/%2e%2e/v1/quotes")]
    [InlineData("/v1%2fquotes")]
    [InlineData("/v1/quotes%00")]
    [InlineData("/v1/%2571uotes")]
    [InlineData("/v1/quotes%zz")]
    [InlineData("/v1/quotes%c3%28")]
    [InlineData("/v1/quotes;a=b")]
    [InlineData("/v1\\quotes")]
    [InlineData("//api.example.com/v1/quotes")]
    [InlineData("http://api.example.com/v1/quotes")]
    [InlineData("/v1/quotes#x")]
    [InlineData("/v1/quotes?x=1")]
    [InlineData("/v1/quotes?x")]
    [InlineData("*")]
    [InlineData("")]
    public void OtherSpellingOfThePath_IsDenied(string path) => Assert.False(Requests.Reader(Write).Read(Requests.Post(path, "{}", Agent)).IsReadable);

    [Theory]
    [InlineData("page=1&page=2")]
    [InlineData("page=one")]
    [InlineData("page=1;x=2")]
    [InlineData("page=1&other=2")]
    [InlineData("page=%zz")]
    public void QueryThatIsNotPlain_IsDenied(string query) =>
        Assert.Equal("envoy.bad_query", Requests.Reader(Fields).Read(Requests.Post($"/v1/eu/quotes?{query}", """{"item":"A1","verb":"x"}""")).Denial?.Code);

    [Theory]
    [InlineData("GET", "envoy.no_route")]
    [InlineData("post", "envoy.no_route")]
    public void OtherMethod_HasNoRoute(string method, string code) =>
        Assert.Equal(code, Requests.Reader(Write).Read(Requests.Request(method, "/v1/quotes", [])).Denial!.Code);

    [Theory]
    [InlineData("api.example.com", true)]
    [InlineData("API.example.com:443", true)]
    [InlineData("a.b.example.org", true)]
    [InlineData("example.org", false)]
    [InlineData("evilexample.org", false)]
    [InlineData("api.example.com.evil.example", false)]
    [InlineData("api.example.com@evil.example", false)]
    public void Host_IsMatchedWhole(string host, bool matches)
    {
        var request = Requests.Post("/v1/quotes", "{}", Agent);
        request.Request.Http.Host = host;

        Assert.Equal(matches, Requests.Reader($"{Write}\nhosts: [api.example.com, \"*.example.org\"]").Read(request).IsReadable);
    }

    [Fact]
    public void Principal_GivesOneSegment()
    {
        foreach (var principal in new[] { "", "spiffe://acme.example/agent/", "spiffe://acme.example/agent/a/b", "spiffe://evil.example/agent/composer" })
        {
            var request = Requests.Post("/v1/eu/quotes", """{"item":"A1","verb":"x"}""");
            request.Source.Principal = principal;
            Assert.Equal("envoy.source_missing", Requests.Reader(Fields).Read(request).Denial!.Code);
        }
    }

    [Theory]
    [InlineData("none", null, false)]
    [InlineData("none", "k-1", false)]
    [InlineData("accepted", null, false)]
    [InlineData("accepted", "k-1", true)]
    [InlineData("accepted", "\"k-1\"", true)]
    [InlineData("required", "k-1", true)]
    public void Id_MakesTheCallStatefulWhereTheRouteSaysSo(string idempotency, string? key, bool isIdempotent)
    {
        (string, string)[] headers = key is null ? [Agent] : [Agent, ("idempotency-key", key)];
        var reading = Requests.Reader($"{Write}\nid: {{ header: idempotency-key }}\nidempotency: {idempotency}").Read(Requests.Post("/v1/quotes", "{}", headers));

        Assert.Equal(isIdempotent, reading.IsIdempotent);
        if (key is null) Assert.Equal(36, reading.Intent!.Id.Length);
        else Assert.Equal("k-1", reading.Intent!.Id);
    }

    [Fact]
    public void RequiredIdThatIsMissing_IsDenied() =>
        Assert.Equal("envoy.source_missing", Requests.Reader($"{Write}\nid: {{ header: idempotency-key }}\nidempotency: required").Read(Requests.Post("/v1/quotes", "{}", Agent)).Denial?.Code);

    [Fact]
    public void AnyEncodingOfHeadersAndBody_GivesTheSameIntent()
    {
        var reader = Requests.Reader($"{Write}\nid: {{ header: idempotency-key }}");
        var request = Requests.Post("/v1/quotes", """{"note":"Grüße"}""", Agent, ("idempotency-key", "k-1"));
        var expected = reader.Read(request).Intent!;

        Assert.Equal(expected, reader.Read(Requests.WithRawHeaders(request)).Intent);
        Assert.Equal(expected, reader.Read(Requests.WithTextBody(request)).Intent);
        Assert.Equal(expected, reader.Read(Requests.WithRawHeaders(Requests.WithTextBody(request))).Intent);
    }

    /// <summary>Whatever comes, it is denied or is what the operator fixed, with the parameters that the tool will get.</summary>
    [Fact]
    public void AnyRequest_IsDeniedOrWhatTheOperatorFixed()
    {
        var reader = Requests.Reader(Write);
        var word = Gen.OneOf(Gen.String[Gen.Char[" /%.;\\{}\"#?:@,=-_aA0\u00e9"], 0, 12], OneOf("POST", "/v1/quotes", "application/json", "api.example.com", "{}", "2", "true", "gzip"));
        var name = OneOf("content-type", "content-length", "content-encoding", "transfer-encoding", "x-envoy-auth-partial-body", "x-agent", "x-aegis-outcome", "tenant", "class");
        var readable = 0;

        // A request that passes, with some of its parts changed.
        Gen.Select(Changed("POST", word), Changed("/v1/quotes", word), Changed("api.example.com", word), Changed("{}", word), Gen.Select(name, word).Array[0, 2], Gen.Bool).Sample((method, path, host, body, headers, isRaw) =>
        {
            var request = Requests.Request(method, path, System.Text.Encoding.UTF8.GetBytes(body), [Agent, ("content-type", "application/json"), .. headers]);
            request.Request.Http.Host = host;
            var reading = reader.Read(isRaw ? Requests.WithRawHeaders(request) : request);
            if (!reading.IsReadable)
            {
                Assert.NotEqual(0, CheckAnswer.Of(reading.Denial).Status.Code);
                return;
            }

            Interlocked.Increment(ref readable);
            Assert.Equal(("acme", "pricing-api", "generate_quote", CallClass.Write), (reading.Intent.Tenant, reading.Intent.Tool, reading.Intent.Action, reading.Intent.CallClass));
            Assert.Equal(body, reading.Intent.Parameters.ToStringUtf8());
            Assert.NotEqual("", body);
        }, iter: 20_000);
        Assert.InRange(readable, 1_000, 19_000);
    }

    private static Gen<string> Changed(string usual, Gen<string> other) => Gen.Int[0, 4].SelectMany(i => i == 0 ? other : Gen.Const(usual));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    /// <summary>Bytes that parse as a request never bring the reader down.</summary>
    [Fact]
    public void AnyMutationOfARequest_IsReadOrDenied()
    {
        var reader = Requests.Reader(Fields);
        var valid = new CheckRequest { Attributes = Requests.Post("/v1/eu/quotes?page=2", """{"item":"A1","verb":"x"}""") }.ToByteArray();
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, valid.Length]).Sample((at, value, length) =>
        {
            var bytes = valid[..length];
            if (at < length) bytes[at] = value;
            try
            {
                var reading = reader.Read(CheckRequest.Parser.ParseFrom(bytes).Attributes ?? new AttributeContext());
                Assert.True(reading.IsReadable || reading.Denial is not null);
            }
            catch (InvalidProtocolBufferException)
            {
                // gRPC refuses it before the door.
            }
        }, iter: 20_000);
    }
}
