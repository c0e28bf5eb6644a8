using System.Collections.Immutable;
using Aegis.Streams.Policy.Bundles;
using Aegis.Streams.Policy.Files;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Reads bundles from files.</summary>
internal static class BundleFileReading
{
    // An archive of the largest size, and the headers of its blocks where it is not compressed.
    private const int MaxFileBytes = 65 << 20;

    /// <summary>Reads a bundle.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its files.</returns>
    /// <exception cref="CliRefusalException">It cannot be read, or is none.</exception>
    public static ImmutableArray<BundleFile> Read(string path)
    {
        try
        {
            if (RegularFile.Read(path, MaxFileBytes) is not { } bytes) throw CliRefusalException.Fault($"the bundle {path} is larger than {MaxFileBytes >> 20} MiB");
            var reading = BundleReader.Read(bytes);
            return reading.Fault is { } fault ? throw CliRefusalException.Fault($"{path}: {fault.Message}") : reading.Files;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the bundle {path} cannot be read: {FileFault.Why(path, fault)}", fault);
        }
    }
}
