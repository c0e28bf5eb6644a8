using Aegis.Streams.Dlp.Detectors;

namespace Aegis.Streams.Dlp;

/// <summary>The findings of a scan, kept from one scan to the next so that nothing is allocated.</summary>
internal sealed class FindingList
{
    // Of the same entity and place the surest comes first.
    private static readonly Comparison<DlpFinding> ByPlaceAndEntity = static (one, other) =>
        one.Start != other.Start ? one.Start.CompareTo(other.Start)
        : one.Length != other.Length ? one.Length.CompareTo(other.Length)
        : one.Entity != other.Entity ? ((int)one.Entity).CompareTo((int)other.Entity)
        : other.Confidence.CompareTo(one.Confidence);

    private const int LastFew = 4;

    private DlpFinding[] _findings = new DlpFinding[16];
    private int _reach; // The farthest end of a finding of the field,
    private int _numberReach; // and of one that is a number alone.

    /// <summary>Gets or sets the confidence from which on a finding is kept.</summary>
    public int Threshold { get; set; } = Confidence.DefaultThreshold;

    /// <summary>Gets or sets the same where entities differ; <see langword="null"/>: they do not.</summary>
    public ScanThresholds? Thresholds { get; set; }

    /// <summary>Gets a value indicating whether something that needs a key, a column or a word is wanted without one too.</summary>
    public bool TakesUnnamed => (Thresholds?.Least ?? Threshold) <= Confidence.Unnamed;

    /// <summary>Gets or sets what is added to each offset: where the field starts.</summary>
    public int Base { get; set; }

    /// <summary>Gets or sets how many findings are of other fields: their places are not to be compared with places in this one.</summary>
    public int First
    {
        get;
        set
        {
            (field, _reach, _numberReach) = (value, 0, 0);
            Secrets.Begin();
        }
    }

    /// <summary>Gets what is known of the runs of the field that may be secrets.</summary>
    public SecretRun Secrets { get; } = new();

    /// <summary>Gets or sets a value indicating whether something could not be looked at as it must be: the text is not to pass.</summary>
    public bool IsPartial { get; set; }

    /// <summary>Gets how many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the findings.</summary>
    public Span<DlpFinding> Span => _findings.AsSpan(0, Count);

    /// <summary>Begins a text.</summary>
    public void Begin() => (Count, IsPartial) = (0, false);

    /// <summary>Says whether a finding would be kept.</summary>
    /// <param name="entity">Of what.</param>
    /// <param name="confidence">How sure it is.</param>
    public bool Takes(DlpEntity entity, int confidence) => confidence >= ThresholdOf(entity);

    /// <summary>Adds a finding, if it is sure enough.</summary>
    public void Add(int start, int end, DlpEntity entity, int confidence, FindingFlags flags = FindingFlags.None)
    {
        if (!Takes(entity, confidence)) return;
        if (Count == _findings.Length) Array.Resize(ref _findings, 2 * Count);
        _findings[Count++] = new DlpFinding(Base + start, end - start, entity, confidence, flags);
        _reach = Math.Max(_reach, Base + end);
        if (entity is DlpEntity.Phone or DlpEntity.Iban) _numberReach = Math.Max(_numberReach, Base + end);
    }

    /// <summary>Says whether an entity that needs a key, a column or a word is wanted without one too.</summary>
    /// <param name="entity">The entity.</param>
    public bool TakesUnnamedOf(DlpEntity entity) => ThresholdOf(entity) <= Confidence.Unnamed;

    /// <summary>Says whether the last finding of the field ends before a place.</summary>
    /// <param name="start">The place, in the field.</param>
    public bool IsFreeAt(int start) => Count <= First || _findings[Count - 1].End <= Base + start;

    /// <summary>Says whether no finding of the field reaches beyond a place.</summary>
    /// <param name="start">The place, in the field.</param>
    public bool IsBeyondAll(int start) => _reach <= Base + start;

    /// <summary>Says whether the last finding of the field ends at a place.</summary>
    /// <param name="start">The place, in the field.</param>
    public bool EndsAt(int start) => Count > First && _findings[Count - 1].End == Base + start;

    /// <summary>Gets the end of the telephone or account of the field that reaches farthest, in the field; 0 and less: there is none. In other findings, such as secrets, numbers may lie that more is demanded of.</summary>
    public int NumberReach => _numberReach - Base;

    /// <summary>Says whether one of the last findings of the field ends or starts at a place.</summary>
    /// <param name="place">The place, in the field.</param>
    public bool IsBorder(int place)
    {
        for (var i = Count - 1; i >= Math.Max(First, Count - LastFew); i--)
            if (_findings[i].End == Base + place || _findings[i].Start == Base + place) return true;
        return false;
    }

    /// <summary>Says whether one of the last findings of the field is of an entity and ends at a place.</summary>
    /// <param name="start">The place, in the field.</param>
    /// <param name="entity">The entity.</param>
    public bool EndsAt(int start, DlpEntity entity)
    {
        for (var i = Count - 1; i >= Math.Max(First, Count - LastFew); i--)
            if (_findings[i].Entity == entity && _findings[i].End == Base + start) return true;
        return false;
    }

    /// <summary>Keeps of the findings from a count on only those that start in a stretch.</summary>
    /// <param name="count">The count.</param>
    /// <param name="from">Where the stretch starts.</param>
    /// <param name="to">Where it ends.</param>
    public void KeepOwn(int count, int from, int to)
    {
        var kept = count;
        for (var i = count; i < Count; i++)
            if (_findings[i].Start >= from && _findings[i].Start < to) _findings[kept++] = _findings[i];
        Count = kept;
    }

    /// <summary>Keeps of the findings from a count on one of each entity and place.</summary>
    /// <param name="count">The count.</param>
    public void RemoveRepeated(int count)
    {
        var found = Span[count..];
        if (found.Length < 2) return;
        found.Sort(ByPlaceAndEntity);
        var kept = 1;
        for (var i = 1; i < found.Length; i++)
        {
            ref readonly var last = ref found[kept - 1];
            if (found[i].Start != last.Start || found[i].Length != last.Length || found[i].Entity != last.Entity) found[kept++] = found[i];
        }

        Count = count + kept;
    }

    /// <summary>Removes the findings from a count on.</summary>
    public void Cut(int count) => Count = count;

    private int ThresholdOf(DlpEntity entity) => Thresholds is null ? Threshold : Thresholds.Of(entity);
}
