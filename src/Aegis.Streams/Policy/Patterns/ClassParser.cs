namespace Aegis.Streams.Policy.Patterns;

/// <summary>Reads a class such as `[a-z_]`, and refuses every spelling that engines read differently.</summary>
internal static class ClassParser
{
    private static readonly string[] SetOperators = ["&&", "||", "~~", "--"];

    /// <summary>Reads a class.</summary>
    /// <param name="text">The pattern, at `[`.</param>
    /// <returns>What it accepts.</returns>
    public static ScalarSet Parse(PatternText text)
    {
        var start = text.Offset;
        text.TryTake("[");
        var isNegated = text.TryTake("^");
        if (text.Next == ']' && !text.AtEnd)
            throw text.Fault(start, $"the class `[{(isNegated ? "^" : "")}]` is empty; write `\\]` for the bracket itself");
        var ranges = new List<ScalarRange>();
        for (var isFirst = true; !text.TryTake("]"); isFirst = false)
        {
            if (text.AtEnd) throw text.Fault(start, "the class is not closed; write `]` at its end, or `\\[` for the bracket itself");
            AddItem(text, ranges, isFirst);
        }

        var set = ScalarSet.Of(ranges);
        if (isNegated) set = set.Complement();
        return set.IsEmpty ? throw text.Fault(start, "the class matches no character at all; remove what leaves nothing over") : set;
    }

    private static void AddItem(PatternText text, List<ScalarRange> ranges, bool isFirst)
    {
        RefuseSetSyntax(text);
        var start = text.Offset;
        if (text.Next == '-' && !isFirst && !text.StartsWith("-]"))
            throw text.Fault(start, "`-` is either between two characters or first or last in the class; write `\\-` for the character itself");
        var first = TakeItem(text);
        if (text.AtEnd || text.Next != '-' || text.StartsWith("-]"))
        {
            ranges.AddRange(first.Ranges);
            return;
        }

        RefuseSetSyntax(text);
        var dash = text.Offset;
        text.TryTake("-");
        if (text.AtEnd) throw text.Fault(start, "the range has no end; write it such as `a-z`");
        var last = TakeItem(text);
        if (!first.IsSingle || !last.IsSingle)
            throw text.Fault(dash, "a range needs one character on each side; write `\\-` for the character itself");
        if (last.Ranges[0].First < first.Ranges[0].First) throw text.Fault(start, "the range runs backwards; write the lower character first");
        ranges.Add(new ScalarRange(first.Ranges[0].First, last.Ranges[0].First));
    }

    private static ScalarSet TakeItem(PatternText text) =>
        text.Next == '\\' ? EscapeParser.Parse(text) : ScalarSet.Single(text.TakeScalar().Value);

    private static void RefuseSetSyntax(PatternText text)
    {
        var start = text.Offset;
        if (text.StartsWith("-["))
            throw text.Fault(start, "`-[` subtracts in some engines and not in others; write the class that is left, or `\\[` for the bracket itself");
        if (text.StartsWith("[:"))
            throw text.Fault(start, $"`{text.UpTo(start, ']')}` is not supported; write its characters, such as `A-Za-z`, or `\\[` for the bracket itself");
        if (text.Next == '[') throw text.Fault(start, "`[` inside a class has several meanings; write `\\[` for the bracket itself");
        if (Array.Find(SetOperators, text.StartsWith) is { } found)
            throw text.Fault(start, $"`{found}` inside a class has several meanings; write `\\{found[0]}` for the character itself");
    }
}
