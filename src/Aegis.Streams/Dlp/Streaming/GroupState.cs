namespace Aegis.Streams.Dlp.Streaming;

/// <summary>What is counted of one entity in one place.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Place">The column or the keys.</param>
/// <param name="Count">How many findings there are.</param>
/// <param name="Reserved">How many are reserved values.</param>
/// <param name="Hidden">In how many invisible characters stood.</param>
/// <param name="Encoded">How many were encoded.</param>
/// <param name="LeastConfidence">The least confidence.</param>
/// <param name="MostConfidence">The greatest confidence.</param>
/// <param name="Samples">The first few, masked.</param>
public sealed record GroupState(DlpEntity Entity, string Place, long Count, long Reserved, long Hidden, long Encoded, int LeastConfidence, int MostConfidence, IReadOnlyList<string> Samples);
