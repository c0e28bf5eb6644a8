namespace Aegis.Streams.Policy.Publication;

/// <summary>What the records of a publication carry.</summary>
/// <param name="Content">The policy set, as <see cref="Language.PolicyContent"/> writes it. The revision is its hash, and it pins each file of terms.</param>
/// <param name="Terms">The files of terms, as <see cref="TermArchive"/> writes them; empty: the set has none.</param>
public readonly record struct PublicationPayload(ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Terms = default)
{
    /// <summary>Gets the bytes of both.</summary>
    public int Length => Content.Length + Terms.Length;
}
