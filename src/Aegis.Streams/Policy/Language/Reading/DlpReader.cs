using System.Collections.Immutable;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Reads profiles of redaction of nodes that have their shape.</summary>
/// <param name="context">The policy that they belong to.</param>
/// <param name="faults">Takes what is wrong beyond the shape.</param>
internal sealed class DlpReader(PolicyContext context, FaultList faults)
{
    /// <summary>Reads a profile that an author declares.</summary>
    /// <param name="mapping">The profile.</param>
    /// <returns>The profile.</returns>
    public DlpProfile Read(YamlMapping mapping)
    {
        var name = (YamlScalar)mapping.Find("name")!;
        if (name.Text == DlpProfile.DefaultName) faults.Add(name, $"the profile `{DlpProfile.DefaultName}` is built in", "give this one another name");
        return ReadContent(mapping);
    }

    /// <summary>Reads a profile of compiled content, which has the built-in one too where rules demand it.</summary>
    /// <param name="mapping">The profile.</param>
    /// <returns>The profile.</returns>
    public DlpProfile ReadContent(YamlMapping mapping)
    {
        var (usual, name) = (DlpProfile.Default, (YamlScalar)mapping.Find("name")!);
        var entities = mapping.Find("entities") is null ? usual.Entities : EntitySet.Of([.. mapping.Texts("entities").Select(EntityOf)]);
        if (entities == default && mapping.Find("detectors") is null) faults.Add(mapping.Find("entities")!, $"the profile `{name.Text}` looks for nothing", "name entities, or `detectors`");
        var general = mapping.Text("operator") is { } word ? DlpWords.Read(word) : usual.Operator;
        var threshold = mapping.Integer("threshold") ?? usual.Threshold;
        var profile = new DlpProfile
        {
            Name = name.Text,
            Entities = entities,
            Operator = general,
            Operators = Read(mapping, "operators", entities, (found, key) => DlpWords.Read(found.Text(key)!), general),
            Keep = mapping.Find("mask_keep") is YamlMapping keep ? new MaskKeep(keep.Integer("first") ?? 0, keep.Integer("last") ?? 0) : usual.Keep,
            Threshold = threshold,
            Thresholds = Read(mapping, "thresholds", entities, (found, key) => found.Integer(key)!.Value, threshold),
            Detectors = ReadDetectors(mapping),
            Parameters = mapping.Paths("parameters"),
            Except = mapping.Paths("except"),
            KeepsReserved = mapping.Text("reserved") == DlpWords.Keep,
            Allow = CanonicalSets.Of(mapping.Texts("allow")),
            Place = context.PlaceOf(name),
        };
        if (mapping.Find("mask_keep") is { } kept && !profile.UsesKeep) faults.Add(kept, $"the profile `{name.Text}` masks nothing of which `mask_keep` may keep something", "remove it, or mask an entity such as PHONE");
        return profile;
    }

    private static ImmutableSortedDictionary<string, RedactionOperator> ReadDetectors(YamlMapping mapping) => mapping.Find("detectors") is YamlMapping found
        ? found.Entries.ToImmutableSortedDictionary(entry => entry.Key.Text, entry => DlpWords.Read(((YamlScalar)entry.Value).Text), StringComparer.Ordinal)
        : DlpProfile.NoDetectors;

    private static DlpEntity EntityOf(string name) => DlpEntities.TryParse(name, out var entity) ? entity : throw new InvalidOperationException("An entity was read before its shape was checked.");

    private ImmutableSortedDictionary<DlpEntity, T> Read<T>(YamlMapping mapping, string list, EntitySet entities, Func<YamlMapping, string, T> read, T general)
    {
        if (mapping.Find(list) is not YamlMapping found) return ImmutableSortedDictionary<DlpEntity, T>.Empty;
        var values = ImmutableSortedDictionary.CreateBuilder<DlpEntity, T>();
        foreach (var (key, _) in found.Entries)
        {
            var (entity, value) = (EntityOf(key.Text), read(found, key.Text));
            if (!entities.Has(entity)) faults.Add(key, $"`{list}` names {key.Text}, which `entities` does not list", "add it there, or remove it here");
            if (!EqualityComparer<T>.Default.Equals(value, general)) values[entity] = value;
        }

        return values.ToImmutable();
    }
}
