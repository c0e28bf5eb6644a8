using System.Collections.Immutable;
using System.Security.Cryptography;
using Aegis.Streams.Policy.Language.Reading;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Language.Writing;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language;

/// <summary>
/// The content of a policy set as canonical JSON, whose SHA-256 is the revision of the set: fragments and defaults written out, keys in a fixed
/// order, documents and rules by name, sets sorted, one spelling for every value. Comments, file names, order and spelling do not change it.
/// </summary>
public static class PolicyContent
{
    /// <summary>What faults in content name as their file.</summary>
    public const string FileName = "content";

    /// <summary>Writes policies.</summary>
    /// <param name="documents">The policies, in any order, as <see cref="PolicyLoader"/> or <see cref="Read"/> gave them.</param>
    /// <returns>The bytes, UTF-8 without a line end.</returns>
    /// <exception cref="ArgumentException">The id of a rule does not begin with the name of its policy.</exception>
    /// <exception cref="NotSupportedException">A condition or test has no form in the language.</exception>
    public static byte[] Write(IEnumerable<PolicyDocument> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var json = new CanonicalJson();
        Write(json, documents);
        return json.Written.ToArray();
    }

    /// <summary>Finds what identifies policies, whatever their files look like.</summary>
    /// <param name="documents">The policies, in any order.</param>
    /// <returns>The SHA-256 of what <see cref="Write(IEnumerable{PolicyDocument})"/> writes, in lower-case hex.</returns>
    public static string RevisionOf(IEnumerable<PolicyDocument> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var json = new CanonicalJson(hash);
        Write(json, documents);
        json.Flush();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads content.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <returns>The policies, of which <c>Write</c> makes the same bytes if these are canonical; or the faults.</returns>
    public static DocumentLoading Read(ReadOnlySpan<byte> utf8)
    {
        var errors = new List<PolicyError>();
        var faults = new FaultList(FileName, errors);
        if (ContentNodes.Read(utf8, faults) is not { } root || !new ShapeChecker(faults).Check(root, PolicyGrammar.Content, FileName)) return DocumentLoading.Of(errors);
        var places = new PolicyPlaces();
        var reader = new PolicyReader(faults, places, new PatternTable());
        var documents = ((YamlMapping)root).Items("documents").Cast<YamlMapping>().Select(reader.ReadContent).ToImmutableArray();
        if (errors.Count == 0) new PolicySetCheck(places, errors).Check(documents);
        return errors.Count == 0 ? new DocumentLoading(documents, []) : DocumentLoading.Of(errors);
    }

    private static void Write(CanonicalJson json, IEnumerable<PolicyDocument> documents)
    {
        json.OpenObject();
        json.Write("format", PolicyGrammar.ContentFormat);
        json.Key("documents");
        json.OpenArray();
        foreach (var document in documents.OrderBy(document => document.Tenant, StringComparer.Ordinal).ThenBy(document => document.Name, StringComparer.Ordinal))
            WriteDocument(json, document);
        json.CloseArray();
        json.CloseObject();
    }

    private static void WriteDocument(CanonicalJson json, PolicyDocument document)
    {
        json.OpenObject();
        json.Write("name", document.Name);
        json.Write("tenant", document.Tenant);
        json.Write("narrows", document.Narrows);
        WriteTools(json, document);
        WriteDetectors(json, document);
        WriteProfiles(json, document);
        WriteRules(json, document);
        json.CloseObject();
    }

    private static void WriteTools(CanonicalJson json, PolicyDocument document)
    {
        if (document.Tools.IsEmpty) return;
        json.Key("tools");
        json.OpenArray();
        foreach (var tool in ToolOrder.Of(document.Tools)) RuleWriter.Write(json, tool);
        json.CloseArray();
    }

    private static void WriteDetectors(CanonicalJson json, PolicyDocument document)
    {
        if (document.DlpDetectors.IsEmpty) return;
        json.Key("dlp_detectors");
        json.OpenArray();
        foreach (var detector in document.DlpDetectors.OrderBy(detector => detector.Name, StringComparer.Ordinal)) DetectorWriter.Write(json, detector);
        json.CloseArray();
    }

    private static void WriteProfiles(CanonicalJson json, PolicyDocument document)
    {
        if (document.DlpProfiles.IsEmpty) return;
        json.Key("dlp_profiles");
        json.OpenArray();
        foreach (var profile in document.DlpProfiles.OrderBy(profile => profile.Name, StringComparer.Ordinal)) DlpWriter.Write(json, profile);
        json.CloseArray();
    }

    private static void WriteRules(CanonicalJson json, PolicyDocument document)
    {
        if (document.Rules.IsEmpty) return;
        var owner = document.Tenant is null ? $"{document.Name}/" : $"{document.Tenant}/{document.Name}/";
        json.Key("rules");
        json.OpenArray();
        foreach (var rule in document.Rules.OrderBy(rule => rule.Id, StringComparer.Ordinal)) RuleWriter.Write(json, rule, owner);
        json.CloseArray();
    }
}
