using System.Globalization;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Shows what differs between two texts, in the unified form that patch(1) reads.</summary>
internal static class LineDifference
{
    private const int Context = 3;

    // Beyond this many comparisons, a changed stretch is shown as removed and added whole.
    private const long MaxWork = 16_000_000;

    /// <summary>Compares two texts.</summary>
    /// <param name="file">The name of both.</param>
    /// <param name="before">The text before.</param>
    /// <param name="after">The text after.</param>
    /// <returns>The lines of the difference; none if there is none.</returns>
    public static IReadOnlyList<string> Write(string file, string before, string after)
    {
        if (before == after) return [];
        var edits = Edits(Lines(before), Lines(after));
        var output = new List<string> { $"--- {file}", $"+++ {file}" };
        for (var i = 0; i < edits.Count;)
        {
            if (edits[i].Mark == ' ')
            {
                i++;
                continue;
            }

            var (start, end) = (Math.Max(0, i - Context), i);
            for (var same = 0; end < edits.Count && same <= 2 * Context; end++) same = edits[end].Mark == ' ' ? same + 1 : 0;
            while (end > i && edits[end - 1].Mark == ' ') end--;
            var stop = Math.Min(edits.Count, end + Context);
            AppendHunk(output, edits, start, stop);
            i = stop;
        }

        return output;
    }

    private static void AppendHunk(List<string> output, List<(char Mark, string Line)> edits, int start, int stop)
    {
        int Count(int from, int to, char without) => edits.Skip(from).Take(to - from).Count(edit => edit.Mark != without);
        var (oldStart, newStart, oldCount, newCount) = (Count(0, start, '+'), Count(0, start, '-'), Count(start, stop, '+'), Count(start, stop, '-'));
        output.Add(string.Create(CultureInfo.InvariantCulture, $"@@ -{(oldCount == 0 ? oldStart : oldStart + 1)},{oldCount} +{(newCount == 0 ? newStart : newStart + 1)},{newCount} @@"));
        for (var i = start; i < stop; i++) output.Add($"{edits[i].Mark}{edits[i].Line}");
    }

    private static List<(char Mark, string Line)> Edits(string[] before, string[] after)
    {
        var (head, tail) = (0, 0);
        while (head < before.Length && head < after.Length && before[head] == after[head]) head++;
        while (tail < before.Length - head && tail < after.Length - head && before[^(tail + 1)] == after[^(tail + 1)]) tail++;
        var edits = before[..head].Select(line => (' ', line)).ToList();
        var (left, right) = (before[head..^tail], after[head..^tail]);
        if ((long)left.Length * right.Length > MaxWork) edits.AddRange([.. left.Select(line => ('-', line)), .. right.Select(line => ('+', line))]);
        else AppendMiddle(edits, left, right);
        edits.AddRange(before[^tail..].Select(line => (' ', line)));
        return edits;
    }

    /// <summary>Walks the longest common subsequence, removed lines first.</summary>
    private static void AppendMiddle(List<(char Mark, string Line)> edits, string[] left, string[] right)
    {
        var common = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
            for (var j = right.Length - 1; j >= 0; j--) common[i, j] = left[i] == right[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        var (x, y) = (0, 0);
        while (x < left.Length || y < right.Length)
        {
            if (x < left.Length && y < right.Length && left[x] == right[y])
            {
                edits.Add((' ', left[x++]));
                y++;
            }
            else if (x < left.Length && (y == right.Length || common[x + 1, y] >= common[x, y + 1])) edits.Add(('-', left[x++]));
            else edits.Add(('+', right[y++]));
        }
    }

    private static string[] Lines(string text)
    {
        var lines = text.Split('\n');
        return lines is [.., ""] ? lines[..^1] : lines;
    }
}
