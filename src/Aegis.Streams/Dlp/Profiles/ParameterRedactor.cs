using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Audit;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>
/// Redacts the parameters of a call as rules demand. Whatever it cannot look at to the end, or cannot write so that every reader understands it,
/// must not pass. Keeps its memory from one call to the next; one redactor serves one thread.
/// </summary>
/// <param name="limits">The bounds of parameters, which the rewritten ones keep too.</param>
internal sealed class ParameterRedactor(IntentLimits limits)
{
    private const string Root = "parameters";

    private readonly DlpScanner _scanner = new(default);
    private readonly CanonicalValue _canonical = new();
    private readonly ValueRewriter _rewriter = new();
    private readonly DropCuts _cuts = new();
    private readonly ParameterCursor _cursor = new();
    private readonly List<PlannedRedaction> _planned = [];
    private readonly List<(int Start, int End)> _allowed = [];
    private readonly RedactionCounts _counts = new();
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly ParameterTable _written = new();
    private readonly StringBuilder _path = new();

    /// <summary>Redacts.</summary>
    /// <param name="checks">What the rules demand.</param>
    /// <param name="parameters">The parameters, read without fault.</param>
    /// <param name="year">The year of the decision time.</param>
    /// <param name="key">The key of hashes follows from it.</param>
    /// <param name="tenant">The tenant, whose hashes are like no other's.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="InvalidOperationException">A rule demands a profile that nobody declares, which no set that loads does.</exception>
    public RedactionResult Redact(ImmutableArray<DlpCheck> checks, ParameterTable parameters, int year, CommitmentKey key, string tenant)
    {
        _planned.Clear();
        _counts.Take();
        foreach (var check in checks)
            if (!TryPlan(check, parameters, year)) return Refused(ReasonCodes.DlpIncomplete, Root, "Send parameters that are nested less, or less encoded.", check.RuleId);
        if (_planned.Count == 0) return RedactionResult.Clean;
        var ruleIds = _planned.Select(planned => planned.Check.RuleId).ToHashSet(StringComparer.Ordinal);
        RedactionMerge.Settle(_planned);
        var refusal = Count(parameters);
        var counts = _counts.Take();
        if (refusal is not null) return new RedactionResult { Refusal = refusal, Counts = counts, RuleIds = ruleIds };
        Rewrite(parameters.Text, key, tenant);
        var rewritten = _output.WrittenSpan.ToArray();

        // Two names may have become one, and what became longer may be too long: nobody is to guess what the callee makes of that.
        var hint = rewritten.Length > limits.MaxParameterBytes ? "Send fewer values at once."
            : _written.Read(rewritten, limits, Root) is not null ? "Do not use values as names of parameters."
            : null;
        if (hint is not null) return Refused(ReasonCodes.DlpIncomplete, Root, hint, _planned[0].Check.RuleId) with { Counts = counts, RuleIds = ruleIds };
        return new RedactionResult { Parameters = rewritten, Counts = counts, RuleIds = ruleIds };
    }

    private static RedactionResult Refused(string code, string path, string hint, string ruleId) => new() { Refusal = Finding.Deny(code, path, hint, ruleId) };

    private bool TryPlan(DlpCheck check, ParameterTable parameters, int year)
    {
        var profile = check.Profile ?? throw new InvalidOperationException($"The rule {check.RuleId} demands a profile that nobody declares.");
        _scanner.Options = new ScanOptions(profile.Entities, year) { Custom = profile.Custom };
        _scanner.Thresholds = profile.Thresholds;
        var text = parameters.Text;
        var scan = _scanner.ScanJson(text);
        if (!scan.IsComplete) return false;
        Plan(check, profile, parameters, scan.Findings, areCovered: false);
        Plan(check, profile, parameters, scan.Findings, areCovered: true);
        return true;
    }

    /// <summary>Plans what becomes of findings: first those that stay, then those that they cover, which may demand more of the same place.</summary>
    private void Plan(DlpCheck check, CompiledProfile profile, ParameterTable parameters, ReadOnlySpan<DlpFinding> findings, bool areCovered)
    {
        if (!areCovered) _allowed.Clear();
        _cursor.Begin(parameters);
        foreach (ref readonly var finding in findings)
        {
            if (finding.Flags.HasFlag(FindingFlags.Secondary) != areCovered) continue;
            _cursor.MoveTo(finding.Start);
            if (!check.Covers(_cursor)) continue;
            if (profile.Allowed.Has(parameters.Text.Slice(finding.Start, finding.Length), finding, _canonical)) _allowed.Add((finding.Start, finding.End));
            else if (!areCovered || !IsAllowed(finding)) _planned.Add(new PlannedRedaction(finding, OperatorOf(profile, finding), profile.Source.Keep, check, profile.Names.NameOf(finding.Entity)));
        }
    }

    /// <summary>Says whether a finding lies in an allowed value, which is allowed as a whole.</summary>
    private bool IsAllowed(in DlpFinding finding)
    {
        foreach (var (start, end) in _allowed)
            if (finding.Start >= start && finding.End <= end) return true;
        return false;
    }

    /// <summary>In a name, what is the same for different values would make one name of two.</summary>
    private RedactionOperator OperatorOf(CompiledProfile profile, in DlpFinding finding)
    {
        var one = profile.OperatorOf(finding.Entity);
        return one is RedactionOperator.Replace or RedactionOperator.Mask && _cursor.IsInName(finding.Start) ? RedactionOperator.ReplaceNumbered : one;
    }

    /// <summary>Counts what is planned, and finds the first that blocks.</summary>
    private Finding? Count(ParameterTable parameters)
    {
        Finding? refusal = null;
        _cursor.Begin(parameters);
        foreach (var planned in _planned)
        {
            _cursor.MoveTo(planned.Finding.Start);
            _cursor.Spell(_path, Root, _planned, withPositions: false);
            _counts.Add(planned, _path.ToString());
            if (refusal is not null || planned.Operator != RedactionOperator.Block) continue;
            _cursor.Spell(_path, Root, _planned, withPositions: true);
            refusal = Finding.Deny(ReasonCodes.DlpBlocked, _path.ToString(), $"Send it without what looks like {planned.Entity}.", planned.Check.RuleId);
        }

        return refusal;
    }

    private void Rewrite(ReadOnlySpan<byte> text, CommitmentKey key, string tenant)
    {
        _output.ResetWrittenCount();
        _rewriter.BeginDocument();
        var hashKey = _planned.Exists(planned => planned.Operator == RedactionOperator.Hash) ? key.DeriveRedactionKey(tenant) : [];
        var at = 0;
        _cuts.Begin();
        foreach (var planned in _planned)
            if (planned.Operator == RedactionOperator.Drop) _cuts.Add(planned.Finding);
        _cuts.Find(text, RecordFormat.JsonLines, default);
        foreach (var planned in _planned)
        {
            at = _cuts.WriteTo(planned.Finding.Start, text, at, _output);
            if (planned.Finding.Start < at) continue; // It went with what holds it.
            _output.Write(text[at..planned.Finding.Start]);
            _rewriter.Write(text.Slice(planned.Finding.Start, planned.Finding.Length), planned.Finding, planned.Entity, planned.Operator, planned.Keep, hashKey, isJson: true, _output);
            at = planned.Finding.End;
        }

        _output.Write(text[at..]);
    }
}
