using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Aegis.Streams.Policy.Language.Reading;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language;

/// <summary>What became of loading policies: all of them, or every fault that was found. One fault anywhere and there are no policies.</summary>
/// <param name="Documents">The policies, ordered by tenant (the base first) and name; <see langword="null"/>: there are errors.</param>
/// <param name="Errors">The faults in the order of files and lines; empty: there are none.</param>
public sealed record DocumentLoading(ImmutableArray<PolicyDocument>? Documents, ImmutableArray<PolicyError> Errors)
{
    /// <summary>Gets a value indicating whether there are policies.</summary>
    [MemberNotNullWhen(true, nameof(Documents))]
    public bool Succeeded => Documents is not null;

    /// <summary>Gets where the keys of rules stand, for checks that come after loading.</summary>
    internal PolicyPlaces Places { get; init; } = new();

    /// <summary>Makes the result of a loading with faults; those of a file are put in the order of its lines.</summary>
    internal static DocumentLoading Of(List<PolicyError> errors)
    {
        var files = errors.Select(error => error.File).Distinct().ToList();
        return new DocumentLoading(null, [.. errors.OrderBy(error => files.IndexOf(error.File)).ThenBy(error => error.Line).ThenBy(error => error.Column).Distinct()]);
    }
}
