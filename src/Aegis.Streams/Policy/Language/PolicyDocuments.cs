using System.Collections.Immutable;
using Aegis.Streams.Policy.Files;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Language.Reading;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language;

/// <summary>Reads the texts of a policy set and checks them together.</summary>
internal static class PolicyDocuments
{
    /// <summary>Loads texts.</summary>
    /// <param name="sources">The files' texts.</param>
    /// <param name="errors">The faults that reading the files had.</param>
    /// <returns>The policies, or the faults.</returns>
    public static DocumentLoading Load(IEnumerable<PolicySource> sources, List<PolicyError> errors)
    {
        var documents = new List<PolicyDocument>();
        var (places, patterns) = (new PolicyPlaces(), new PatternTable());
        foreach (var source in sources)
        {
            var reader = new PolicyReader(new FaultList(source.File, errors), places, patterns);
            foreach (var root in ReadRoots(source, fault => errors.Add(PolicyError.From(source.File, fault))))
                if (reader.Read(root) is { } document) documents.Add(document);
        }

        // What only all policies together show may be wrong of what is left, where one has faults.
        if (errors.Count == 0) CheckTogether(documents, places, errors);
        if (errors.Count > 0) return DocumentLoading.Of(errors);
        return new DocumentLoading(
            [.. documents.OrderBy(document => document.Tenant, StringComparer.Ordinal).ThenBy(document => document.Name, StringComparer.Ordinal)], [])
        { Places = places };
    }

    /// <summary>Reads a text as what its name says it is.</summary>
    /// <param name="source">The text.</param>
    /// <param name="report">Gets the first fault.</param>
    /// <returns>The roots of the documents before the fault.</returns>
    public static ImmutableArray<YamlNode> ReadRoots(PolicySource source, YamlFault report)
    {
        if (!PolicyFileName.IsJson(source.File)) return YamlReader.Read(source.Text, "policies", report);
        return JsonNodeReader.Read(source.Text, report) is { } root ? [root] : [];
    }

    private static void CheckTogether(List<PolicyDocument> documents, PolicyPlaces places, List<PolicyError> errors)
    {
        new PolicySetCheck(places, errors).Check([.. documents]);
        if (errors.Count == 0) new LayerCheck(errors).Check([.. documents]);
    }
}
