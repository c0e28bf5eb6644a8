using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Finds the profiles of redaction that a set declares, and the one that every set has.</summary>
internal sealed class ProfileTable
{
    private readonly Dictionary<(string Tenant, string Name), DlpProfile> _profiles = [];

    public ProfileTable(ImmutableArray<PolicyDocument> documents)
    {
        foreach (var document in documents)
            foreach (var profile in document.DlpProfiles) _profiles.TryAdd((document.Tenant ?? "", profile.Name), profile);
    }

    /// <summary>Finds a profile by its name: of the base first, which no layer can redefine.</summary>
    /// <param name="tenant">The tenant in whose layer the name is used; <see langword="null"/>: in the base.</param>
    /// <param name="name">The name.</param>
    /// <returns>The profile; <see langword="null"/>: nobody declares it.</returns>
    public DlpProfile? Find(string? tenant, string name)
    {
        if (name == DlpProfile.DefaultName) return DlpProfile.Default;
        if (_profiles.TryGetValue(("", name), out var ofBase)) return ofBase;
        return tenant is null ? null : _profiles.GetValueOrDefault((tenant, name));
    }
}
