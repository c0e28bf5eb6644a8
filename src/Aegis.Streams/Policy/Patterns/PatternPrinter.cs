using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>Writes a pattern for another engine: all in printable ASCII, with nothing that depends on options.</summary>
internal abstract class PatternPrinter
{
    /// <summary>Gets the text being written.</summary>
    protected StringBuilder Output { get; } = new();

    /// <summary>Prints an expression that finds the body anywhere, or between the anchors it is given.</summary>
    /// <param name="body">What to find.</param>
    /// <param name="start">An anchor; empty: none.</param>
    /// <param name="end">An anchor; empty: none.</param>
    /// <returns>The expression.</returns>
    public string Print(PatternNode body, string start, string end)
    {
        Output.Clear().Append(start).Append("(?:");
        Write(body);
        return Output.Append(')').Append(end).ToString();
    }

    /// <summary>Writes a set so that a repetition sign may follow.</summary>
    /// <param name="set">The set, not empty.</param>
    protected abstract void WriteSet(ScalarSet set);

    private void Write(PatternNode node)
    {
        switch (node)
        {
            case OneScalar one:
                WriteSet(one.Set);
                break;
            case PatternSequence sequence:
                foreach (var item in sequence.Items) WriteItem(item);
                break;
            case Alternation alternation:
                WriteBranches(alternation.Branches);
                break;
            case Repetition repetition:
                if (repetition.Body is OneScalar single) WriteSet(single.Set);
                else WriteGroup(repetition.Body);
                Output.Append(Sign(repetition));
                break;
        }
    }

    private void WriteItem(PatternNode item)
    {
        if (item is Alternation) WriteGroup(item);
        else Write(item);
    }

    private void WriteBranches(ImmutableArray<PatternNode> branches)
    {
        for (var i = 0; i < branches.Length; i++)
        {
            if (i > 0) Output.Append('|');
            Write(branches[i]);
        }
    }

    private void WriteGroup(PatternNode node)
    {
        Output.Append("(?:");
        Write(node);
        Output.Append(')');
    }

    private static string Sign(Repetition repetition) => (repetition.Min, repetition.Max) switch
    {
        (0, null) => "*",
        (1, null) => "+",
        (0, 1) => "?",
        (var min, null) => string.Create(CultureInfo.InvariantCulture, $"{{{min},}}"),
        var (min, max) when min == max => string.Create(CultureInfo.InvariantCulture, $"{{{min}}}"),
        var (min, max) => string.Create(CultureInfo.InvariantCulture, $"{{{min},{max}}}"),
    };
}
