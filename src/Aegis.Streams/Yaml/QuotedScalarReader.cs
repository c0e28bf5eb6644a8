using System.Buffers;
using System.Globalization;
using System.Text;

namespace Aegis.Streams.Yaml;

/// <summary>Reads texts in quotes, which end in their line.</summary>
/// <param name="cursor">The place in the text.</param>
/// <param name="isJson">Whether only the escapes of JSON count and a tab needs one.</param>
internal sealed class QuotedScalarReader(TextCursor cursor, bool isJson)
{
    private static readonly SearchValues<char> Stops = SearchValues.Create("\"\\\r\n\t");

    private readonly StringBuilder _text = new();

    /// <summary>Reads a text in single quotes, where only the quote itself is doubled.</summary>
    /// <returns>What is in the quotes.</returns>
    public string ReadSingle()
    {
        var start = cursor.Position;
        _text.Clear();
        for (cursor.Advance(); cursor.Current != '\'' || cursor.Next == '\''; cursor.Advance())
        {
            if (cursor.IsAtLineEnd) throw Unclosed(start);
            if (cursor.Current == '\'') cursor.Advance();
            _text.Append(cursor.Current);
        }

        cursor.Advance();
        return _text.ToString();
    }

    /// <summary>Reads a text in double quotes.</summary>
    /// <returns>What is in the quotes, escapes resolved.</returns>
    public string ReadDouble()
    {
        var start = cursor.Position;
        cursor.Advance();
        _text.Clear();
        while (true)
        {
            var from = cursor.Position;
            cursor.ToAny(Stops);
            if (cursor.Current == '"' && _text.Length == 0) return Close(cursor.TextFrom(from));
            _text.Append(cursor.TextFrom(from));
            switch (cursor.Current)
            {
                case '"':
                    return Close(_text.ToString());
                case '\\':
                    ReadEscape();
                    break;
                case '\t' when !isJson:
                    _text.Append('\t');
                    cursor.Advance();
                    break;
                case '\t':
                    throw cursor.Fault("a tab inside of a JSON text", "write \\t");
                default:
                    throw Unclosed(start);
            }
        }
    }

    private string Close(string text)
    {
        cursor.Advance();
        return text;
    }

    private void ReadEscape()
    {
        var length = EscapeLength(cursor.Next);
        if (length == 0 && SimpleEscape(cursor.Next, isJson) is { } character)
        {
            if (!SourceCharacters.IsAllowedInValue(character)) throw Forbidden(2, character);
            _text.Append(character);
            cursor.Advance(2);
            return;
        }

        if (length == 0) throw TextCursor.EndsLine(cursor.Next)
            ? cursor.Fault("a backslash at the end of a line", isJson ? "write \\n for a line end" : "a text of several lines needs | or >")
            : cursor.Fault($"unknown escape \\{cursor.Next}", "write \\\\ for a backslash", 2);
        var code = ReadHexadecimal(cursor.Position + 2, length) ?? throw cursor.Fault($"\\{cursor.Next} needs {length} hexadecimal digits", null, 2);
        var size = length + 2;
        if (code is >= 0xd800 and <= 0xdbff && length == 4 && LowSurrogate() is { } low)
        {
            code = (uint)char.ConvertToUtf32((char)code, (char)low);
            size = 12;
        }

        if (code is >= 0xd800 and <= 0xdfff) throw cursor.Fault("half of a surrogate pair", "write both halves, or the character itself", size);
        if (code > 0x10ffff) throw cursor.Fault("no character has this number", "the last is \\U0010FFFF", size);
        if (!SourceCharacters.IsAllowedInValue((int)code)) throw Forbidden(size, code);
        _text.Append(char.ConvertFromUtf32((int)code));
        cursor.Advance(size);
    }

    private uint? LowSurrogate() =>
        cursor.At(cursor.Position + 6) == '\\' && cursor.At(cursor.Position + 7) == 'u' && ReadHexadecimal(cursor.Position + 8, 4) is { } low and >= 0xdc00 and <= 0xdfff ? low : null;

    private uint? ReadHexadecimal(int position, int length)
    {
        uint code = 0;
        for (var i = position; i < position + length; i++)
        {
            if (!char.IsAsciiHexDigit(cursor.At(i))) return null;
            code = (code << 4) + (uint)Convert.ToInt32(cursor.At(i).ToString(), 16);
        }

        return code;
    }

    private int EscapeLength(char letter) => letter switch { 'u' => 4, 'x' when !isJson => 2, 'U' when !isJson => 8, _ => 0 };

    private static char? SimpleEscape(char letter, bool isJson) => letter switch
    {
        '"' => '"',
        '\\' => '\\',
        '/' => '/',
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ when isJson => null,
        '0' => '\0',
        'a' => '\a',
        'v' => '\v',
        'e' => '\x1b',
        ' ' => ' ',
        'N' => '\x85',
        '_' => '\xa0',
        'L' => '\u2028',
        'P' => '\u2029',
        _ => null,
    };

    private YamlFaultException Forbidden(int length, uint code) =>
        cursor.Fault(string.Create(CultureInfo.InvariantCulture, $"U+{code:X4} is not allowed in a text"), "remove it", length);

    private YamlFaultException Unclosed(int start) => new(new TextFault(
        cursor.PlaceFrom(start), "the quote is not closed in its line", isJson ? "close it; write \\n for a line end" : "close it; a text of several lines needs | or >"));
}
