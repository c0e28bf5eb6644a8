using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>A profile of policy as it governs files and lists of records. Immutable.</summary>
public sealed class RecordProfile
{
    private RecordProfile(string name, string revision, CompiledProfile compiled) => (Name, Revision, Compiled) = (name, revision, compiled);

    /// <summary>Gets the name: of a tenant's layer, `acme/outbound`.</summary>
    public string Name { get; }

    /// <summary>Gets the revision of the policies that it is of.</summary>
    public string Revision { get; }

    /// <summary>Gets what is looked for.</summary>
    public EntitySet Entities => Compiled.Entities;

    /// <summary>Gets the names of what is looked for.</summary>
    public EntityNames Names => Compiled.Names;

    /// <summary>Gets the confidence from which on a finding counts where nothing else is said of its entity, 0 to 100.</summary>
    public int Threshold => Compiled.Source.Threshold;

    /// <summary>Gets a value indicating whether it says in which columns or members it looks, so that it cannot govern text.</summary>
    public bool HasPaths => Compiled.HasPaths;

    /// <summary>Gets a value indicating whether values are hashed, so that a key is needed.</summary>
    public bool NeedsHashKey => Compiled.Uses(RedactionOperator.Hash);

    /// <summary>Gets a value indicating whether values get numbers, which are the same within one document alone: chunks of rows that are redacted apart number apart.</summary>
    public bool NumbersValues => Compiled.Uses(RedactionOperator.ReplaceNumbered);

    /// <summary>Gets the profile made ready.</summary>
    internal CompiledProfile Compiled { get; }

    /// <summary>Finds a profile.</summary>
    /// <param name="policy">The policies.</param>
    /// <param name="name">Its name; of a tenant's layer, the tenant before it: `acme/outbound`. `default` is always there.</param>
    /// <returns>The profile; <see langword="null"/>: nobody declares it.</returns>
    public static RecordProfile? Find(PolicySnapshot policy, string name)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(name);
        var (tenant, own) = name.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? (name[..slash], name[(slash + 1)..]) : (null, name);
        return policy.Program.Profiles.Find(tenant, own) is { } compiled ? new RecordProfile(name, policy.Revision, compiled) : null;
    }

    /// <summary>Lists the names of the profiles of some policies.</summary>
    /// <param name="policy">The policies.</param>
    /// <returns>The names, `default` first.</returns>
    public static IReadOnlyList<string> NamesIn(PolicySnapshot policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var declared = policy.Documents.SelectMany(document => document.DlpProfiles.Select(profile => document.Tenant is null ? profile.Name : $"{document.Tenant}/{profile.Name}"));
        return [.. declared.Prepend(Policy.Rules.DlpProfile.DefaultName).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Makes the plan of what becomes of values.</summary>
    /// <param name="hashKey">The key of hashes; empty: none is needed.</param>
    /// <exception cref="ArgumentException">Values are to be hashed, and the key is shorter than 16 bytes.</exception>
    public RedactionPlan PlanWith(ReadOnlyMemory<byte> hashKey) =>
        new(RedactionOperator.Replace, Compiled.Names.All.Where(Compiled.Entities.Has).ToDictionary(entity => entity, Compiled.OperatorOf), Compiled.Uses(RedactionOperator.Hash) ? hashKey : default) { Names = Compiled.Names, Keep = Compiled.Source.Keep };

    /// <summary>Says why it cannot govern records of a kind: where it cannot be told what its paths mean, nothing may be let through for them.</summary>
    /// <param name="layout">The records.</param>
    /// <returns>The reason, as the rest of a sentence; <see langword="null"/>: it can.</returns>
    public string? FaultOf(RowLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (!HasPaths || layout.Format == RecordFormat.JsonLines) return null;
        if (layout.Format == RecordFormat.Text) return "names the parameters that it looks at or leaves out, and text has none: use one without `parameters` and `except`";
        if (layout.Header.IsEmpty) return "names columns, and there is no header that does: give the records one, or use a profile without `parameters` and `except`";
        return ColumnScope.Missing(Compiled, layout) is { } missing
            ? $"looks at `{missing}`, and there is no such column: what it would leave as it is cannot be meant; name its `parameters` as the header does"
            : null;
    }
}
