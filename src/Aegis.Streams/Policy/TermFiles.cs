using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Policy.Files;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy;

/// <summary>Reads the files of terms that detectors name, from beside the files of their policies or as they were published. Messages never have a term.</summary>
internal static class TermFiles
{
    private const int MostBytes = 128 << 20;
    private const string Unreadable = "cannot be read; put the file beside the policy, and let the process read it";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Finds the bytes of a file.</summary>
    /// <param name="detector">The detector that names it.</param>
    /// <param name="bytes">The bytes.</param>
    /// <returns>Why there are none, as the rest of a sentence; <see langword="null"/>: there are.</returns>
    private delegate string? Source(DlpDetector detector, out ReadOnlyMemory<byte> bytes);

    /// <summary>Reads the files from beside those of their policies.</summary>
    /// <param name="documents">The policies, as they were read from files.</param>
    /// <param name="keys">The keys of those that are keyed hashes.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>The terms by digest.</returns>
    public static IReadOnlyDictionary<string, TermDictionary> Read(ImmutableArray<PolicyDocument> documents, TermKeys keys, ICollection<PolicyError> errors) =>
        Read(documents, ReadBeside, keys, errors);

    /// <summary>Reads the files that were published.</summary>
    /// <param name="documents">The policies.</param>
    /// <param name="files">The bytes by the digests that the policies pin, all of them.</param>
    /// <param name="keys">The keys of those that are keyed hashes.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>The terms by digest.</returns>
    public static IReadOnlyDictionary<string, TermDictionary> Read(ImmutableArray<PolicyDocument> documents, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, TermKeys keys, ICollection<PolicyError> errors)
    {
        return Read(documents, Find, keys, errors);

        string? Find(DlpDetector detector, out ReadOnlyMemory<byte> bytes)
        {
            bytes = files[detector.File!.Digest];
            return null;
        }
    }

    /// <summary>Reads a file from beside that of its policy, if it is the one that is pinned.</summary>
    /// <param name="detector">The detector that names it.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <returns>What is wrong; <see langword="null"/>: nothing.</returns>
    public static PolicyError? ReadPinned(DlpDetector detector, out ReadOnlyMemory<byte> bytes) =>
        (ReadBeside(detector, out bytes) ?? FaultOfDigest(bytes.Span, detector.File!)) is { } fault ? ErrorOf(detector, fault) : null;

    /// <summary>Says what is wrong with the terms of a detector.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="fault">The rest of the sentence.</param>
    /// <returns>The error, at the place of the detector.</returns>
    public static PolicyError ErrorOf(DlpDetector detector, string fault) =>
        new(detector.Place.File, detector.Place.Line, detector.Place.Column, $"the terms of the detector `{detector.Name}` in {detector.File!.Path} {fault}");

    private static Dictionary<string, TermDictionary> Read(ImmutableArray<PolicyDocument> documents, Source source, TermKeys keys, ICollection<PolicyError> errors)
    {
        var (terms, seen) = (new Dictionary<string, TermDictionary>(StringComparer.Ordinal), new HashSet<TermFile>());
        foreach (var detector in documents.SelectMany(document => document.DlpDetectors))
        {
            if (detector.File is not { } file || !seen.Add(file)) continue;
            TermDictionary? set = null;
            if ((source(detector, out var bytes) ?? FaultOfDigest(bytes.Span, file) ?? FaultOfTerms(bytes.Span, file, keys, out set)) is { } fault) errors.Add(ErrorOf(detector, fault));
            else terms[file.Digest] = set!;
        }

        return terms;
    }

    private static string? ReadBeside(DlpDetector detector, out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        try
        {
            var path = Path.Combine(Path.GetDirectoryName(detector.Place.File) ?? "", detector.File!.Path);
            if (!RegularFile.Exists(path)) return Unreadable;
            if (RegularFile.Read(path, MostBytes) is not { } content) return $"are more than {MostBytes >> 20} MiB; leave out what is not needed";
            bytes = content;
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Unreadable;
        }
    }

    private static string? FaultOfDigest(ReadOnlySpan<byte> bytes, TermFile file)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return digest == file.Digest ? null : $"are not those that the policy pins; if they are meant, say `sha256: {digest}`";
    }

    private static string? FaultOfTerms(ReadOnlySpan<byte> bytes, TermFile file, TermKeys keys, out TermDictionary? set)
    {
        set = null;
        if (KeyedTermFile.IsOne(bytes))
        {
            var why = KeyedTermFile.Read(bytes, file.KeyId, keys, out var keyed);
            set = keyed;
            return why;
        }

        if (file.KeyId is not null) return "are in clear, and `key` says that they are not; make them with `aegis dlp terms build`, or remove it";
        var terms = new List<byte[]>();
        var fault = ReadLines(bytes, terms);
        if (fault is null) set = new TermSet(terms);
        return fault;
    }

    private static string? ReadLines(ReadOnlySpan<byte> bytes, List<byte[]> terms)
    {
        var (fold, line) = (new TextFold(), 0);
        if (bytes.StartsWith(ByteOrderMark)) bytes = bytes[ByteOrderMark.Length..];
        for (var rest = bytes; !rest.IsEmpty;)
        {
            line++;
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            var text = (end < 0 ? rest : rest[..end]).Trim(" \t"u8);
            var next = end < 0 ? rest.Length : end + 1;
            if (end >= 0 && rest[end] == '\r' && next < rest.Length && rest[next] == '\n') next++;
            rest = rest[next..];
            if (text.IsEmpty) continue;
            if (terms.Count == TermDictionary.MostTerms) return string.Create(CultureInfo.InvariantCulture, $"are more than {TermDictionary.MostTerms:N0}");
            if (text.Length > 4 * Term.LongestBytes || Term.Canonical(text, fold) is not { } term) return string.Create(CultureInfo.InvariantCulture, $"have no term on line {line}: it {Term.Rule}");
            terms.Add(term);
        }

        return terms.Count == 0 ? "are none; put one on each line" : null;
    }
}
