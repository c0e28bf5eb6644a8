using System.Text.Json.Nodes;
using Json.Schema;

namespace Aegis.Streams.Tests.Contracts;

/// <summary>The OpenAPI document against answers of running doors: each answer has a status, headers and a content that the document knows, and nothing more.</summary>
internal sealed class OpenApiContract
{
    private const string SchemaPrefix = "#/components/schemas/";

    private readonly JsonObject _document = JsonNode.Parse(File.ReadAllText(RepositoryFiles.PathOf("docs", "contracts", "openapi.json")))!.AsObject();
    private readonly JsonObject _schemas;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public OpenApiContract()
    {
        // What Aegis writes may grow, so the schemas are open; here a member that they do not know is one that was forgotten.
        _schemas = JsonNode.Parse(_document["components"]!["schemas"]!.ToJsonString().Replace(SchemaPrefix, "#/$defs/", StringComparison.Ordinal))!.AsObject();
        foreach (var (_, schema) in _schemas)
            if (schema!["properties"] is not null) schema["additionalProperties"] ??= false;
    }

    /// <summary>Gets every answer that the document speaks of, such as `post /v1/decide 200`.</summary>
    public IEnumerable<string> Documented =>
        from path in _document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        from response in operation.Value!["responses"]!.AsObject()
        select $"{operation.Key} {path.Key} {response.Key}";

    /// <summary>Gets those that were checked.</summary>
    public IReadOnlySet<string> Seen => _seen;

    /// <summary>Checks an answer.</summary>
    public async Task CheckAsync(string operation, HttpResponseMessage response)
    {
        var (method, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
        var status = $"{(int)response.StatusCode}";
        var known = _document["paths"]![path]![method]!["responses"]![status];
        Assert.True(known is not null, $"{operation} answers {status}, which the document does not know.");
        _seen.Add($"{operation} {status}");
        var answer = Resolve(known);
        CheckHeaders(operation, answer, response);
        var body = await response.Content.ReadAsByteArrayAsync();
        if (answer["content"] is not JsonObject contents)
        {
            Assert.Empty(body);
            return;
        }

        Assert.True(contents.TryGetPropertyValue(response.Content.Headers.ContentType!.MediaType!, out var content), $"{operation} {status} has the content {response.Content.Headers.ContentType}.");
        if (response.Content.Headers.ContentType.MediaType!.EndsWith("json", StringComparison.Ordinal)) CheckBody($"{operation} {status}", content!["schema"]!, body);
    }

    /// <summary>Says whether a body is one that an operation takes.</summary>
    public bool Takes(string operation, string body) =>
        Evaluate(_document["paths"]![operation.Split(' ')[1]]![operation.Split(' ')[0]]!["requestBody"]!["content"]!["application/json"]!["schema"]!, JsonNode.Parse(body)).IsValid;

    private void CheckHeaders(string operation, JsonNode answer, HttpResponseMessage response)
    {
        foreach (var (name, reference) in answer["headers"]?.AsObject() ?? [])
        {
            var header = Resolve(reference!);
            var isThere = response.Headers.TryGetValues(name, out var values);
            Assert.True(isThere || header["required"]?.GetValue<bool>() is not true, $"{operation} lacks the header {name}.");
            if (!isThere) continue;
            var isNumber = header["schema"]!["type"]?.GetValue<string>() == "integer";
            Assert.True(Evaluate(header["schema"]!, isNumber ? JsonNode.Parse(values!.Single()) : JsonValue.Create(values!.Single())).IsValid, $"{operation}: {name}: {values!.Single()}");
        }
    }

    private void CheckBody(string answer, JsonNode schema, byte[] body)
    {
        var results = Evaluate(schema, JsonNode.Parse(body));
        var faults = results.Details.Where(detail => detail.HasErrors).Select(detail => $"{detail.InstanceLocation}: {string.Join(' ', detail.Errors!.Values)}");
        Assert.True(results.IsValid, $"{answer}: {string.Join("; ", faults)}");
    }

    private EvaluationResults Evaluate(JsonNode schema, JsonNode? instance)
    {
        var whole = JsonNode.Parse(schema.ToJsonString().Replace(SchemaPrefix, "#/$defs/", StringComparison.Ordinal))!.AsObject();
        whole["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        whole["$defs"] = _schemas.DeepClone();
        return JsonSchema.FromText(whole.ToJsonString()).Evaluate(instance, new EvaluationOptions { OutputFormat = OutputFormat.List });
    }

    private JsonNode Resolve(JsonNode node)
    {
        if (node["$ref"]?.GetValue<string>() is not { } reference) return node;
        return reference[2..].Split('/').Aggregate((JsonNode)_document, (inner, part) => inner[part]!);
    }
}
