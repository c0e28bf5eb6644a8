using System.Buffers;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>Rewrites a text: each finding becomes what its operator makes of it, and every other byte stays as it is. One redactor serves one thread.</summary>
/// <param name="plan">What becomes of each entity.</param>
public sealed class Redactor(RedactionPlan plan)
{
    private readonly ValueRewriter _values = new();
    private readonly ValueRewriter _names = new();
    private readonly DropCuts _cuts = new();

    /// <summary>Begins a document: numbers start again.</summary>
    public void BeginDocument() => _values.BeginDocument();

    /// <summary>Rewrites a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="findings">What was found in it, in the order of their places.</param>
    /// <param name="isJson">Whether it is JSON: values may be escaped, and numbers become strings.</param>
    /// <param name="output">Takes the text; where a finding blocks, what is written must not be used.</param>
    /// <returns>Whether the text may pass: nothing in it blocks.</returns>
    public bool Rewrite(ReadOnlySpan<byte> text, ReadOnlySpan<DlpFinding> findings, bool isJson, IBufferWriter<byte> output) =>
        Rewrite(text, findings, isJson ? RecordFormat.JsonLines : RecordFormat.Text, (byte)',', output);

    /// <summary>Rewrites a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="findings">What was found in it, in the order of their places.</param>
    /// <param name="format">What it is.</param>
    /// <param name="delimiter">What stands between the cells of delimited values.</param>
    /// <param name="output">Takes the text; where a finding blocks, what is written must not be used.</param>
    /// <returns>Whether the text may pass: nothing in it blocks.</returns>
    internal bool Rewrite(ReadOnlySpan<byte> text, ReadOnlySpan<DlpFinding> findings, RecordFormat format, byte delimiter, IBufferWriter<byte> output)
    {
        var (at, lastName, mayPass, isJson) = (0, -1, true, format == RecordFormat.JsonLines);
        _cuts.Begin();
        if (plan.Drops)
        {
            for (var i = 0; i < findings.Length; i++)
                if (!findings[i].Flags.HasFlag(FindingFlags.Secondary) && StrictestAt(findings, i) == RedactionOperator.Drop) _cuts.Add(findings[i]);
            _cuts.Find(text, format, delimiter);
        }

        for (var i = 0; i < findings.Length; i++)
        {
            ref readonly var finding = ref findings[i];
            if (finding.Flags.HasFlag(FindingFlags.Secondary)) continue;
            var one = StrictestAt(findings, i);
            var isNumberedName = finding.Flags.HasFlag(FindingFlags.InName) && one is (RedactionOperator.Replace or RedactionOperator.Mask);
            if (isNumberedName) one = RedactionOperator.ReplaceNumbered; // Or two names would become one.
            mayPass &= one != RedactionOperator.Block;
            at = _cuts.WriteTo(finding.Start, text, at, output);
            if (finding.Start < at) continue; // It went with what holds it.
            output.Write(text[at..finding.Start]);
            if (isNumberedName && (lastName < 0 || text[lastName..finding.Start].IndexOfAny((byte)'\n', (byte)'\r') >= 0)) _names.BeginDocument(); // Names meet in one record alone.
            if (isNumberedName) lastName = finding.End;
            (isNumberedName ? _names : _values).Write(text.Slice(finding.Start, finding.Length), finding, plan.Names.NameOf(finding.Entity), one, plan.Keep, plan.HashKey.Span, isJson, output);
            at = finding.End;
        }

        output.Write(text[at..]);
        return mayPass;
    }

    /// <summary>Finds the strictest operator of a finding and those that it covers: what is also something else becomes what that demands.</summary>
    private RedactionOperator StrictestAt(ReadOnlySpan<DlpFinding> findings, int index)
    {
        ref readonly var finding = ref findings[index];
        var strictest = plan.OperatorOf(finding.Entity);
        for (var i = index - 1; i >= 0 && findings[i].Start >= finding.Start; i--) strictest = RedactionOperators.Stricter(strictest, plan.OperatorOf(findings[i].Entity));
        for (var i = index + 1; i < findings.Length && findings[i].Start < finding.End; i++) strictest = RedactionOperators.Stricter(strictest, plan.OperatorOf(findings[i].Entity));
        return strictest;
    }
}
