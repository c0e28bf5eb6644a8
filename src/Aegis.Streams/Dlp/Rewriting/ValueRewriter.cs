using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>Writes what operators make of values. Knows the numbers of the values of one document. One rewriter serves one thread.</summary>
internal sealed class ValueRewriter
{
    private const int HashBytes = RedactionLabel.HashLetters / 2;
    private const int LongestLabel = 80;

    private readonly CanonicalValue _value = new();
    private readonly Dictionary<(string Entity, UInt128 Value), int> _numbers = [];
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>Begins a document: numbers start again.</summary>
    public void BeginDocument()
    {
        _numbers.Clear();
        _counts.Clear();
    }

    /// <summary>Writes what an operator makes of a value.</summary>
    /// <param name="raw">The value as it stands in the text.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="name">The name of its entity.</param>
    /// <param name="one">The operator; of one that blocks, what is written must not be used.</param>
    /// <param name="keep">What stays of a value that is masked.</param>
    /// <param name="hashKey">The key of hashes.</param>
    /// <param name="isJson">Whether the text is JSON.</param>
    /// <param name="output">Takes it.</param>
    public void Write(ReadOnlySpan<byte> raw, in DlpFinding finding, string name, RedactionOperator one, MaskKeep keep, ReadOnlySpan<byte> hashKey, bool isJson, IBufferWriter<byte> output)
    {
        var isQuoted = finding.Flags.HasFlag(FindingFlags.Bare);
        if (isQuoted) WriteQuote(finding, output);
        WriteValue(raw, finding, name, one, keep, hashKey, isJson, output);
        if (isQuoted) WriteQuote(finding, output);
    }

    private void WriteValue(ReadOnlySpan<byte> raw, in DlpFinding finding, string name, RedactionOperator one, MaskKeep keep, ReadOnlySpan<byte> hashKey, bool isJson, IBufferWriter<byte> output)
    {
        var label = output.GetSpan(LongestLabel);
        var length = 0;
        switch (one)
        {
            case RedactionOperator.ReplaceNumbered:
                _value.Read(raw, CanonicalValue.FormOf(finding.Entity), isJson ? finding.Nesting + 1 : 0);
                label[length++] = (byte)'[';
                length += Encoding.ASCII.GetBytes(name, label[length..]);
                label[length++] = (byte)'_';
                Utf8Formatter.TryFormat(NumberOf(name), label[length..], out var digits);
                length += digits;
                label[length++] = (byte)']';
                break;
            case RedactionOperator.Mask:
                _value.Read(raw, CanonicalValue.FormOf(finding.Entity), isJson ? finding.Nesting + 1 : 0);
                WriteMask(finding.Entity, finding.Flags.HasFlag(FindingFlags.KeepsNothing) ? null : keep, output);
                return;
            case RedactionOperator.Hash:
                _value.Read(raw, CanonicalValue.FormOf(finding.Entity), isJson ? finding.Nesting + 1 : 0);
                label[length++] = (byte)'[';
                length += Encoding.ASCII.GetBytes(name, label[length..]);
                label[length++] = (byte)'#';
                length += WriteHash(hashKey, label[length..]);
                label[length++] = (byte)']';
                break;
            default:
                label[length++] = (byte)'[';
                length += Encoding.ASCII.GetBytes(name, label[length..]);
                label[length++] = (byte)']';
                break;
        }

        output.Advance(length);
    }

    private int NumberOf(string entity)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(_value.Text, hash);
        var key = (entity, Unsafe.ReadUnaligned<UInt128>(ref hash[0]));
        if (_numbers.TryGetValue(key, out var number)) return number;
        _counts[entity] = number = _counts.GetValueOrDefault(entity) + 1;
        _numbers[key] = number;
        return number;
    }

    private int WriteHash(ReadOnlySpan<byte> hashKey, Span<byte> label)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(hashKey, _value.Text, hash);
        for (var i = 0; i < HashBytes; i++)
        {
            // Letters only, so that no hash looks like a number: a to p for each half of a byte.
            label[2 * i] = (byte)('a' + (hash[i] >> 4));
            label[(2 * i) + 1] = (byte)('a' + (hash[i] & 15));
        }

        return 2 * HashBytes;
    }

    /// <summary>Writes a mask of the value; where nothing may be kept, not even a domain.</summary>
    private void WriteMask(DlpEntity entity, MaskKeep? keep, IBufferWriter<byte> output)
    {
        var text = _value.Readable;
        var label = output.GetSpan(text.Length);
        var at = entity == DlpEntity.Email && keep is not null ? DomainIn(text) : -1;
        var (values, plain) = CountValues(text);
        var kept = keep is { } ends && MaskKeep.AppliesTo(entity) ? ends.Within(plain / 2) : default;
        for (var (i, before) = (text.Length - 1, values); i >= 0; i--)
        {
            var one = text[i];
            var isValue = ByteClass.IsAlphanumeric(one) || one >= 0x80;
            if (isValue) before--;
            if (i >= at && at >= 0) label[i] = one >= 0x80 || one < ' ' || one is (byte)'"' or (byte)'\\' ? (byte)'*' : one;
            else if (isValue && (before < kept.First || before >= values - kept.Last) && one < 0x80) label[i] = one;
            else label[i] = isValue || !IsPlainSeparator(one) || (one == '+' && at >= 0) ? (byte)'*' : one;
        }

        output.Advance(text.Length);
    }

    /// <summary>Finds where the domain of a mail address begins; -1: it has so many digits that it may be a number.</summary>
    private static int DomainIn(ReadOnlySpan<byte> text)
    {
        var at = text.LastIndexOf((byte)'@');
        if (at < 0) return -1;
        var digits = 0;
        foreach (var one in text[at..])
            if (ByteClass.IsDigit(one)) digits++;
        return digits <= MaskKeep.Most ? at : -1;
    }

    /// <summary>Counts the bytes of letters and digits, and those of them that are ASCII.</summary>
    private static (int All, int Plain) CountValues(ReadOnlySpan<byte> text)
    {
        var (all, plain) = (0, 0);
        foreach (var one in text)
        {
            if (ByteClass.IsAlphanumeric(one)) plain++;
            if (ByteClass.IsAlphanumeric(one) || one >= 0x80) all++;
        }

        return (all, plain);
    }

    private static bool IsPlainSeparator(byte one) => one is (byte)' ' or (byte)'-' or (byte)'.' or (byte)'(' or (byte)')' or (byte)'+' or (byte)':' or (byte)'/';

    /// <summary>Writes a quote of a string that lies in others, or in a quoted cell.</summary>
    private static void WriteQuote(in DlpFinding finding, IBufferWriter<byte> output)
    {
        if (finding.Flags.HasFlag(FindingFlags.InQuotes)) output.Write("\""u8);
        var escapes = (1 << finding.Nesting) - 1;
        var quote = output.GetSpan(escapes + 1);
        quote[..escapes].Fill((byte)'\\');
        quote[escapes] = (byte)'"';
        output.Advance(escapes + 1);
    }
}
