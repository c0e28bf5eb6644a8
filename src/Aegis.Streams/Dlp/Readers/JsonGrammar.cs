using System.Runtime.CompilerServices;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>
/// Checks what quotes and brackets do not tell: that a text is JSON by the grammar of RFC 8259. What is no number, or two values beside each
/// other, means to every reader something else, so that nobody can say what a record with it holds.
/// </summary>
internal struct JsonGrammar
{
    private Expected _next;
    private bool _hasFault;

    private enum Expected : byte
    {
        /// <summary>A value of a line, or no more.</summary>
        Text,

        /// <summary>A value.</summary>
        Value,

        /// <summary>The first value of an array, or its end.</summary>
        ValueOrEnd,

        /// <summary>The name of a member.</summary>
        Key,

        /// <summary>The name of the first member of an object, or its end.</summary>
        KeyOrEnd,

        /// <summary>A colon.</summary>
        Colon,

        /// <summary>A comma, or the end of an object, of an array or of a line.</summary>
        Comma,
    }

    /// <summary>Gets a value indicating whether all was as it must be, and nothing is missing.</summary>
    public readonly bool IsWhole => !_hasFault && _next is Expected.Text or Expected.Comma;

    /// <summary>Takes the beginning of an object or array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Open(bool isObject)
    {
        _hasFault |= _next > Expected.ValueOrEnd;
        _next = isObject ? Expected.KeyOrEnd : Expected.ValueOrEnd;
    }

    /// <summary>Takes the end of an object or array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Close(bool isObject)
    {
        _hasFault |= _next != Expected.Comma && _next != (isObject ? Expected.KeyOrEnd : Expected.ValueOrEnd);
        _next = Expected.Comma;
    }

    /// <summary>Takes a comma.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Comma(bool isObject)
    {
        _hasFault |= _next != Expected.Comma;
        _next = isObject ? Expected.Key : Expected.Value;
    }

    /// <summary>Takes a colon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Colon()
    {
        _hasFault |= _next != Expected.Colon;
        _next = Expected.Value;
    }

    /// <summary>Takes the name of a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Key()
    {
        _hasFault |= _next is not (Expected.Key or Expected.KeyOrEnd);
        _next = Expected.Colon;
    }

    /// <summary>Takes a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Value()
    {
        _hasFault |= _next > Expected.ValueOrEnd;
        _next = Expected.Comma;
    }

    /// <summary>Takes a line end outside of objects and arrays: another text may follow.</summary>
    public void EndLine()
    {
        if (_next == Expected.Comma) _next = Expected.Text;
    }

    /// <summary>Takes a number.</summary>
    /// <param name="number">The number.</param>
    public void Number(ReadOnlySpan<byte> number)
    {
        Value();
        var at = number[0] == '-' ? 1 : 0;
        var whole = Digits(number, ref at);
        var isRight = whole == 1 || (whole > 1 && number[at - whole] != '0');
        if (at < number.Length && number[at] == '.')
        {
            at++;
            isRight &= Digits(number, ref at) > 0;
        }

        if (at < number.Length && (number[at] | 0x20) == 'e')
        {
            at++;
            if (at < number.Length && number[at] is (byte)'+' or (byte)'-') at++;
            isRight &= Digits(number, ref at) > 0;
        }

        _hasFault |= !isRight || at < number.Length;
    }

    /// <summary>Takes true, false or null.</summary>
    /// <param name="word">The word.</param>
    public void Word(ReadOnlySpan<byte> word)
    {
        Value();
        _hasFault |= !word.SequenceEqual("true"u8) && !word.SequenceEqual("false"u8) && !word.SequenceEqual("null"u8);
    }

    /// <summary>Takes an escape in a string.</summary>
    /// <param name="text">What stands between its quotes.</param>
    /// <param name="at">The backslash.</param>
    /// <returns>How long the escape is.</returns>
    public int Escape(ReadOnlySpan<byte> text, int at)
    {
        const int longest = 6;
        if (at + 1 >= text.Length) return 1;
        if (text[at + 1] == 'u')
        {
            for (var i = at + 2; i < at + longest; i++) _hasFault |= i >= text.Length || !ByteClass.IsHex(text[i]);
            return longest;
        }

        _hasFault |= text[at + 1] is not ((byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t');
        return 2;
    }

    private static int Digits(ReadOnlySpan<byte> number, ref int at)
    {
        var start = at;
        while (at < number.Length && ByteClass.IsDigit(number[at])) at++;
        return at - start;
    }
}
