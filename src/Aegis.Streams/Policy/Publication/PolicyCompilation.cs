using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy.Language;

namespace Aegis.Streams.Policy.Publication;

/// <summary>What a content gives.</summary>
/// <param name="Snapshot">The policy set; <see langword="null"/>: the content is none.</param>
/// <param name="Fault">Why not.</param>
public sealed record PolicyCompilation(PolicySnapshot? Snapshot, string? Fault)
{
    /// <summary>Makes a policy set of a content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="keys">The keys of its lists of terms that are keyed hashes.</param>
    /// <returns>The set, or the first fault.</returns>
    public static PolicyCompilation Of(PublishedContent content, TermKeys keys)
    {
        var loading = PolicyContent.Read(content.Policies.Span);
        if (loading.Documents is not { } documents) return new PolicyCompilation(null, loading.Errors[0].ToString());
        var errors = new List<PolicyError>();
        var terms = TermFiles.Read(documents, content.Terms, keys, errors);
        return errors.Count == 0 ? new PolicyCompilation(new PolicySnapshot(documents, terms), null) : new PolicyCompilation(null, errors[0].Message);
    }
}
