namespace Aegis.Streams.Policy.Yaml;

/// <summary>Carries a fault out of the nested reader; never leaves <see cref="YamlReader"/>.</summary>
internal sealed class YamlFaultException(PolicyError error) : Exception(error.Message)
{
    public PolicyError Error { get; } = error;
}
