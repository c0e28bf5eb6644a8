using System.Text;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>Knows the names of members that hold parts of a value.</summary>
internal static class SiblingName
{
    private const int Longest = 20;

    private static readonly (string Name, SiblingPart Part)[] Names =
    [
        ("area", SiblingPart.Area), ("areacode", SiblingPart.Area), ("phonearea", SiblingPart.Area), ("phoneareacode", SiblingPart.Area),
        ("number", SiblingPart.Number), ("phone", SiblingPart.Number), ("phonenumber", SiblingPart.Number), ("localnumber", SiblingPart.Number),
        ("subscriber", SiblingPart.Number), ("subscribernumber", SiblingPart.Number), ("line", SiblingPart.Number), ("linenumber", SiblingPart.Number),
        ("local", SiblingPart.Local), ("localpart", SiblingPart.Local), ("localname", SiblingPart.Local), ("mailbox", SiblingPart.Local), ("emaillocal", SiblingPart.Local),
        ("domain", SiblingPart.Domain), ("domainname", SiblingPart.Domain), ("domainpart", SiblingPart.Domain), ("maildomain", SiblingPart.Domain), ("emaildomain", SiblingPart.Domain),
    ];

    // By the last five bits of the first letter: whether a name begins so.
    private static readonly uint Firsts = Names.Aggregate(0U, (bits, pair) => bits | (1U << (pair.Name[0] & 31)));

    /// <summary>Says which part a member holds.</summary>
    /// <param name="key">Its key.</param>
    public static SiblingPart Of(ReadOnlySpan<byte> key) => key.Length is >= 4 and <= Longest && ((Firsts >> (key[0] & 31)) & 1) != 0 ? Find(key) : SiblingPart.None;

    private static SiblingPart Find(ReadOnlySpan<byte> key)
    {
        Span<byte> letters = stackalloc byte[Longest];
        var count = 0;
        foreach (var one in key)
        {
            if (ByteClass.IsLetter(one)) letters[count++] = one;
            else if (one is not ((byte)'_' or (byte)'-' or (byte)' ')) return SiblingPart.None;
        }

        foreach (var (name, part) in Names)
            if (Ascii.EqualsIgnoreCase(letters[..count], name)) return part;
        return SiblingPart.None;
    }
}
