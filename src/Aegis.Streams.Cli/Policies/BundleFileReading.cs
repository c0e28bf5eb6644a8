using System.Collections.Immutable;
using Aegis.Streams.Policy.Bundles;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Reads bundles from files.</summary>
internal static class BundleFileReading
{
    /// <summary>Reads a bundle.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its files.</returns>
    /// <exception cref="CliRefusalException">It cannot be read, or is none.</exception>
    public static ImmutableArray<BundleFile> Read(string path)
    {
        try
        {
            var reading = BundleReader.Read(File.ReadAllBytes(path));
            return reading.Fault is { } fault ? throw CliRefusalException.Fault($"{path}: {fault.Message}") : reading.Files;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the bundle {path} cannot be read: {fault.Message}", fault);
        }
    }
}
