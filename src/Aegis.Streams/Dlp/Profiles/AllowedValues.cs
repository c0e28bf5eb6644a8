using System.Text;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>
/// The values that a profile lets through, in their canonical form: `+43 1 234-567` and `+431234567` are one; and all that belong to nobody, if it does. A value that says what it is, such as a telephone number, is let through as that alone. A value that is written in other
/// characters than its own, or encoded, is never let through: a likeness of the support address is another address. Immutable.
/// </summary>
internal sealed class AllowedValues
{
    private const FindingFlags Disguised = FindingFlags.Encoded | FindingFlags.Hidden;

    private readonly (byte[] Text, DlpEntity Entity)[][] _forms;
    private readonly bool _keepsReserved;

    public AllowedValues(IEnumerable<string> values, bool keepsReserved)
    {
        _keepsReserved = keepsReserved;
        var texts = values.Select(Encoding.UTF8.GetBytes).ToArray();
        var canonical = new CanonicalValue();
        var scanner = new DlpScanner(new ScanOptions(EntitySet.Default, DateTime.MaxValue.Year));
        _forms = [.. Enum.GetValues<CanonicalForm>().Select(Sorted)];

        (byte[] Text, DlpEntity Entity)[] Sorted(CanonicalForm form)
        {
            var forms = new List<(byte[] Text, DlpEntity Entity)>();
            foreach (var text in texts)
            {
                canonical.Read(text, form, escapes: 0);
                if (!canonical.Text.IsEmpty) forms.Add((canonical.Text.ToArray(), EntityOf(text)));
            }

            forms.Sort((left, right) => left.Text.AsSpan().SequenceCompareTo(right.Text));
            return [.. forms];
        }

        DlpEntity EntityOf(byte[] text)
        {
            foreach (ref readonly var finding in scanner.ScanText(text).Findings)
                if (finding.Length == text.Length && !finding.Flags.HasFlag(FindingFlags.Secondary)) return finding.Entity;
            return DlpEntity.None;
        }
    }

    /// <summary>Says whether a value is let through.</summary>
    /// <param name="raw">The value as it stands in the text.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="canonical">Room to work in.</param>
    public bool Has(ReadOnlySpan<byte> raw, in DlpFinding finding, CanonicalValue canonical)
    {
        var form = CanonicalValue.FormOf(finding.Entity);
        var forms = _forms[(int)form];
        var isReserved = _keepsReserved && finding.Flags.HasFlag(FindingFlags.Reserved);
        if ((forms.Length == 0 && !isReserved) || (finding.Flags & Disguised) != 0 || raw.Contains((byte)'\\') || raw.IndexOfAnyExceptInRange((byte)' ', (byte)'~') >= 0) return false;
        if (isReserved) return true;
        canonical.Read(raw, form, escapes: 0);
        var (low, high) = (0, forms.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = canonical.Text.SequenceCompareTo(forms[middle].Text);
            if (order == 0) return forms[middle].Entity == DlpEntity.None || forms[middle].Entity == finding.Entity;
            if (order < 0) high = middle - 1;
            else low = middle + 1;
        }

        return false;
    }
}
