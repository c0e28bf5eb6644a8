using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Language;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>Counts redactions by kind and place. What has too many places is counted without them, so that no call makes a decision large.</summary>
internal sealed class RedactionCounts
{
    private const int MaxPlaces = 64;

    private readonly Dictionary<(string Entity, string Operator, string Path, string Profile), int> _rows = [];
    private readonly List<DlpCount> _counts = [];
    private int _places;

    /// <summary>Counts a redaction.</summary>
    /// <param name="redaction">The redaction.</param>
    /// <param name="path">Where it is.</param>
    public void Add(in PlannedRedaction redaction, string path)
    {
        var (entity, word, profile) = (redaction.Entity, DlpWords.Of(redaction.Operator), redaction.Check.ProfileName);
        if (!_rows.TryGetValue((entity, word, path, profile), out var row))
        {
            if (_places == MaxPlaces) path = "";
            else _places++;
            if (!_rows.TryGetValue((entity, word, path, profile), out row))
            {
                _rows[(entity, word, path, profile)] = row = _counts.Count;
                _counts.Add(new DlpCount(entity, word, 0, path.Length == 0 ? null : path, profile));
            }
        }

        var (counted, isHidden) = (_counts[row], redaction.Finding.Flags.HasFlag(FindingFlags.Hidden));
        _counts[row] = counted with { Count = counted.Count + 1, Hidden = counted.Hidden + (isHidden ? 1 : 0) };
    }

    /// <summary>Takes the counts, and begins again.</summary>
    public DlpCount[] Take()
    {
        var counts = _counts.ToArray();
        _rows.Clear();
        _counts.Clear();
        _places = 0;
        return counts;
    }
}
