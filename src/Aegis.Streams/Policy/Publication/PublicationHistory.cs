namespace Aegis.Streams.Policy.Publication;

/// <summary>
/// What the log has of publications, bounded. What anybody can write without a key has bounds of its own, so that it pushes out no publication that
/// a trusted key signed: publications of unknown keys, and records that are none.
/// </summary>
internal sealed class PublicationHistory
{
    private const int MaxPublications = 10_000;

    // As many: after a rotation of keys, these are the publications of the old one, and the chain leads through them.
    private const int MaxUnknown = 10_000;
    private const int MaxRejected = 1_000;

    private readonly OrderedDictionary<string, PublicationCandidate> _publications = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PublicationCandidate> _unknown = new(StringComparer.Ordinal);
    private readonly Queue<string> _unknownIds = new();
    private readonly Queue<PublicationEntry> _rejected = new();

    public IReadOnlyList<PublicationEntry> Entries =>
        [.. _publications.Values.Concat(_unknown.Values).Select(publication => publication.ToEntry()).Concat(_rejected).OrderBy(entry => entry.Offset)];

    public PublicationCandidate? Find(string id) => _publications.GetValueOrDefault(id) ?? _unknown.GetValueOrDefault(id);

    /// <summary>Notes a publication that a trusted key signed.</summary>

    public void Add(PublicationCandidate publication)
    {
        _publications.Add(publication.Publication.Id, publication);
        if (_publications.Count > MaxPublications) _publications.RemoveAt(_publications.GetAt(0).Value.IsActive ? 1 : 0);
    }

    /// <summary>Notes a publication whose key is not trusted.</summary>
    public void AddUnknown(PublicationCandidate publication)
    {
        _unknown.Add(publication.Publication.Id, publication);
        _unknownIds.Enqueue(publication.Publication.Id);
        if (_unknown.Count > MaxUnknown) _unknown.Remove(_unknownIds.Dequeue());
    }

    /// <summary>Notes a record that is no publication.</summary>
    public void AddRejected(PublicationEntry entry)
    {
        _rejected.Enqueue(entry);
        if (_rejected.Count > MaxRejected) _rejected.Dequeue();
    }
}
