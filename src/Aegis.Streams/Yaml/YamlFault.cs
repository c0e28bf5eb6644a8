namespace Aegis.Streams.Yaml;

/// <summary>Takes a fault in a text.</summary>
/// <param name="line">The line, from 1.</param>
/// <param name="column">The column, from 1.</param>
/// <param name="message">What is wrong and what to write instead.</param>
internal delegate void YamlFault(int line, int column, string message);
