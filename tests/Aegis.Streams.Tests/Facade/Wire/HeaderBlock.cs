using System.Text;

namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>Header blocks of HTTP/2 (HPACK, RFC 7541) in their plainest form: literals out, and what Kestrel writes in, which is never Huffman coded and, with a table of 0 bytes, never dynamic.</summary>
internal static class HeaderBlock
{
    // Appendix A: the names, and the values where there are any.
    private static readonly string[] Static =
    [
        ":authority", ":method=GET", ":method=POST", ":path=/", ":path=/index.html", ":scheme=http", ":scheme=https", ":status=200", ":status=204", ":status=206", ":status=304", ":status=400",
        ":status=404", ":status=500", "accept-charset", "accept-encoding=gzip, deflate", "accept-language", "accept-ranges", "accept", "access-control-allow-origin", "age", "allow", "authorization",
        "cache-control", "content-disposition", "content-encoding", "content-language", "content-length", "content-location", "content-range", "content-type", "cookie", "date", "etag", "expect",
        "expires", "from", "host", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "last-modified", "link", "location", "max-forwards", "proxy-authenticate",
        "proxy-authorization", "range", "referer", "refresh", "retry-after", "server", "set-cookie", "strict-transport-security", "transfer-encoding", "user-agent", "vary", "via", "www-authenticate",
    ];

    public static byte[] Write(params (string Name, string Value)[] headers)
    {
        using var output = new MemoryStream();
        foreach (var (name, value) in headers)
        {
            output.WriteByte(0);
            WriteText(output, name);
            WriteText(output, value);
        }

        return output.ToArray();
    }

    public static IEnumerable<(string Name, string Value)> Read(byte[] block)
    {
        for (var at = 0; at < block.Length;)
        {
            var first = block[at];
            if (first >= 0x80)
            {
                var (name, value) = Entry(ReadNumber(block, ref at, 7));
                yield return (name, value);
            }
            else if (first is >= 0x20 and < 0x40)
            {
                ReadNumber(block, ref at, 5); // The size of the table.
            }
            else
            {
                var index = ReadNumber(block, ref at, first >= 0x40 ? 6 : 4);
                var name = index == 0 ? ReadText(block, ref at) : Entry(index).Name;
                yield return (name, ReadText(block, ref at));
            }
        }
    }

    private static (string Name, string Value) Entry(int index)
    {
        var parts = Static[index - 1].Split('=', 2);
        return (parts[0], parts.Length == 1 ? "" : parts[1]);
    }

    private static void WriteText(MemoryStream output, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var rest = bytes.Length;
        if (rest < 127)
        {
            output.WriteByte((byte)rest);
        }
        else
        {
            output.WriteByte(127);
            for (rest -= 127; rest >= 128; rest >>= 7) output.WriteByte((byte)((rest & 127) | 128));
            output.WriteByte((byte)rest);
        }

        output.Write(bytes);
    }

    private static string ReadText(byte[] block, ref int at)
    {
        Assert.True(block[at] < 0x80, "The text is Huffman coded.");
        var length = ReadNumber(block, ref at, 7);
        var text = Encoding.Latin1.GetString(block, at, length);
        at += length;
        return text;
    }

    private static int ReadNumber(byte[] block, ref int at, int prefix)
    {
        var most = (1 << prefix) - 1;
        var number = block[at++] & most;
        if (number < most) return number;
        for (var shift = 0; ; shift += 7)
        {
            var next = block[at++];
            number += (next & 127) << shift;
            if (next < 128) return number;
        }
    }
}
