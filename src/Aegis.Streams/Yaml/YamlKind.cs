namespace Aegis.Streams.Yaml;

/// <summary>What a file of settings is, in words of messages.</summary>
/// <param name="Name">One of them, such as `a topology`.</param>
/// <param name="Plural">Several, such as `topologies`.</param>
/// <param name="Keys">What it holds, such as `the key routes`.</param>
internal sealed record YamlKind(string Name, string Plural, string Keys);
