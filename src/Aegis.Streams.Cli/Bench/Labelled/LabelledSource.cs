namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>
/// Labelled data without an end: document i follows from the seed and i alone, so that a test may look at any of it and a file of any size needs
/// no memory. Not thread-safe; sources of the same seed agree, so each thread may have its own.
/// </summary>
internal abstract class LabelledSource
{
    /// <summary>Gets the bytes before the first document: the header of a CSV, with its byte order mark.</summary>
    public virtual byte[] Header => [];

    /// <summary>Makes a document.</summary>
    /// <param name="index">Its number, 0 and up.</param>
    /// <returns>The document.</returns>
    public abstract LabelledDocument At(long index);

    /// <summary>Makes documents, one after the other.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The documents from 0.</returns>
    public IEnumerable<LabelledDocument> Documents(long count)
    {
        for (var i = 0L; i < count; i++) yield return At(i);
    }

    /// <summary>Makes the beginning of the file as one document, for what reads a file at once, or needs its header. In memory.</summary>
    /// <param name="count">How many documents.</param>
    /// <returns>The header and the documents from 0, with their labels.</returns>
    public LabelledDocument File(int count)
    {
        var (bytes, truth, negatives) = (new MemoryStream(), new List<TruthLabel>(), new List<NegativeLabel>());
        bytes.Write(Header);
        foreach (var document in Documents(count))
        {
            var start = (int)bytes.Length;
            truth.AddRange(document.Truth.Select(label => label with { Start = start + label.Start }));
            negatives.AddRange(document.Negatives.Select(label => label with { Start = start + label.Start }));
            bytes.Write(document.Bytes);
        }

        return new LabelledDocument(bytes.ToArray(), truth, negatives);
    }
}
