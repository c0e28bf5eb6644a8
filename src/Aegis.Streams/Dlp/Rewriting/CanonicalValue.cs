using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>A value as what it means, however it is written: folded, and without what two spellings of it may differ in.</summary>
internal sealed class CanonicalValue
{
    private readonly MappedText _unescaped = new();
    private readonly TextFold _fold = new();
    private byte[] _value = new byte[64];
    private int _length;

    /// <summary>Gets the folded value, as people read it.</summary>
    public ReadOnlySpan<byte> Readable => _fold.Text;

    /// <summary>Gets the value without what only groups it.</summary>
    public ReadOnlySpan<byte> Text => _value.AsSpan(0, _length);

    /// <summary>Reads a value.</summary>
    /// <param name="raw">The value as it stands in the input.</param>
    /// <param name="form">What is kept of it.</param>
    /// <param name="escapes">How often it is escaped as a string of JSON; 0: not at all.</param>
    public void Read(ReadOnlySpan<byte> raw, CanonicalForm form, int escapes)
    {
        Decode(raw, escapes);
        if (_value.Length < _fold.Text.Length) _value = new byte[2 * _fold.Text.Length];
        _length = 0;
        foreach (var one in _fold.Text)
        {
            if (form == CanonicalForm.Exact) _value[_length++] = one;
            else if (ByteClass.IsAlphanumeric(one) || (form == CanonicalForm.Address && one > ' ')) _value[_length++] = ByteClass.IsCapital(one) ? (byte)(one | 0x20) : one;
            else if (form == CanonicalForm.Date && _length > 0 && _value[_length - 1] != '-') _value[_length++] = (byte)'-';
        }
    }

    /// <summary>Says what makes two values of an entity the same.</summary>
    /// <param name="entity">The entity.</param>
    public static CanonicalForm FormOf(DlpEntity entity) => entity switch
    {
        DlpEntity.Secret or DlpEntity.CryptoWallet or DlpEntity.Url => CanonicalForm.Exact,
        DlpEntity.Email or DlpEntity.IpAddress => CanonicalForm.Address,
        DlpEntity.DateOfBirth => CanonicalForm.Date,
        _ => CanonicalForm.Code,
    };

    private void Decode(ReadOnlySpan<byte> raw, int escapes)
    {
        var text = raw;
        Span<byte> copy = escapes > 1 ? new byte[raw.Length] : [];
        for (var level = 0; level < escapes && text.Contains((byte)'\\'); level++)
        {
            if (level > 0)
            {
                text.CopyTo(copy);
                text = copy[..text.Length];
            }

            JsonUnescape.Decode(text, _unescaped);
            text = _unescaped.Text;
        }

        _fold.Fold(text);
    }
}
