using Aegis.Streams.Policy.Language;

namespace Aegis.Streams.Policy.Publication;

/// <summary>What a content gives.</summary>
/// <param name="Snapshot">The policy set; <see langword="null"/>: the content is none.</param>
/// <param name="Fault">Why not.</param>
public sealed record PolicyCompilation(PolicySnapshot? Snapshot, string? Fault)
{
    /// <summary>Makes a policy set of a content.</summary>
    /// <param name="content">The content, as <see cref="PolicyContent"/> writes it.</param>
    /// <returns>The set, or the first fault.</returns>
    public static PolicyCompilation Of(ReadOnlyMemory<byte> content)
    {
        var loading = PolicyContent.Read(content.Span);
        if (loading.Documents?.SelectMany(document => document.DlpDetectors).FirstOrDefault(detector => detector.File is not null) is { } distant)
            return new PolicyCompilation(null, $"the detector `{distant.Name}` has its terms in a file, which a publication does not carry; list them under `terms`");
        return loading.Documents is { } documents ? new PolicyCompilation(new PolicySnapshot(documents), null) : new PolicyCompilation(null, loading.Errors[0].ToString());
    }
}
