using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy;

/// <summary>Reads the files of terms that detectors name, from beside the files of their policies. Messages never have a term.</summary>
internal static class TermFiles
{
    private const int MostBytes = 128 << 20;

    /// <summary>Reads the files.</summary>
    /// <param name="documents">The policies, as they were read from files.</param>
    /// <param name="keys">The keys of those that are keyed hashes.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>The terms by digest.</returns>
    public static IReadOnlyDictionary<string, TermDictionary> Read(ImmutableArray<PolicyDocument> documents, TermKeys keys, ICollection<PolicyError> errors)
    {
        var (terms, seen) = (new Dictionary<string, TermDictionary>(StringComparer.Ordinal), new HashSet<TermFile>());
        foreach (var detector in documents.SelectMany(document => document.DlpDetectors))
        {
            if (detector.File is not { } file || !seen.Add(file)) continue;
            var path = Path.Combine(Path.GetDirectoryName(detector.Place.File) ?? "", file.Path);
            if (Fault(path, file, keys, out var set) is { } fault) errors.Add(new PolicyError(detector.Place.File, detector.Place.Line, detector.Place.Column, $"the terms of the detector `{detector.Name}` in {file.Path} {fault}"));
            else terms[file.Digest] = set!;
        }

        return terms;
    }

    private static string? Fault(string path, TermFile file, TermKeys keys, out TermDictionary? set)
    {
        set = null;
        try
        {
            if (new FileInfo(path).Length > MostBytes) return $"are more than {MostBytes >> 20} MiB; leave out what is not needed";
            var bytes = File.ReadAllBytes(path);
            var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (digest != file.Digest) return $"are not those that the policy pins; if they are meant, say `sha256: {digest}`";
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
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "cannot be read; put the file beside the policy, and let the process read it";
        }
    }

    private static string? ReadLines(ReadOnlySpan<byte> bytes, List<byte[]> terms)
    {
        var (fold, line) = (new TextFold(), 0);
        foreach (var range in bytes.Split((byte)'\n'))
        {
            line++;
            var text = bytes[range].Trim(" \t\r"u8);
            if (text.IsEmpty) continue;
            if (terms.Count == TermDictionary.MostTerms) return string.Create(CultureInfo.InvariantCulture, $"are more than {TermDictionary.MostTerms:N0}");
            if (text.Length > 4 * Term.LongestBytes || Term.Canonical(text, fold) is not { } term) return string.Create(CultureInfo.InvariantCulture, $"have no term on line {line}: it {Term.Rule}");
            terms.Add(term);
        }

        return terms.Count == 0 ? "are none; put one on each line" : null;
    }
}
