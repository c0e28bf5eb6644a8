using System.Globalization;
using System.Text;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Tests.Dlp.Streaming;

/// <summary>Makes files with sensitive values, quotes over line ends, bad rows and long lines.</summary>
internal static class RandomRecords
{
    private static readonly string[] Words =
    [
        "call", "Anna", "the order", "tel", "is", "at", "mail", "card", "+1 415 555 0132", "anna.miller@example.com", "4111 1111 1111 1111", "ssn 536-90-4399", "ünï", "\u200B",
        "x@y", "(415) 555-\n0199", "DE89 3704 0044 0532 0130 00", "b.o.b@mail.example.org", "password: hunter2hunter2",
        "YW5uQGFjbWUuZXhhbXBsZQ==", "QW5uIExlZSwgbWFp\nbCBhbm5AYWNtZS5l\neGFtcGxl\n",
    ];

    private static readonly string[] Preambles = ["", "", "", "sep=,\r\n", "Customers of anna.miller@example.com\n", "\n\r\n", "# made, with care\n\n", "Customers,,,\n"];

    public static byte[] Make(RecordFormat format, Random random)
    {
        var text = new StringBuilder(random.Next(8) == 0 ? "\uFEFF" : "");
        if (format == RecordFormat.Csv) text.Append(Preambles[random.Next(Preambles.Length)]).Append("id,\"phone\",mail,note\r\n");
        for (var i = random.Next(60); i >= 0; i--) Add(text, format, random, i);
        if (random.Next(3) == 0) text.Append("last one a@example.com");

        // As the line ends of old Macintoshes, and of files that were converted twice.
        if (format != RecordFormat.Text && random.Next(4) == 0) text.Replace("\r\n", "\n").Replace('\n', '\r');
        if (format != RecordFormat.Text && random.Next(8) == 0) text.Replace("\n", "\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Tells how a file is cut, as the command line does.</summary>
    public static SplitOptions Cut(RecordFormat format, byte[] bytes)
    {
        if (format != RecordFormat.Csv) return new SplitOptions { Format = format };
        var dialect = CsvDialect.Read(bytes);
        return new SplitOptions { Format = format, Delimiter = dialect.Delimiter, HasHeader = dialect.HeaderLine > 0, PreambleBytes = dialect.PreambleBytes, Cells = dialect.Cells };
    }

    private static void Add(StringBuilder text, RecordFormat format, Random random, int i)
    {
        var line = string.Join(' ', Enumerable.Range(0, random.Next(random.Next(20) == 0 ? 200 : 8)).Select(_ => Words[random.Next(Words.Length)]));
        switch (format)
        {
            case RecordFormat.Csv:
                text.Append(CultureInfo.InvariantCulture, $"{i},{random.NextInt64(10_000_000_000)},{Words[random.Next(Words.Length)].Replace("\n", " ", StringComparison.Ordinal)},");
                if (random.Next(20) == 0) text.Append(random.Next(2) == 0 ? "one too many," : "\n");
                text.Append(random.Next(30) == 0 ? $"\"open {i}\n" : $"\"{line.Replace("a", "\"\"", StringComparison.Ordinal)}\"{(random.Next(2) == 0 ? "\r\n" : "\n")}");
                break;
            case RecordFormat.JsonLines:
                line = line.Replace("\n", "\\n", StringComparison.Ordinal);
                text.Append(random.Next(15) == 0 ? $"no json {line}\n" : $"{{\"id\":{i},\"who\":{{\"phone\":{random.NextInt64(10_000_000_000)},\"notes\":[\"{line}\",null]}}}}\n");
                break;
            default:
                text.Append(line).Append(random.Next(4) == 0 ? " " : "\n");
                break;
        }
    }
}
