using System.Diagnostics.CodeAnalysis;
using Aegis.Streams.State;
using Google.Protobuf;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Policy.Publication;

/// <summary>A publication with the bytes that were signed.</summary>
/// <param name="Publication">The publication.</param>
/// <param name="SignedBytes">What the signature is over, and the id the hash of.</param>
/// <param name="Signature">ES256, r and s, 64 bytes.</param>
public sealed record SignedPublication(PolicyPublication Publication, ReadOnlyMemory<byte> SignedBytes, ReadOnlyMemory<byte> Signature)
{
    /// <summary>Length of a signature in bytes.</summary>
    public const int SignatureBytes = 64;

    // Keeps these signatures apart from whatever else the key may sign, and this form of the message from later ones.
    private static readonly byte[] Domain = "aegis-policy-publication-v1\n"u8.ToArray();

    /// <summary>Signs a publication.</summary>
    /// <param name="draft">What is published.</param>
    /// <param name="signer">The key.</param>
    /// <returns>The publication.</returns>
    /// <exception cref="ArgumentException">The draft is out of bounds; the message names the field.</exception>
    public static SignedPublication Sign(PublicationDraft draft, PublicationSigner signer)
    {
        var message = new Contract.PolicyPublication
        {
            Revision = PublicationHash.Of(draft.Payload.Content.Span),
            ContentBytes = draft.Payload.Content.Length,
            ChunkCount = (draft.Payload.Length + PublicationLimits.MaxChunkBytes - 1) / PublicationLimits.MaxChunkBytes,
            Parent = draft.Parent ?? "",
            Author = draft.Author,
            Message = draft.Message,
            PublishedAt = ContractTime.Write(draft.PublishedAt),
            KeyId = signer.KeyId,
            TermsBytes = draft.Payload.Terms.Length,
            TermsSha256 = draft.Payload.Terms.IsEmpty ? "" : PublicationHash.Of(draft.Payload.Terms.Span),
        };
        byte[] signed = [.. Domain, .. message.ToByteArray()];
        if (!TryInterpret(message, PublicationHash.Of(signed), out var publication, out var fault)) throw new ArgumentException($"{fault.Field} {fault.Message}", nameof(draft));
        return new SignedPublication(publication, signed, signer.Sign(signed));
    }

    /// <summary>Reads the value of a record. Whether the signature holds is another question (<see cref="TrustedKeys.Verify"/>).</summary>
    /// <param name="value">The value.</param>
    /// <param name="publication">The publication.</param>
    /// <param name="fault">Why there is none.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> value, [NotNullWhen(true)] out SignedPublication? publication, [NotNullWhen(false)] out FieldFault? fault)
    {
        publication = null;
        if (!ContractMessage.TryParse(Contract.SignedPolicyPublication.Parser, value, out var envelope, out fault)) return false;
        if (!ContractMessage.TryParse(Contract.PolicyPublication.Parser, envelope.Publication.Span, out var message, out fault)) return false;
        if (envelope.Signature.Length != SignatureBytes)
        {
            fault = new FieldFault("signature", $"must have {SignatureBytes} bytes");
            return false;
        }

        if (!message.ToByteArray().AsSpan().SequenceEqual(envelope.Publication.Span))
        {
            // A field that this version does not know may be a condition that it would not keep.
            fault = new FieldFault("publication", "has another encoding than the one it must have, or fields that this version does not know");
            return false;
        }

        byte[] bytes = [.. Domain, .. envelope.Publication.Span];
        if (!TryInterpret(message, PublicationHash.Of(bytes), out var content, out fault)) return false;
        publication = new SignedPublication(content, bytes, envelope.Signature.ToByteArray());
        return true;
    }

    /// <summary>Writes the value of its record.</summary>
    /// <returns>The bytes.</returns>
    public byte[] ToBytes() => new Contract.SignedPolicyPublication
    {
        Publication = ByteString.CopyFrom(SignedBytes.Span[Domain.Length..]),
        Signature = ByteString.CopyFrom(Signature.Span),
    }.ToByteArray();

    private static bool TryInterpret(
        Contract.PolicyPublication message, string id, [NotNullWhen(true)] out PolicyPublication? publication, [NotNullWhen(false)] out FieldFault? fault)
    {
        publication = null;
        if (!ContractTime.TryRead(message.PublishedAt, "published_at", out var publishedAt, out fault)) return false;
        fault = Check(message, publishedAt);
        if (fault is not null) return false;
        publication = new PolicyPublication
        {
            Id = id,
            Revision = message.Revision,
            ContentBytes = (int)message.ContentBytes,
            TermsBytes = (int)message.TermsBytes,
            TermsHash = message.TermsSha256.Length == 0 ? null : message.TermsSha256,
            ChunkCount = message.ChunkCount,
            Parent = message.Parent.Length == 0 ? null : message.Parent,
            Author = message.Author,
            Message = message.Message,
            PublishedAt = publishedAt!.Value,
            KeyId = message.KeyId,
        };
        return true;
    }

    private static FieldFault? Check(Contract.PolicyPublication message, DateTimeOffset? publishedAt) => message switch
    {
        _ when !PublicationHash.IsValid(message.Revision) => new FieldFault("revision", "must be 64 lower-case hex digits"),
        { ContentBytes: < 1 or > PublicationLimits.MaxContentBytes } => new FieldFault("content_bytes", "must be 1 to 33,554,432"),
        { ChunkCount: < 1 or > PublicationLimits.MaxChunks } => new FieldFault("chunk_count", "must be 1 to 64"),
        _ when message.Parent.Length > 0 && !PublicationHash.IsValid(message.Parent) => new FieldFault("parent", "must be empty or 64 lower-case hex digits"),
        { Author.Length: < 1 or > PublicationLimits.MaxAuthorLength } => new FieldFault("author", "must have 1 to 256 characters"),
        { Message.Length: > PublicationLimits.MaxMessageLength } => new FieldFault("message", "must have at most 4,096 characters"),
        _ when publishedAt is null => new FieldFault("published_at", "is missing"),
        _ when message.TermsBytes < 0 || message.TermsBytes > PublicationLimits.MaxContentBytes - message.ContentBytes => new FieldFault("terms_bytes", "must be 0 to what content_bytes leaves of 33,554,432"),
        _ when message.TermsBytes > 0 && !PublicationHash.IsValid(message.TermsSha256) => new FieldFault("terms_sha256", "must be 64 lower-case hex digits"),
        { TermsBytes: 0, TermsSha256.Length: > 0 } => new FieldFault("terms_sha256", "must be empty, since terms_bytes is 0"),
        _ when !JwkThumbprint.IsValid(message.KeyId) => new FieldFault("key_id", "must be the 43 characters of a JWK thumbprint"),
        _ => null,
    };
}
