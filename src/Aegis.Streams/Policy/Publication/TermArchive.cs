using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Publication;

/// <summary>
/// The files of terms of a publication (`docs/formats/policy-publication.md`): each once, in the order of the digests that the policies pin, after its
/// length in four bytes, big-endian.
/// </summary>
public static class TermArchive
{
    private const int LengthBytes = sizeof(uint);

    /// <summary>Packs the files that a policy set pins, from beside the files of its policies.</summary>
    /// <param name="documents">The policies, as they were read from files.</param>
    /// <param name="archive">The files; empty: the set pins none.</param>
    /// <returns>What is wrong: a file cannot be read, is another one by now, or makes more than fits into a publication; <see langword="null"/>: nothing.</returns>
    public static PolicyError? Pack(ImmutableArray<PolicyDocument> documents, out ReadOnlyMemory<byte> archive)
    {
        var (packed, length) = (new MemoryStream(), new byte[LengthBytes]);
        archive = default;
        foreach (var detector in PinnedBy(documents))
        {
            if (TermFiles.ReadPinned(detector, out var bytes) is { } fault) return fault;
            var whole = packed.Length + LengthBytes + bytes.Length;
            if (whole > PublicationLimits.MaxContentBytes) return TermFiles.ErrorOf(detector, string.Create(CultureInfo.InvariantCulture, $"make {whole:N0} bytes with those before, and a publication carries {PublicationLimits.MaxContentBytes:N0} at most; leave out what is not needed"));
            BinaryPrimitives.WriteUInt32BigEndian(length, (uint)bytes.Length);
            packed.Write(length);
            packed.Write(bytes.Span);
        }

        archive = packed.GetBuffer().AsMemory(0, (int)packed.Length);
        return null;
    }

    /// <summary>Takes the files apart.</summary>
    /// <param name="documents">The policies that pin them.</param>
    /// <param name="archive">The files.</param>
    /// <returns>The bytes by digest, not yet compared with it; <see langword="null"/>: there are more or fewer files than are pinned.</returns>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Unpack(ImmutableArray<PolicyDocument> documents, ReadOnlyMemory<byte> archive)
    {
        var (files, rest) = (new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal), archive);
        foreach (var detector in PinnedBy(documents))
        {
            if (rest.Length < LengthBytes) return null;
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest.Span);
            rest = rest[LengthBytes..];
            if (length > rest.Length) return null;
            files[detector.File!.Digest] = rest[..(int)length];
            rest = rest[(int)length..];
        }

        return rest.IsEmpty ? files : null;
    }

    private static IEnumerable<DlpDetector> PinnedBy(ImmutableArray<PolicyDocument> documents) =>
        documents.SelectMany(document => document.DlpDetectors).Where(detector => detector.File is not null).DistinctBy(detector => detector.File!.Digest).OrderBy(detector => detector.File!.Digest, StringComparer.Ordinal);
}
