namespace Aegis.Streams.Yaml;

/// <summary>Carries a fault out of the nested reader; never leaves <see cref="YamlReader"/>.</summary>
internal sealed class YamlFaultException(int line, int column, string message) : Exception(message)
{
    public int Line => line;

    public int Column => column;
}
