using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy.Language;

namespace Aegis.Streams.Policy.Publication;

/// <summary>What a content gives.</summary>
/// <param name="Snapshot">The policy set; <see langword="null"/>: the content is none.</param>
/// <param name="Fault">Why not.</param>
public sealed record PolicyCompilation(PolicySnapshot? Snapshot, string? Fault)
{
    /// <summary>Makes a policy set of what was published.</summary>
    /// <param name="payload">The content and its files of terms.</param>
    /// <param name="keys">The keys of lists that are keyed hashes; without its key a list is a fault, but to <see cref="TermKeys.Unused"/>, with which nothing may be scanned.</param>
    /// <returns>The set, or the first fault.</returns>
    public static PolicyCompilation Of(PublicationPayload payload, TermKeys keys)
    {
        var loading = PolicyContent.Read(payload.Content.Span);
        if (loading.Documents is not { } documents) return new PolicyCompilation(null, loading.Errors[0].ToString());
        if (TermArchive.Unpack(documents, payload.Terms) is not { } files) return new PolicyCompilation(null, "the files of terms that it carries are not as many as it pins");
        var errors = new List<PolicyError>();
        var terms = TermFiles.Read(documents, files, keys, errors);
        return errors.Count == 0 ? new PolicyCompilation(new PolicySnapshot(documents, terms), null) : new PolicyCompilation(null, errors[0].Message);
    }
}
