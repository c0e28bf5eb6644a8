using System.Collections.Immutable;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Finds the profiles of redaction that a set declares, and the one that every set has. Each is made ready once, for all rules that demand it.</summary>
internal sealed class ProfileTable
{
    private readonly Dictionary<(string Tenant, string Name), CompiledProfile> _profiles = [];
    private readonly Dictionary<(string Tenant, string Name), CustomDetector> _detectors = [];
    private CompiledProfile? _builtIn;

    public ProfileTable(ImmutableArray<PolicyDocument> documents, IReadOnlyDictionary<string, TermDictionary> terms)
    {
        foreach (var document in documents)
            foreach (var detector in document.DlpDetectors) _detectors.TryAdd((document.Tenant ?? "", detector.Name), new CustomDetector(detector, terms));
        foreach (var document in documents)
            foreach (var profile in document.DlpProfiles) _profiles.TryAdd((document.Tenant ?? "", profile.Name), CompiledOf(profile, document.Tenant));
    }

    /// <summary>Finds a profile by its name: of the base first, which no layer can redefine.</summary>
    /// <param name="tenant">The tenant in whose layer the name is used; <see langword="null"/>: in the base.</param>
    /// <param name="name">The name.</param>
    /// <returns>The profile; <see langword="null"/>: nobody declares it.</returns>
    public CompiledProfile? Find(string? tenant, string name)
    {
        if (_profiles.TryGetValue(("", name), out var ofBase)) return ofBase;
        if (tenant is not null && _profiles.TryGetValue((tenant, name), out var own)) return own;

        // A set that was made, not loaded, or content of a version that did not write it out.
        return name == DlpProfile.DefaultName ? CompiledOf(DlpProfile.Default, null) : null;
    }

    private CompiledProfile CompiledOf(DlpProfile profile, string? tenant) =>
        ReferenceEquals(profile, DlpProfile.Default) ? _builtIn ??= new CompiledProfile(profile) : new CompiledProfile(profile, [.. profile.Detectors.Keys.Select(name => DetectorOf(tenant, name))]);

    private CustomDetector DetectorOf(string? tenant, string name) =>
        _detectors.GetValueOrDefault(("", name)) ?? _detectors.GetValueOrDefault((tenant ?? "", name)) ?? throw new ArgumentException($"A profile uses the detector `{name}`, which nobody declares.");
}
