using System.Text;

namespace Aegis.Streams.Tests.Bench.Labelled;

/// <summary>A strict reader of one record of RFC 4180: where its fields are, and what they say.</summary>
internal sealed class CsvRecord
{
    private CsvRecord(List<(int Start, int End, string Value)> fields) => Fields = fields;

    public IReadOnlyList<(int Start, int End, string Value)> Fields { get; }

    public static CsvRecord Read(byte[] bytes, char delimiter, string lineEnd)
    {
        var end = bytes.Length - lineEnd.Length;
        Assert.Equal(lineEnd, Encoding.UTF8.GetString(bytes, end, lineEnd.Length));
        var fields = new List<(int, int, string)>();
        var at = 0;
        while (true)
        {
            var start = at;
            at = at < end && bytes[at] == '"' ? AfterQuoted(bytes, at, end) : AfterPlain(bytes, at, end, delimiter);
            var raw = Encoding.UTF8.GetString(bytes, start, at - start);
            fields.Add((start, at, raw.StartsWith('"') ? RawValue.FromCsv(raw[1..^1]) : raw));
            if (at == end) return new CsvRecord(fields);
            Assert.Equal(delimiter, (char)bytes[at++]);
        }
    }

    private static int AfterQuoted(byte[] bytes, int at, int end)
    {
        for (at++; ; at++)
        {
            Assert.True(at < end, "A quoted field has no end.");
            if (bytes[at] != '"') continue;
            if (at + 1 == end || bytes[at + 1] != '"') return at + 1;
            at++;
        }
    }

    private static int AfterPlain(byte[] bytes, int at, int end, char delimiter)
    {
        for (; at < end && bytes[at] != delimiter; at++) Assert.False(bytes[at] is (byte)'"' or (byte)'\r' or (byte)'\n', "A plain field holds a quote or a line break.");
        return at;
    }
}
