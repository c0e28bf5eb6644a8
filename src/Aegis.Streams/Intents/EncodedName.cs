namespace Aegis.Streams.Intents;

/// <summary>Tells names that hold base64 of text from those that people give.</summary>
internal static class EncodedName
{
    // The shortest address of mail has six characters. Of 12,000 names in camel case and capitals, one in 200 holds as much by chance.
    private const int MinTelling = 6;
    private const int MinText = 10;

    /// <summary>
    /// Says whether a name holds base64 or base64url of readable text wherever it begins: six characters with a digit or `@` among them, or ten. Bytes of
    /// zero count as text, for UTF-16.
    /// </summary>
    /// <param name="name">The name, of A-Z a-z 0-9 _ -.</param>
    public static bool Holds(ReadOnlySpan<byte> name)
    {
        for (var start = 0; start < 4 && start < name.Length; start++)
            if (IsAt(name[start..])) return true;
        return false;
    }

    private static bool IsAt(ReadOnlySpan<byte> letters)
    {
        var (bits, count, readable, tells) = (0, 0, 0, false);
        foreach (var letter in letters)
        {
            (bits, count) = (((bits << 6) | SextetOf(letter)) & 0xffff, count + 6);
            if (count < 8) continue;
            count -= 8;
            var one = (char)((bits >> count) & 0xff);
            (readable, tells) = one is '\0' or (>= ' ' and <= '~') ? (readable + 1, tells || one == '@' || char.IsAsciiDigit(one)) : (0, false);
            if (readable >= (tells ? MinTelling : MinText)) return true;
        }

        return false;
    }

    private static int SextetOf(byte letter) => (char)letter switch
    {
        >= 'A' and <= 'Z' => letter - 'A',
        >= 'a' and <= 'z' => letter - 'a' + 26,
        >= '0' and <= '9' => letter - '0' + 52,
        '-' => 62,
        _ => 63,
    };
}
