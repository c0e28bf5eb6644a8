using System.Text.Json;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Lists.Manifest;

/// <summary>
/// What was made of a list: an in-toto statement (v1) whose subject is the sanitized list. It holds counts and digests and no value, and follows from what is
/// committed alone: whoever makes it again gets the same bytes.
/// </summary>
public sealed record ListManifest
{
    /// <summary>The media type of the statement.</summary>
    public const string PayloadType = "application/vnd.in-toto+json";

    /// <summary>The kind of the statement's predicate.</summary>
    public const string PredicateType = "urn:aegis:list-manifest:v1";

    private const string StatementType = "https://in-toto.io/Statement/v1";

    /// <summary>Gets the list.</summary>
    public required ListHeading Heading { get; init; }

    /// <summary>Gets when the list was taken.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when its last row was sanitized.</summary>
    public required DateTimeOffset SanitizedAt { get; init; }

    /// <summary>Gets how many chunks it has.</summary>
    public required long Chunks { get; init; }

    /// <summary>Gets the digest of what came in.</summary>
    public required ListDigest Input { get; init; }

    /// <summary>Gets the digest of what goes out.</summary>
    public required ListDigest Output { get; init; }

    /// <summary>Gets what became of the rows.</summary>
    public required ListTally Tally { get; init; }

    /// <summary>Gets the policy sets whose profile it was, with the chunks of each, in the order of their first chunks. More than one: the policy changed on the way.</summary>
    public required IReadOnlyList<KeyValuePair<string, long>> PolicyRevisions { get; init; }

    /// <summary>Reads what a manifest speaks of.</summary>
    /// <param name="envelope">The envelope, verified.</param>
    /// <returns>The list, and the digest that its file must have.</returns>
    /// <exception cref="FormatException">It holds no manifest of a list.</exception>
    public static ListSubject SubjectOf(DsseEnvelope envelope)
    {
        try
        {
            if (envelope.PayloadType != PayloadType) throw new FormatException("The envelope holds no in-toto statement.");
            using var document = JsonDocument.Parse(envelope.Payload);
            var root = document.RootElement;
            if (root.GetProperty("_type").GetString() != StatementType || root.GetProperty("predicateType").GetString() != PredicateType) throw new FormatException("The statement is no manifest of a list.");
            var (subject, predicate) = (root.GetProperty("subject")[0], root.GetProperty("predicate"));
            return new ListSubject(Text(subject, "name"), Text(predicate, "submission_id"), Text(subject.GetProperty("digest"), "sha256"));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new FormatException("The manifest is no in-toto statement of a list.", fault);
        }
    }

    /// <summary>Writes the statement.</summary>
    /// <returns>JSON in UTF-8.</returns>
    public byte[] ToStatement()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("_type", StatementType);
            json.WriteStartArray("subject");
            json.WriteStartObject();
            json.WriteString("name", $"{Heading.Tenant}/{Heading.List}");
            json.WriteStartObject("digest");
            json.WriteString("sha256", Output.Sha256);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("predicateType", PredicateType);
            WritePredicate(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"The manifest has no {name}.");

    private static void Write(Utf8JsonWriter json, string name, ListDigest digest)
    {
        json.WriteStartObject(name);
        json.WriteNumber("bytes", digest.Bytes);
        json.WriteString("sha256", digest.Sha256);
        json.WriteEndObject();
    }

    private void WritePredicate(Utf8JsonWriter json)
    {
        json.WriteStartObject("predicate");
        json.WriteString("tenant", Heading.Tenant);
        json.WriteString("list", Heading.List);
        json.WriteString("submission_id", Heading.SubmissionId);
        json.WriteString("format", Heading.Format == ListFormat.Csv ? "csv" : "jsonl");
        json.WriteString("profile", Heading.Profile);
        json.WriteStartArray("policy_revisions");
        foreach (var (revision, chunks) in PolicyRevisions)
        {
            json.WriteStartObject();
            json.WriteString("revision", revision);
            json.WriteNumber("chunks", chunks);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("chunks", Chunks);
        json.WriteNumber("rows_in", Tally.RowsIn);
        json.WriteNumber("rows_out", Tally.RowsOut);
        json.WriteNumber("rows_quarantined", Tally.RowsQuarantined);
        json.WriteStartObject("findings");
        foreach (var finding in Tally.Findings) json.WriteNumber(finding.Entity, finding.Count);
        json.WriteEndObject();
        Write(json, "input", Input);
        Write(json, "output", Output);
        json.WriteString("started_at", StartedAt.UtcDateTime);
        json.WriteString("sanitized_at", SanitizedAt.UtcDateTime);
        json.WriteEndObject();
    }
}
