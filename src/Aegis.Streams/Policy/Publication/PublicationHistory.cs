namespace Aegis.Streams.Policy.Publication;

/// <summary>What the log has of publications, bounded. Records that are none have a bound of their own, so that they push out no publication.</summary>
internal sealed class PublicationHistory
{
    private const int MaxPublications = 10_000;
    private const int MaxRejected = 1_000;

    private readonly OrderedDictionary<string, PublicationCandidate> _publications = new(StringComparer.Ordinal);
    private readonly Queue<PublicationEntry> _rejected = new();

    public IReadOnlyList<PublicationEntry> Entries => [.. _publications.Values.Select(publication => publication.ToEntry()).Concat(_rejected).OrderBy(entry => entry.Offset)];

    public PublicationCandidate? Find(string id) => _publications.GetValueOrDefault(id);

    public void Add(PublicationCandidate publication)
    {
        _publications.Add(publication.Publication.Id, publication);
        if (_publications.Count > MaxPublications) _publications.RemoveAt(_publications.GetAt(0).Value.IsActive ? 1 : 0);
    }

    public void AddRejected(PublicationEntry entry)
    {
        _rejected.Enqueue(entry);
        if (_rejected.Count > MaxRejected) _rejected.Dequeue();
    }
}
