namespace Aegis.Streams.Yaml;

/// <summary>Takes a fault in a text.</summary>
/// <param name="fault">Where it is, what is wrong and what to write instead.</param>
internal delegate void YamlFault(TextFault fault);
