using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>Reads bundles, ours and those that Open Policy Agent writes. It bounds what it decompresses and trusts nothing; a signature is checked by <see cref="BundleVerifier"/>.</summary>
public static class BundleReader
{
    /// <summary>Reads a bundle.</summary>
    /// <param name="bundle">The bytes.</param>
    /// <param name="limits">How much it may hold; <see langword="null"/>: the default limits.</param>
    /// <returns>The files with names without a leading slash, or the fault.</returns>
    public static BundleReading Read(ReadOnlyMemory<byte> bundle, BundleLimits? limits = null)
    {
        limits ??= new BundleLimits();
        try
        {
            using var archive = new MemoryStream();
            return Decompress(bundle, archive, limits) is { } fault ? new BundleReading([], fault) : ReadArchive(archive, limits);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or IOException or FormatException)
        {
            return new BundleReading([], new BundleFault(BundleFaultKind.NotReadable, "The bundle is no whole gzip stream of a tar archive."));
        }
    }

    private static BundleFault? Decompress(ReadOnlyMemory<byte> bundle, MemoryStream archive, BundleLimits limits)
    {
        using var compressed = new MemoryStream(bundle.ToArray(), writable: false);
        using var gzip = new GZipStream(compressed, CompressionMode.Decompress);
        var buffer = new byte[81_920];
        while (gzip.Read(buffer) is > 0 and var count)
        {
            if (archive.Length + count > limits.MaxBytes) return new BundleFault(BundleFaultKind.TooLarge, $"The bundle holds more than {limits.MaxBytes} bytes.");
            archive.Write(buffer, 0, count);
        }

        archive.Position = 0;
        return archive.Length > 0 ? null : new BundleFault(BundleFaultKind.NotReadable, "The bundle is empty.");
    }

    private static BundleReading ReadArchive(MemoryStream archive, BundleLimits limits)
    {
        var files = ImmutableArray.CreateBuilder<BundleFile>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var reader = new TarReader(archive);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType == TarEntryType.Directory) continue;
            var name = entry.Name.TrimStart('/');
            if (name.StartsWith("./", StringComparison.Ordinal)) name = name[2..];
            if (EntryFault(entry, name) is { } fault) return new BundleReading([], fault);
            if (!names.Add(name)) return new BundleReading([], new BundleFault(BundleFaultKind.DuplicateFile, $"The bundle holds `{name}` twice."));
            if (files.Count == limits.MaxFiles) return new BundleReading([], new BundleFault(BundleFaultKind.TooLarge, $"The bundle holds more than {limits.MaxFiles} files."));
            files.Add(new BundleFile(name, Content(entry)));
        }

        return new BundleReading(files.ToImmutable(), null);
    }

    private static BundleFault? EntryFault(TarEntry entry, string name)
    {
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            return new BundleFault(BundleFaultKind.BadEntry, $"The bundle holds `{name}`, which is no plain file.");
        return name.Length == 0 || name.Contains('\\', StringComparison.Ordinal) || name.Split('/').Any(part => part is "" or "." or "..")
            ? new BundleFault(BundleFaultKind.BadEntry, $"The name `{name}` leads out of the bundle or is no path.")
            : null;
    }

    private static byte[] Content(TarEntry entry)
    {
        if (entry.DataStream is not { } data) return [];
        using var content = new MemoryStream();
        data.CopyTo(content);
        if (content.Length != entry.Length) throw new EndOfStreamException();
        return content.ToArray();
    }
}
