using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Aegis.Streams.Dlp.Folding;

namespace Aegis.Streams.Dlp.Custom;

/// <summary>The file of a list of keyed terms (`docs/formats/dlp-files.md`): a line that says what it is, a filter, and the hashes in their order.</summary>
public static class KeyedTermFile
{
    /// <summary>The most terms.</summary>
    public const int MostTerms = TermDictionary.MostTerms;

    private const string Kind = "words";
    private const int HashBytes = 16;
    private const int LengthDigits = 16;
    private const int LongestHeading = 128;

    private static ReadOnlySpan<byte> Magic => "aegis-keyed-terms "u8;

    /// <summary>Reads a term.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <returns>Its canonical form; <see langword="null"/>: it is none.</returns>
    public static byte[]? Canonical(ReadOnlySpan<byte> text) => Term.Canonical(text, new TextFold());

    /// <summary>Gets the rule of terms in words.</summary>
    public static string Rule => Term.Rule;

    /// <summary>Makes a file.</summary>
    /// <param name="terms">The terms in their canonical form; those that are there twice count once.</param>
    /// <param name="key">The key.</param>
    /// <param name="count">How many terms it has.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="ArgumentException">There are none, or more than a million.</exception>
    public static byte[] Write(IReadOnlyCollection<byte[]> terms, TermKey key, out int count)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(key);
        if (terms.Count is 0 or > MostTerms) throw new ArgumentException($"There must be 1 to {MostTerms} terms.", nameof(terms));
        UInt128[] hashes = [.. terms.Select(term => key.HashOf(term)).Distinct().Order()];
        count = hashes.Length;
        var (filter, mostWords, lengths) = (new TermFilter(new byte[TermFilter.BytesFor(count)]), 0, 0UL);
        foreach (var term in terms)
        {
            mostWords = Math.Max(mostWords, 1 + term.AsSpan().Count((byte)' '));
            filter.Add(key.Terms.Hash(term));
            var first = term.AsSpan(0, term.AsSpan().IndexOf((byte)' ') is >= 0 and var space ? space : term.Length);
            filter.Add(key.Words.Hash(first));
            lengths |= KeyedTermSet.BitOf(first.Length);
        }

        var heading = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"aegis-keyed-terms 1 {Kind} {count} {key.Id} {mostWords} {lengths:x16}\n"));
        var bytes = new byte[heading.Length + filter.Bits.Length + (count * HashBytes)];
        heading.CopyTo(bytes, 0);
        filter.Bits.CopyTo(bytes.AsSpan(heading.Length));
        var at = heading.Length + filter.Bits.Length;
        foreach (var hash in hashes)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(at), hash);
            at += HashBytes;
        }

        return bytes;
    }

    /// <summary>Says whether a file is one of keyed terms, of any version.</summary>
    internal static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="keyId">The key that policy names; <see langword="null"/>: none.</param>
    /// <param name="keys">The keys that are there.</param>
    /// <param name="set">The terms.</param>
    /// <returns>What is wrong, as the rest of a sentence; <see langword="null"/>: nothing.</returns>
    internal static string? Read(ReadOnlySpan<byte> bytes, string? keyId, TermKeys keys, out KeyedTermSet? set)
    {
        set = null;
        var line = bytes[..Math.Min(bytes.Length, LongestHeading)].IndexOf((byte)'\n');
        if (line < 0 || Encoding.ASCII.GetString(bytes[..line]).Split(' ') is not [_, "1", Kind, var number, var id, var words, { Length: LengthDigits } bits]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0
            || !int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var mostWords) || mostWords is < 1 or > Term.MostWords
            || !ulong.TryParse(bits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var lengths)) return "are of no kind that this version knows; make them with its `aegis dlp terms build`";
        if (keyId is null) return $"are keyed hashes; say of which key, `key: {id}`";
        if (id != keyId) return $"are of the key {id}, and the policy says {keyId}; make them with that key, or name the other one";
        if (count > MostTerms) return string.Create(CultureInfo.InvariantCulture, $"are more than {MostTerms:N0}");
        var (filter, hashes) = (TermFilter.BytesFor(count), new UInt128[count]);
        var rest = bytes[(line + 1)..];
        if (rest.Length != filter + (count * HashBytes)) return string.Create(CultureInfo.InvariantCulture, $"have {rest.Length:N0} bytes where {filter + (count * HashBytes):N0} belong; copy the file again");
        for (var i = 0; i < count; i++)
        {
            hashes[i] = BinaryPrimitives.ReadUInt128BigEndian(rest[(filter + (i * HashBytes))..]);
            if (i > 0 && hashes[i] <= hashes[i - 1]) return "are not in their order; make the file again";
        }

        var key = keys.Find(id);
        if (key is null && !keys.IsUnused) return $"need the key {id}, which is not there; name its file with --terms-key-file";
        set = new KeyedTermSet(key, new TermFilter(rest[..filter].ToArray()), hashes, mostWords, lengths);
        return null;
    }
}
