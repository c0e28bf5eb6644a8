namespace Aegis.Streams.Publishing;

/// <summary>What is known of a topic that exists.</summary>
/// <param name="IsWritable">Whether it may be written.</param>
/// <param name="MaxRecordBytes">The largest record that it takes: key, value and headers together.</param>
public sealed record ReplyTopic(bool IsWritable, int MaxRecordBytes);
