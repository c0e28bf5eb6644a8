using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aegis.Streams.Policy.Language.Writing;

/// <summary>Writes JSON in its one form: no white space, the keys in the order of the calls, nothing escaped but what must be.</summary>
/// <param name="hash">Takes what is written, which is then not kept; <see langword="null"/>: it is kept.</param>
internal sealed class CanonicalJson(IncrementalHash? hash = null)
{
    private const int MaxUnhashed = 32 * 1024;

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private bool _needsComma;

    /// <summary>Gets what was written, and was not hashed.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Hashes what is left.</summary>
    public void Flush()
    {
        hash?.AppendData(_bytes.WrittenSpan);
        if (hash is not null) _bytes.ResetWrittenCount();
    }

    public void Open(byte bracket)
    {
        Separate();
        Byte(bracket);
        _needsComma = false;
    }

    public void Close(byte bracket)
    {
        Byte(bracket);
        _needsComma = true;
        if (_bytes.WrittenCount > MaxUnhashed) Flush();
    }

    public void OpenObject() => Open((byte)'{');

    public void CloseObject() => Close((byte)'}');

    public void OpenArray() => Open((byte)'[');

    public void CloseArray() => Close((byte)']');

    public void Key(string name)
    {
        Text(name);
        Byte((byte)':');
        _needsComma = false;
    }

    public void Text(string text)
    {
        Separate();
        Byte((byte)'"');
        var rest = text.AsSpan();
        for (var next = rest.IndexOfAny(Escaped); next >= 0; next = rest.IndexOfAny(Escaped))
        {
            Utf8(rest[..next]);
            Raw(rest[next] is '"' or '\\' ? $"\\{rest[next]}" : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)rest[next]:x4}"));
            rest = rest[(next + 1)..];
        }

        Utf8(rest);
        Byte((byte)'"');
        _needsComma = true;
    }

    /// <summary>Writes a number, true or false as it is spelt.</summary>
    public void Bare(string text)
    {
        Separate();
        Raw(text);
        _needsComma = true;
    }

    public void Bare(int number) => Bare(number.ToString(CultureInfo.InvariantCulture));

    private void Separate()
    {
        if (_needsComma) Byte((byte)',');
    }

    private void Raw(string ascii) => Utf8(ascii);

    private void Utf8(ReadOnlySpan<char> text)
    {
        var span = _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        _bytes.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    private void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
