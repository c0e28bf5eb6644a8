using System.Globalization;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>Writes a pattern in RE2, the language of `regex.match` in Open Policy Agent (https://github.com/google/re2/wiki/Syntax).</summary>
internal sealed class Re2Printer : PatternPrinter
{
    private const string SpecialOutside = @"\.+*?()|[]{}^$";

    private const string SpecialInClass = @"\[]^-&~|:";

    protected override void WriteSet(ScalarSet set)
    {
        if (set.IsSingle)
        {
            WriteScalar(set.Ranges[0].First, SpecialOutside);
            return;
        }

        Output.Append('[');
        foreach (var range in set.Ranges)
        {
            WriteScalar(range.First, SpecialInClass);
            if (range.First == range.Last) continue;
            Output.Append('-');
            WriteScalar(range.Last, SpecialInClass);
        }

        Output.Append(']');
    }

    /// <summary>What cannot be seen, or not be told apart by everybody, is written as a number.</summary>
    private void WriteScalar(int scalar, string special)
    {
        if (scalar is < ' ' or > '~')
        {
            Output.Append(CultureInfo.InvariantCulture, $"\\x{{{scalar:X}}}");
            return;
        }

        if (special.Contains((char)scalar)) Output.Append('\\');
        Output.Append((char)scalar);
    }
}
