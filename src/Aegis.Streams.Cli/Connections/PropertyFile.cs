namespace Aegis.Streams.Cli.Connections;

/// <summary>Reads librdkafka properties from files and command lines. Values may be secrets, so no message shows one.</summary>
internal static class PropertyFile
{
    /// <summary>Reads a file of `key=value` lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="properties">Gets what it says.</param>
    /// <exception cref="CliRefusalException">The file cannot be read, or a line is no property.</exception>
    public static void Read(string path, Dictionary<string, string> properties)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Usage($"the file of properties {path} cannot be read: {fault.Message}");
        }

        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length > 0 && line[0] is not ('#' or '!')) Add(line, $"{path}:{i + 1}", properties);
        }
    }

    /// <summary>Reads one property.</summary>
    /// <param name="text">`key=value`.</param>
    /// <param name="place">Where it stands, for the message.</param>
    /// <param name="properties">Gets it.</param>
    /// <exception cref="CliRefusalException">It is no property.</exception>
    public static void Add(string text, string place, Dictionary<string, string> properties)
    {
        var separator = text.IndexOf('=', StringComparison.Ordinal);
        if (separator <= 0) throw CliRefusalException.Usage($"{place} is no property; write key=value, such as security.protocol=SSL");
        properties[text[..separator].Trim()] = text[(separator + 1)..].Trim();
    }
}
