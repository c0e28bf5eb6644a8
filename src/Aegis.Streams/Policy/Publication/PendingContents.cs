namespace Aegis.Streams.Policy.Publication;

/// <summary>
/// Content whose publication is not decided yet. Bounded: what came first goes first. Content comes right before its publication, so only what a
/// publisher left behind half-way is dropped, unless somebody floods the topic.
/// </summary>
internal sealed class PendingContents
{
    private const long MaxBytes = 2L * PublicationLimits.MaxContentBytes;
    private const int MaxContents = 1024;

    private readonly OrderedDictionary<string, Pending> _contents = new(StringComparer.Ordinal);
    private long _bytes;

    public void Put(string id, int chunk, byte[] bytes)
    {
        if (!_contents.TryGetValue(id, out var pending)) _contents.Add(id, pending = new Pending());
        _bytes += bytes.Length - (pending.Chunks.GetValueOrDefault(chunk)?.Length ?? 0);
        pending.Chunks[chunk] = bytes;
        pending.IsRefuted = false;
        while (_contents.Count > 1 && (_bytes > MaxBytes || _contents.Count > MaxContents)) Drop(_contents.GetAt(_contents.GetAt(0).Key == id ? 1 : 0).Key);
    }

    public void Remove(string id, int chunk)
    {
        if (_contents.TryGetValue(id, out var pending) && pending.Chunks.Remove(chunk, out var bytes)) _bytes -= bytes.Length;
    }

    public void Drop(string id)
    {
        if (_contents.Remove(id, out var pending)) _bytes -= pending.Chunks.Values.Sum(chunk => (long)chunk.Length);
    }

    /// <summary>Puts a content and its files of terms together.</summary>
    /// <param name="publication">Its publication.</param>
    /// <param name="refusalCode">Why there is none.</param>
    /// <returns>Both, as they were signed; <see langword="null"/>: something is missing or another one.</returns>
    public PublicationPayload? Find(PolicyPublication publication, out string? refusalCode)
    {
        refusalCode = RefusalCodes.ContentMissing;
        if (!_contents.TryGetValue(publication.Id, out var pending)) return null;
        if (!Enumerable.Range(0, publication.ChunkCount).All(pending.Chunks.ContainsKey)) return null;
        refusalCode = RefusalCodes.ContentMismatch;
        if (pending.IsRefuted) return null;
        var bytes = Join(pending, publication.ChunkCount).AsMemory();
        if (bytes.Length == publication.ContentBytes + publication.TermsBytes)
        {
            var payload = new PublicationPayload(bytes[..publication.ContentBytes], bytes[publication.ContentBytes..]);
            if (IsSigned(payload, publication))
            {
                refusalCode = null;
                return payload;
            }
        }

        pending.IsRefuted = true;
        return null;
    }

    private static bool IsSigned(PublicationPayload payload, PolicyPublication publication) =>
        PublicationHash.Of(payload.Content.Span) == publication.Revision && (publication.TermsHash is null || PublicationHash.Of(payload.Terms.Span) == publication.TermsHash);

    private static byte[] Join(Pending pending, int count)
    {
        var content = new byte[Enumerable.Range(0, count).Sum(chunk => pending.Chunks[chunk].Length)];
        var position = 0;
        for (var chunk = 0; chunk < count; chunk++)
        {
            pending.Chunks[chunk].CopyTo(content, position);
            position += pending.Chunks[chunk].Length;
        }

        return content;
    }

    private sealed class Pending
    {
        public Dictionary<int, byte[]> Chunks { get; } = [];

        /// <summary>Gets or sets a value indicating whether what is there was hashed, and is another content.</summary>
        public bool IsRefuted { get; set; }
    }
}
