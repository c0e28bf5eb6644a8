using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Xml;
using Aegis.Streams.Policy.Language.Writing;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>Makes the files of a bundle: the module, what is said of its rules, and the manifest.</summary>
public static class PolicyBundle
{
    /// <summary>Makes the files, not yet signed.</summary>
    /// <param name="rego">The module, `package aegis.policy`.</param>
    /// <param name="documents">The policies that it was written from; what they say of their rules becomes `data.aegis.rules`.</param>
    /// <param name="revision">The revision, which appears in the decision logs of Open Policy Agent.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ArgumentException">A text of the policies has a backspace or form feed.</exception>
    public static ImmutableArray<BundleFile> Files(string rego, ImmutableArray<PolicyDocument> documents, string revision) =>
    [
        new BundleFile("policy.rego", Encoding.UTF8.GetBytes(rego)),
        new BundleFile("data.json", Canonical(json => WriteData(json, documents))),
        new BundleFile(BundleFile.Manifest, Canonical(json => WriteManifest(json, revision))),
    ];

    private static byte[] Canonical(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return BundleJson.TryWrite(buffer.WrittenSpan) ?? throw new ArgumentException("A text of the policies has a backspace or form feed.");
    }

    private static void WriteManifest(Utf8JsonWriter json, string revision)
    {
        json.WriteString("revision", revision);
        json.WriteStartArray("roots");
        json.WriteStringValue("aegis");
        json.WriteEndArray();
        json.WriteNumber("rego_version", 1);
        json.WriteStartObject("metadata");
        json.WriteString("entrypoint", "data.aegis.policy.decision");
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, ImmutableArray<PolicyDocument> documents)
    {
        json.WriteStartObject("aegis");
        WriteProfiles(json, documents);
        json.WriteStartObject("rules");
        foreach (var rule in documents.SelectMany(document => document.Rules)) WriteRule(json, rule);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Open Policy Agent redacts nothing: what it answers `sanitize` to must be redacted by who asks, and this says how.</summary>
    private static void WriteProfiles(Utf8JsonWriter json, ImmutableArray<PolicyDocument> documents)
    {
        if (documents.All(document => document.DlpProfiles.IsEmpty)) return;
        WriteDetectors(json, documents);
        json.WriteStartObject("dlp_profiles");
        foreach (var (name, profile) in documents.SelectMany(document => document.DlpProfiles.Select(profile => (Name: document.Tenant is null ? profile.Name : $"{document.Tenant}/{profile.Name}", profile))).DistinctBy(pair => pair.Name))
        {
            var canonical = new CanonicalJson();
            DlpWriter.Write(canonical, profile);
            json.WritePropertyName(name);
            json.WriteRawValue(canonical.Written);
        }

        json.WriteEndObject();
    }

    private static void WriteDetectors(Utf8JsonWriter json, ImmutableArray<PolicyDocument> documents)
    {
        if (documents.All(document => document.DlpDetectors.IsEmpty)) return;
        json.WriteStartObject("dlp_detectors");
        foreach (var (name, detector) in documents.SelectMany(document => document.DlpDetectors.Select(detector => (Name: document.Tenant is null ? detector.Name : $"{document.Tenant}/{detector.Name}", detector))).DistinctBy(pair => pair.Name))
        {
            var canonical = new CanonicalJson();
            DetectorWriter.Write(canonical, detector);
            json.WritePropertyName(name);
            json.WriteRawValue(canonical.Written);
        }

        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, Rules.PolicyRule rule)
    {
        json.WriteStartObject(rule.Id);
        json.WriteString("effect", rule.Effect switch
        {
            RuleEffect.Permit => "permit",
            RuleEffect.Sanitize => "sanitize",
            RuleEffect.RequireApproval => "require_approval",
            _ => "forbid",
        });
        json.WriteString("mode", rule.IsObserved ? "observe" : "enforce");
        if (rule.Code is { } code) json.WriteString("code", code);
        if (rule.Message is { } message) json.WriteString("message", message);
        if (rule.Hint is { } hint) json.WriteString("hint", hint);
        if (rule.Docs is { } docs) json.WriteString("docs", docs);
        if (rule.Approval is { } approval) WriteApproval(json, approval);
        if (rule.Dlp is { } dlp) WriteDlp(json, dlp);
        json.WriteEndObject();
    }

    private static void WriteApproval(Utf8JsonWriter json, ApprovalDemand approval)
    {
        json.WriteStartObject("approval");
        json.WriteString("group", approval.Group);
        json.WriteString("expires", XmlConvert.ToString(approval.Expires));
        json.WriteNumber("quorum", approval.Quorum);
        json.WriteEndObject();
    }

    private static void WriteDlp(Utf8JsonWriter json, DlpDemand dlp)
    {
        json.WriteStartObject("dlp");
        json.WriteString("profile", dlp.Profile);
        json.WriteStartArray("parameters");
        foreach (var path in dlp.Paths) json.WriteStringValue(path.Text);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
