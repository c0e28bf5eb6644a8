using System.Globalization;
using System.Text;
using Aegis.Streams.Dlp.Custom;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>Reads a list with a term on each line. Its messages have no term.</summary>
internal static class TermList
{
    private const int LongestLine = 4096;

    /// <summary>Reads a list.</summary>
    /// <param name="stream">Its text in UTF-8.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The terms in their canonical form, each once.</returns>
    /// <exception cref="CliRefusalException">A line is no term, or there are none or too many.</exception>
    public static IReadOnlyCollection<byte[]> Read(Stream stream, string name)
    {
        var terms = new HashSet<byte[]>(TermComparer.Instance);
        using var reader = new StreamReader(stream, leaveOpen: true);
        for (var number = 1L; reader.ReadLine() is { } line; number++)
        {
            var text = line.Trim(' ', '\t', '\r', '\uFEFF');
            if (text.Length == 0) continue;
            if (text.Length > LongestLine || KeyedTermFile.Canonical(Encoding.UTF8.GetBytes(text)) is not { } term)
                throw CliRefusalException.Fault(string.Create(CultureInfo.InvariantCulture, $"{name} has no term on line {number}: it {KeyedTermFile.Rule}"));
            terms.Add(term);
            if (terms.Count > KeyedTermFile.MostTerms) throw CliRefusalException.Fault(string.Create(CultureInfo.InvariantCulture, $"{name} has more than {KeyedTermFile.MostTerms:N0} terms; split it, one list a detector"));
        }

        return terms.Count > 0 ? terms : throw CliRefusalException.Fault($"{name} has no terms; put one on each line");
    }

    private sealed class TermComparer : IEqualityComparer<byte[]>
    {
        public static TermComparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(obj);
            return hash.ToHashCode();
        }
    }
}
