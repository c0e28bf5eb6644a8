namespace Aegis.Streams.Yaml;

/// <summary>Carries a fault out of the nested readers; never leaves <see cref="YamlReader"/> and <see cref="JsonNodeReader"/>.</summary>
internal sealed class YamlFaultException(TextFault fault) : Exception(fault.Message)
{
    public TextFault Fault => fault;
}
